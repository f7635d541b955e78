import { createHmac } from 'node:crypto'
import { type Connector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { isDay, localDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period.ts'
import { UserError } from '#src/errors.ts'
import { freeSlug } from '#src/features/imports/index.ts'
import { createStore, findStores, listStores, type StoredStore } from '#src/features/stores/index.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { openSession, type SyncParts } from './context.ts'
import { planBackfill } from './plan.ts'
import { ensureConnection, findConnectedStore, putConnectedStore, setConnectionState } from './store/connections.ts'
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
}

/** A store that is connected now. */
export interface Connected {
  readonly found: FoundStore
  readonly store: StoredStore
}

/** Judgement: a shell waits so long for the marketplace's answer. */
const askMs = 60_000
const [firstPauseMs, mostTries] = [1_000, 5]

/**
 * Proves the authorisation, connects every store found and plans their history. Doing it again with the same keys
 * changes nothing but what is new.
 * @throws UserError when the keys do not fit or are refused.
 */
export async function connect(parts: SyncParts, request: ConnectRequest): Promise<readonly Connected[]> {
  const connector = parts.connectors.find(one => one.id === request.connector)
  if (!connector)
    throw new UserError(
      texts.unknown(
        request.connector,
        parts.connectors.map(one => one.id),
      ),
    )
  const parsed = connector.keys.safeParse(request.keys)
  if (!parsed.success) throw new UserError(texts.keys(parsed.error.issues.map(issueText)))
  const { id } = await ensureConnection(parts.db, connector.id, fingerprintOf(parts, connector, parsed.data))
  await createVault(parts.db, `connector/${connector.id}`, parts.secretKey).put(
    `${id}/keys`,
    JSON.stringify(parsed.data),
  )
  const found = await askForStores(parts, connector, id)
  if (found.length === 0) throw new UserError(texts.noStores)
  if (request.store !== undefined && found.length > 1) throw new UserError(texts.several(found.map(one => one.name)))
  return take(parts, connector, id, found, request)
}

function issueText(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`
}

function fingerprintOf({ secretKey }: SyncParts, connector: Connector, keys: unknown): string {
  return createHmac('sha256', secretKey)
    .update(`keys/${connector.id}/${JSON.stringify(keys)}`)
    .digest('hex')
}

/** Asks again after short pauses while the marketplace is busy: somebody waits at the shell. @throws UserError */
async function askForStores(parts: SyncParts, connector: Connector, connectionId: number) {
  const { context } = await openSession(parts, connector, { connectionId }, AbortSignal.timeout(askMs))
  const end = parts.now().getTime() + askMs
  for (let tries = 0; ; tries += 1) {
    try {
      return await connector.listStores(context)
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error
      const now = parts.now().getTime()
      const at = error.until?.getTime() ?? now + firstPauseMs * 2 ** tries
      const isPassing = error.kind === 'transient' || error.kind === 'throttled'
      if (!isPassing || tries >= mostTries || at > end) throw refusal(connector, error, now)
      await new Promise(resolve => setTimeout(resolve, Math.max(0, at - now)))
    }
  }
}

/** What somebody can do about it. */
function refusal({ id, label }: Connector, { kind, message, subject, until }: SourceFault, now: number): UserError {
  const why = subject === null ? message : `${message} (${subject})`
  if (kind === 'authorisation') return new UserError(texts.refused(label, why, id))
  if (kind === 'scope') return new UserError(texts.lacksPermission(label, why, id))
  const seconds = until ? Math.max(1, Math.ceil((until.getTime() - now) / 1_000)) : 60
  return new UserError(texts.noAnswer(label, message, seconds))
}

/** All or nothing: stores, their link to the grant, and the plan of their history. */
function take(
  parts: SyncParts,
  connector: Connector,
  connectionId: number,
  found: readonly FoundStore[],
  { store: name, since }: ConnectRequest,
): Promise<readonly Connected[]> {
  return parts.db.transaction(async tx => {
    const taken: Connected[] = []
    for (const one of found) {
      const known = await findConnectedStore(tx, connector.id, one.externalId)
      const standing = known ? (await findStores(tx, [known.storeId]))[0] : undefined
      const store = standing ?? (await storeFor(tx, connector, { ...one, name: name ?? one.name }))
      if (store.currency !== one.currency || store.timeZone !== one.timeZone) {
        throw new UserError(
          texts.differs(store.name, `${store.currency}, ${store.timeZone}`, `${one.currency}, ${one.timeZone}`),
        )
      }
      const of = { connectionId, connector: connector.id, storeId: store.id, found: one }
      const connected = await putConnectedStore(tx, of)
      if (!known) await planBackfill(tx, connector, connected, since, parts.now())
      taken.push({ found: one, store })
    }
    await setConnectionState(tx, connectionId, 'active')
    return taken
  })
}

/** A store of that name which files or pushes made already, else a new one. */
async function storeFor(db: SyncParts['db'], connector: Connector, found: FoundStore): Promise<StoredStore> {
  const all = await listStores(db)
  const wanted = found.name.toLowerCase()
  const standing = all.find(one => !one.demo && [one.slug, one.name.toLowerCase()].includes(wanted))
  if (standing) return standing
  const { name, market, currency, timeZone } = found
  const slug = freeSlug(name, new Set(all.map(one => one.slug)))
  return createStore(db, { slug, name, platform: connector.platform, market, currency, timeZone })
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
