import { type Connector, type ConnectorContext, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { asListed, idOfAccount, listedId } from '#src/contracts/listed-id.ts'
import { listStores } from '#src/features/stores/index.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { openSession, type SyncParts } from './context.ts'
import { type ConnectedStore, listConnectedStores, listConnections } from './store/connections.ts'
import { knowsAnyOrder, latestOrder } from './store/ledger.ts'
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
 * Stores under ids of their own, where the marketplace's ids do not name the account for good: another seller of the same
 * market gets another store, a new consent or other keys of the same seller find the store that is there.
 */
export async function ownIds(
  parts: SyncParts,
  grant: Grant,
  found: readonly FoundStore[],
): Promise<readonly FoundStore[]> {
  const { account } = grant.connector
  if (!account) return found
  const connected = (await listConnectedStores(parts.db)).filter(one => one.connector === grant.connector.id)
  const all: FoundStore[] = []
  for (const one of found) all.push(await ownId(parts, grant, one, connected, account.ids))
  return all
}

async function ownId(
  parts: SyncParts,
  grant: Grant,
  found: FoundStore,
  connected: readonly ConnectedStore[],
  ids: 'market' | 'keys',
): Promise<FoundStore> {
  const listed = connected.filter(store => listedId(store.found) === found.externalId)
  if (ids === 'keys') {
    if (connected.some(store => isThis(store, found))) return found // in the marketplace's own words
    const rivals = connected.filter(store => store.found.market === found.market)
    const same = await firstSame(parts, grant, found, rivals)
    return same === null ? found : { ...found, formerId: same }
  }
  const same = await firstSame(parts, grant, found, listed)
  const externalId = same ?? (listed.length === 0 ? found.externalId : idOfAccount(found, grant.connectionId))
  return { ...found, externalId }
}

/** Whether a connected store is a store found: by the id that it has now, or had before. */
export function isThis({ found: { externalId: own } }: ConnectedStore, { externalId, formerId }: FoundStore): boolean {
  return own === externalId || (formerId !== undefined && own === formerId)
}

/** The same for stores as the marketplace lists them to the grant of the connected store. */
export function isListed(store: ConnectedStore, found: FoundStore): boolean {
  return isThis(store, found) || listedId(store.found) === found.externalId
}

async function firstSame(parts: SyncParts, grant: Grant, found: FoundStore, rivals: readonly ConnectedStore[]) {
  for (const rival of rivals) if (await isSame(parts, grant, found, rival)) return rival.found.externalId
  return null
}

/**
 * The same grant or refresh token is the same seller; so is the store that was named. Else an order that stands here and
 * that the new grant reads proves it, or one that both grants read. Where neither has an order, and where the grant that
 * is there is gone, the marketplace's name of the store decides.
 */
async function isSame(parts: SyncParts, grant: Grant, found: FoundStore, rival: ConnectedStore): Promise<boolean> {
  if (rival.connectionId === grant.connectionId) return true
  const refresh = firstRefresh(grant.connector, grant.keys)
  if (refresh !== null && refresh === (await refreshOf(parts, grant.connector, rival.connectionId))) return true
  const ours = (await listStores(parts.db)).find(store => store.id === rival.storeId)
  const wanted = grant.store?.toLowerCase()
  if (wanted !== undefined && [ours?.slug, ours?.name.toLowerCase()].includes(wanted)) return true
  const proof = await proofByOrders(parts, grant, found, rival)
  if (proof !== 'unknown' || wanted !== undefined) return proof === 'same'
  return rival.found.name === found.name && (await isGone(parts, rival))
}

async function isGone({ db }: SyncParts, { connectionId }: ConnectedStore): Promise<boolean> {
  return (await listConnections(db)).find(one => one.id === connectionId)?.state === 'needs_consent'
}

async function refreshOf({ db, secretKey }: SyncParts, connector: Connector, id: number): Promise<string | null> {
  const sealed = await createVault(db, `connector/${connector.id}`, secretKey).find(`${id}/keys`)
  return sealed === null ? null : firstRefresh(connector, JSON.parse(sealed))
}

async function proofByOrders(
  parts: SyncParts,
  grant: Grant,
  found: FoundStore,
  rival: ConnectedStore,
): Promise<'same' | 'other' | 'unknown'> {
  const { account, id } = grant.connector
  if (!account) return 'unknown'
  const store = asListed(found)
  const ask = <T>(connectionId: number, question: (context: ConnectorContext<unknown>) => Promise<T>) =>
    answerOf(parts, grant.connector, connectionId, question)
  const standing = await latestOrder(parts.db, rival.storeId, `${id}/`)
  if (standing !== null) {
    const knows = await ask(grant.connectionId, one => account.knowsOrder({ store, orderId: standing }, one))
    if (knows === true) return 'same'
  }
  const recent = await ask(grant.connectionId, one => account.recentOrders({ store }, one))
  if (recent === null) return 'unknown'
  if (await knowsAnyOrder(parts.db, rival.storeId, `${id}/`, recent)) return 'same'
  const theirs = await ask(rival.connectionId, one => account.recentOrders({ store: asListed(rival.found) }, one))
  if (theirs === null) return 'unknown'
  if (theirs.some(order => recent.includes(order))) return 'same'
  const isNothingSold = standing === null && theirs.length === 0 && recent.length === 0
  return isNothingSold && account.ids === 'market' && rival.found.name === found.name ? 'same' : 'other'
}

/** What a grant answers; `null`: it cannot be asked. */
async function answerOf<T>(
  parts: SyncParts,
  connector: Connector,
  connectionId: number,
  question: (context: ConnectorContext<unknown>) => Promise<T>,
): Promise<T | null> {
  try {
    const { context } = await openSession(parts, connector, { connectionId }, AbortSignal.timeout(askMs))
    return await question(context)
  } catch (error) {
    if (error instanceof SourceFault) return null
    throw error
  }
}
