import { shopee } from '#src/connectors/shopee/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { partner_id: '2001887', partner_key: 'key', shop_id: '322300222', refresh_token: 'r' }
/** The moment of the scripts. */
export const now = new Date('2026-03-10T12:00:00Z')
/** The shop of the scripts. */
export const store = {
  externalId: '322300222',
  name: 'Lamps',
  market: 'sg',
  timeZone: 'Asia/Singapore',
  currency: 'SGD',
}
const minted = { path: '/auth/access_token/get', json: { access_token: 'a', refresh_token: 'r2', expire_in: 14_400 } }
/** An answer that is no refusal. */
export const good = (response: unknown) => ({ error: '', message: '', request_id: 'x', response })

/** Surroundings whose marketplace mints a token and then answers by a script. */
export const contextOf = (answers: readonly Answer[]) =>
  scriptedContext({ keys, addresses: shopee.addresses(keys), answers: [minted, ...answers], now })
/** What a step is asked. */
export const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store,
  window: { from: '2026-03-01', to: '2026-03-02' },
  kind: 'backfill',
  state: null,
  cursor: null,
  ...over,
})
type Context = ReturnType<typeof contextOf>
/** One step of a feed. */
export function pull(feed: string, request: PullRequest, context: Context): Promise<PullStep> {
  const found = shopee.feeds.find(one => one.id === feed)
  if (!found) throw new Error(`no feed ${feed}`)
  return found.pull(request, context)
}
/** The query of a request. */
export const queryOf = (context: Context, index: number) => new URL(context.requests[index]?.url ?? '').searchParams

/** An order of the scripts. */
export const order = (over: object = {}) => ({
  order_sn: 'A1',
  order_status: 'COMPLETED',
  currency: 'SGD',
  cod: false,
  create_time: 1_772_370_000,
  update_time: 1_772_380_000,
  pay_time: 1_772_371_000,
  ship_by_date: 1_772_540_000,
  pickup_done_time: 1_772_400_000,
  item_list: [item()],
  ...over,
})
/** An item of it. */
export const item = (over: object = {}) => ({
  item_id: 1,
  model_id: 2,
  item_sku: 'LAMP',
  model_sku: 'LAMP-RED',
  model_quantity_purchased: 2,
  model_original_price: 10.5,
  model_discounted_price: 9.95,
  promotion_type: '',
  ...over,
})
/** A list of it. */
export const listed = (more = false, cursor = '') => ({
  path: 'get_order_list',
  json: good({ more, next_cursor: cursor, order_list: [{ order_sn: 'A1', order_status: 'COMPLETED' }] }),
})
/** Orders by their numbers. */
export const detail = (...orders: object[]) => ({ path: 'get_order_detail', json: good({ order_list: orders }) })
/** The money of orders. */
export const batch = (...incomes: readonly [string, object][]) => ({
  path: 'get_escrow_detail_batch',
  json: good(incomes.map(([order_sn, order_income]) => ({ escrow_detail: { order_sn, order_income } }))),
})
