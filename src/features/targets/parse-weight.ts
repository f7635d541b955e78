import Big from 'big.js'
import type { Amount, Words } from '#src/contracts/command.ts'
import { matchPeriod, type Period, parsePeriod } from '#src/domain/period/index.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import { UserError } from '#src/errors.ts'
import { amountAt, bandAt } from '#src/language/amounts.ts'
import { findComparisons } from '#src/language/comparison.ts'
import { isWordCharacter, lower } from '#src/language/text.ts'

/** What stands in a line besides KPI, place, period and person: numbers of the goal, and a weight. */
export interface TargetWords {
  readonly amounts: readonly Amount[]
  /** Without those that are ends of a band: `30天-60天`. */
  readonly periods: readonly Period[]
  /** 0–100; `null` when none was named. */
  readonly weight: number | null
  /** Comparisons such as “at least”. */
  readonly compares: readonly Compare[]
  /** Every day from then on is meant: daily, per day, 每天, 毎日. */
  readonly daily: boolean
  /** Words that nothing knew. */
  readonly unknown: readonly string[]
}

const weightNames = ['weight', 'wt', '权重', '权数', '配点', 'ウエイト', 'ウェイト', '重み']
const weightPattern = new RegExp(`(?:${weightNames.join('|')})\\s*[:=は为]?\\s*(\\d{1,4}(?:\\.\\d+)?)\\s*%?`, 'iu')
const dailyWords =
  /(?<![\p{L}\p{N}])(?:per day|a day|each day|every day|everyday|daily)(?![\p{L}\p{N}])|每天|每日|毎日|日次/iu

const weightRange = {
  en: 'A weight is a whole number from 0 to 100.',
  ja: 'ウェイトは0から100の整数で指定してください。',
  'zh-CN': '权重应为0到100的整数。',
}

/** Takes the weight and a band out of a line's words. @throws UserError for a weight that is none. */
export function targetWords(words: Words, today: string): TargetWords {
  const found = weightPattern.exec(words.open)
  const weight = found ? weightOf(found[1] ?? '') : null
  const weightless = found ? blanked(words.open, found.index, found[0].length) : words.open
  const everyDay = dailyWords.exec(weightless)
  const daily = everyDay !== null
  const open = everyDay ? blanked(weightless, everyDay.index, everyDay[0].length) : weightless
  const ofDaily = (word: string) => everyDay?.[0].includes(word) === true && !open.includes(word)
  const band = bandIn(open, today)
  const rest = band ? blanked(open, band.from, band.text.length) : open
  const ofBand = (word: string) => band?.text.includes(word) === true && !rest.includes(word)
  const compared = findComparisons(rest)
  const compares = compared.map(one => one.compare)
  const spoken = compared.map(({ from, to }) => rest.slice(from, to).toLowerCase())
  const ofComparison = (word: string) => spoken.some(text => text.includes(word.toLowerCase()))
  const unknown = words.unknown.filter(
    word => !ofDaily(word) && !ofBand(word) && !ofComparison(word) && !(found && namesWeight(word)),
  )
  if (band) {
    const others = amountsIn(rest, today)
    return {
      amounts: [...band.ends, ...others],
      periods: withoutEnds(words.periods, band.text, today),
      weight,
      compares,
      daily,
      unknown,
    }
  }
  const amounts = found ? withoutLast(words.amounts, found[1] ?? '') : words.amounts
  return { amounts, periods: words.periods, weight, compares, daily, unknown }
}

/** Whether a band such as `30-60` stands in the line. */
export function namesBand(words: Words): boolean {
  return bandIn(words.open, '2000-01-01') !== null
}

function blanked(text: string, from: number, length: number): string {
  return text.slice(0, from) + ' '.repeat(length) + text.slice(from + length)
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

interface BandWord {
  readonly ends: readonly [Amount, Amount]
  readonly from: number
  readonly text: string
}

/** The first band of a line that is not a period: `2017-11` and `7/1-7/5` are. */
function bandIn(open: string, today: string): BandWord | null {
  const text = lower(open)
  for (let at = 0; at < text.length; at++) {
    const band = bandAt(text, at)
    const period = matchPeriod(text, at, { today })?.length ?? 0
    if (band && at + period < band.end) return { ends: band.ends, from: at, text: open.slice(at, band.end) }
    const inside = isWordCharacter(text, at) && isWordCharacter(text, at - 1)
    const amount = inside || period > 0 ? null : amountAt(text, at)
    at = Math.max(at + period, amount?.end ?? 0, at + 1) - 1
  }
  return null
}

/** Numbers of a line besides its periods. */
function amountsIn(open: string, today: string): readonly Amount[] {
  const text = lower(open)
  const amounts: Amount[] = []
  for (let at = 0; at < text.length; at++) {
    const inside = isWordCharacter(text, at) && isWordCharacter(text, at - 1)
    const period = inside ? 0 : (matchPeriod(text, at, { today })?.length ?? 0)
    const found = inside || period > 0 ? null : amountAt(text, at)
    if (found) amounts.push(found.amount)
    at = Math.max(at + period, found?.end ?? 0, at + 1) - 1
  }
  return amounts
}

/** The ends of `30天-60天` were read as the last 30 and 60 days. */
function withoutEnds(periods: readonly Period[], band: string, today: string): readonly Period[] {
  const ends = [...lower(band).matchAll(/\d+\s*[^\d\s~〜～–—―-]+/gu)].map(([text]) => parsePeriod(text, today))
  return periods.filter(one => !ends.some(end => end?.from === one.from && end.to === one.to))
}

function namesWeight(word: string): boolean {
  return weightNames.some(name => word.toLowerCase().startsWith(name))
}
