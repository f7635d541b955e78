import { AsyncLocalStorage } from 'node:async_hooks'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Store } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'
import { skus, stores } from '#src/platform/database/schema/index.ts'
import { forgetShared, sharedRead } from '#src/platform/database/shared-reads.ts'

/** A store with everything that people call it besides its slug and name. */
export type StoredStore = Store & { readonly aliases: readonly string[] }

/** A store to be stored. */
export type NewStore = Omit<Store, 'id' | 'demo'> & { readonly aliases?: readonly string[]; readonly demo?: boolean }

const onlyOnes = new AsyncLocalStorage<readonly StoredStore[]>()

/** Does something as if there were only these stores: for practice, which knows of no real one, as nothing real knows of it. */
export function withOnlyStores<T>(stores: readonly StoredStore[], work: () => Promise<T>): Promise<T> {
  return onlyOnes.run(stores, work)
}

/** All stores by slug. Who may see which is the caller's business: hand only visible ones on. */
export async function listStores(db: Db): Promise<readonly StoredStore[]> {
  const only = onlyOnes.getStore()
  if (only) return only
  return sharedRead('stores', async () => (await db.select().from(stores).orderBy(asc(stores.slug))).map(storeOf))
}

/** The store with a slug, in any case; `null` when there is none. */
export async function findStore(db: Db, slug: string): Promise<StoredStore | null> {
  const only = onlyOnes.getStore()
  if (only) return only.find(store => store.slug === slug.toLowerCase()) ?? null
  const [row] = await db.select().from(stores).where(eq(stores.slug, slug.toLowerCase())).limit(1)
  return row ? storeOf(row) : null
}

/** Stores by id, in no order. */
export async function findStores(db: Db, ids: readonly number[]): Promise<readonly StoredStore[]> {
  if (ids.length === 0) return []
  const only = onlyOnes.getStore()
  if (only) return only.filter(store => ids.includes(store.id))
  const rows = await db
    .select()
    .from(stores)
    .where(inArray(stores.id, [...ids]))
  return rows.map(storeOf)
}

/** Stores a new one. @throws the database's error when the slug is taken. */
export async function createStore(db: Db, store: NewStore): Promise<StoredStore> {
  const [row] = await db.insert(stores).values(valuesOf(store)).returning()
  forgetShared('stores')
  if (!row) throw new Error('A new store came back empty')
  return storeOf(row)
}

/** The store with the slug of `store`, made when there is none yet; a standing one stays as it is. */
export async function ensureStore(db: Db, store: NewStore): Promise<StoredStore> {
  const [row] = await db.insert(stores).values(valuesOf(store)).onConflictDoNothing({ target: stores.slug }).returning()
  forgetShared('stores')
  if (row) return storeOf(row)
  const standing = await findStore(db, store.slug)
  if (!standing) throw new Error('A store vanished while it was looked up')
  return standing
}

/** Changes a store; fields that are absent stay. `null` when there is no such store. */
export async function updateStore(
  db: Db,
  id: number,
  change: Partial<Omit<NewStore, 'demo'>>,
): Promise<StoredStore | null> {
  const { aliases, slug, ...rest } = change
  const set = {
    ...rest,
    ...(slug === undefined ? {} : { slug: slug.toLowerCase() }),
    ...(aliases === undefined ? {} : { aliases: [...aliases] }),
  }
  if (Object.keys(set).length === 0) return (await findStores(db, [id]))[0] ?? null
  const [row] = await db.update(stores).set(set).where(eq(stores.id, id)).returning()
  forgetShared('stores')
  return row ? storeOf(row) : null
}

function valuesOf(store: NewStore): typeof stores.$inferInsert {
  return { ...store, slug: store.slug.toLowerCase(), aliases: [...(store.aliases ?? [])], demo: store.demo ?? false }
}

function storeOf(row: typeof stores.$inferSelect): StoredStore {
  const { createdAt: _createdAt, ...store } = row
  return store
}

/** The name of a SKU in a store; `null` when it has none. */
export async function findSkuName(db: Db, storeId: number, sku: string): Promise<string | null> {
  const [row] = await db
    .select({ name: skus.name })
    .from(skus)
    .where(and(eq(skus.storeId, storeId), eq(skus.sku, sku)))
    .limit(1)
  return row?.name ?? null
}
