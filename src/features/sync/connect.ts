import { createHmac } from 'node:crypto'
import { type Connector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { isDay, localDay } from '#src/domain/days.ts'
import { nameKey } from '#src/domain/names.ts'
import type { Day } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { findStores, type StoredStore } from '#src/features/stores/index.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { openSession, type SyncParts } from './context.ts'
import { keyIssues } from './key-issues.ts'
import { planBackfill, planEarlier } from './plan.ts'
import { refusalOf } from './refusal.ts'
import { asChosen, assumedStore, type OwnStore, ownIds } from './same-account.ts'
import {
  type ConnectedStore,
  deleteConnection,
  ensureConnection,
  findConnectedStore,
  listConnections,
  listDeserted,
  lockConnecting,
  putConnectedStore,
  renameConnectedStore,
  setConnectionState,
} from './store/connections.ts'
import { type Naming, storeFor } from './store-for.ts'
import { texts } from './texts.ts'

/** What somebody wants to connect. */
export interface ConnectRequest {
  readonly connector: string
  /** What the file of keys holds. */
  readonly keys: unknown
  /** Name for the store found, where there is one. */
  readonly store?: string
  /** The first day of history. */
  readonly since: Day
  /** Somebody named that day: history of a store that is connected already goes further back then. */
  readonly sinceGiven?: boolean
}

/** A store that is connected now. */
export interface Connected {
  readonly found: FoundStore
  readonly store: StoredStore
  /** It was connected before: it goes on as it was, with the new grant. */
  readonly renewed: boolean
  /** That it was connected before is assumed: nothing proves whose account it is. Absent: it is known. */
  readonly assumed?: true
  /** The day on which its history begins from now on, where that is earlier than before; `null`: it begins where it did. */
  readonly earlier: Day | null
}

/** Judgement: a shell waits so long for the marketplace's answer. */
const askMs = 60_000
const [firstPauseMs, maxTries] = [1_000, 5]

/**
 * Proves the authorisation, connects every store found and plans their history. Doing it again with the same keys
 * changes nothing but what is new. `confirm` is asked in between: without its consent nothing is connected.
 * @throws UserError when the keys do not fit or are refused.
 */
export async function connect(
  parts: SyncParts,
  request: ConnectRequest,
  confirm: (connector: Connector, proved: Proved) => Promise<boolean> = async () => true,
): Promise<readonly Connected[]> {
  const connector = findConnector(parts, request.connector)
  const named = request.store === undefined ? {} : { store: request.store }
  const proved = await proveKeys(parts, connector, request.keys, named)
  try {
    const { found } = proved
    if (request.store !== undefined && found.length > 1) throw new UserError(texts.several(found.map(one => one.name)))
    const given = request.store !== undefined
    const choices: Choice[] = []
    for (const one of found) {
      const assumed = await assumedStore(parts, one)
      const as = assumed === null ? { name: request.store ?? one.name, given } : { storeId: assumed }
      choices.push({ found: one, as })
    }
    if (!(await confirm(connector, proved))) {
      await forgetDraft(parts, connector, proved.connectionId)
      return []
    }
    return await takeStores(parts, connector, proved, choices, request)
  } catch (error) {
    await forgetDraft(parts, connector, proved.connectionId)
    throw error
  }
}

/** By its id, or by what the marketplace is called in any language. @throws UserError for a word that is no connector. */
export function findConnector({ connectors }: Pick<SyncParts, 'connectors'>, id: string): Connector {
  const real = connectors.filter(one => !one.simulated)
  const called = ({ id: own, label }: Connector) => [own, ...Object.values(label)].map(nameKey)
  const connector = real.find(one => one.id === id) ?? real.find(one => called(one).includes(nameKey(id)))
  if (connector) return connector
  throw new UserError(
    texts.unknown(
      id,
      real.map(one => one.id),
    ),
  )
}

/** A grant that the marketplace accepted, and the stores that it opens. */
export interface Proved {
  readonly connectionId: number
  readonly found: readonly OwnStore[]
}

/**
 * Seals keys and asks the marketplace for the stores. Keys that are refused are forgotten at once.
 * @throws UserError when the keys do not fit or are refused, or open no store.
 */
export async function proveKeys(
  parts: SyncParts,
  connector: Connector,
  keys: unknown,
  limits: { readonly createdBy?: number; readonly waitMs?: number; readonly store?: string } = {},
): Promise<Proved> {
  const parsed = connector.keys.safeParse(keys)
  if (!parsed.success) throw new UserError(texts.keys(keyIssues(parsed.error, keys)))
  const fingerprint = fingerprintOf(parts, connector, parsed.data)
  const { id } = await ensureConnection(parts.db, connector.id, fingerprint, limits.createdBy ?? null)
  const vault = createVault(parts.db, `connector/${connector.id}`, parts.secretKey)
  await vault.put(`${id}/keys`, JSON.stringify(parsed.data))
  try {
    const found = await askForStores(parts, connector, id, limits.waitMs ?? askMs)
    if (found.length === 0) throw new UserError(texts.noStores)
    const grant = {
      connector,
      connectionId: id,
      keys: parsed.data,
      ...(limits.store !== undefined && { store: limits.store }),
    }
    return { connectionId: id, found: await ownIds(parts, grant, found) }
  } catch (error) {
    await forgetDraft(parts, connector, id)
    throw error
  }
}

/**
 * Forgets a grant that never became active, with everything that is sealed of it. One whose refresh token was used up by
 * trying is kept: the keys that somebody holds are worth nothing without the token that came instead, so that trying
 * again with them finds it here. Housekeeping removes it later.
 */
export async function forgetDraft(parts: SyncParts, connector: Connector, connectionId: number): Promise<void> {
  const state = (await listConnections(parts.db)).find(one => one.id === connectionId)?.state
  if (state !== 'draft') return
  const sealed = await createVault(parts.db, `connector/${connector.id}`, parts.secretKey).list()
  if (sealed.some(name => name.startsWith(`${connectionId}/refresh/`))) return
  await forgetConnection(parts, connector.id, connectionId)
}

/** Forgets a grant and everything that is sealed of it. */
export async function forgetConnection(parts: SyncParts, connector: string, connectionId: number): Promise<void> {
  const vault = createVault(parts.db, `connector/${connector}`, parts.secretKey)
  for (const name of await vault.list()) if (name.startsWith(`${connectionId}/`)) await vault.remove(name)
  await deleteConnection(parts.db, connectionId)
}

function fingerprintOf({ secretKey }: SyncParts, connector: Connector, keys: unknown): string {
  return createHmac('sha256', secretKey)
    .update(`keys/${connector.id}/${JSON.stringify(keys)}`)
    .digest('hex')
}

/** Asks again after short pauses while the marketplace is busy: somebody waits at the shell. @throws UserError */
async function askForStores(parts: SyncParts, connector: Connector, connectionId: number, waitMs: number) {
  const of = { connectionId, patienceMs: waitMs }
  const { context } = await openSession(parts, connector, of, AbortSignal.timeout(waitMs))
  const end = parts.now().getTime() + waitMs
  for (let tries = 0; ; tries += 1) {
    try {
      const found = await connector.listStores(context)
      await connector.tryKeys?.(context)
      return found
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error
      const now = parts.now().getTime()
      const at = error.until?.getTime() ?? now + firstPauseMs * 2 ** tries
      const isPassing = error.kind === 'transient' || error.kind === 'throttled'
      if (!isPassing || tries >= maxTries || at > end) throw refusalOf(connector, error, now)
      await new Promise(resolve => setTimeout(resolve, Math.max(0, at - now)))
    }
  }
}

/** What becomes of a store found: a store of that name, made where there is none, or one that is there. */
export interface Choice {
  readonly found: OwnStore
  readonly as: Naming | { readonly storeId: number }
}

/**
 * Connects stores and plans their history, all or nothing. A store that was connected before stays what it is and moves
 * to this grant; a grant that has no store left is forgotten.
 * @throws UserError where currency or zone differ.
 */
export async function takeStores(
  parts: SyncParts,
  connector: Connector,
  { connectionId }: Pick<Proved, 'connectionId'>,
  choices: readonly Choice[],
  history: Pick<ConnectRequest, 'since' | 'sinceGiven'>,
): Promise<readonly Connected[]> {
  const taken = await parts.db.transaction(async tx => {
    await lockConnecting(tx) // somebody may connect the same at the same time
    const all: Connected[] = []
    for (const { found: own, as } of choices) {
      const { perhaps = [], ...offered } = own
      const isAssumed = 'storeId' in as && perhaps.includes(as.storeId)
      const found = 'storeId' in as ? await asChosen(tx, connector, own, as.storeId) : offered
      const known = await sameStore(tx, await knownStore(tx, connector.id, found), found, as)
      const id = known?.storeId ?? ('storeId' in as ? as.storeId : null)
      const standing = id === null ? undefined : (await findStores(tx, [id]))[0]
      const naming = 'name' in as ? as : { name: found.name }
      const store = standing ?? (await storeFor(tx, connector, found, naming))
      requireSame(store, found)
      const connected = await putConnectedStore(tx, { connectionId, connector: connector.id, storeId: store.id, found })
      const earlier = await planWished(tx, connector, { connected, isNew: known === null }, history, parts.now())
      all.push({
        found,
        store,
        renewed: known !== null,
        earlier,
        ...(isAssumed && known && { assumed: true as const }),
      })
    }
    await setConnectionState(tx, connectionId, 'active')
    return all
  })
  for (const id of await listDeserted(parts.db, connector.id, connectionId)) {
    await forgetConnection(parts, connector.id, id)
  }
  return taken
}

/** All history of a new store; of one that is there what lies before, where somebody asked for it. */
async function planWished(
  tx: SyncParts['db'],
  connector: Connector,
  { connected, isNew }: { readonly connected: ConnectedStore; readonly isNew: boolean },
  { since, sinceGiven = false }: Pick<ConnectRequest, 'since' | 'sinceGiven'>,
  now: Date,
): Promise<Day | null> {
  if (!isNew) return sinceGiven ? planEarlier(tx, connector, connected, since, now) : null
  await planBackfill(tx, connector, connected, since, now)
  return null
}

/** What is connected already; a shop that counts differently now is another store where another name is given. */
async function sameStore(tx: SyncParts['db'], known: ConnectedStore | null, found: FoundStore, as: Choice['as']) {
  if (!known || !('name' in as)) return known
  const { currency, timeZone } = known.found
  const [standing] = await findStores(tx, [known.storeId])
  const isOther = currency !== found.currency || timeZone !== found.timeZone
  return isOther && standing && standing.name.toLowerCase() !== as.name.trim().toLowerCase() ? null : known
}

/** What is connected already, also where the marketplace told no number of its own when it was. */
async function knownStore(tx: SyncParts['db'], connector: string, { externalId, formerId }: FoundStore) {
  const known = await findConnectedStore(tx, connector, externalId)
  if (known || formerId === undefined) return known
  await renameConnectedStore(tx, connector, formerId, externalId)
  return findConnectedStore(tx, connector, externalId)
}

function requireSame(store: StoredStore, found: FoundStore): void {
  if (store.currency === found.currency && store.timeZone === found.timeZone) return
  const [ours, theirs] = [`${store.currency}, ${store.timeZone}`, `${found.currency}, ${found.timeZone}`]
  throw new UserError(texts.differs(store.name, ours, theirs))
}

/** Reads `24m` (months back) or a day. @throws UserError */
export function parseSince(text: string, now: Date): Day {
  const months = /^(\d{1,3})m$/.exec(text)?.[1]
  if (months !== undefined) {
    const date = new Date(now)
    date.setUTCMonth(date.getUTCMonth() - Number(months), 1)
    return localDay(date, 'UTC')
  }
  if (isDay(text)) return text
  throw new UserError(texts.since(text))
}
