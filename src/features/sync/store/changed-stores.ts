import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** In what a store counts. */
export interface Counting {
  readonly currency: string
  readonly timeZone: string
}

/** Notes in what the marketplace counts now, so that somebody can decide. */
export async function noteChange(db: Db, connectionStoreId: number, there: Counting): Promise<void> {
  const { currency, timeZone } = there
  await db.execute(sql`update connection_stores
    set found = found || jsonb_build_object('changed', ${JSON.stringify({ currency, timeZone })}::text::jsonb)
    where id = ${connectionStoreId}`)
}

/** Whether somebody decided to go on counting as before, against what the marketplace counts in now. */
export async function isKeptAgainst(db: Db, connectionStoreId: number, there: Counting): Promise<boolean> {
  const [row] = await db.execute(sql`select found->'keptAgainst'->>'currency' as currency,
    found->'keptAgainst'->>'timeZone' as zone from connection_stores where id = ${connectionStoreId}`)
  return row?.currency === there.currency && row?.zone === there.timeZone
}

/** Connected shops of a store whose change waits for somebody. */
export async function changedStores(db: Db, storeId: number) {
  const rows = await db.execute(sql`select id, found->>'currency' as currency, found->>'timeZone' as zone,
    found->'changed'->>'currency' as new_currency, found->'changed'->>'timeZone' as new_zone
    from connection_stores where store_id = ${storeId} and found ? 'changed' order by id for update`)
  return rows.map(row => ({
    id: Number(row.id),
    before: { currency: String(row.currency), timeZone: String(row.zone) } satisfies Counting,
    after: { currency: String(row.new_currency), timeZone: String(row.new_zone) } satisfies Counting,
  }))
}

/** Somebody decided, or the shop was set back: nothing waits any more. */
export async function settleChange(
  db: Db,
  connectionStoreId: number,
  { counts, keptAgainst }: { readonly counts?: Counting; readonly keptAgainst?: Counting } = {},
): Promise<void> {
  const more = { ...counts, ...(keptAgainst && { keptAgainst }) }
  await db.execute(sql`update connection_stores
    set found = (found - 'changed' - 'keptAgainst') || ${JSON.stringify(more)}::text::jsonb
    where id = ${connectionStoreId} and (found ? 'changed' or found ? 'keptAgainst' or ${more !== undefined && Object.keys(more).length > 0})`)
}
