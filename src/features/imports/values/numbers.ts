import { westernDigits } from './digits.ts'
import { wordsForNothing } from './nothing.ts'

/** Which sign parts the fraction from the whole in a column. */
export type DecimalSign = '.' | ','

/** What stands for "no value"; `2未満` (fewer than 2) hides a small number on purpose. */
const nothing = new RegExp(String.raw`^(?:[-–—‐―ー−/]+|${wordsForNothing}|不明|\d+未満|対象外|\*+)?$`, 'i')

/** As programs write numbers. */
const plainNumber = /^\d+(?:\.\d+)?$/

/** Powers of ten that are written as words. */
const scales: Readonly<Record<string, number>> = {
  千: 3,
  천: 3,
  k: 3,
  万: 4,
  萬: 4,
  만: 4,
  m: 6,
  百万: 6,
  億: 8,
  亿: 8,
  억: 8,
}

/**
 * Signs and codes of currencies before a number: `¥`, `NT$`, `Rp.`, `RM`, `USD`. A backslash is how Shift_JIS shows the
 * yen sign and EUC-KR the won sign.
 */
const before =
  /^(?:[a-z]{0,3}\p{Sc}|rp\.?|rs\.?|rm|sr|dhs?\.?|tl|php|kr\.?|sfr\.?|[a-z]{3}|đ|د\.?إ\.?|ر\.?س\.?|ریال|\\)/iu
const after =
  /(?:%|‰|円|元|圆|圓|块|원|บาท|đồng|đ|vnđ|\p{Sc}|[a-z]{3}|kr\.?|zł|kč|ft|lei|лв\.?|руб\.?|tl|sr|rs\.?|ريال|درهم|orders?|stk\.?|stück|szt\.?|ks|unidad(?:es)?|unités?|pezzi|buah|ชิ้น|รายการ|cái|đơn|件|個|个|点|枚|台|回|人|次|本|名|張|张|份|单|単|筆|笔|개|건|명|분|pv|uu)$/iu

/**
 * A number as people and programs write it, as an exact decimal: `1,234.56`, `¥1,234`, `Rp 25.000`, `₹1,08,218.36`,
 * `１２３円`, `8%` (0.08), `▲500`, `(500)`, `1.2万`. `null` when nothing stands there, `undefined` when it is no number.
 */
export function parseDecimal(text: string, sign: DecimalSign = '.'): string | null | undefined {
  if (plainNumber.test(text) && (sign === '.' || !text.includes('.'))) return tidy(text) // almost always
  const plain = westernDigits(text)
    .replace(/[\s'’_]/g, '')
    .replace(/^"(.*)"$/, '$1')
    .replace(/(?<=\d)[*※†]+$/, '')
  if (nothing.test(plain)) return null
  const { digits, negative } = unsigned(plain)
  const bare = inOneUnit(digits.replace(before, ''))
  const match = /^([\d.,]+)(百万|千|천|万|萬|만|億|亿|억|k(?!\p{L})|m(?!\p{L}))?(.*)$/iu.exec(
    bare.replace(/[.,]-+$/, ''),
  )
  if (!match || (match[3] !== '' && (match[3] ?? '').replace(after, '') !== '')) return undefined
  const decimal = decimalOf(match[1] ?? '', wholeUnits.test(digits) ? groupingSign(match[1] ?? '', sign) : sign)
  if (decimal === undefined) return undefined
  const percent = match[3] === '%' ? 2 : match[3] === '‰' ? 3 : 0
  const value = shifted(decimal, (scales[(match[2] ?? '').toLowerCase()] ?? 0) - percent)
  return negative && value !== '0' ? `-${value}` : value
}

/** `1億2,345万` and `3万5千` as one number of the last unit. */
function inOneUnit(text: string): string {
  const match = /^([\d,]+)([億亿억万萬만])([\d,]+)([万萬만千천])?(?=\D?$)/.exec(text)
  if (!match) return text
  const [whole, first = '', unit = '', rest = '', small = ''] = match
  const places = (scales[unit] ?? 0) - (scales[small] ?? 0)
  const digits = (part: string) => part.replaceAll(',', '')
  if (digits(rest).length > places) return text
  return `${digits(first)}${digits(rest).padStart(places, '0')}${small}${text.slice(whole.length)}`
}

/** A number that only the other sign can have written is read so: files put together by hand mix them. */
function decimalOf(text: string, sign: DecimalSign): string | undefined {
  const found = ungrouped(text, sign)
  if (found !== undefined || !/^\d{1,3}(?:\.\d{3})+,\d{1,2}$|^\d{1,3}(?:,\d{3})+\.\d{1,2}$/.test(text)) return found
  return ungrouped(text, sign === '.' ? ',' : '.')
}

/** Currencies without pieces in daily use: a group of three digits behind a point or comma is never a fraction. */
const wholeUnits = /^(?:rp|idr|₫|vnd|đ)|(?:₫|đ|vnd|vnđ|idr|đồng)$/i

function groupingSign(text: string, sign: DecimalSign): DecimalSign {
  if (/^\d{1,3}(\.\d{3})+$/.test(text)) return ','
  return /^\d{1,3}(,\d{3})+$/.test(text) ? '.' : sign
}

function unsigned(text: string): { digits: string; negative: boolean } {
  const bracketed = /^([^\d(]*)\((.+)\)([^\d)]*)$/.exec(text)
  if (bracketed) return { digits: `${bracketed[1]}${bracketed[2]}${bracketed[3]}`, negative: true }
  const marked = /^([^\d]*?)[▲△−‐–—-](.*)$/.exec(text)
  if (marked) return { digits: `${marked[1]}${marked[2]}`, negative: true }
  if (/[\d%円元][-−]$/.test(text)) return { digits: text.slice(0, -1), negative: true }
  return { digits: text.replace(/^\+/, ''), negative: false }
}

/** Groups must be of three digits, or of two before the last three (India): `1,23` is no number with a decimal point. */
function ungrouped(text: string, sign: DecimalSign): string | undefined {
  const group = sign === '.' ? ',' : '.'
  const [whole = '', fraction, more] = text.split(sign)
  if (more !== undefined || fraction?.includes(group)) return undefined
  const groups = whole.split(group)
  const middle = groups.slice(1, -1)
  const fits =
    groups.length === 1 ||
    (/^\d{1,3}$/.test(groups[0] ?? '') &&
      /^\d{3}$/.test(groups.at(-1) ?? '') &&
      (middle.every(part => part.length === 3) || middle.every(part => part.length === 2)))
  const digits = groups.join('')
  if (!fits || (digits === '' && !fraction) || /\D/.test(digits)) return undefined
  return tidy(`${digits || '0'}${fraction ? `.${fraction}` : ''}`)
}

/** Moves the decimal point without arithmetic. */
function shifted(decimal: string, places: number): string {
  if (places === 0) return decimal
  const [whole = '', fraction = ''] = decimal.split('.')
  const digits = places > 0 ? whole + fraction.padEnd(places, '0') : whole.padStart(1 - places, '0') + fraction
  const point = places > 0 ? whole.length + places : Math.max(whole.length, 1 - places) + places
  return tidy(`${digits.slice(0, point)}.${digits.slice(point)}`)
}

function tidy(decimal: string): string {
  const first = decimal.charCodeAt(0)
  const last = decimal.charCodeAt(decimal.length - 1)
  const isPlain = first >= 0x31 && first <= 0x39 && (last !== 0x30 || !decimal.includes('.'))
  if (isPlain && last !== 0x2e) return decimal // almost always
  const [whole = '', fraction = ''] = decimal.split('.')
  const tail = fraction.replace(/0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}${tail ? `.${tail}` : ''}`
}
