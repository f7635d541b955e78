import type { Block, Card } from '#src/chat/card.ts'
import type { ApplyResult } from '#src/features/imports/apply.ts'
import type { ImportPreview } from '#src/features/imports/describe-file.ts'
import { texts as large } from '#src/features/imports/large/texts.ts'
import type { UndoResult } from '#src/features/imports/undo.ts'
import { formatCount, formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Stores, notes and skipped rows that are named. Judgement: what is read before a button is pressed. */
const most = 8

/** What a file would come to, with a button that stores it. */
export function importPreviewCard(preview: ImportPreview, other: Other | null = null): Card {
  const { id, fileName, alreadyApplied, notes, skipped, look, differences } = preview
  const blocks: Block[] = [factsOf(preview)]
  if (look) blocks.push({ type: 'text', text: fill(large.looked, { rows: formatCount(look.rows) }), style: 'strong' })
  if (differences.length > 0) blocks.push({ type: 'list', heading: texts.differs, items: differences })
  if (preview.totals.length > 0) blocks.push(totalsOf(preview))
  if (notes.length > 0) blocks.push({ type: 'list', items: notes.slice(0, most) })
  if (skipped.length > 0)
    blocks.push({ type: 'list', heading: texts.skippedRows, folded: true, items: skippedOf(preview) })
  if (other) blocks.push({ type: 'text', text: other.why, style: 'strong' })
  blocks.push(alreadyApplied ? { type: 'text', text: texts.known } : applyButton(id, look !== null, other))
  return { title: fill(texts.title, { name: verbatim(fileName) }), tone: 'info', blocks }
}

/** What else may be done with a file than importing it. */
interface Other {
  readonly line: string
  readonly label: Localized
  readonly why: Localized
}

function applyButton(id: number, reading: boolean, other: Other | null): Block {
  const apply = { label: texts.apply, line: `import apply ${id}`, style: 'primary' } as const
  if (other) return { type: 'actions', actions: [{ label: other.label, line: other.line }, apply] }
  const state = { label: texts.howFar, line: `import progress ${id}` }
  return { type: 'actions', actions: reading ? [apply, state] : [apply] }
}

/** A large file is being read: how far it is, and that its import comes by itself. */
export function importRunningCard(id: number, progress: Localized, wanted: boolean): Card {
  const state = { label: texts.howFar, line: `import progress ${id}` }
  const blocks: Block[] = [{ type: 'text', text: progress }]
  if (wanted) blocks.push({ type: 'text', text: texts.comes })
  return { title: texts.running, tone: 'info', blocks: [...blocks, { type: 'actions', actions: [state] }] }
}

/** A file that was not taken, and why. */
export function importRefusedCard(fileName: string, reason: Localized): Card {
  const title = fill(texts.refused, { name: verbatim(fileName) })
  return { title, tone: 'warning', blocks: [{ type: 'text', text: reason }] }
}

function factsOf({ recognisedAs, kind, rowsRead, rowsSkipped, from, to, stores }: ImportPreview): Block {
  const names = stores.slice(0, most).map(({ name, isNew }) => (isNew ? `${name} (+)` : name))
  return {
    type: 'facts',
    facts: [
      { label: texts.readAs, value: recognisedAs ?? (kind === 'orders' ? texts.orders : texts.daily) },
      {
        label: texts.rows,
        value: verbatim(String(rowsRead)),
        ...(rowsSkipped > 0 && { detail: fill(texts.skipped, { count: rowsSkipped }) }),
      },
      { label: texts.stores, value: verbatim(names.join(', ') || '–') },
      ...(from !== null && to !== null ? [{ label: texts.days, value: formatDays(from, to, { year: true }) }] : []),
    ],
  }
}

function totalsOf({ totals, measureLabels }: ImportPreview): Block {
  const measures = Object.keys(measureLabels).slice(0, 4)
  const columns = [
    { label: texts.store },
    ...measures.map(measure => ({ label: measureLabels[measure] ?? verbatim(measure), align: 'end' as const })),
  ]
  const rows = totals
    .slice(0, most)
    .map(({ store, totals: sums }) => [
      { text: verbatim(store) },
      ...measures.map(measure => ({ text: verbatim(sums[measure] ?? '–') })),
    ])
  return { type: 'table', columns, rows }
}

function skippedOf({ skipped }: ImportPreview): readonly Localized[] {
  return skipped.slice(0, most).map(({ row, reason }) => fill(texts.row, { row, reason }))
}

/** A file that is in effect now, with a button that takes it back. */
export function importAppliedCard({ id, stores, rowsRead, from, to }: ApplyResult): Card {
  const facts = [
    { label: texts.stores, value: verbatim(stores.join(', ') || '–') },
    { label: texts.rows, value: verbatim(String(rowsRead)) },
    ...(from !== null && to !== null ? [{ label: texts.days, value: formatDays(from, to, { year: true }) }] : []),
  ]
  const undo = { label: texts.undo, line: `import undo ${id}`, style: 'danger', confirm: texts.sure } as const
  return {
    title: texts.applied,
    tone: 'good',
    blocks: [
      { type: 'facts', facts },
      { type: 'actions', actions: [undo] },
    ],
  }
}

/** A file that counts no more. */
export function importUndoneCard({ restored }: UndoResult): Card {
  return {
    title: texts.undone,
    tone: 'good',
    blocks: [{ type: 'text', text: fill(texts.restored, { count: restored }) }],
  }
}

const texts = {
  title: { en: 'What {name} would bring', ja: '{name}の取り込み内容', 'zh-CN': '{name} 的导入预览' },
  readAs: { en: 'Read as', ja: '読込形式', 'zh-CN': '读取为' },
  orders: { en: 'Order lines', ja: '受注明細', 'zh-CN': '订单明细' },
  daily: { en: 'Daily figures', ja: '日次データ', 'zh-CN': '每日数据' },
  rows: { en: 'Rows read', ja: '読込行数', 'zh-CN': '读取行数' },
  skipped: { en: '{count} left out', ja: '{count}行を除外', 'zh-CN': '未采用{count}行' },
  stores: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  days: { en: 'Days', ja: '期間', 'zh-CN': '日期' },
  skippedRows: { en: 'Rows left out and why', ja: '除外した行と理由', 'zh-CN': '未采用的行及原因' },
  row: { en: 'Row {row}: {reason}', ja: '{row}行目：{reason}', 'zh-CN': '第{row}行：{reason}' },
  known: {
    en: 'This file is imported already. Importing it again would change nothing.',
    ja: 'このファイルは取り込み済みです。再度取り込んでも変わりません。',
    'zh-CN': '该文件已导入过，再次导入不会有任何变化。',
  },
  apply: { en: 'Import', ja: '取り込む', 'zh-CN': '导入' },
  howFar: { en: 'How far is it?', ja: '進み具合', 'zh-CN': '查看进度' },
  running: { en: 'A large file is being read', ja: 'ファイルを読み込み中です', 'zh-CN': '正在读取大文件' },
  comes: {
    en: 'It is imported when it is read; you get the result here. If it differs from its beginning, you are asked first.',
    ja: '読み込みが終わると取り込まれ、結果をお知らせします。先頭部分と違いがある場合は、先に確認します。',
    'zh-CN': '读完后自动导入并告知结果；若与开头部分不同，会先请您确认。',
  },
  refused: { en: '{name} was not imported', ja: '{name}を取り込めませんでした', 'zh-CN': '未能导入 {name}' },
  differs: {
    en: 'The whole file differs from its beginning',
    ja: 'ファイル全体は先頭部分と異なります',
    'zh-CN': '完整文件与开头部分不同',
  },
  undo: { en: 'Undo this import', ja: '取り込みを取り消す', 'zh-CN': '撤销本次导入' },
  sure: { en: 'Take these figures back?', ja: 'この取り込みを取り消しますか？', 'zh-CN': '确定撤销本次导入？' },
  applied: { en: 'The file is imported', ja: 'ファイルを取り込みました', 'zh-CN': '文件已导入' },
  undone: { en: 'The import is undone', ja: '取り込みを取り消しました', 'zh-CN': '已撤销导入' },
  restored: {
    en: '{count} rows of figures put back.',
    ja: '{count}行を元に戻しました。',
    'zh-CN': '已撤回{count}行数据，恢复到导入之前。',
  },
} satisfies Record<string, Localized>
