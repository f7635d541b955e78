import { UserError } from '#src/errors.ts'
import type { FileOnDisk } from '#src/features/imports/describe-file.ts'
import { previewImport } from '#src/features/imports/preview.ts'
import { type ImportRow, importRowPages } from '#src/features/imports/store/import-rows.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

const inEffect: Localized = {
  en: 'The figures of this file stand here already (import #{id}): there is nothing to compare them with.',
  ja: 'このファイルの数値は取り込み済みです（取り込み #{id}）。比べる相手がありません。',
  'zh-CN': '该文件的数据已在系统中（导入 #{id}），没有可对比的对象。',
}

/**
 * Reads what a file says of a store, by SKU and day, and stores nothing of it. `store`: of a file that names none.
 * @throws UserError where the file makes no sense, or its figures are ours
 */
export async function readFigures(
  db: Db,
  file: FileOnDisk,
  input: { readonly store: string; readonly market?: string | undefined },
  context: { readonly by: number | null; readonly now: Date },
): Promise<readonly ImportRow[]> {
  const preview = await previewImport(db, file, input, context)
  if (preview.alreadyApplied) throw new UserError(fill(inEffect, { id: String(preview.id) }))
  const found: ImportRow[] = []
  for await (const page of importRowPages(db, preview.id)) found.push(...page.filter(row => row.store === input.store))
  return found
}
