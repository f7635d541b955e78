import { z } from 'zod'
import type { PullNext, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Context, call, errorCodes, Refusal, read } from './api.ts'
import { linesOf } from './lines.ts'
import { Order } from './order-model.ts'
import { Range, rangesOf, searchPage } from './search.ts'

/** Documented limit of getOrder, and how many such calls a step makes (judgement: each may last some seconds). */
const maxPerCall = 100
const callsPerStep = 3

/** Versions of the answer of getOrder, the newest first; retired ones are refused. */
const versions = [10, 9, 8, 7]

const State = z.object({
  ranges: z.array(Range),
  /** Order numbers that are found and not read yet. */
  pending: z.array(z.string()),
  /** Numbers that getOrder left out: asked for once more at the end. */
  missing: z.array(z.string()),
  askedAgain: z.boolean(),
  version: z.number(),
})
type State = z.infer<typeof State>

const Orders = z.object({ OrderModelList: z.array(Order).nullable() })

/** One step: at most one search and a few calls for what it found. */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const before: State = request.state === null ? initial(request, context.now()) : State.parse(request.state)
  const state = await search(before, context)
  const asked = state.pending.slice(0, maxPerCall * callsPerStep)
  const { orders, version } = await getOrders(asked, state.version, context)
  const got = new Set(orders.map(order => order.orderNumber))
  const missing = [...state.missing, ...asked.filter(number => !got.has(number))]
  const left = { ...state, version, missing, pending: state.pending.slice(asked.length) }
  return { orders: orders.flatMap(order => linesOf(order, request.store.currency)), next: nextOf(left, request) }
}

function initial(request: PullRequest, now: Date): State {
  const [version = 10] = versions
  return { ranges: [...rangesOf(request, now)], pending: [], missing: [], askedAgain: false, version }
}

async function search(state: State, context: Context): Promise<State> {
  const [range, ...others] = state.ranges
  if (state.pending.length > 0 || range === undefined) return state
  const { numbers, left } = await searchPage(range, context)
  return { ...state, pending: [...new Set(numbers)], ranges: [...left, ...others] }
}

/** Days with an order that could not be read are not told to be whole. */
function nextOf(state: State, { window }: PullRequest): PullNext {
  if (state.pending.length > 0 || state.ranges.length > 0) return { kind: 'again', state }
  if (state.missing.length === 0) return { kind: 'done', through: window.to }
  if (state.askedAgain) return { kind: 'done', through: null }
  return { kind: 'again', state: { ...state, pending: state.missing, missing: [], askedAgain: true } }
}

async function getOrders(numbers: readonly string[], version: number, context: Context) {
  const orders: Order[] = []
  let accepted = version
  for (let at = 0; at < numbers.length; at += maxPerCall) {
    const answer = await getBatch(numbers.slice(at, at + maxPerCall), accepted, context)
    accepted = answer.version
    orders.push(...answer.orders)
  }
  return { orders, version: accepted }
}

/** A refused request is tried with the version before; an error for single orders leaves the others standing. */
async function getBatch(
  orderNumberList: readonly string[],
  version: number,
  context: Context,
): Promise<{ readonly orders: readonly Order[]; readonly version: number }> {
  const path = '/es/2.0/order/getOrder/'
  const body = { orderNumberList, version }
  try {
    const answer = await call(context, { path, body, budget: 'order', permission: 'rpay.order.getOrder' })
    const orders = read(Orders, answer).OrderModelList ?? []
    const [error] = errorCodes(answer)
    if (error !== undefined && orders.length === 0 && orderNumberList.length > 1) throw new Refusal(error)
    return { orders, version }
  } catch (error) {
    const older = versions.find(one => one < version)
    if (!(error instanceof Refusal) || older === undefined) throw error
    return getBatch(orderNumberList, older, context)
  }
}
