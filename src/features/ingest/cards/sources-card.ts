import type { Block, Card, Cell } from '#src/chat/card.ts'
import { formatCount, formatDateTime, formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A source and how it covers stores. */
export interface ShownSource {
  readonly source: {
    readonly key: string
    readonly name: string
    readonly rank: number
    readonly lastSeenAt: Date | null
  }
  readonly stores: readonly {
    readonly store: { readonly name: string }
    readonly lastDay: string
    readonly missing: number
    readonly looked: number
  }[]
}

/** A file that was read. */
export interface ShownImport {
  readonly id: number
  readonly fileName: string
  readonly state: 'reading' | 'preview' | 'applied' | 'undone' | 'discarded'
  readonly rowsRead: number
  readonly rowsSkipped: number
  readonly appliedAt: Date | null
}

/** One table per source: its stores, their last day, and what is missing of the last two weeks. */
export function sourcesCard(sources: readonly ShownSource[], zone: string): Card {
  const gaps = sources.some(({ stores }) => stores.some(store => store.missing > 0))
  const blocks = sources.flatMap(source => sourceBlocks(source, zone))
  if (blocks.length === 0) return { title: texts.title, tone: 'info', blocks: [{ type: 'text', text: texts.none }] }
  const order: Block = { type: 'text', text: texts.order, style: 'muted' }
  return { title: gaps ? texts.gaps : texts.title, tone: gaps ? 'warning' : 'good', blocks: [...blocks, order] }
}

function sourceBlocks({ source, stores }: ShownSource, zone: string): readonly Block[] {
  const seen = source.lastSeenAt ? formatDateTime(source.lastSeenAt, zone, { year: true }) : texts.never
  const name = source.key === 'record' ? texts.hand : verbatim(source.name)
  return [
    { type: 'text', text: fill(texts.source, { name, seen, rank: source.rank }), style: 'strong' },
    {
      type: 'table',
      columns: [{ label: texts.store }, { label: texts.lastDay }, { label: texts.missing, align: 'end' }],
      rows: stores.map(({ store, lastDay, missing, looked }) => [
        { text: verbatim(store.name) },
        { text: formatDay(lastDay, { year: true }) },
        missingCell(missing, looked, source.key),
      ]),
    },
  ]
}

/** What people type by hand is never complete: no alarm about it. */
function missingCell(missing: number, looked: number, key: string): Cell {
  if (key === 'record') return { text: verbatim('–'), dim: true }
  if (missing === 0) return { text: texts.whole, dim: true }
  const text = fill(texts.days, { missing: formatCount(missing), looked: formatCount(looked) })
  return { text, tone: 'warning' }
}

/** Files that were read, with a button to take each one back. */
export function importsCard(imports: readonly ShownImport[], zone: string): Card {
  if (imports.length === 0)
    return { title: texts.imports, tone: 'info', blocks: [{ type: 'text', text: texts.noImports }] }
  const rows = imports.map(one => [
    { text: verbatim(`#${one.id} ${one.fileName}`), dim: one.state === 'undone' },
    { text: one.appliedAt ? formatDateTime(one.appliedAt, zone, { year: true }) : verbatim('–') },
    { text: formatCount(one.rowsRead - one.rowsSkipped) },
    { text: one.state === 'undone' ? texts.undone : texts.applied, dim: one.state === 'undone' },
  ])
  const latest = imports.find(one => one.state === 'applied')
  const columns = [
    { label: texts.file },
    { label: texts.when },
    { label: texts.rows, align: 'end' as const },
    { label: texts.state },
  ]
  const undo: readonly Block[] = latest ? [{ type: 'actions', actions: [undoAction(latest)] }] : []
  return { title: texts.imports, tone: 'info', blocks: [{ type: 'table', columns, rows }, ...undo] }
}

function undoAction({ id, fileName }: ShownImport) {
  const values = { id, file: verbatim(fileName) }
  return {
    label: fill(texts.undo, values),
    line: `sources undo #${id}`,
    style: 'danger' as const,
    confirm: fill(texts.confirm, values),
  }
}

/** What undoing an import did. */
export function undoneCard(done: {
  readonly id: number
  readonly fileName: string
  readonly restored: number
  readonly removedStores: readonly string[]
}): Card {
  const blocks: Block[] = [{ type: 'text', text: fill(texts.restored, { count: formatCount(done.restored) }) }]
  if (done.removedStores.length > 0) {
    blocks.push({
      type: 'text',
      text: fill(texts.removed, { stores: verbatim(done.removedStores.join(', ')) }),
      style: 'muted',
    })
  }
  return { title: fill(texts.undoneTitle, { id: done.id, file: verbatim(done.fileName) }), tone: 'good', blocks }
}

const texts = {
  title: { en: 'Data sources: complete', ja: 'データ元：不足なし', 'zh-CN': '数据源：完整' },
  gaps: {
    en: 'Data sources: days are missing',
    ja: 'データ元：不足している日があります',
    'zh-CN': '数据源：有缺失日期',
  },
  none: {
    en: 'No figures have arrived yet. Import a file, push them over the API, or type one: record sales … 123',
    ja: 'まだデータがありません。ファイル取込、API、または「入力」で登録してください。',
    'zh-CN': '还没有数据。可导入文件、通过 API 推送，或用“录入”手工填写。',
  },
  source: {
    en: '{name} · last {seen} · rank {rank}',
    ja: '{name} ・ 最終 {seen} ・ 優先度 {rank}',
    'zh-CN': '{name} · 最近 {seen} · 优先级 {rank}',
  },
  never: { en: 'never', ja: 'なし', 'zh-CN': '无' },
  hand: { en: 'Typed by hand', ja: '手入力', 'zh-CN': '手工录入' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  lastDay: { en: 'Latest day', ja: '最新日', 'zh-CN': '最新日期' },
  missing: { en: 'Missing, last 14 days', ja: '直近14日の不足', 'zh-CN': '近14天缺失' },
  days: { en: '{missing} of {looked}', ja: '{looked}日中{missing}日', 'zh-CN': '缺{missing}天' },
  whole: { en: 'none', ja: '不足なし', 'zh-CN': '无缺失' },
  order: {
    en: 'Where two sources know the same figure, the one with the higher rank counts.',
    ja: '同じ数値が複数のデータ元にある場合は、優先度の高いものを使います。',
    'zh-CN': '同一数据有多个来源时，以优先级高者为准。',
  },
  imports: { en: 'Imported files', ja: '取込ファイル', 'zh-CN': '导入的文件' },
  noImports: {
    en: 'No file has been imported yet.',
    ja: '取り込んだファイルはまだありません。',
    'zh-CN': '还没有导入过文件。',
  },
  file: { en: 'File', ja: 'ファイル', 'zh-CN': '文件' },
  when: { en: 'Imported', ja: '取込日時', 'zh-CN': '导入时间' },
  rows: { en: 'Rows', ja: '行数', 'zh-CN': '行数' },
  state: { en: 'State', ja: '状態', 'zh-CN': '状态' },
  applied: { en: 'counts', ja: '有効', 'zh-CN': '生效' },
  undone: { en: 'undone', ja: '取消済み', 'zh-CN': '已撤销' },
  undo: { en: 'Undo #{id}', ja: '#{id}を取り消す', 'zh-CN': '撤销 #{id}' },
  confirm: {
    en: 'Put all figures back as they stood before {file}?',
    ja: '{file} の取込前の状態に戻しますか？',
    'zh-CN': '将所有数据恢复到导入 {file} 之前？',
  },
  undoneTitle: {
    en: 'Import #{id} ({file}) undone',
    ja: '取込#{id}（{file}）を取り消しました',
    'zh-CN': '已撤销导入 #{id}（{file}）',
  },
  restored: {
    en: '{count} rows of figures are as they were before.',
    ja: '{count}行のデータを取込前の状態に戻しました。',
    'zh-CN': '已撤回{count}行数据，恢复到导入之前。',
  },
  removed: {
    en: 'Stores that only this file knew are gone: {stores}',
    ja: 'この取込だけで使われていた店舗を削除しました：{stores}',
    'zh-CN': '仅由该文件建立的店铺已删除：{stores}',
  },
} satisfies Record<string, Localized>
