import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { toMajor } from '#src/domain/money.ts'
import type { Store } from '#src/domain/place.ts'
import type { Difference } from '#src/features/reconciliation/store/differences.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Differences from what a marketplace settled, as rows of stores that the reader sees: money in major units. */
export function differenceTable(differences: readonly Difference[], stores: readonly Store[]): DataTable {
  const rows = differences.flatMap(difference => {
    const store = stores.find(({ id }) => id === difference.storeId)
    return store ? [{ difference, store }] : []
  })
  return dataTable('differences', texts.title, columns, rows)
}

interface Row {
  readonly difference: Difference
  readonly store: Store
}

const texts = {
  title: { en: 'Differences', ja: '差異', 'zh-CN': '差异' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  month: { en: 'Month, first day', ja: '月（初日）', 'zh-CN': '月份（首日）' },
  measure: { en: 'Measure id', ja: '項目ID', 'zh-CN': '数据项ID' },
  name: { en: 'Measure', ja: '項目', 'zh-CN': '数据项' },
  ours: { en: 'Ours', ja: '当方', 'zh-CN': '我方' },
  theirs: { en: 'Theirs', ja: '先方', 'zh-CN': '平台' },
  kind: { en: 'Reason', ja: '理由', 'zh-CN': '原因' },
  state: { en: 'State', ja: '状態', 'zh-CN': '状态' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<Row>[] = [
  ['id', columnTexts.number, ({ difference }) => difference.id],
  ['key', columnTexts.key, ({ store }) => `store:${store.slug}`],
  ['store', texts.store, ({ store }) => store.name],
  ['month', texts.month, ({ difference }) => difference.month],
  ['measure', texts.measure, ({ difference }) => difference.measure],
  ['name', texts.name, ({ difference }) => findMeasure(difference.measure)?.label ?? null],
  ['ours', texts.ours, ({ difference: { ours, measure }, store }) => amountOf(ours, measure, store)],
  ['theirs', texts.theirs, ({ difference: { theirs, measure }, store }) => amountOf(theirs, measure, store)],
  ['unit', columnTexts.unit, ({ difference, store }) => (isMoney(difference.measure) ? store.currency : 'count')],
  ['reason', texts.kind, ({ difference }) => difference.reason.kind],
  ['state', texts.state, ({ difference }) => difference.state],
]

function isMoney(measure: string): boolean {
  return findMeasure(measure)?.unit === 'money'
}

function amountOf(value: string | null, measure: string, { currency }: Store): number | null {
  if (value === null) return null
  return Number(isMoney(measure) ? toMajor(value, currency) : value)
}
