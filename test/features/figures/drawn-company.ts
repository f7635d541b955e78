import { eachDay } from '#src/domain/days.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { Db } from '#src/platform/database/db.ts'
import { addPerson, addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** A store of each currency: two decimals, none, and two again in another market. */
export const drawnShops = [
  { slug: 'amus', over: { market: 'us', currency: 'USD', timeZone: 'America/Los_Angeles' } },
  { slug: 'amjp', over: { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' } },
  { slug: 'sgsg', over: { market: 'sg', currency: 'SGD', timeZone: 'Asia/Singapore' } },
] as const

/** Numbers that look random and are the same for the same seed. */
export function drawFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** A company with figures of every day (`gaps`: of most), fractions of a cent among them, and an administrator Owner. */
export async function drawnCompany(
  db: Db,
  seed: number,
  now: Date,
  { from = '2026-09-01', gaps = false }: { readonly from?: string; readonly gaps?: boolean } = {},
): Promise<void> {
  await truncate(
    db,
    'channels, people, stores, targets, metric_day, dirty_days, sources, export_files restart identity cascade',
  )
  await addPerson(db, 'Owner', { role: 'administrator' })
  const draw = drawFrom(seed)
  const source = await ensureSource(db, 'push/test')
  for (const { slug, over } of drawnShops) {
    const store = await addStore(db, slug, over)
    const days = eachDay(from, '2026-11-26').filter(() => !gaps || draw(25) > 0)
    const rows = days.map(day => ({
      ...{ storeId: store.id, sku: '', day },
      measures: {
        ...{ net_sales: `${draw(900_000)}.${draw(100)}`, orders: String(1 + draw(80)) },
        ...{ sessions: String(500 + draw(900)), ad_spend: String(draw(40_000)), ad_sales: String(1 + draw(90_000)) },
        ...{ ad_clicks: String(100 + draw(500)), cogs: String(draw(90_000)), platform_fees: String(draw(9_000)) },
      },
    }))
    await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now })
  }
}
