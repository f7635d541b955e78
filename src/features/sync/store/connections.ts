import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { FoundStore } from '#src/contracts/connector.ts'
import type { Db } from '#src/platform/database/db.ts'
import { lockNumbers } from '#src/platform/database/lock-numbers.ts'
import { connectionStores, connections } from '#src/platform/database/schema/index.ts'

/** A grant; `draft` until its authorisation was proved. */
export interface Connection {
  readonly id: number
  readonly connector: string
  readonly state: 'draft' | 'active' | 'needs_consent' | 'paused'
}

/** A store of a grant. */
export interface ConnectedStore {
  readonly id: number
  readonly connectionId: number
  readonly connector: string
  readonly storeId: number
  readonly found: FoundStore
}

/** The grant with these keys, made as a draft when it is new. */
export async function ensureConnection(
  db: Db,
  connector: string,
  fingerprint: string,
  createdBy: number | null = null,
): Promise<Connection> {
  await db.insert(connections).values({ connector, fingerprint, state: 'draft', createdBy }).onConflictDoNothing()
  const [row] = await db.select().from(connections).where(eq(connections.fingerprint, fingerprint))
  if (!row) throw new Error('A connection vanished while it was made')
  return row
}

/** Changes the state of a grant; answers whether it was another. */
export async function setConnectionState(db: Db, id: number, state: Connection['state']): Promise<boolean> {
  const rows = await db
    .update(connections)
    .set({ state })
    .where(and(eq(connections.id, id), sql`${connections.state} <> ${state}`))
    .returning({ id: connections.id })
  return rows.length > 0
}

/** All grants by id. */
export async function listConnections(db: Db): Promise<readonly Connection[]> {
  return db.select().from(connections).orderBy(asc(connections.id))
}

/** Grants of a connector that have no store any more, besides one and those that are still being tried. */
export async function listDeserted(db: Db, connector: string, besides: number): Promise<readonly number[]> {
  const rows = await db.execute(sql`select id from connections c where connector = ${connector} and id <> ${besides}
    and state <> 'draft' and not exists (select from connection_stores s where s.connection_id = c.id)`)
  return rows.map(row => Number(row.id))
}

/** Grants that somebody began to try before and did not finish. */
export async function listOldDrafts(db: Db, before: Date): Promise<readonly Connection[]> {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.state, 'draft'), lt(connections.createdAt, before)))
}

/** Removes a grant; its stores must have moved before. */
export async function deleteConnection(db: Db, id: number): Promise<void> {
  await db.delete(connections).where(eq(connections.id, id))
}

/** The store of ours that a store of a marketplace is; `null`: not connected yet. */
export async function findConnectedStore(db: Db, connector: string, externalId: string) {
  const [row] = await db
    .select()
    .from(connectionStores)
    .where(and(eq(connectionStores.connector, connector), eq(connectionStores.externalId, externalId)))
  return row ? storeOf(row) : null
}

/** Gives a store that was connected under another id the one that the marketplace tells now. */
export async function renameConnectedStore(db: Db, connector: string, from: string, to: string): Promise<void> {
  await db
    .update(connectionStores)
    .set({ externalId: to })
    .where(and(eq(connectionStores.connector, connector), eq(connectionStores.externalId, from)))
}

/** A store that the marketplace names by an id of its own since it was connected keeps that one. */
export async function adoptId(db: Db, { id }: Pick<ConnectedStore, 'id'>, { externalId }: FoundStore): Promise<void> {
  await db.execute(sql`update connection_stores set external_id = ${externalId},
    found = found || jsonb_build_object('externalId', ${externalId}::text) where id = ${id} and not exists (
      select from connection_stores other where other.connector = connection_stores.connector
        and other.external_id = ${externalId})`)
}

/** Connects a store, or moves it to another grant. */
export async function putConnectedStore(db: Db, store: Omit<ConnectedStore, 'id'>): Promise<ConnectedStore> {
  const values = { ...store, externalId: store.found.externalId }
  const [row] = await db
    .insert(connectionStores)
    .values(values)
    .onConflictDoUpdate({
      target: [connectionStores.connector, connectionStores.externalId],
      // What the listing does not tell again (such as `extra`) stays as it was kept.
      set: {
        connectionId: store.connectionId,
        found: sql`(${connectionStores.found} - 'changed' - 'keptAgainst') || excluded.found`,
        storeId: store.storeId,
      },
    })
    .returning()
  if (!row) throw new Error('A connected store came back empty')
  // What stood still for want of consent goes on at once.
  await db.execute(sql`update feed_states set error = null, error_kind = null, paused_until = null
    where connection_store_id = ${row.id}`)
  return storeOf(row)
}

/** All connected stores; of one grant where it is named. */
export async function listConnectedStores(db: Db): Promise<readonly ConnectedStore[]> {
  return (await db.select().from(connectionStores).orderBy(asc(connectionStores.id))).map(storeOf)
}

function storeOf(row: typeof connectionStores.$inferSelect): ConnectedStore {
  const { id, connectionId, connector, storeId } = row
  return { id, connectionId, connector, storeId, found: row.found as FoundStore } // written by `putConnectedStore`
}

/** Lets one transaction at a time connect stores. */
export async function lockConnecting(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockNumbers.connect}, 0)`)
}
