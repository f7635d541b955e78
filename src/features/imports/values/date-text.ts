import { digitsOfHan, westernDigits } from './digits.ts'
import { isNameOfWeekday } from './month-names.ts'

/** Most dates: digits and the signs between them. */
const plain = /^\d[\d\-/.]*(?:[\sT]+[\d:.]+)?$/

/** A time of day in front of its day. */
const timeFirst =
  /^(\d{1,2}\s*[:h]\s*\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[ap]\.?\s?m\.?)?(?:\s*uhr)?),?\s+(?=(?:\p{L}+\.?,?\s+)?\d{1,4}[\s\-/.年\p{L}])(.+)$/iu
/** `Wed Jul 1 10:00:00 UTC 2026`, as Unix writes it. */
const yearLast = /^(.*\D\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(?:([a-z]{3,4})\s+)?(\d{4})$/i

/** What says nothing that the date does not, or says it in another way. */
const wordings: readonly (readonly [RegExp, string])[] = [
  [/\[[a-z]+(?:\/[a-z_]+)+\]$/i, ''], // RFC 9557: the zone beside its offset
  [/(\d)[号號]/g, '$1日'],
  [/\s*,?\s(?:à|at|um|às|alle(?: ore)?|a las?|om|kl\.?|o|lúc|pukul|jam|เวลา|в)\s+(?=\d{1,2}\s*[:.h時时])/i, ' '],
  [/\b([ap])\.\s?m\.?$/i, '$1m'],
  [/(\d)\s*(?:uhr|hrs?|น\.)$/i, '$1'],
  [/(\d{4})\s*(?:г|r|р|y|ş)\.?(?=$|[,\s])/iu, '$1'],
  [/\s*\(?(?:北京|中国标准|中國標準)时?時?[间間]\)?$/, ' +08:00'],
  [/\s*\(?(?:日本時間|日本标准时间|日本標準時)\)?$/, ' +09:00'],
  [/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(?:\.\d+)?/, '$1-$2-$3 $4:$5'],
  [/^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/, '$1'],
  [/(?<=\d)\s+\((?:[A-Z]{2,5}|(?:utc|gmt)[+-]?[\d:]*)\)$/i, ''],
  [/'(?=\d{2}\b)/, ''],
]

/**
 * A date as text with Western digits, its day in front of its time, and without the day of the week and other words that
 * tell nothing new: `lun. 01/07/2026`, `10:00 01-07-2026`, `2026年7月1日星期三 10時05分`, `1 juil. 2026 à 10:00`.
 */
export function plainDate(text: string): string {
  const trimmed = text.trim()
  if (plain.test(trimmed) && !/^\d{8}T|^\d{1,2}:/.test(trimmed)) return trimmed
  let found = digitsOfHan(westernDigits(trimmed)).trim()
  const hasTime = /\d\s*[:h時时点]\s*\d{2}/i.test(found)
  for (const [wording, instead] of wordings) {
    if (!hasTime && /時|时|日本|北京/.test(wording.source) && instead.includes('+')) continue
    found = found.replace(wording, instead)
  }
  found = withoutWeekday(found)
  const first = timeFirst.exec(found)
  if (first) found = `${withoutWeekday(first[2] ?? '')} ${first[1]}`
  return found.replace(yearLast, (_whole, day, time, zone) => `${day} ${found.slice(-4)} ${time} ${zone ?? ''}`).trim()
}

/** `(月)`, `Mon,`, `thứ tư,` and `(Thu)`. One that is also a month (`mar.`) goes where a date stays without it. */
function withoutWeekday(text: string): string {
  const found = text
    .replace(
      /\s*[([](?:[日月火水木金土一二三四五六월화수목금토]曜?|周.|週.|星期.|祝|[월화수목금토일]요일|[a-z]{3,9}\.?)[)\]]/i,
      ' ',
    )
    .replace(
      /(?:\s+|(?<=日))(?:[日月火水木金土]曜日?|星期[一二三四五六日天]|[周週][一二三四五六日]|[월화수목금토일]요일)/,
      ' ',
    )
    .replace(
      /^(?:thứ\s*\p{L}+|thứ\s*\d|t\s?[2-7]|cn|chủ nhật|(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?)[,.\s]+(?=\D{0,5}\d)/iu,
      '',
    )
    .trim()
  const word = /^(\p{L}[\p{L}\p{M}.'’-]*),?\s+(?=.*\d)/u.exec(found)
  if (!word || !isNameOfWeekday(word[1] ?? '')) return found
  const rest = found.slice(word[0].length)
  return isDateAlone(rest) ? rest : found
}

/** Whether a whole date stands there: a number, and two numbers or a word and a number behind it, besides a time. */
function isDateAlone(text: string): boolean {
  const date = text.replace(/\d{1,2}\s*[:h時时]\s*\d{2}.*$/i, '')
  const parts = date.split(/[\s,/.-]+/).filter(part => /[\d\p{L}]/u.test(part))
  if (parts.length < 3) return false
  return /\p{L}/u.test(parts[0] ?? '') || parts.slice(2).some(part => /\d/.test(part))
}
