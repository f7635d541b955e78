import { type Connector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { asListed, idOfAccount, listedId } from '#src/contracts/listed-id.ts'
import { listStores } from '#src/features/stores/index.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { openSession, type SyncParts } from './context.ts'
import { type ConnectedStore, listConnectedStores, listConnections } from './store/connections.ts'
import { latestOrder } from './store/ledger.ts'
import { firstRefresh } from './tokens.ts'

/** A grant whose stores are looked up among those that are connected. */
interface Grant {
  readonly connector: Connector
  readonly connectionId: number
  /** Keys as they were parsed. */
  readonly keys: unknown
  /** Name that somebody gave the store; absent: none. */
  readonly store?: string
}

/** Judgement: somebody waits for the answer. */
const askMs = 20_000

/**
 * Stores under ids of their own, where the marketplace's id says the market and not the account: another seller of the
 * same market gets another store, new keys of the same seller find the store that is there.
 */
export async function ownIds(
  parts: SyncParts,
  grant: Grant,
  found: readonly FoundStore[],
): Promise<readonly FoundStore[]> {
  if (!grant.connector.knowsOrder) return found
  const connected = (await listConnectedStores(parts.db)).filter(one => one.connector === grant.connector.id)
  const all: FoundStore[] = []
  for (const one of found) {
    const rivals = connected.filter(store => listedId(store.found) === one.externalId)
    const same = await firstSame(parts, grant, one, rivals)
    const externalId = same ?? (rivals.length === 0 ? one.externalId : idOfAccount(one, grant.connectionId))
    all.push({ ...one, externalId })
  }
  return all
}

async function firstSame(parts: SyncParts, grant: Grant, found: FoundStore, rivals: readonly ConnectedStore[]) {
  for (const rival of rivals) if (await isSame(parts, grant, found, rival)) return rival.found.externalId
  return null
}

/**
 * The same grant or refresh token is the same seller; so is the store that was named. A new name means a new store.
 * Else an order of the one that the other can read proves it; where there is none, the same name of a grant that is gone.
 */
async function isSame(parts: SyncParts, grant: Grant, found: FoundStore, rival: ConnectedStore): Promise<boolean> {
  if (rival.connectionId === grant.connectionId) return true
  const refresh = firstRefresh(grant.connector, grant.keys)
  if (refresh !== null && refresh === (await refreshOf(parts, grant.connector, rival.connectionId))) return true
  const ours = (await listStores(parts.db)).find(store => store.id === rival.storeId)
  const wanted = grant.store?.toLowerCase()
  if (wanted !== undefined) return [ours?.slug, ours?.name.toLowerCase()].includes(wanted)
  if (await provedByOrder(parts, grant, found, rival)) return true
  const state = (await listConnections(parts.db)).find(one => one.id === rival.connectionId)?.state
  return state === 'needs_consent' && rival.found.name === found.name
}

async function refreshOf({ db, secretKey }: SyncParts, connector: Connector, id: number): Promise<string | null> {
  const sealed = await createVault(db, `connector/${connector.id}`, secretKey).find(`${id}/keys`)
  return sealed === null ? null : firstRefresh(connector, JSON.parse(sealed))
}

/** Whether the grant reads the latest order of a store; false also where there is none, or it cannot be asked. */
async function provedByOrder(
  parts: SyncParts,
  { connector, connectionId }: Grant,
  found: FoundStore,
  rival: ConnectedStore,
): Promise<boolean> {
  const order = await latestOrder(parts.db, rival.storeId, `${connector.id}/`)
  if (order === null) return false
  const { context } = await openSession(parts, connector, { connectionId }, AbortSignal.timeout(askMs))
  try {
    return (await connector.knowsOrder?.({ store: asListed(found), orderId: order }, context)) ?? false
  } catch (error) {
    if (error instanceof SourceFault) return false
    throw error
  }
}
