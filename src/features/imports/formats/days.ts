/** A day as file names and headings write it: `20260701`, `2026-07-01`, `2026_07_01`, `2026.07.01`, `2026年7月1日`. */
const day = String.raw`(20\d{2}(?:\d{4}|[-_./年]\d{1,2}[-_./月]\d{1,2}日?))`

/**
 * One day, or the first and the last day of a period, in the name of a file. Names such as
 * `BusinessReport-11-29-26.csv` tell when the file was made, not what it is about, and have no year in front.
 */
export const dayInName = new RegExp(String.raw`(?<!\d)${day}(?:[^0-9]{1,12}${day})?(?!\d)`)

/** The same in a line above the header that names a period. */
export const dayAbove = new RegExp(
  String.raw`(?:期間|日期|时间|周期|period|date|range|tanggal|ngày)[^0-9]{0,40}${day}(?:[^0-9]{1,12}${day})?(?!\d)`,
  'i',
)
