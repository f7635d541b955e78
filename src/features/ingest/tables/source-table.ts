import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { SourceCoverage, StoreCoverage } from '#src/features/ingest/source-coverage.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Sources as rows, one for each store that they cover. */
export function sourceTable(sources: readonly SourceCoverage[]): DataTable {
  const rows = sources.flatMap(({ source, stores }) => stores.map(coverage => ({ source, coverage })))
  return dataTable('sources', texts.title, columns, rows)
}

const texts = {
  title: { en: 'Sources', ja: 'データ元', 'zh-CN': '数据源' },
  key: { en: 'Source', ja: 'データ元キー', 'zh-CN': '数据源键' },
  name: { en: 'Name', ja: '名称', 'zh-CN': '名称' },
  rank: { en: 'Rank (the highest wins)', ja: '優先度（高いものが優先）', 'zh-CN': '优先级（高者优先）' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  slug: { en: 'Store id', ja: '店舗ID', 'zh-CN': '店铺ID' },
  last: { en: 'Last day', ja: '最新日', 'zh-CN': '最近日期' },
  missing: { en: 'Days missing', ja: '欠けている日数', 'zh-CN': '缺失天数' },
  looked: { en: 'Days looked at', ja: '確認した日数', 'zh-CN': '检查天数' },
  seen: { en: 'Last delivery (UTC)', ja: '最終受信（UTC）', 'zh-CN': '最近送达（UTC）' },
} satisfies Record<string, Localized>

interface Row {
  readonly source: SourceCoverage['source']
  readonly coverage: StoreCoverage
}

const columns: readonly CellOf<Row>[] = [
  ['source', texts.key, ({ source }) => source.key],
  ['name', texts.name, ({ source }) => source.name],
  ['rank', texts.rank, ({ source }) => source.rank],
  ['store', texts.slug, ({ coverage }) => coverage.store.slug],
  ['store_name', texts.store, ({ coverage }) => coverage.store.name],
  ['last_day', texts.last, ({ coverage }) => coverage.lastDay],
  ['missing', texts.missing, ({ coverage }) => coverage.missing],
  ['looked_at', texts.looked, ({ coverage }) => coverage.looked],
  ['last_seen', texts.seen, ({ source }) => source.lastSeenAt?.toISOString() ?? null],
]
