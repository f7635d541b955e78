import { z } from 'zod'
import type { Observed, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { earlier, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { sumOf } from '#src/domain/orders/split.ts'
import { Amount, call, read } from './api.ts'
import type { Context } from './token.ts'

/** Sales of what the marketplace names so in its breakdown. */
const channels = { LIVE: 'live_sales', VIDEO: 'video_sales', PRODUCT_CARD: 'card_sales' } as const

export const trafficMeasures = ['page_views', 'visitors', 'buyers', ...Object.values(channels)] as const

const Money = z.object({ amount: Amount, currency: z.string().nullish() })
/** Versions tell the money of a channel beside its type, or in a field of its own. */
const Channel = z.object({ type: z.string(), gmv: Money.nullish(), amount: Amount, currency: z.string().nullish() })
/** Not every shop has it, and visits do not hang on it. */
const Gmv = z
  .object({ overall: Money.nullish(), breakdowns: z.array(Channel).nullish() })
  .nullish()
  .catch(null)

const Interval = z.object({
  start_date: z.iso.date(),
  traffic: z.object({ avg_page_views: Amount, avg_visitors: Amount }).nullish(),
  sales: z.object({ avg_customers_count: Amount, gmv: Gmv }).nullish(),
})
const Performance = z.object({
  latest_available_date: z.iso.date().nullish(),
  performance: z.object({ intervals: z.array(Interval).nullish() }).nullish(),
})

/**
 * Views and visitors of the shop's product pages, by days of the shop's registered zone. What is averaged over days is
 * asked for one day each. Days after the latest that is ready are not read: they would be too low.
 * https://partner.tiktokshop.com/docv2/page/get-shop-performance-202509
 */
export async function pullTraffic({ store, window }: PullRequest, context: Context): Promise<PullStep> {
  const query = {
    start_date_ge: window.from,
    end_date_lt: shiftDays(window.to, 1),
    granularity: '1D',
    currency: 'LOCAL',
  }
  const answer = await call(context, { path: '/analytics/202509/shop/performance', query, store })
  const told = ['traffic.avg_page_views', 'traffic.avg_visitors', 'sales.avg_customers_count']
  requireTold('TikTok Shop', answer, ...told.map(name => `performance?.intervals?.${name}`))
  const found = read(Performance, answer)
  const ready = earlier(window.to, found.latest_available_date ?? window.to)
  const days = (found.performance?.intervals ?? [])
    .filter(({ start_date }) => start_date >= window.from && start_date <= ready)
    .map(interval => observed(interval, store.currency))
    .sort((a, b) => a.day.localeCompare(b.day))
  return { days, next: { kind: 'done', through: days.at(-1)?.day ?? null } }
}

function observed({ start_date, traffic, sales }: z.infer<typeof Interval>, currency: string): Observed {
  const told = {
    page_views: traffic?.avg_page_views,
    visitors: traffic?.avg_visitors,
    buyers: sales?.avg_customers_count,
  }
  const measures = Object.fromEntries(Object.entries(told).filter((entry): entry is [string, string] => !!entry[1]))
  return { sku: '', day: start_date, measures: { ...measures, ...channelSales(sales?.gmv, currency) } }
}

/** Zero where the list leaves a channel out; nothing where there is no list, unless nothing was sold at all. */
function channelSales(gmv: z.infer<typeof Gmv>, currency: string): Readonly<Record<string, string>> {
  const parts = (gmv?.breakdowns ?? []).map(({ type, gmv: own, ...beside }) => ({ type, ...(own ?? beside) }))
  const isNone = gmv?.overall?.amount != null && Number(gmv.overall.amount) === 0
  if ((parts.length === 0 && !isNone) || parts.some(part => part.currency && part.currency !== currency)) return {}
  return Object.fromEntries(
    Object.entries(channels).map(([type, measure]) => {
      const own = parts.filter(part => part.type === type).map(({ amount }) => toMinor(amount ?? '0', currency))
      return [measure, sumOf(own).toFixed()]
    }),
  )
}
