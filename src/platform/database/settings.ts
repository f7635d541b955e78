import { eq, sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { settings } from './schema/index.ts'

/** The value of a setting, any JSON; `null` when it is not set. */
export async function readSetting(db: Db, key: string): Promise<unknown> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key)).limit(1)
  return row?.value ?? null
}

/** Sets a setting to any JSON value that is not null. */
export async function writeSetting(db: Db, key: string, value: unknown): Promise<void> {
  const set = { value: sql`${JSON.stringify(value)}::jsonb`, updatedAt: sql`now()` }
  await db
    .insert(settings)
    .values({ key, ...set })
    .onConflictDoUpdate({ target: settings.key, set })
}

/** Removes a setting; nothing happens when it is not set. */
export async function deleteSetting(db: Db, key: string): Promise<void> {
  await db.delete(settings).where(eq(settings.key, key))
}

/** The currency in which stores of several currencies are added up, ISO 4217; `USD` until it is set. */
export async function baseCurrency(db: Db): Promise<string> {
  const value = await readSetting(db, 'base_currency')
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : 'USD'
}
