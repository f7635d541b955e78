import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { Rate } from '#src/domain/rates.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Exchange rates as rows: 1 of the first currency is `rate` of the second from that day on. */
export function rateTable(rates: readonly Rate[]): DataTable {
  return dataTable('rates', texts.title, columns, rates)
}

const texts = {
  title: { en: 'Exchange rates', ja: '為替レート', 'zh-CN': '汇率' },
  from: { en: 'One', ja: '換算元', 'zh-CN': '原币种' },
  to: { en: 'is so much of', ja: '換算先', 'zh-CN': '目标币种' },
  rate: { en: 'Rate', ja: 'レート', 'zh-CN': '汇率值' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<Rate>[] = [
  ['from_currency', texts.from, ({ from }) => from],
  ['to_currency', texts.to, ({ to }) => to],
  ['since', columnTexts.from, ({ since }) => since],
  ['rate', texts.rate, ({ rate }) => (String(Number(rate)) === rate ? Number(rate) : rate)],
]
