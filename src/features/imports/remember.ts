import type { Db } from '#src/platform/database/db.ts'
import type { ImportOptions } from './options.ts'
import { findMapping } from './store/import-mappings.ts'

/** What was said before about files with these columns, unless something is said now. `null`: nothing. */
export async function rememberedMapping(db: Db, signature: string, said: ImportOptions): Promise<ImportOptions | null> {
  if (said.mapping) return null
  const known = await findMapping(db, signature)
  if (!known?.mapping) return null
  return { ...said, mapping: known.mapping, kind: said.kind ?? known.kind ?? undefined }
}
