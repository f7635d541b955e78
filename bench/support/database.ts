import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Store } from '#src/domain/place.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { type Database, type Db, openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'

/**
 * A database of its own with the settings of production; `BENCH_DATABASE_URL` names an empty one instead. Without
 * `migrated` it stays empty.
 */
export async function withDatabase<T>(
  work: (database: Database) => Promise<T>,
  { migrated = true }: { readonly migrated?: boolean } = {},
): Promise<T> {
  const given = process.env.BENCH_DATABASE_URL
  const folder = given ? null : await mkdtemp(join(tmpdir(), 'kpi-bench-'))
  if (folder) await chmod(folder, 0o711) // as root the server runs under another account
  const server = folder ? await startEmbedded(folder) : null
  const url = given ?? server?.url ?? ''
  if (migrated) await migrate(url)
  const database = openDatabase(url)
  try {
    return await work(database)
  } finally {
    await database.close()
    await server?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

/** Where all stores are. */
export const storeZone = 'America/New_York'

/** Some stores in the US. */
export async function addStores(db: Db, count: number): Promise<readonly Store[]> {
  const stores: Store[] = []
  for (let i = 0; i < count; i++) {
    const place = { platform: 'other', market: 'us', currency: 'USD', timeZone: storeZone }
    stores.push(await createStore(db, { slug: `store-${i}`, name: `Store ${i}`, ...place }))
  }
  return stores
}

/** Takes away all figures and what is known about writing them. */
export async function clearFigures(db: Db): Promise<void> {
  await db.execute(sql`truncate metric_day, dirty_days`)
}
