/** Numbers, money and days as each language writes them. All formats are cached; all take and give plain values. */
export { formatMoney, minorDigits } from './currency.ts'
export { formatDateTime, formatDay, formatDays, formatTime, type YearShown } from './days.ts'
export {
  formatChange,
  formatCount,
  formatPercent,
  formatShort,
  formatValue,
  shownDigits,
  unknownValue,
} from './values.ts'
