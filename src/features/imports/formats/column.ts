import type { Role } from '#src/features/imports/words/roles.ts'
import type { FormatColumn } from './known-format.ts'

/** Names of one column, parted by bars: `Date | 日付 | 日期`. */
export function names(text: string): readonly string[] {
  return text
    .split(' | ')
    .map(name => name.trim().replace(/\s+/g, ' '))
    .filter(Boolean)
}

/** How a column is read besides its names and meaning. */
export type HowRead = Omit<FormatColumn, 'names' | 'role'>

/** A column by all its names, parted by bars, and what it means. */
export function column(role: Role, text: string, how: HowRead = {}): FormatColumn {
  return { names: names(text), role, ...how }
}

/** A column that holds a figure. */
export function figure(measure: string, text: string, how: HowRead = {}): FormatColumn {
  return column(`measure:${measure}`, text, how)
}

/** Exports that people have put together from several shops have a column that tells them apart. */
export const shopColumn: FormatColumn = column(
  'store',
  'Store | Store Name | Shop Name | 店舗 | 店舗名 | 店铺 | 店铺名称',
)

/** A cost, which counts as such whichever sign the export gives it. */
export function cost(measure: string, text: string, how: HowRead = {}): FormatColumn {
  return figure(measure, text, { sign: 'positive', ...how })
}

/** Currencies that exports put behind a name: `Seller Voucher (PHP)`. */
const currencies = ['USD', 'JPY', 'SGD', 'MYR', 'THB', 'IDR', 'VND', 'PHP', 'TWD', 'BRL', 'MXN', 'CNY', 'GBP', 'EUR']

/** The names themselves and with each currency in brackets behind them. */
export function priced(text: string): string {
  return names(text)
    .flatMap(name => [name, ...currencies.map(code => `${name} (${code})`)])
    .join(' | ')
}
