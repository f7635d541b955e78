import { Big } from 'big.js'
import { z } from 'zod'
import { Amount, call, Id, Moment, read } from '#src/connectors/tiktok/api.ts'
import type { Context } from '#src/connectors/tiktok/token.ts'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, earlier, instantsOf, localDay } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'

/** What each whole day of the feed has. */
export const affiliateMeasures = ['affiliate_sales', 'affiliate_orders', 'affiliate_units'] as const

/** The most that a page may hold. */
const perPage = 100

const Money = z.object({ amount: Amount, currency: z.string().nullish() }).nullish()
const Sku = z.object({ quantity: Amount, price: Money, estimated_commission_base: Money })
type Sku = z.infer<typeof Sku>
const Order = z.object({
  id: Id,
  status: z.string().nullish(),
  create_time: Moment,
  skus: z.array(Sku).nullish(),
})
const Page = z.object({ orders: z.array(Order).nullish(), next_page_token: z.string().nullish() })

/** Day, sales in minor units and pieces of each order, so that one that stands on two pages counts once. */
const State = z.object({
  token: z.string(),
  orders: z.record(z.string(), z.tuple([z.string(), z.string(), z.string()])),
})
type State = z.infer<typeof State>

/**
 * Orders out of the content of creators, by the day on which they were made; cancelled ones are none. A page a step.
 * https://partner.tiktokshop.com/docv2/page/search-seller-affiliate-orders-202410
 */
export async function pullAffiliate(request: PullRequest, context: Context): Promise<PullStep> {
  const { store, window } = request
  const state: State = request.state === null ? { token: '', orders: {} } : State.parse(request.state)
  const { start, end } = instantsOf(window, store.timeZone)
  const page = read(
    Page,
    await call(context, {
      path: '/affiliate_seller/202410/orders/search',
      query: { page_size: String(perPage), ...(state.token !== '' && { page_token: state.token }) },
      body: { create_time_ge: Math.floor(start / 1_000), create_time_lt: Math.floor(end / 1_000) },
      store,
    }),
  )
  const orders = { ...state.orders }
  for (const { id, status, create_time, skus } of page.orders ?? []) {
    if (create_time === null || status === 'CANCELLED') continue
    const sold = (skus ?? []).map(sku => salesOf(sku, store.currency))
    const sum = (of: (one: { sales: Big; units: Big }) => Big) => sold.reduce((all, one) => all.plus(of(one)), Big(0))
    const day = localDay(new Date(create_time), store.timeZone)
    orders[id] = [day, sum(one => one.sales).toFixed(), sum(one => one.units).toFixed()]
  }
  const token = page.next_page_token ?? ''
  if (token !== '' && token !== state.token) return { next: { kind: 'again', state: { token, orders } } }
  return { days: daysOf(orders, request, context), next: { kind: 'done', through: window.to } }
}

/** @throws SourceFault `drift` for money in another currency than the shop's */
function salesOf({ quantity, price, estimated_commission_base: base }: Sku, currency: string) {
  const units = Big(quantity ?? 1)
  const told = base?.amount
    ? base
    : price?.amount
      ? { ...price, amount: Big(price.amount).times(units).toFixed() }
      : null
  if (told?.currency && told.currency !== currency) {
    const why = says('otherCurrency', { vendor: 'TikTok Shop', other: told.currency, own: currency })
    throw new SourceFault('drift', why, { subject: 'skus.price.currency' })
  }
  return { units, sales: Big(toMinor(told?.amount ?? '0', currency)) }
}

function daysOf(orders: State['orders'], { window, store }: PullRequest, context: Context) {
  const last = earlier(window.to, localDay(context.now(), store.timeZone))
  return eachDay(window.from, last).map(day => {
    const own = Object.values(orders).filter(([on]) => on === day)
    const sum = (index: 1 | 2) => own.reduce((all, order) => all.plus(order[index]), Big(0)).toFixed()
    const measures = { affiliate_sales: sum(1), affiliate_orders: String(own.length), affiliate_units: sum(2) }
    return { sku: '', day, measures }
  })
}
