import { z } from 'zod'
import { type PullNext, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { instantsOf } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Missing } from './faults.ts'
import { linesOf } from './lines.ts'
import { marketOf } from './markets.ts'
import { Amount, instantOf, stamp } from './model.ts'
import { type Item, ItemsOfOrder, Listed } from './order-model.ts'

/** Documented: 100 orders of a page, 5,000 as the largest offset, the rows of 50 orders in a call. */
const perPage = 100
const maxOffset = 5_000
const perRead = 50
/** Judgement: orders that are asked for one by one in a step. */
const alonePerStep = 4
/** Judgement: clocks, and a list that is still being written. */
const overlapMs = 600_000

const State = z.object({
  by: z.enum(['created', 'updated']),
  /** Milliseconds: what is still to be listed begins here, and after so many orders; `before` `null`: no end. */
  after: z.number(),
  before: z.number().nullable(),
  offset: z.number(),
  listed: z.boolean(),
  /** The newest change seen: the server's own clock. */
  newest: z.number().nullable(),
  pending: z.array(Listed),
  /** Orders whose rows were not given together with others. */
  alone: z.array(Listed),
  /** The rows of an order were not given: its days are not told to be whole. */
  lost: z.boolean(),
})
type State = z.infer<typeof State>

const Page = z.object({
  data: z
    .object({ countTotal: Amount, orders: z.array(Listed).nullish() })
    .refine(({ countTotal, orders }) => orders || !(Number(countTotal ?? 0) > 0), { path: ['orders'] }),
})
const Rows = z.object({ data: z.array(ItemsOfOrder).nullish() })

/**
 * One step through the orders of a window: the newest days by the last change, others by the time of the order. A list
 * is sorted by that time and goes on from the last time seen, not by its offset: orders that change meanwhile move.
 * https://open.lazada.com/apps/doc/api?path=%2Forders%2Fget
 */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const before = request.state === null ? initial(request) : State.parse(request.state)
  const isIdle = before.pending.length === 0 && before.alone.length === 0
  const state = isIdle && !before.listed ? await list(before, context) : before
  const { rows, left } = state.alone.length > 0 ? await readAlone(state, context) : await readTogether(state, context)
  const options = {
    currency: request.store.currency,
    hours: marketOf(context.keys.country).hours,
    pseudonym: context.pseudonym,
  }
  for (const { items } of rows) checkCurrency(items, request)
  const orders = rows.flatMap(({ order, items }) => linesOf(order, items, options))
  return { orders, next: nextOf(left, request) }
}

function nextOf(state: State, { window }: PullRequest): PullNext {
  if (!state.listed || state.pending.length > 0 || state.alone.length > 0) return { kind: 'again', state }
  const cursor = state.newest === null ? {} : { cursor: state.newest }
  return { kind: 'done', through: state.lost ? null : window.to, ...cursor }
}

function initial({ window, store, kind, cursor }: PullRequest): State {
  const { start, end } = instantsOf(window, store.timeZone)
  const begun = { offset: 0, listed: false, newest: null, pending: [], alone: [], lost: false }
  if (kind !== 'tip') return { ...begun, by: 'created', after: start - 1_000, before: end }
  const after = typeof cursor === 'number' ? cursor - overlapMs : start - 1_000
  return { ...begun, by: 'updated', after, before: null, newest: typeof cursor === 'number' ? cursor : null }
}

/** Lists a page of orders that somebody paid. */
async function list(state: State, context: Context): Promise<State> {
  const { hours } = marketOf(context.keys.country)
  const [after, before] =
    state.by === 'created' ? ['created_after', 'created_before'] : ['update_after', 'update_before']
  const answer = await call(context, {
    path: '/orders/get',
    budget: 'orders',
    query: {
      [after]: stamp(state.after, hours),
      ...(state.before !== null && { [before]: stamp(state.before, hours) }),
      sort_by: `${state.by}_at`,
      sort_direction: 'ASC',
      limit: perPage,
      offset: state.offset,
    },
  })
  const { orders: found, countTotal } = read(Page, answer).data
  const orders = found ?? []
  const times = orders.map(order => timeOf(order, state.by, hours))
  const changes = orders.map(order => timeOf(order, 'updated', hours))
  const newest = Math.max(state.newest ?? 0, ...changes)
  const total = Number(countTotal ?? orders.length) // one that is less than what came is none to go by
  const more = orders.length >= perPage || state.offset + orders.length < total || total < orders.length
  const paid = orders.filter(order => order.statuses?.some(status => status.toLowerCase() !== 'unpaid') ?? true)
  const pending = [...new Map(paid.map(order => [order.order_id, order])).values()]
  return {
    ...state,
    ...(orders.length > 0 && more ? goOn(state, times) : { listed: true }),
    newest: newest || null,
    pending,
  }
}

function timeOf(order: Listed, by: State['by'], hours: number): number {
  return Date.parse(instantOf(by === 'created' ? order.created_at : order.updated_at, hours) ?? '') || 0
}

/** From the last second seen on, where the list is sorted and got anywhere; else by the offset. */
function goOn(state: State, times: readonly number[]): Pick<State, 'after' | 'offset'> {
  const isSorted = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))
  const next = (times.at(-1) ?? 0) - 1_000
  if (isSorted && next > state.after) return { after: next, offset: 0 }
  const offset = state.offset + times.length
  if (offset <= maxOffset) return { after: state.after, offset }
  throw new SourceFault('permanent', says('tooManyOfMoment', { vendor: 'Lazada', what: 'orders' }))
}

interface Read {
  readonly rows: readonly { readonly order: Listed; readonly items: readonly Item[] }[]
  readonly left: State
}

async function readTogether(state: State, context: Context): Promise<Read> {
  const orders = state.pending.slice(0, perRead)
  const rows = orders.length === 0 ? [] : await rowsOf(orders, context)
  const known = new Set(rows.map(({ order }) => order.order_id))
  const alone = orders.filter(order => !known.has(order.order_id))
  return { rows, left: { ...state, pending: state.pending.slice(perRead), alone } }
}

/** One wrong number spoils a whole call (E037): what did not come is asked for by itself. */
async function readAlone(state: State, context: Context): Promise<Read> {
  const orders = state.alone.slice(0, alonePerStep)
  const rows: Read['rows'][number][] = []
  for (const order of orders) rows.push(...(await rowsOf([order], context)))
  const lost = state.lost || rows.length < orders.length
  return { rows, left: { ...state, alone: state.alone.slice(alonePerStep), lost } }
}

/** https://open.lazada.com/apps/doc/api?path=%2Forders%2Fitems%2Fget */
async function rowsOf(orders: readonly Listed[], context: Context): Promise<Read['rows']> {
  try {
    const query = { order_ids: `[${orders.map(order => order.order_id).join(',')}]` }
    const answer = await call(context, { path: '/orders/items/get', budget: 'items', query })
    const found = new Map((read(Rows, answer).data ?? []).map(one => [one.order_id, one.order_items ?? []]))
    return orders.flatMap(order => {
      const items = found.get(order.order_id)
      return items && items.length > 0 ? [{ order, items }] : []
    })
  } catch (error) {
    if (error instanceof Missing) return []
    throw error
  }
}

/** @throws SourceFault `drift` for rows in another currency than the shop's: their figures would be wrong. */
function checkCurrency(items: readonly Item[], { store }: PullRequest): void {
  const other = items.find(({ currency }) => currency !== '' && currency !== store.currency)?.currency
  if (other === undefined) return
  throw new SourceFault('drift', says('otherCurrency', { vendor: 'Lazada', other, own: store.currency }), {
    subject: 'order_items.currency',
  })
}
