/** Where the digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai, Lao. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0]

/** Marks of writing direction, and blanks without width, which programs put between the parts of dates and amounts. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Text with the digits 0–9, whatever script its digits are of; also of full width. */
export function westernDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u2010-\u2012]/g, '-')
    .replaceAll('٫', '.')
    .replaceAll('٬', ',')
    .replace(/\p{Nd}/gu, digit => {
      const code = digit.codePointAt(0) ?? 0
      const zero = zeros.find(first => code >= first && code < first + 10)
      return zero === undefined ? digit : String(code - zero)
    })
}

const han: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}

/** `二〇二六年七月十五日` with digits; other numbers in words stay. */
export function digitsOfHan(text: string): string {
  return text.replace(/[〇零一二三四五六七八九十]+(?=[年月日号號])/g, word => {
    if (!word.includes('十')) return [...word].map(sign => han[sign]).join('')
    const [tens = '', ones = ''] = word.split('十')
    return String((tens === '' ? 1 : (han[tens] ?? 0)) * 10 + (han[ones] ?? 0))
  })
}
