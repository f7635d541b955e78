/** Characters that take two columns in a fixed-width terminal: East Asian Wide and Fullwidth (Unicode UAX #11). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** How many columns a text takes in a fixed-width terminal. Combining marks take none. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/\p{M}|\p{Cf}/u.test(character)) continue
    columns += wide.test(character) ? 2 : 1
  }
  return columns
}

/** Fills a text with blanks to a number of columns, at its end or, for numbers, before it. */
export function padTo(text: string, columns: number, align: 'start' | 'end' = 'start'): string {
  const blanks = ' '.repeat(Math.max(0, columns - columnsOf(text)))
  return align === 'end' ? blanks + text : text + blanks
}
