import { localDay, shiftDays } from '#src/domain/days.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { tellAdministrators } from '#src/features/delivery/index.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import { listConnectedStores, type SyncParts } from '#src/features/sync/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { monthCard } from './cards/differences-card.ts'
import { type Month, reconcile } from './reconcile.ts'
import { listDifferences } from './store/differences.ts'

/** Judgement: on the third day of a month orders of the last one are in, except for refunds to come. */
const firstDay = 3

/** The month before that of a store's today. */
export function lastMonth(store: { readonly timeZone: string }, now: Date): Month {
  const today = localDay(now, store.timeZone)
  const { from, to } = monthOf(shiftDays(`${today.slice(0, 7)}-01`, -1))
  return { from, to }
}

/** Compares the last month of every store whose marketplace tells totals, once, and again what was pulled again. */
export async function reconcileMonthly(parts: SyncParts, signal: AbortSignal): Promise<void> {
  const { db, connectors, now } = parts
  const stores = await listStores(db)
  const told = (await listConnectedStores(db)).filter(one => connectors.find(it => it.id === one.connector)?.totals)
  for (const storeId of new Set(told.map(one => one.storeId))) {
    const store = stores.find(one => one.id === storeId)
    if (!store || signal.aborted) continue
    await again(parts, store)
    const month = lastMonth(store, now())
    if (Number(localDay(now(), store.timeZone).slice(8)) < firstDay) continue
    if ((await readSetting(db, `reconciled/${store.id}`)) === month.from) continue
    if (await compare(parts, store, month)) await writeSetting(db, `reconciled/${store.id}`, month.from)
  }
}

/** What was pulled again is compared again. */
async function again(parts: SyncParts, store: StoredStore): Promise<void> {
  const pulling = (await listDifferences(parts.db, { storeId: store.id })).filter(one => one.state === 'pulling')
  for (const first of new Set(pulling.map(one => one.month))) {
    const { from, to } = monthOf(first)
    await reconcile(parts, store, { from, to })
  }
}

async function compare(parts: SyncParts, store: StoredStore, month: Month): Promise<boolean> {
  const { db, now } = parts
  try {
    if ((await reconcile(parts, store, month)) !== null) return false // asked again tomorrow
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
  const list = await listDifferences(db, { storeId: store.id, month: month.from })
  if (list.some(one => one.state === 'open')) await tell(db, store, month, list, now())
  return true
}

async function tell(
  db: Db,
  store: StoredStore,
  month: Month,
  list: Awaited<ReturnType<typeof listDifferences>>,
  now: Date,
): Promise<void> {
  const card = monthCard(store, month.from, list, null)
  await tellAdministrators(db, `reconciled/${store.id}/${month.from}`, card, now)
}
