import { randomBytes } from 'node:crypto'
import type { LinkBlock } from '#src/chat/card.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { insertFile } from '#src/features/delivery/store/files.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

export { findFile, type KeptFile, pruneFiles } from '#src/features/delivery/store/files.ts'

/** Where files are fetched; their names follow. */
export const filePath = '/files/exports'

/** How long a file can be fetched, in days (judgement: over a weekend and a holiday; figures get old). */
export const fileDays = 7

/** Bytes beyond which a file is not brought into a conversation, only linked (judgement: WeCom takes 20 MB, mail less). */
const broughtBytes = 8 * 1024 * 1024

/** A file to be kept. The name holds plain letters, digits, `-`, `_` and `.` alone. */
export interface NewFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
  readonly personId: number | null
  /** Letters that the address carries beside the file, signed with it: what its reader could see; empty: nothing to check. */
  readonly mark: string
}

/** Keeps a file and answers the way to it. Without pages there is no address: then the link says only its name. */
export async function keepFile(
  db: Db,
  { mark, ...file }: NewFile,
  { pages, now, label }: { readonly pages: PageLinks | undefined; readonly now: Date; readonly label: Localized },
): Promise<LinkBlock> {
  const id = randomBytes(18).toString('base64url')
  const expiresAt = new Date(now.getTime() + fileDays * 86_400_000)
  await insertFile(db, { ...file, id, createdAt: now, expiresAt })
  const url = pages?.url(`${filePath}/${file.name}`, mark === '' ? id : `${id}.${mark}`, expiresAt) ?? ''
  const brought = file.content.byteLength <= broughtBytes
  return { type: 'link', label, url, file: { id, name: file.name, brought } }
}
