import Big from 'big.js'
import type { Amount } from '#src/contracts/command.ts'
import { currencyWords } from './currency-words.ts'
import { numeralsAt } from './numerals.ts'
import { isWordCharacter, lower } from './text.ts'

/** A number found in a line and where it ends. */
export interface FoundAmount {
  readonly amount: Amount
  readonly end: number
  /** Nothing but digits: it may also be the number of a thing, or a year. */
  readonly bare: boolean
}

/** Multiples as they are written; 萬 and 億 are the traditional and Japanese forms. */
const multiples: readonly (readonly [string, number])[] = [
  ['千万', 1e7],
  ['百万', 1e6],
  ['十万', 1e5],
  ['万', 1e4],
  ['萬', 1e4],
  ['亿', 1e8],
  ['億', 1e8],
  ['千', 1e3],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['mio', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
  ['w', 1e4],
]

/** Numbers of more digits are no figures of a business: judgement. */
const maxDigits = 18

/**
 * Reads the number that starts at a place of a normalised line in lower case: `5万`, `1.2M`, `¥5,000,000`, `8%`, `-3.2%`, `▲3.2%`,
 * `1億2000万円`, `usd 500`, `五万`, `(15)`. `null` when none starts there, and for parts of dates and ranges such as `7/1` or `1-5`.
 */
export function amountAt(text: string, from: number): FoundAmount | null {
  const found = readAmount(text, from)
  if (!found || !endsThere(text, found.end)) return null
  return { amount: found.amount, end: found.end, bare: /^\d+$/.test(text.slice(from, found.end)) }
}

/**
 * The same number without the currency, and without the multiple, behind it: `50000` in `50000 dollar-tree`, if the rest
 * is a name. None where nothing stands behind it.
 */
export function plainAmountsAt(text: string, from: number): readonly FoundAmount[] {
  const whole = readAmount(text, from)
  const shorter = whole ? [readAmount(text, from, 'number'), readAmount(text, from, 'digits')] : []
  return shorter.flatMap(found => {
    if (!found || found.end >= (whole?.end ?? 0) || text[found.end] === '%' || !endsThere(text, found.end)) return []
    return [{ amount: found.amount, end: found.end, bare: /^\d+$/.test(text.slice(from, found.end)) }]
  })
}

/** How far a number is read: with what stands behind it, with its multiple, or its digits alone. */
type Reach = 'all' | 'number' | 'digits'

interface ReadAmount {
  readonly amount: Amount
  /** What the digits were multiplied by: 10,000 for `2万`; 1 without a multiple and for sums such as `1億2000万`. */
  readonly factor: number
  readonly end: number
}

/** A minus in words, in front of a number. */
const minusWords = /(?:负|負|マイナス|minus )(?=[\d¥$€£(])/y
/** Percent in words. */
const percentWords = /(?:percent|per cent|pct|パーセント)(?![a-z])/y
/** What is counted, behind its number and at the end of a word: it says nothing more. */
const pieces = /(?:件|单|単|個|个|台|笔|票)(?=$|[^\p{L}\d]|以|未|超|を|より|から|まで|で)/uy

/** A number whatever stands behind it. */
function readAmount(text: string, from: number, reach: Reach = 'all'): ReadAmount | null {
  if (text[from] === '(') return inBrackets(text, from)
  if (!/[\d百千万萬亿億]/.test(text.slice(from, from + 8))) return null
  let at = from
  const minus = endOf(minusWords, text, at)
  const negative = minus !== null || '-▲△'.includes(text[at] ?? ' ')
  if (minus === null && negative && isWordCharacter(text, at - 1)) return null // the hyphen of `2026-13`
  if (minus !== null) at = minus
  else if (negative || text[at] === '+') at++
  const sign = currencyAt(text, at, true)
  if (sign) at = skipBlank(text, sign.end)
  const number = reach === 'digits' ? plainDigits(text, at) : numberAt(text, at)
  if (!number) return null
  const none = { percent: false, currency: null, end: number.end }
  const { percent, currency: behind, end } = reach === 'all' ? suffixAt(text, number.end) : none
  const value = number.value.times(percent ? 0.01 : 1).times(negative ? -1 : 1)
  const currency = sign ?? behind
  const kind = percent ? 'percent' : currency ? 'money' : 'plain'
  return { amount: amountOf(value, kind, currency?.code ?? null), factor: number.factor, end }
}

/** Brackets around a number make it negative, as in accounts: `(15)`, `($1,200)`. */
function inBrackets(text: string, from: number): ReadAmount | null {
  if (isWordCharacter(text, from - 1)) return null
  const inner = readAmount(text, skipBlank(text, from + 1))
  const close = inner ? skipBlank(text, inner.end) : 0
  if (!inner || text[close] !== ')' || inner.amount.decimal.startsWith('-')) return null
  const { kind, currency, decimal } = inner.amount
  return { amount: amountOf(new Big(decimal).times(-1), kind, currency), factor: inner.factor, end: close + 1 }
}

function amountOf(value: Big, kind: Amount['kind'], currency: string | null): Amount {
  return { value: value.toNumber(), decimal: value.toFixed(), kind, currency }
}

/** Two numbers with a line or “to” between them, and where they end. */
export interface FoundBand {
  readonly ends: readonly [Amount, Amount]
  readonly end: number
}

const counters =
  / ?(?:天|日間|日|days?(?![a-z])|件|单|単|個|个|点|台|回|倍|次|小时|時間|hours?(?![a-z])|分钟|分|minutes?(?![a-z])|星)/y
const bandJoint = /(?:\s*[~〜～–—―]\s*|\s+-\s+|-|\s+to\s+|\s*(?:到|至|から)\s*)/y

/**
 * Reads the band that starts at a place of a normalised line in lower case: `30-60`, `1万~2万`, `¥5,000-8,000`, `100〜200円`,
 * `$100 to $200`, `8%-12%`. What one end leaves out it has from the other: percent, currency, and the multiple of `1-2万`
 * where the band would not be upside down with it. `null` when no band starts there.
 */
export function bandAt(text: string, from: number): FoundBand | null {
  if (/[\d.,/:-]/.test(text[from - 1] ?? ' ') || (isWordCharacter(text, from) && isWordCharacter(text, from - 1)))
    return null
  const low = readAmount(text, from)
  const joint = low && endOf(bandJoint, text, endOf(counters, text, low.end) ?? low.end)
  const high = joint ? readAmount(text, joint) : null
  if (!low || !high) return null
  const end = endOf(counters, text, high.end) ?? high.end
  return endsThere(text, end) ? { ends: alike(low, high), end: endOf(/まで/y, text, end) ?? end } : null
}

function endOf(pattern: RegExp, text: string, from: number): number | null {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : null
}

/** Both ends in the same terms; two different currencies stay, to be refused. */
function alike(low: ReadAmount, high: ReadAmount): readonly [Amount, Amount] {
  const kinds = [low.amount.kind, high.amount.kind]
  const kind = kinds.includes('percent') ? 'percent' : kinds.includes('money') ? 'money' : 'plain'
  const raised = new Big(low.amount.decimal).times(high.factor)
  const shares = low.factor === 1 && raised.lt(high.amount.decimal)
  const same = ({ amount }: ReadAmount, other: ReadAmount, value: Big) =>
    amountOf(
      kind === 'percent' && amount.kind !== 'percent' ? value.times(0.01) : value,
      kind,
      amount.currency ?? other.amount.currency,
    )
  return [same(low, high, shares ? raised : new Big(low.amount.decimal)), same(high, low, new Big(high.amount.decimal))]
}

interface FoundCurrency {
  readonly code: string | null
  readonly end: number
}

function currencyAt(text: string, at: number, before: boolean): FoundCurrency | null {
  for (const [word, code] of currencyWords) {
    if (!text.startsWith(word, at)) continue
    const end = at + word.length
    const lettered = /[a-z]$/.test(word)
    if (before ? lettered && /[a-z]/.test(text[end] ?? '') : lettered && isWordCharacter(text, end)) continue
    return { code, end }
  }
  return null
}

function plainDigits(text: string, from: number) {
  const digits = digitsAt(text, from)
  return digits && { value: new Big(digits.text), factor: 1, end: digits.end }
}

/** Digits with multiples, such as `1億2000万`. */
function numberAt(
  text: string,
  from: number,
): { readonly value: Big; readonly factor: number; readonly end: number } | null {
  const numerals = numeralsAt(text, from)
  if (numerals) return { value: numerals.value, factor: 1, end: numerals.end }
  let sum = new Big(0)
  let at = from
  let count = 0
  let factor = 1
  for (let parts = 0; parts < 4; parts++) {
    const digits = digitsAt(text, at)
    if (!digits) break
    const multiple = multipleAt(text, digits.end)
    sum = sum.plus(new Big(digits.text).times(multiple?.factor ?? 1))
    at = multiple?.end ?? digits.end
    factor = count++ === 0 ? (multiple?.factor ?? 1) : 1
    if (!multiple || /[a-z]$/.test(text.slice(digits.end, at))) break
  }
  return count > 0 ? { value: sum, factor, end: at } : null
}

function digitsAt(text: string, from: number): { readonly text: string; readonly end: number } | null {
  const pattern = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+]?\d{1,3}(?![a-z\d]))?|\.\d+/y
  pattern.lastIndex = from
  const match = pattern.exec(text)?.[0]
  if (match === undefined) return null
  const written = match.replaceAll(',', '')
  const plain = written.includes('e') ? powerOf(written) : written
  return plain.length > maxDigits
    ? null
    : { text: plain.startsWith('.') ? `0${plain}` : plain, end: from + match.length }
}

/** `1e5` written out; what is too long for a figure stays too long. */
function powerOf(written: string): string {
  const exponent = Number(written.split('e')[1])
  return exponent > maxDigits ? '9'.repeat(maxDigits + 1) : new Big(written).toFixed()
}

function multipleAt(text: string, from: number): { readonly factor: number; readonly end: number } | null {
  for (const [word, factor] of multiples) {
    const lettered = /[a-z]/.test(word)
    const at = lettered && word.length > 2 ? skipBlank(text, from) : from
    if (!text.startsWith(word, at)) continue
    const end = at + word.length
    if (!lettered || !/[a-z0-9]/.test(text[end] ?? '')) return { factor, end }
  }
  return null
}

function suffixAt(
  text: string,
  from: number,
): { readonly end: number; readonly percent: boolean; readonly currency: FoundCurrency | null } {
  const at = skipBlank(text, from)
  if (text[at] === '%') return { end: at + 1, percent: true, currency: null }
  const percent = endOf(percentWords, text, at)
  if (percent !== null) return { end: percent, percent: true, currency: null }
  const counted = endOf(pieces, text, from)
  if (counted !== null) return { end: counted, percent: false, currency: null }
  const behind = currencyAt(text, at, false)
  // The sign in `11 ¥5,000` belongs to the number that follows.
  const currency = behind && at > from && /\d/.test(text[behind.end] ?? '') ? null : behind
  return { end: currency?.end ?? from, percent: false, currency }
}

function skipBlank(text: string, at: number): number {
  return text[at] === ' ' ? at + 1 : at
}

/** A number ends where no letter or digit follows, and where it is not the first half of a date, range or version. */
function endsThere(text: string, end: number): boolean {
  if (isWordCharacter(text, end) && isWordCharacter(text, end - 1)) return false
  return !(/[-/~:.]/.test(text[end] ?? '') && /\d/.test(text[end + 1] ?? ''))
}

/** A line with another value in place of a number that stands in it; the line as it is where the number is not found. */
export function withAmount(
  { line, open }: { readonly line: string; readonly open: string },
  amount: Amount,
  value: string,
) {
  const text = lower(open)
  for (let at = 0; at < text.length; at++) {
    if (isWordCharacter(text, at) && isWordCharacter(text, at - 1)) continue
    const found = amountAt(text, at)
    if (found?.amount.decimal === amount.decimal && found.amount.kind === amount.kind)
      return `${line.slice(0, at)}${value}${line.slice(found.end)}`
  }
  return line
}
