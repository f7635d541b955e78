import Big from 'big.js'

const digits: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}
const small: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const large: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 }

const numeral = /[〇零一二两兩三四五六七八九十百千万萬亿億]/u
const written = /[〇零一二两兩三四五六七八九十百千万萬亿億]+/y
/** A digit or ten, and later a multiple; or 百万 and 千万, which need none. */
const begins = /^(?:[〇零一二两兩三四五六七八九十].*[百千万萬亿億]|[百千][万萬亿億])/u
/** Behind such a character a numeral counts days, hours and the like, and is no figure: `三百天`. */
const counted = /[天日月号號點点时時分个個周週年季小秒次回代]/y

/**
 * The number that Chinese or Japanese numerals write at a place of a text: `五万`, `三千五百`, `一億二千万`. Only those with
 * a hundred or more in them count, because single ones are found inside of words; `null` for others and for numerals in
 * an order that is no number.
 */
export function numeralsAt(text: string, from: number): { readonly value: Big; readonly end: number } | null {
  written.lastIndex = from
  const found = written.exec(text)?.[0]
  if (found === undefined || !begins.test(found) || numeral.test(text[from - 1] ?? '')) return null
  const end = from + found.length
  counted.lastIndex = end
  if (counted.test(text)) return null
  const value = numberOf(found)
  return value === null ? null : { value, end }
}

/** Sections of four digits, each multiplied by 万 or 億; a section is made of digits before 十, 百 and 千. */
function numberOf(numerals: string): Big | null {
  let sum = new Big(0)
  let section = 0
  let digit: number | null = null
  for (const character of numerals) {
    const value = digits[character]
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = value
      continue
    }
    const unit = small[character]
    if (unit !== undefined) {
      section += (digit ?? 1) * unit
      digit = null
      continue
    }
    const whole = section + (digit ?? 0)
    if (whole === 0) return null
    sum = sum.plus(new Big(whole).times(large[character] ?? 1))
    section = 0
    digit = null
  }
  return sum.plus(section + (digit ?? 0))
}
