import { createHash } from 'node:crypto'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { filePath, findFile, type KeptFile } from '#src/features/delivery/index.ts'
import { findPerson, type Person } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Why a file is not given: its address was not made here, its time is over, or its reader may see other things by now. */
export type NotOpened = 'foreign' | 'over' | 'changed'

/** What somebody could see when a file was made, as a few letters. Whoever left or sees other stores gets others. */
export function accessMark({ id, active, scope }: Pick<Person, 'id' | 'active' | 'scope'>): string {
  const text = JSON.stringify([id, active, [...scope].sort()])
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

/**
 * The file behind a signed address, if its reader may still see all that it holds: someone who left, or whose stores have
 * changed since, makes a new one.
 */
export async function openFile(
  { db, pages, now }: { readonly db: Db; readonly pages: PageLinks; readonly now: Date },
  name: string,
  token: string,
): Promise<KeptFile | NotOpened> {
  const path = `${filePath}/${name}`
  const about = pages.read(path, token, now)
  if (about === null) return pages.read(path, token, new Date(0)) === null ? 'foreign' : 'over'
  const [id = '', mark] = about.split('.')
  const file = await findFile(db, id, now)
  if (!file) return 'over'
  if (file.personId === null) return file
  const person = await findPerson(db, { id: file.personId })
  if (!person?.active || (mark !== undefined && mark !== accessMark(person))) return 'changed'
  return file
}
