import { lazada } from '#src/connectors/lazada/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { app_key: '123456', app_secret: 'hidden', refresh_token: 'r', country: 'sg' }
/** The moment of the scripts. */
export const now = new Date('2026-07-10T12:00:00Z')
const store = { externalId: 'sg-1001', name: 'Lamps', market: 'sg', timeZone: 'Asia/Singapore', currency: 'SGD' }
const minted = {
  path: '/auth/token/refresh',
  json: { code: '0', access_token: 'a', refresh_token: 'r2', expires_in: 2_592_000, refresh_expires_in: 15_552_000 },
}
/** An answer that is no refusal. */
export const good = (data: unknown) => ({ code: '0', request_id: 'x', data })

/** Surroundings whose marketplace mints a token and then answers by a script. */
export const contextOf = (answers: readonly Answer[]) =>
  scriptedContext({ keys, addresses: lazada.addresses(keys), answers: [minted, ...answers], now })
/** What a step is asked. */
export const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store,
  window: { from: '2026-07-01', to: '2026-07-01' },
  kind: 'backfill',
  state: null,
  cursor: null,
  ...over,
})
type Context = ReturnType<typeof contextOf>
/** One step of a feed. */
export function pull(feed: string, request: PullRequest, context: Context): Promise<PullStep> {
  const found = lazada.feeds.find(one => one.id === feed)
  if (!found) throw new Error(`no feed ${feed}`)
  return found.pull(request, context)
}
/** The query of a request. */
export const queryOf = (context: Context, index: number) => new URL(context.requests[index]?.url ?? '').searchParams

/** A list of one order. */
export const listed = (over: object = {}) => ({
  path: '/orders/get',
  json: good({
    countTotal: 1,
    orders: [
      {
        order_id: '7',
        created_at: '2026-07-01 00:30:00 +0800',
        updated_at: '2026-07-03 10:00:00 +0800',
        statuses: ['delivered'],
        ...over,
      },
    ],
  }),
})
/** The rows of it. */
export const rows = (...order_items: object[]) => ({
  path: '/orders/items/get',
  json: good([{ order_id: 7, order_items }]),
})
/** A row. */
export const row = (over: object = {}) => ({
  order_item_id: 1,
  sku: 'LAMP',
  item_price: '24.90',
  paid_price: '24.90',
  currency: 'SGD',
  status: 'delivered',
  created_at: '2026-07-01 00:30:00 +0800',
  updated_at: '2026-07-02 10:00:00 +0800',
  ...over,
})
