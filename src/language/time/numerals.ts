const digits = '〇一二三四五六七八九'
const english = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** Whole numbers as people write them: figures, Chinese and Japanese numerals, English words. A source for patterns. */
export const whole = `(?:\\d{1,3}|[零〇一二两三四五六七八九十]{1,3}|${english.join('|')})`

/** As `whole`, or with decimals. */
export const decimal = `(?:\\d{1,4}(?:\\.\\d{1,2})?|[零〇一二两三四五六七八九十]{1,3}|${english.join('|')})`

/** The value of what `whole` or `decimal` found; `NaN` for characters in an order that is no number. */
export function numeralOf(text: string): number {
  if (/^[\d.]+$/.test(text)) return Number(text)
  const word = english.indexOf(text)
  if (word >= 0) return word + 1
  const plain = text.replace('两', '二').replace('零', '〇')
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(plain)
  if (tens) return (tens[1] ? digits.indexOf(tens[1]) : 1) * 10 + (tens[2] ? digits.indexOf(tens[2]) : 0)
  return plain.length === 1 ? digits.indexOf(plain) : Number.NaN
}
