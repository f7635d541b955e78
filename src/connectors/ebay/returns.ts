import { z } from 'zod'
import type { OrderLine, PullRequest, PullStep, ReturnReason } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { returnedGoodsMeasures } from '#src/domain/orders/measures.ts'
import { type Context, call, read } from './api.ts'
import { skuOf } from './lines.ts'
import { storeOf } from './marketplaces.ts'
import { Order } from './order-model.ts'
import { type Span, spanOf } from './paging.ts'

/** What each whole day of the feed has. */
export const returnMeasures = [...returnedGoodsMeasures] as const

/** The most of a page; longer lists are asked for in halves, so that no page can move. */
const perPage = 200
const shortestMs = 600_000
/** Judgement: orders are asked for one by one, for the SKU of what comes back. */
const ordersPerStep = 5

const Moment = z.object({ value: z.iso.datetime({ offset: true }) })
const Member = z.object({
  returnId: z.string(),
  orderId: z.string().nullish(),
  state: z.string().nullish(),
  status: z.string().nullish(),
  creationInfo: z.object({
    item: z
      .object({
        itemId: z.string().nullish(),
        transactionId: z.string().nullish(),
        returnQuantity: z.string().nullish(),
      })
      .nullish(),
    reason: z.string().nullish(),
    creationDate: Moment,
  }),
})
const Page = z.object({ members: z.array(Member).nullish(), total: z.string().nullish() })

/** A return, as far as its line needs it. */
const Waiting = z.object({
  id: z.string(),
  orderId: z.string(),
  itemId: z.string(),
  transactionId: z.string(),
  units: z.string(),
  at: z.string(),
  reason: z.string(),
  isOff: z.boolean(),
})
type Waiting = z.infer<typeof Waiting>
const State = z.object({ spans: z.array(z.tuple([z.number(), z.number()])), waiting: z.array(Waiting) })
type State = z.infer<typeof State>

/**
 * Goods asked to be sent back, with reasons, on the day of the request. The Post-Order API has a form of authorisation of
 * its own. https://developer.ebay.com/Devzone/post-order/post-order_v2_return_search__get.html
 */
export async function pullReturns(request: PullRequest, context: Context): Promise<PullStep> {
  const state: State =
    request.state === null
      ? { spans: [spanOf({ ...request, kind: 'backfill' }, context.now())], waiting: [] }
      : State.parse(request.state)
  const marketplace = request.store.extra?.marketplace ?? 'EBAY_US'
  if (state.waiting.length > 0) {
    const ready = state.waiting.slice(0, ordersPerStep)
    const orders: OrderLine[] = []
    for (const one of ready) orders.push(...(await lineOf(one, marketplace, context)))
    return step(orders, { ...state, waiting: state.waiting.slice(ready.length) }, request)
  }
  const [span, ...others] = state.spans
  if (!span) return step([], state, request)
  const { members, total } = await search(span, marketplace, context)
  if (total > members.length && span[1] - span[0] > shortestMs) {
    const middle = Math.floor((span[0] + span[1]) / 2)
    return step([], { spans: [[span[0], middle], [middle + 1, span[1]], ...others], waiting: [] }, request)
  }
  return step([], { spans: others, waiting: members.map(waitingOf) }, request)
}

function step(orders: readonly OrderLine[], state: State, { window }: PullRequest): PullStep {
  if (state.spans.length > 0 || state.waiting.length > 0) return { orders, next: { kind: 'again', state } }
  return { orders, next: { kind: 'done', through: window.to } }
}

async function search([from, to]: Span, marketplace: string, context: Context) {
  const query = new URLSearchParams({
    creation_date_range_from: new Date(from).toISOString(),
    creation_date_range_to: new Date(to).toISOString(),
    role: 'SELLER',
    limit: String(perPage),
  })
  const path = `/post-order/v2/return/search?${query}`
  const answer = await call(context, { path, marketplace, budget: 'returns', scheme: 'IAF', optional: true })
  const said = answer?.exactJson()
  const item = 'members?.creationInfo.item'
  requireTold('eBay', said, 'members?.orderId', 'members?.state|status', 'members?.creationInfo.reason')
  requireTold('eBay', said, `${item}.returnQuantity`, `${item}.itemId`)
  const page = answer ? read(Page, said) : {}
  const members = page.members ?? []
  return { members, total: Number(page.total ?? members.length) }
}

function waitingOf({ returnId, orderId, state, status, creationInfo }: z.infer<typeof Member>): Waiting {
  const { item, reason, creationDate } = creationInfo
  return {
    id: returnId,
    orderId: orderId ?? '',
    itemId: item?.itemId ?? '',
    transactionId: item?.transactionId ?? '',
    units: item?.returnQuantity ?? '1',
    at: creationDate.value,
    reason: reason ?? '',
    isOff: /CANCEL|REJECT|DECLIN/.test(`${state ?? ''} ${status ?? ''}`),
  }
}

/** The SKU stands in the order; one that is not told any more leaves the number of the listing. */
async function lineOf(one: Waiting, marketplace: string, context: Context): Promise<readonly OrderLine[]> {
  const path = `/sell/fulfillment/v1/order/${encodeURIComponent(one.orderId)}`
  const answer = one.orderId ? await call(context, { path, budget: 'order', nothing: [400, 403, 404] }) : null
  const lines = answer ? read(Order, answer.exactJson()).lineItems : []
  const line =
    lines.find(({ lineItemId }) => lineItemId === one.transactionId) ??
    lines.find(({ legacyItemId }) => legacyItemId === one.itemId)
  if (line && storeOf(line.listingMarketplaceId ?? marketplace) !== marketplace) return []
  const returns = one.isOff ? [] : [{ at: one.at, units: one.units, reason: reasonOf(one.reason) }]
  return [
    {
      orderId: `return/${one.id}`,
      lineId: one.itemId || one.id,
      sku: line ? skuOf(line) : one.itemId,
      units: '0',
      amounts: {},
      purchasedAt: one.at,
      changedAt: context.now().toISOString(),
      shippedAt: null,
      cancelledAt: null,
      cancelledBy: null,
      refunds: [],
      returns,
      backOnly: true,
      buyer: null,
    },
  ]
}

/** Reasons by their codes (ReturnReasonEnum), the first that fits. */
const reasons: readonly (readonly [RegExp, ReturnReason])[] = [
  [/DAMAGED/, 'damaged'],
  [/LATE/, 'late'],
  [/DEFECT|MISSING_PARTS|EXPIRED|FAKE/, 'quality'],
  [/NOT_AS_DESCRIBED|DIFFERENT_FROM_LISTING/, 'not_as_described'],
  [/SIZE/, 'size'],
  [/ORDERED_(DIFFERENT|WRONG|ACCIDENTALLY)|BETTER_PRICE|NO_LONGER|CANCEL_ORDER|GIFT/, 'change_of_mind'],
  [/WRONG_ITEM/, 'wrong_item'],
  [/NO_SHOW|REFUSED|NOT_RECEIVED/, 'undelivered'],
]

/** Why goods come back. */
export function reasonOf(code: string): ReturnReason {
  return reasons.find(([pattern]) => pattern.test(code))?.[1] ?? 'other'
}
