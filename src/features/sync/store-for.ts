import type { Connector, FoundStore } from '#src/contracts/connector.ts'
import { UserError } from '#src/errors.ts'
import { freeSlug } from '#src/features/imports/index.ts'
import { createStore, listStores, type StoredStore } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ConnectedStore, listConnectedStores } from './store/connections.ts'
import { texts } from './texts.ts'

/** Judgement: what a phone shows of a name. */
const longestName = 80

/** What a store found is called; `given`: somebody chose the name. */
export interface Naming {
  readonly name: string
  readonly given?: boolean
}

/**
 * A store of that name which files or pushes made already, else a new one. Two shops that have the same name stay two
 * stores: the second gets its market or a number behind its name.
 * @throws UserError where somebody gave a name that belongs to another shop of the marketplace.
 */
export async function storeFor(
  db: Db,
  connector: Connector,
  found: FoundStore,
  { name: wanted, given = false }: Naming,
): Promise<StoredStore> {
  const all = await listStores(db)
  const connected = await listConnectedStores(db)
  const name = cut(wanted, longestName)
  const standing = named(all, name)
  const isTaken = standing !== undefined && !mayJoin(standing, connector, connected, given)
  if (isTaken && given) throw new UserError(texts.nameTaken(standing.name))
  if (standing && !isTaken) return standing
  const free = isTaken ? freeName(all, name, found.market) : name
  const { market, currency, timeZone } = found
  const slug = freeSlug(free, new Set(all.map(one => one.slug)))
  return createStore(db, { slug, name: free, platform: connector.platform, market, currency, timeZone })
}

function named(all: readonly StoredStore[], name: string): StoredStore | undefined {
  return all.find(one => !one.demo && [one.slug, one.name.toLowerCase()].includes(name.toLowerCase()))
}

/** A shop may fill a store that no other shop of a marketplace fills; figures of another kind of source may join it. */
function mayJoin(
  store: StoredStore,
  connector: Connector,
  connected: readonly ConnectedStore[],
  given: boolean,
): boolean {
  const others = connected.filter(one => one.storeId === store.id)
  if (others.some(one => one.connector === connector.id)) return false
  return others.length === 0 || given || connector.platform === 'other' || connector.platform === store.platform
}

function freeName(all: readonly StoredStore[], name: string, market: string): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? ` (${market.toUpperCase()})` : ` (${number})`
    const found = `${cut(name, longestName - suffix.length)}${suffix}`
    if (!named(all, found)) return found
  }
}

function cut(name: string, most: number): string {
  return [...name.trim()].slice(0, most).join('').trim()
}
