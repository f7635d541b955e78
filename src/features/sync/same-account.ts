import { type Connector, type ConnectorContext, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { asListed, idOfAccount, listedId } from '#src/contracts/listed-id.ts'
import { UserError } from '#src/errors.ts'
import { findStores, listStores } from '#src/features/stores/index.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { openSession, type SyncParts } from './context.ts'
import { type ConnectedStore, listConnectedStores, listConnections } from './store/connections.ts'
import { knowsAnyOrder, latestOrder } from './store/ledger.ts'
import { texts } from './texts.ts'
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

/** A store found, under an id of its own. */
export interface OwnStore extends FoundStore {
  /** Stores of ours that it may be: no order has shown yet whether they are of the same account. */
  readonly perhaps?: readonly number[]
}

/** What is known of two grants: one account, another, or nothing that tells them apart. */
type Verdict = 'same' | 'other' | 'perhaps'

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
): Promise<readonly OwnStore[]> {
  const { account } = grant.connector
  if (!account) return found
  const connected = (await listConnectedStores(parts.db)).filter(one => one.connector === grant.connector.id)
  const all: OwnStore[] = []
  for (const one of found) all.push(await ownId(parts, grant, one, connected, account.ids))
  return all
}

async function ownId(
  parts: SyncParts,
  grant: Grant,
  found: FoundStore,
  connected: readonly ConnectedStore[],
  ids: 'market' | 'keys',
): Promise<OwnStore> {
  const listed = connected.filter(store => listedId(store.found) === found.externalId)
  if (ids === 'keys') {
    if (connected.some(store => isThis(store, found))) return found // in the marketplace's own words
    const rivals = connected.filter(store => store.found.market === found.market)
    const { same, perhaps } = await firstSame(parts, grant, found, rivals)
    return same === null ? { ...found, ...perhaps } : { ...found, formerId: same }
  }
  const { same, perhaps } = await firstSame(parts, grant, found, listed)
  const externalId = same ?? (listed.length === 0 ? found.externalId : idOfAccount(found, grant.connectionId))
  return { ...found, externalId, ...(same === null && perhaps) }
}

/**
 * The store that one found is taken for where nothing proves its account: a second store of the same shop is never made
 * silently, and figures cannot mix, because neither has an order. `null`: it is a store of its own.
 * @throws UserError where it may be several.
 */
export async function assumedStore({ db }: Pick<SyncParts, 'db'>, { perhaps = [] }: OwnStore): Promise<number | null> {
  if (perhaps.length <= 1) return perhaps[0] ?? null
  throw new UserError(texts.whichShop((await findStores(db, perhaps)).map(one => one.name)))
}

/**
 * A store of ours that somebody chose, and that this marketplace fills already: new keys of the same seller, else another
 * shop. @throws UserError for another shop
 */
export async function asChosen(tx: SyncParts['db'], connector: Connector, own: OwnStore, storeId: number) {
  const { perhaps = [], ...found } = own
  const filled = (await listConnectedStores(tx)).filter(
    one => one.connector === connector.id && one.storeId === storeId && one.found.externalId !== found.externalId,
  )
  const same = filled.find(one => perhaps.includes(storeId) || isListed(one, found))
  if (same && (perhaps.includes(storeId) || connector.account?.ids === 'market')) {
    return asRenewal(connector, found, same.found)
  }
  const other = filled.find(one => !isThis(one, found))
  if (other) throw new UserError(texts.nameTaken(other.found.name))
  return found
}

/** A store found as one that is there, where somebody says that it is that one. */
function asRenewal(connector: Connector, found: FoundStore, { externalId }: FoundStore): FoundStore {
  return connector.account?.ids === 'market' ? { ...found, externalId } : { ...found, formerId: externalId }
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
  const perhaps: number[] = []
  for (const rival of rivals) {
    const verdict = await verdictOn(parts, grant, found, rival)
    if (verdict === 'same') return { same: rival.found.externalId, perhaps: {} }
    if (verdict === 'perhaps') perhaps.push(rival.storeId)
  }
  return { same: null, perhaps: perhaps.length > 0 ? { perhaps } : {} }
}

/**
 * The same grant or refresh token is the same seller; so is the store that was named. Else an order that stands here and
 * that the new grant reads proves it, or one that both grants read. Where neither has an order, and where the grant that
 * is there is gone, the marketplace's name of the store decides; without a name of the account somebody has to.
 */
async function verdictOn(parts: SyncParts, grant: Grant, found: FoundStore, rival: ConnectedStore): Promise<Verdict> {
  if (rival.connectionId === grant.connectionId) return 'same'
  const refresh = firstRefresh(grant.connector, grant.keys)
  if (refresh !== null && refresh === (await refreshOf(parts, grant.connector, rival.connectionId))) return 'same'
  const ours = (await listStores(parts.db)).find(store => store.id === rival.storeId)
  const wanted = grant.store?.toLowerCase()
  if (wanted !== undefined && [ours?.slug, ours?.name.toLowerCase()].includes(wanted)) return 'same'
  const proof = await proofByOrders(parts, grant, found, rival)
  if (proof === 'same' || proof === 'other') return proof
  if (wanted !== undefined) return 'other' // somebody named another store
  const hasName = rival.found.name === found.name
  if (proof === 'unknown' && hasName && (await isGone(parts, rival))) return 'same'
  return mayBe(grant.connector, found, rival.found) && (await hasNoOrder(parts, grant, rival)) ? 'perhaps' : 'other'
}

/** Whether nothing that the marketplace tells of two stores tells their accounts apart. */
function mayBe({ account }: Connector, found: FoundStore, rival: FoundStore): boolean {
  if (found.currency !== rival.currency || found.timeZone !== rival.timeZone) return false
  return account?.ids === 'market' ? found.name === rival.name : !(found.accountTold && rival.accountTold)
}

async function hasNoOrder({ db }: SyncParts, { connector }: Grant, { storeId }: ConnectedStore): Promise<boolean> {
  return (await latestOrder(db, storeId, `${connector.id}/`)) === null
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
): Promise<'same' | 'other' | 'unknown' | 'nothing sold'> {
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
  return standing === null && theirs.length === 0 && recent.length === 0 ? 'nothing sold' : 'other'
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
