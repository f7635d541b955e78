import Big from 'big.js'
import type { Amount, Words } from '#src/contracts/command.ts'
import { parsePeriod } from '#src/domain/period.ts'
import { UserError } from '#src/errors.ts'

/** What stands in a line besides KPI, place, period and person: numbers of the goal, and a weight. */
export interface TargetWords {
  readonly amounts: readonly Amount[]
  /** 0–100; `null` when none was named. */
  readonly weight: number | null
  /** Words that nothing knew. */
  readonly unknown: readonly string[]
}

const weightNames = ['weight', 'wt', '权重', '权数', '配点', 'ウエイト', 'ウェイト', '重み']
const weightPattern = new RegExp(`(?:${weightNames.join('|')})\\s*[:=は为]?\\s*(\\d{1,4}(?:\\.\\d+)?)\\s*%?`, 'iu')
/** `30-60`, `30~60`, `8%-12%`, standing alone. */
const bandPattern = /^(\d+(?:\.\d+)?)(%?)[-–~～〜](\d+(?:\.\d+)?)(%?)$/u

const weightRange = {
  en: 'A weight is a whole number from 0 to 100.',
  ja: 'ウェイトは0から100の整数で指定してください。',
  'zh-CN': '权重应为0到100的整数。',
}

/** Takes the weight and a band out of a line's words. @throws UserError for a weight that is none. */
export function targetWords(words: Words, today: string): TargetWords {
  const found = weightPattern.exec(words.rest)
  const weight = found ? weightOf(found[1] ?? '') : null
  const band = bandIn(words.rest, today)
  const amounts = band ?? (found ? withoutLast(words.amounts, found[1] ?? '') : words.amounts)
  return { amounts, weight, unknown: words.unknown.filter(word => !belongs(word, words.rest, found, band !== null)) }
}

/** Whether a band such as `30-60` stands in the line. */
export function namesBand(words: Words): boolean {
  return bandIn(words.rest, '2000-01-01') !== null
}

function weightOf(text: string): number {
  const weight = Number(text)
  if (!Number.isInteger(weight) || weight > 100) throw new UserError(weightRange)
  return weight
}

/** The weight's number is an amount as well: the last of that size goes. */
function withoutLast(amounts: readonly Amount[], decimal: string): readonly Amount[] {
  const at = amounts.findLastIndex(amount => amount.kind !== 'money' && sameNumber(amount, decimal))
  return at < 0 ? amounts : amounts.filter((_amount, index) => index !== at)
}

function sameNumber(amount: Amount, decimal: string): boolean {
  const typed = amount.kind === 'percent' ? new Big(amount.decimal).times(100) : new Big(amount.decimal)
  return typed.eq(decimal)
}

function bandIn(rest: string, today: string): readonly Amount[] | null {
  for (const word of rest.split(/\s+/)) {
    const ends = bandPattern.exec(word)
    if (ends && parsePeriod(word, today) === null) {
      const percent = ends[2] === '%' || ends[4] === '%'
      return [ends[1] ?? '', ends[3] ?? ''].map(text => amountOf(text, percent))
    }
  }
  return null
}

function amountOf(text: string, percent: boolean): Amount {
  const value = percent ? new Big(text).div(100) : new Big(text)
  return { value: value.toNumber(), decimal: value.toFixed(), kind: percent ? 'percent' : 'plain', currency: null }
}

function belongs(word: string, rest: string, weight: RegExpExecArray | null, band: boolean): boolean {
  const lower = word.toLowerCase()
  if (weight && weightNames.some(name => lower.startsWith(name))) return true
  return band && rest.split(/\s+/).some(part => bandPattern.test(part) && part.includes(word))
}
