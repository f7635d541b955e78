import type { Connector, Feed } from '#src/contracts/connector.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { tellAdministrators } from '#src/features/delivery/index.ts'
import { findStores } from '#src/features/stores/index.ts'
import { letGoCard } from '#src/features/sync/cards/let-go-card.ts'
import type { SyncParts } from '#src/features/sync/context.ts'
import { longestRestate } from '#src/features/sync/plan.ts'
import { type ConnectedStore, listConnectedStores } from '#src/features/sync/store/connections.ts'
import { type KeptBack, listKeptBack } from '#src/features/sync/store/held-days.ts'
import { readToldDays } from '#src/features/sync/store/told-days.ts'
import type { Db } from '#src/platform/database/db.ts'
import { acceptHeld } from './accept.ts'
import { daysBeside, implausible, sistersOf } from './plausible.ts'

/**
 * Writes zeros that were kept back and need not be any longer: the other feed agrees by now, or the feed said zero
 * every time until its figures are final. Administrators are told which days and why.
 */
export async function letHeldGo({ db, connectors, now }: Pick<SyncParts, 'db' | 'connectors' | 'now'>): Promise<void> {
  const kept = await listKeptBack(db)
  if (kept.length === 0) return
  const stores = await listConnectedStores(db)
  for (const one of kept) {
    const store = stores.find(
      ({ storeId, connector }) => storeId === one.storeId && one.source.startsWith(`${connector}/`),
    )
    const connector = connectors.find(({ id }) => id === store?.connector)
    const feed = connector?.feeds.find(({ id }) => `${connector.id}/${id}` === one.source)
    if (!store || !connector || !feed) continue
    const why = await whyLetGo(db, one, { connector, feed, store, now: now() })
    if (why) await letGo(db, one, why, { connector, feed, store, now: now() })
  }
}

/** Why a day need not be kept back any longer. */
export type LetGoWhy = 'final' | 'agrees'

interface Of {
  readonly connector: Connector
  readonly feed: Feed<unknown>
  readonly store: ConnectedStore
  readonly now: Date
}

async function whyLetGo(db: Db, kept: KeptBack, { connector, feed, store, now }: Of): Promise<LetGoWhy | null> {
  const { day, since, why } = kept
  const zone = store.found.timeZone
  const window = Math.min(feed.finalAfterDays, longestRestate)
  const begun = [day, localDay(since, zone)].sort().at(-1) ?? day
  if (shiftDays(begun, window) < localDay(now, zone)) return 'final'
  if (why !== 'sister') return null
  const of = { storeId: kept.storeId, sourceId: kept.sourceId, connector: connector.id }
  const beside = await readToldDays(db, of, daysBeside([day]))
  const sisters = sistersOf(connector, beside.sisters)
  return implausible([day], kept.rows, feed, { own: beside.own, sisters }).get(day) === undefined ? 'agrees' : null
}

async function letGo(db: Db, { day, storeId, sourceId }: KeptBack, why: LetGoWhy, { connector, feed, store, now }: Of) {
  await db.transaction(async tx => {
    if ((await acceptHeld(tx, storeId, { from: day, to: day }, now, sourceId)) === 0) return // somebody was faster
    const name = (await findStores(tx, [storeId]))[0]?.name ?? store.found.name
    const card = letGoCard({ connector, feed, store: name, day, why })
    await tellAdministrators(tx, `held/${store.id}/${feed.id}/${day}/${why}`, card, now)
  })
}
