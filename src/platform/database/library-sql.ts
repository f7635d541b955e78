import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import type { Db } from './db.ts'
import { lockNumbers } from './lock-numbers.ts'

/** Runs finished SQL text of a library with `$1`-style parameters on our pool or inside our transaction. */
export interface SqlRunner {
  executeSql(text: string, values: readonly unknown[]): Promise<{ rows: unknown[] }>
}

/** A runner on the same connection as a pool or transaction. */
export function sqlRunner(db: Db): SqlRunner {
  const { session } = db as unknown as { readonly session: { readonly client: Sql } } // drizzle has no public way
  return {
    executeSql: async (text, values) => {
      const rows = await session.client.unsafe(text, values.map(parameter))
      return { rows: [...rows] }
    },
  }
}

/** postgres.js refuses `undefined`, and drizzle has taken its JSON serializer away. */
function parameter(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object') return JSON.stringify(value)
  return value as string | number | boolean // pg-boss passes nothing else
}

/** Whether a table is there. */
export async function hasTable(db: Db, name: string): Promise<boolean> {
  const rows = await db.execute(sql`select to_regclass(${name}) is not null as there`)
  return rows[0]?.there === true
}

/** Tells all replicas something when the transaction commits. */
export async function notifyOnCommit(db: Db, channel: string, payload: unknown): Promise<void> {
  await db.execute(sql`select pg_notify(${channel}, ${JSON.stringify(payload)})`)
}

/**
 * Does work while no other process does work of the same name; waits for its turn. The lock is a transaction: work that
 * reads or writes by the same pool does so in it, or everybody waits for a connection once all of them hold one.
 */
export async function withAdvisoryLock<T>(db: Db, name: string, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockNumbers.named}, hashtext(${name}))`)
    return work(tx)
  })
}
