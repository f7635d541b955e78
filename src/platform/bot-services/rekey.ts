import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { opens, resealed } from './vault.ts'

/** What became of the sealed values. */
export interface Rekeyed {
  /** Sealed again with the new key. */
  readonly done: number
  /** Sealed with the new key already. */
  readonly already: number
  /** `owner/name` of those that open with neither key. */
  readonly unreadable: readonly string[]
}

/**
 * Seals every value again with a new key, all or nothing. Doing it again goes on where something was left. Where values
 * open with neither key nothing changes, unless they may be left as they are.
 */
export async function rekey(
  db: Db,
  keys: { readonly current: string; readonly previous: string },
  options: { readonly leaveUnreadable?: boolean } = {},
): Promise<Rekeyed> {
  return db.transaction(async tx => {
    const rows = await tx.execute(sql`select owner, name, sealed from vault order by owner, name for update`)
    const unreadable: string[] = []
    const changed: { readonly owner: string; readonly name: string; readonly sealed: string }[] = []
    for (const row of rows) {
      const [owner, name] = [String(row.owner), String(row.name)]
      const sealed = row.sealed as Uint8Array // bytea
      if (opens(keys.current, owner, name, sealed)) continue
      const fresh = resealed(keys, owner, name, sealed)
      if (fresh === null) unreadable.push(`${owner}/${name}`)
      else changed.push({ owner, name, sealed: Buffer.from(fresh).toString('hex') })
    }
    const already = rows.length - changed.length - unreadable.length
    if (unreadable.length > 0 && !options.leaveUnreadable) return { done: 0, already, unreadable }
    await tx.execute(sql`update vault v set sealed = decode(g.sealed, 'hex')
      from jsonb_to_recordset(${JSON.stringify(changed)}::text::jsonb) as g(owner text, name text, sealed text)
      where v.owner = g.owner and v.name = g.name`)
    return { done: changed.length, already, unreadable }
  })
}

/** How many sealed values open with a key, of how many. */
export async function countReadable(
  db: Db,
  secretKey: string,
): Promise<{ readonly readable: number; readonly all: number }> {
  const rows = await db.execute(sql`select owner, name, sealed from vault`)
  const readable = rows.filter(row =>
    opens(secretKey, String(row.owner), String(row.name), row.sealed as Uint8Array),
  ).length
  return { readable, all: rows.length }
}
