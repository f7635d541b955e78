import { UserError } from '#src/errors.ts'
import { type ImportRow, importRowPages } from '#src/features/imports/store/import-rows.ts'
import { findImport } from '#src/features/imports/store/imports.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

const texts = {
  gone: {
    en: 'File #{id} is not kept any more: a preview lasts a day. Send the file again.',
    ja: 'ファイル #{id} は保存期間（1日）を過ぎました。もう一度送ってください。',
    'zh-CN': '文件 #{id} 已不再保留（预览只保留一天），请重新发送。',
  },
  reading: {
    en: 'File #{id} is still being read. Try again in some minutes.',
    ja: 'ファイル #{id} は読み込み中です。数分後にもう一度お試しください。',
    'zh-CN': '文件 #{id} 正在读取，请几分钟后重试。',
  },
  inEffect: {
    en: 'The figures of file #{id} stand here already: there is nothing to compare them with. Take the import back first: import undo {id}',
    ja: 'ファイル #{id} は取り込み済みのため、比べる相手がありません。先に取り消してください：取り込み 取り消し {id}',
    'zh-CN': '文件 #{id} 的数据已导入，没有可对比的对象。请先撤销：导入 撤销 {id}',
  },
} satisfies Record<string, Localized>

/** What a file that was previewed says, by store, SKU and day. @throws UserError where that is not there */
export async function previewedRows(db: Db, id: number): Promise<readonly ImportRow[]> {
  const found = await findImport(db, id)
  if (found?.state === 'reading') throw new UserError(fill(texts.reading, { id }))
  if (found?.state === 'applied') throw new UserError(fill(texts.inEffect, { id }))
  if (found?.state !== 'preview') throw new UserError(fill(texts.gone, { id }))
  const rows: ImportRow[] = []
  for await (const page of importRowPages(db, id)) rows.push(...page)
  return rows
}
