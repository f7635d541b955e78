import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { vault } from '#src/platform/database/schema/index.ts'

/** Keeps a sealed value, in place of the one before. */
export async function putSealed(db: Db, owner: string, name: string, sealed: Uint8Array): Promise<void> {
  await db
    .insert(vault)
    .values({ owner, name, sealed })
    .onConflictDoUpdate({ target: [vault.owner, vault.name], set: { sealed, changedAt: new Date() } })
}

/** A sealed value; `null` when there is none. */
export async function findSealed(db: Db, owner: string, name: string): Promise<Uint8Array | null> {
  const [row] = await db
    .select()
    .from(vault)
    .where(and(eq(vault.owner, owner), eq(vault.name, name)))
  return row?.sealed ?? null
}

/** Names of an owner's values. */
export async function listSealed(db: Db, owner: string): Promise<readonly string[]> {
  const rows = await db.select({ name: vault.name }).from(vault).where(eq(vault.owner, owner)).orderBy(asc(vault.name))
  return rows.map(row => row.name)
}

/** Names of all values, by their owner. */
export async function listAllSealed(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.select({ owner: vault.owner, name: vault.name }).from(vault).orderBy(asc(vault.name))
  const names = new Map<string, string[]>()
  for (const { owner, name } of rows) names.set(owner, [...(names.get(owner) ?? []), name])
  return names
}

/** Forgets a value. */
export async function removeSealed(db: Db, owner: string, name: string): Promise<void> {
  await db.delete(vault).where(and(eq(vault.owner, owner), eq(vault.name, name)))
}
