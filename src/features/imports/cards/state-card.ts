import type { Card } from '#src/chat/card.ts'
import type { ImportState } from '#src/features/imports/large/later.ts'
import { stillReading } from '#src/features/imports/large/progress-words.ts'
import { texts as large } from '#src/features/imports/large/texts.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { importPreviewCard, importRefusedCard, importRunningCard } from './preview-card.ts'

/** Where an import stands: how far its reading is, what it would bring, or what it brought. */
export function importStateCard({
  id,
  state,
  progress,
  wanted,
  fault,
  preview,
  rowsRead,
  rowsSkipped,
}: ImportState): Card {
  if (state === 'reading' || (wanted && state === 'preview'))
    return importRunningCard(id, progress ? stillReading(progress) : large.lost, wanted)
  if (preview && state === 'preview') return importPreviewCard(preview)
  if (fault) return importRefusedCard(preview?.fileName ?? `#${id}`, fault)
  const counts = { id, rows: formatCount(rowsRead), skipped: formatCount(rowsSkipped) }
  return { title: fill(texts[state], counts), tone: state === 'applied' ? 'good' : 'info', blocks: [] }
}

const texts: Readonly<Record<ImportState['state'], Localized>> = {
  reading: { en: 'Import #{id} is being read', ja: '取り込み #{id} を読み込み中です', 'zh-CN': '导入 #{id} 正在读取' },
  preview: {
    en: 'Import #{id} waits: {rows} rows read, {skipped} left out',
    ja: '取り込み #{id} は確認待ちです（{rows}行、除外{skipped}行）',
    'zh-CN': '导入 #{id} 待确认：已读 {rows} 行，未采用 {skipped} 行',
  },
  applied: {
    en: 'Import #{id} is in effect: {rows} rows read, {skipped} left out',
    ja: '取り込み #{id} は反映済みです（{rows}行、除外{skipped}行）',
    'zh-CN': '导入 #{id} 已生效：已读 {rows} 行，未采用 {skipped} 行',
  },
  undone: { en: 'Import #{id} is undone', ja: '取り込み #{id} は取り消し済みです', 'zh-CN': '导入 #{id} 已撤销' },
  discarded: { en: 'Import #{id} is gone', ja: '取り込み #{id} は破棄されました', 'zh-CN': '导入 #{id} 已失效' },
}
