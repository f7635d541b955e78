import { AsyncLocalStorage } from 'node:async_hooks'

/** Small tables that one answer reads from many places. */
export type SharedTable = 'stores' | 'people' | 'kpi_definitions'

/** What one piece of work has read already. `over`: it ended, and what still runs of it reads for itself. */
interface Scope {
  readonly read: Map<SharedTable, Promise<unknown>>
  over: boolean
}

const scopes = new AsyncLocalStorage<Scope>()

/**
 * Does a short piece of work, such as one answer, that reads each shared table at most once. What others change
 * meanwhile counts for the next one; what the work itself changes counts at once (`forgetShared`).
 */
export async function withSharedTables<T>(work: () => Promise<T>): Promise<T> {
  const scope: Scope = { read: new Map(), over: false }
  try {
    return await scopes.run(scope, work)
  } finally {
    scope.over = true
  }
}

/** The rows of a shared table: read now, or as this piece of work read them before. */
export function sharedRead<T>(table: SharedTable, read: () => Promise<T>): Promise<T> {
  const scope = current()
  if (!scope) return read()
  const found = scope.read.get(table) ?? read()
  scope.read.set(table, found)
  return found as Promise<T> // each table has one reader
}

/** Whether this piece of work has read a table already; `false` outside of one. */
export function isShared(table: SharedTable): boolean {
  return current()?.read.has(table) === true
}

/** To be called by whatever changes a shared table (without one: any of them): the next read goes to the database. */
export function forgetShared(table?: SharedTable): void {
  const read = current()?.read
  if (table === undefined) read?.clear()
  else read?.delete(table)
}

function current(): Scope | undefined {
  const scope = scopes.getStore()
  return scope?.over === false ? scope : undefined
}
