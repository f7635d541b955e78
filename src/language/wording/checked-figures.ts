import { amountAt } from '#src/language/amounts.ts'
import { isWordCharacter, lower, normalisePlain } from '#src/language/text.ts'

/** A number in a text. */
interface Written {
  readonly value: number
  readonly percent: boolean
  /** ISO 4217 where one is named. */
  readonly currency: string | null
  /** Half of its last digit: as far as rounding may have moved it. */
  readonly slack: number
  /** 1 or -1 where a sign or an arrow stands before it; 0: none. */
  readonly sign: number
  readonly from: number
}

/** Rounding by more than this share hides something (judgement). */
const largestSlack = 0.05

/** Quantities that are said without a number: they cannot be checked. */
const unchecked =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|halved|halves|doubled?|doubles|twice|tripled?|triples|thrice|quarter of|thirds?|tenfold|\w+fold)\b|[一二两三四五六七八九十百千半]+(?:成|倍|分之|半)|[一二两三四五六七八九十百千]+[万亿億]|翻(?:了)?[一二两三]?番|翻倍|减半|一半|過半|半分|半減|倍増|数[十百千万]|[零〇一二三四五六七八九十]{2,}/iu

/**
 * Whether every number of a text stands in the facts: as written there, or rounded to what is written; percent with
 * percent, a named currency with the same one, and none of the opposite direction. Quantities in words count as wrong.
 */
export function figuresHold(text: string, facts: string): boolean {
  if (unchecked.test(text)) return false
  const known = numbersIn(facts)
  return clauses(text).every(clause =>
    numbersIn(clause).every(number => {
      const same = known.filter(fact => isSame(number, fact))
      return same.length > 0 && !isOpposite(clause, number, same)
    }),
  )
}

function isSame(said: Written, fact: Written): boolean {
  if (said.percent !== fact.percent) return false
  if (said.currency !== null && said.currency !== fact.currency) return false
  const [a, b] = [Math.abs(said.value), Math.abs(fact.value)]
  const slack = Math.min(said.slack, b * largestSlack)
  return Math.abs(a - b) <= slack + fact.slack * 1e-6 + b * 1e-9
}

const falls =
  /\b(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w+|decreas\w+|down|lower|lost|shrank|below)\b|下降|下跌|下滑|减少|降低|跌|少了|低于|下回|減|下が|落ち|低下/iu
const rises =
  /\b(?:rose|ris(?:e|es|en|ing)|grew|grow\w*|increas\w+|up|higher|gain\w*|above)\b|上升|上涨|增长|增加|提升|涨|高于|上回|増|上が|伸び|上昇/iu

/** Whether a clause says down of what rose, or up of what fell. */
function isOpposite(clause: string, said: Written, same: readonly Written[]): boolean {
  const signs = same.map(({ sign }) => sign).filter(sign => sign !== 0)
  if (signs.length < same.length || signs.length === 0) return false
  const [falling, rising] = [falls.test(clause), rises.test(clause)]
  const way = said.sign !== 0 ? said.sign : falling === rising ? 0 : rising ? 1 : -1
  return way !== 0 && !signs.includes(way)
}

function clauses(text: string): readonly string[] {
  return text.split(/[;；。！？!?\n]|[,，、](?!\d)|\.(?!\d)/u).filter(clause => clause.trim() !== '')
}

function numbersIn(typed: string): readonly Written[] {
  const text = lower(normalisePlain(typed))
  const found: Written[] = []
  for (let at = 0; at < text.length; ) {
    const number = numberAt(text, at)
    if (number) found.push(number.written)
    at = number ? number.end : at + 1
  }
  return found
}

function numberAt(text: string, at: number): { readonly written: Written; readonly end: number } | null {
  const digit = /\d/.test(text[at] ?? '')
  if (!digit && !/[-−▲▼△+$¥€£a-z]/u.test(text[at] ?? '')) return null
  if (isWordCharacter(text, at) && isWordCharacter(text, at - 1) && !digit) return null
  const amount = amountAt(text, at)
  if (!amount) return digit ? plainAt(text, at) : null
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(text.slice(at, amount.end))?.[0] ?? ''
  const { value, kind, currency } = amount.amount
  return {
    end: amount.end,
    written: {
      ...sized(digits, Math.abs(value)),
      value,
      percent: kind === 'percent',
      currency,
      sign: signAt(text, at),
      from: at,
    },
  }
}

/** Digits that are part of something longer, such as a date: each counts by itself. */
function plainAt(text: string, at: number): { readonly written: Written; readonly end: number } | null {
  const digits = /^\d[\d,]*(?:\.\d+)?/.exec(text.slice(at))?.[0] ?? ''
  const end = at + digits.length
  const value = Number(digits.replaceAll(',', ''))
  const percent = /^\s*[%％]/u.test(text.slice(end))
  const written = { ...sized(digits, percent ? value / 100 : value), value: percent ? value / 100 : value, percent }
  return { end, written: { ...written, currency: null, sign: signAt(text, at), from: at } }
}

/** Half a unit of the last digit, in terms of the value: 0.05 of `1.2`, 50,000 of `1.2M`. */
function sized(digits: string, value: number): { readonly slack: number } {
  const plain = Number(digits.replaceAll(',', ''))
  const decimals = digits.split('.')[1]?.length ?? 0
  const factor = plain === 0 ? 1 : value / plain
  const whole = decimals === 0 && factor === 1
  return { slack: whole ? 0.5 : (factor * 10 ** -decimals) / 2 }
}

function signAt(text: string, at: number): number {
  const before = /[-−+▲▼△]\s*(?:[$¥€£]|[a-z]{3}\s?)?$/u.exec(text.slice(Math.max(0, at - 6), at))?.[0][0]
  const sign = '-−+▲▼△'.includes(text[at] ?? ' ') ? text[at] : before
  if (sign === undefined) return 0
  return sign === '+' || sign === '▲' || sign === '△' ? 1 : -1
}
