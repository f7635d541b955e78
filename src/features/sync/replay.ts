import { earlier, localDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { priorities, slices } from './plan.ts'
import { listConnectedStores } from './store/connections.ts'
import { listPlannedFeeds, planPulls } from './store/pulls.ts'

/**
 * Asks for days of a store again, from every feed that can tell them; what comes overwrites what stands. Answers the
 * feeds, and nothing where the store is not connected or the days have not begun.
 */
export async function replayDays(
  db: Db,
  storeId: number,
  span: { readonly from: Day; readonly to: Day },
  now: Date,
): Promise<readonly string[]> {
  const asked: string[] = []
  for (const store of (await listConnectedStores(db)).filter(one => one.storeId === storeId)) {
    const to = earlier(span.to, localDay(now, store.found.timeZone))
    for (const { feed, days } of await listPlannedFeeds(db, store.id)) {
      const of = { connectionStoreId: store.id, feed, kind: 'replay', priority: priorities.replay } as const
      const pulls = slices(span.from, to, days).map(slice => ({ ...of, ...slice }))
      if (pulls.length === 0) continue
      await planPulls(db, pulls, now)
      asked.push(`${store.connector}/${feed}`)
    }
  }
  return asked
}
