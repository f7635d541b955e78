import { type Connector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { keepSaid, says } from '#src/contracts/said.ts'
import { tellAdministrators, tellPeople } from '#src/features/delivery/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import {
  adoptId,
  forgetConnection,
  isKeptAgainst,
  isListed,
  letStoreGo,
  listConnectedStores,
  listOldDrafts,
  noteChange,
  openSession,
  ownersAndAdministrators,
  type SyncParts,
  setConnectionState,
  settleChange,
  stopStore,
} from '#src/features/sync/index.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { consentLostCard, storeChangedCard } from './cards/expiry-card.ts'
import { warnOfEndings } from './expiry.ts'
import { prunePages } from './store/connect-pages.ts'
import { type Grant, keepEndings, listGrants, takeCheck } from './store/grants.ts'

/** Judgement: the shortest refresh token lives 30 days (Shopee); a daily use keeps each alive and its end known. */
const checkMs = 20 * 3_600_000
const askMs = 25_000
/** Judgement: longer than a page may be worked on. */
const draftMs = 3 * 3_600_000

/**
 * Uses every grant once a day, also of paused and idle connections, so that none dies of disuse; asks what ends, warns,
 * and forgets what was begun on pages and never finished.
 */
export async function keepGrants(parts: SyncParts, signal: AbortSignal): Promise<void> {
  const { db, connectors, now } = parts
  await forgetUnfinished(parts)
  for (const grant of await listGrants(db)) {
    if (signal.aborted) return
    const connector = connectors.find(one => one.id === grant.connector)
    if (!connector || connector.simulated || grant.state === 'needs_consent') continue
    if (!(await takeCheck(db, grant.id, new Date(now().getTime() - checkMs), now()))) continue
    await checkGrant(parts, connector, grant, signal)
  }
  await warnOfEndings(parts)
}

async function checkGrant(parts: SyncParts, connector: Connector, grant: Grant, signal: AbortSignal): Promise<void> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(askMs)])
  try {
    const { context } = await openSession(parts, connector, { connectionId: grant.id }, stop)
    await compareStores(parts, connector, grant, await connector.listStores(context))
    const ends = (await connector.expiries?.(context)) ?? {}
    await keepEndings(
      parts.db,
      grant.id,
      Object.fromEntries(Object.entries(ends).map(([what, at]) => [what, at.toISOString()])),
    )
  } catch (error) {
    if (error instanceof SourceFault && error.kind === 'authorisation') return lost(parts, connector, grant)
    // Anything else passes: the pulls tell what is wrong, and the check comes again tomorrow.
    parts.log.info({ connector: connector.id, connection: grant.id }, 'A grant could not be looked at today')
  }
}

async function lost(parts: SyncParts, connector: Connector, { id }: Grant): Promise<void> {
  if (!(await setConnectionState(parts.db, id, 'needs_consent'))) return
  const key = `sync/${connector.id}/${id}/consent/${parts.now().toISOString().slice(0, 10)}`
  await tellAdministrators(parts.db, key, consentLostCard(connector), parts.now())
}

/**
 * A store that suddenly counts in another currency or zone is stopped before its figures are mixed: somebody takes the
 * new setting over, keeps the old one, sets the shop back, or connects it under another name.
 */
async function compareStores(
  { db, now }: SyncParts,
  connector: Connector,
  grant: Grant,
  found: readonly FoundStore[],
): Promise<void> {
  const stores = await listStores(db)
  for (const one of (await listConnectedStores(db)).filter(store => store.connectionId === grant.id)) {
    const there = found.find(store => isListed(one, store))
    if (!there) continue
    if (there.formerId === one.found.externalId) await adoptId(db, one, there)
    if (there.currency === one.found.currency && there.timeZone === one.found.timeZone) {
      await settleChange(db, one.id)
      await letStoreGo(db, one.id)
      continue
    }
    if (await isKeptAgainst(db, one.id, there)) continue
    const [before, after] = [`${one.found.currency}, ${one.found.timeZone}`, `${there.currency}, ${there.timeZone}`]
    const key = `sync/${connector.id}/${one.id}/changed/${after}/${now().toISOString().slice(0, 10)}`
    await db.transaction(async tx => {
      if (!(await stopStore(tx, one.id, keepSaid(says('shopChanged', { after, before }))))) return
      await noteChange(tx, one.id, there)
      const store = stores.find(ours => ours.id === one.storeId)
      const named = { name: store?.name ?? there.name, slug: store?.slug ?? there.name }
      const people = await ownersAndAdministrators(tx, store ? [store.slug] : [])
      await tellPeople(tx, people, key, storeChangedCard(connector, named, one.found, there), now())
    })
  }
}

async function forgetUnfinished(parts: SyncParts): Promise<void> {
  const vault = createVault(parts.db, 'connect-page', parts.secretKey)
  for (const { id } of await prunePages(parts.db, parts.now())) await vault.remove(id)
  for (const draft of await listOldDrafts(parts.db, new Date(parts.now().getTime() - draftMs))) {
    await forgetConnection(parts, draft.connector, draft.id)
  }
}
