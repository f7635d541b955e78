import { z } from 'zod'
import { type Context, call, read } from '#src/connectors/amazon/client/api.ts'
import type { FoundStore, OwnTotals, Window } from '#src/contracts/connector.ts'
import { instantsOf, localDay } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'

const Metrics = z.object({
  payload: z.array(
    z.object({
      interval: z.string(),
      unitCount: z.number(),
      orderCount: z.number(),
      totalSales: z.object({ amount: z.union([z.string(), z.number()]).transform(String), currencyCode: z.string() }),
    }),
  ),
})

/**
 * Amazon's own totals day by day: ordered product sales, units and orders, refunds not taken off.
 * https://developer-docs.amazon.com/sp-api/reference/getordermetrics
 */
export async function ownTotals(
  { store, window }: { readonly store: FoundStore; readonly window: Window },
  context: Context,
): Promise<readonly OwnTotals[]> {
  const { start, end } = instantsOf(window, store.timeZone)
  const query = new URLSearchParams({
    marketplaceIds: store.externalId,
    interval: `${withOffset(new Date(start), store.timeZone)}--${withOffset(new Date(end), store.timeZone)}`,
    granularity: 'Day',
    granularityTimeZone: store.timeZone,
  })
  const answer = await call(context, { path: `/sales/v1/orderMetrics?${query}`, budgets: ['orderMetrics'] })
  return read(Metrics, answer).payload.map(({ interval, unitCount, orderCount, totalSales }) => ({
    day: localDay(new Date(interval.split('--')[0] ?? ''), store.timeZone), // ends were seen that lie before the start
    measures: {
      net_sales: toMinor(totalSales.amount, totalSales.currencyCode),
      units: String(unitCount),
      orders: String(orderCount),
    },
  }))
}

/** The offset must be that of the zone at the moment (API reference): `2026-03-08T00:00:00-08:00`. */
function withOffset(at: Date, timeZone: string): string {
  const local = new Date(at.toLocaleString('sv', { timeZone }).replace(' ', 'T').concat('Z'))
  const minutes = Math.round((local.getTime() - at.getTime()) / 60_000)
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const offset = `${minutes < 0 ? '-' : '+'}${part(Math.abs(minutes) / 60)}:${part(Math.abs(minutes) % 60)}`
  return `${local.toISOString().slice(0, 19)}${offset}`
}
