import { z } from 'zod'
import { defineConnector, type OrderLine, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { toMinor } from '#src/domain/money.ts'

const label = { en: 'Fake market', ja: '見本市場', 'zh-CN': '样例市场' }
const Keys = z.object({ client_id: z.string().min(1), refresh_token: z.string().min(1) })

const Page = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      units: z.string(),
      price: z.string(),
      at: z.string(),
      changed: z.string(),
      cancelled: z.string().nullable(),
      refunds: z.array(z.object({ id: z.string(), at: z.string(), amount: z.string() })),
    }),
  ),
  next: z.string().nullable(),
})

/** A marketplace of the tests: refresh tokens that work once, pages of orders. */
export const fakeMarket = defineConnector<z.infer<typeof Keys>>({
  id: 'fakemarket',
  label,
  platform: 'other',
  keys: Keys,
  refreshKey: 'refresh_token',
  auth: ['refresh-token'],
  addresses: () => ({ FAKEMARKET_API_URL: 'https://fakemarket.invalid' }),
  versions: [{ api: 'orders', pinned: '1', sunset: null }],
  budgets: ['orders', 'visits'].map(id => ({ id, perSecond: 100, burst: 100, per: 'connection' as const })),
  personal: ['buyer_name', 'email'],
  listStores: async context => {
    const answer = await call(context, '/stores')
    return z
      .array(
        z.object({
          externalId: z.string(),
          name: z.string(),
          market: z.string(),
          timeZone: z.string(),
          currency: z.string(),
        }),
      )
      .parse(answer)
  },
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '受注', 'zh-CN': '订单' },
      tells: [
        'gross_sales',
        'cancelled_sales',
        'net_sales',
        'orders',
        'order_lines',
        'units',
        'refunds_amount',
        'refunds_count',
      ],
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 35,
      historyDays: 730,
      sliceDays: 30,
      scopes: ['orders.read'],
      pull: async ({ store, window, state }, context) => {
        const page = z.string().parse(state ?? '')
        const found = Page.parse(await call(context, `/orders?from=${window.from}&to=${window.to}&page=${page}`))
        const orders = found.orders.map(order => lineOf(order, store.currency))
        if (found.next !== null) return { orders, next: { kind: 'again', state: found.next } }
        return { orders, next: { kind: 'done', through: window.to } }
      },
    },
    {
      id: 'visits',
      label: { en: 'Visits', ja: '訪問', 'zh-CN': '访问' },
      tells: ['sessions'],
      grain: 'store',
      everyMinutes: 60,
      dueHours: 1,
      finalAfterDays: 7,
      historyDays: 730,
      sliceDays: 30,
      scopes: ['visits.read'],
      pull: async ({ window }, context) => {
        const found = Visits.parse(await call(context, `/visits?from=${window.from}&to=${window.to}`))
        const days = found.map(({ day, sessions }) => ({ sku: '', day, measures: { sessions: String(sessions) } }))
        return { days, next: { kind: 'done', through: window.to } }
      },
    },
  ],
})

const Visits = z.array(z.object({ day: z.string(), sessions: z.number() }))

function lineOf(order: z.infer<typeof Page>['orders'][number], currency: string): OrderLine {
  return {
    orderId: order.id,
    lineId: '1',
    sku: order.sku,
    units: order.units,
    amounts: { gross_sales: toMinor(order.price, currency) },
    purchasedAt: order.at,
    changedAt: order.changed,
    shippedAt: null,
    cancelledAt: order.cancelled,
    cancelledBy: order.cancelled === null ? null : 'buyer',
    refunds: order.refunds.map(refund => ({ ...refund, amount: toMinor(refund.amount, currency), units: '0' })),
    buyer: null,
  }
}

type Context = Parameters<typeof fakeMarket.listStores>[0]

async function call(context: Omit<Context, 'keys'>, path: string): Promise<unknown> {
  const base = context.addresses.FAKEMARKET_API_URL
  const token = await context.token('access', async refresh => {
    const answer = await context.http({ method: 'POST', url: `${base}/token`, body: refresh ?? '', accept: [400] })
    if (answer.status === 400) throw new SourceFault('authorisation', says('grantRefused', { vendor: 'Fake market' }))
    const minted = z.object({ access: z.string(), refresh: z.string(), seconds: z.number() }).parse(answer.json())
    const expiresAt = new Date(context.now().getTime() + minted.seconds * 1_000)
    return { value: minted.access, expiresAt, refreshToken: minted.refresh }
  })
  const headers = { authorization: `Bearer ${token}` }
  return (
    await context.http({ url: `${base}${path}`, headers, budgets: [/^\/visits/.test(path) ? 'visits' : 'orders'] })
  ).json()
}
