import { z } from 'zod'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { ask, type Context } from './api.ts'
import { bulkFile } from './bulk-file.ts'
import { complete } from './complete.ts'
import { linesOf, Refund } from './order.ts'
import { searchOf } from './paged-orders.ts'
import { bulkOrders, bulkQuery, bulkRunQuery, bulksQuery, refundsQuery } from './queries.ts'

const Run = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullish(), message: z.string() })),
  }),
})
const Count = z.union([z.string(), z.number()]).transform(Number)
const Operation = z.object({
  bulkOperation: z
    .object({ status: z.string(), objectCount: Count, url: z.string().nullable(), errorCode: z.string().nullish() })
    .nullable(),
})
const Known = z.object({
  bulkOperations: z.object({ nodes: z.array(z.object({ id: z.string(), status: z.string(), query: z.string() })) }),
})
const Refunds = z.object({ order: z.object({ refunds: z.array(Refund) }).nullable() })

/** `asking`: sent, the answer is not known; `running`: it is made; `reading`: the file is there, so many orders are read. */
const State = z.object({
  bulk: z.discriminatedUnion('at', [
    z.object({ at: z.literal('asking'), tries: z.number() }),
    z.object({ at: z.literal('running'), tries: z.number(), id: z.string(), polls: z.number() }),
    z.object({ at: z.literal('reading'), tries: z.number(), url: z.string(), count: z.number(), done: z.number() }),
  ]),
})
type State = z.infer<typeof State>
type Pages = (request: PullRequest, context: Context) => Promise<PullStep>

/** Whether a pull is in the middle of a bulk operation. */
export function isBulk(state: unknown): boolean {
  return State.safeParse(state).success
}

/** Judgement: what fails twice is read by pages. */
const maxTries = 2
/** Judgement: pauses between looks grow from one second to half a minute; a shop has one operation at a time. */
const [firstPauseMs, longestPauseMs, busyMs] = [1_000, 30_000, 15_000]
/** Judgement: some two hours; it is asked for anew then. */
const maxPolls = 240
/** Judgement: orders of a step; each order with refunds is one more query. */
const [maxOrders, maxRefunded] = [3_000, 25]

/**
 * History by a bulk operation: asked for, waited for, read in pieces. Its file must hold as many objects as it says: a part
 * of it is never taken for all. https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export async function pullBulk(request: PullRequest, context: Context, pages: Pages): Promise<PullStep> {
  const state = request.state === null ? null : State.parse(request.state).bulk
  const tries = state?.tries ?? 0
  try {
    if (state === null || state.at === 'asking') return await run(request, context, tries, state !== null)
    if (state.at === 'running') return await look(state, request, context)
    return await readOn(state, request, context)
  } catch (fault) {
    if (!(fault instanceof SourceFault) || !['permanent', 'drift', 'scope', 'unavailable'].includes(fault.kind))
      throw fault
    if (tries + 1 < maxTries) return again({ at: 'asking', tries: tries + 1 })
    return pages({ ...request, state: null }, context)
  }
}

function again(bulk: State['bulk'], notBefore?: Date): PullStep {
  return { next: { kind: 'again', state: { bulk } satisfies State, ...(notBefore && { notBefore }) } }
}

async function run(request: PullRequest, context: Context, tries: number, mayStand: boolean): Promise<PullStep> {
  const query = bulkOrders(searchOf(request))
  const standing = mayStand ? await adopt(query, context) : null
  if (standing !== null) return again({ at: 'running', tries, id: standing, polls: 0 })
  await context.keep({ bulk: { at: 'asking', tries } } satisfies State)
  const { bulkOperationRunQuery: made } = (await ask(context, bulkRunQuery, Run, { query })).data
  if (made.bulkOperation) {
    const soon = new Date(context.now().getTime() + firstPauseMs)
    return again({ at: 'running', tries, id: made.bulkOperation.id, polls: 0 }, soon)
  }
  const isBusy = made.userErrors.some(
    ({ code, message }) => code === 'OPERATION_IN_PROGRESS' || /in progress/i.test(message),
  )
  if (isBusy) return again({ at: 'asking', tries }, new Date(context.now().getTime() + busyMs))
  throw new SourceFault('permanent', `Shopify refused the bulk operation: ${made.userErrors[0]?.message ?? ''}`)
}

/** An operation of ours whose answer got lost. */
async function adopt(query: string, context: Context): Promise<string | null> {
  const squeezed = (text: string) => text.replace(/\s+/g, '')
  const { nodes } = (await ask(context, bulksQuery, Known)).data.bulkOperations
  const ours = nodes.find(
    one => squeezed(one.query) === squeezed(query) && /^(CREATED|RUNNING|COMPLETED)$/.test(one.status),
  )
  return ours?.id ?? null
}

async function look(
  state: Extract<State['bulk'], { at: 'running' }>,
  { window }: PullRequest,
  context: Context,
): Promise<PullStep> {
  const { bulkOperation } = (await ask(context, bulkQuery, Operation, { id: state.id })).data
  const status = bulkOperation?.status ?? 'EXPIRED'
  if (state.polls >= maxPolls) throw new SourceFault('permanent', 'The bulk operation does not end')
  if (status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING') {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(state.polls, 10))
    return again({ ...state, polls: state.polls + 1 }, new Date(context.now().getTime() + pause))
  }
  if (status !== 'COMPLETED' || !bulkOperation) {
    throw new SourceFault('permanent', `The bulk operation ended as ${status} ${bulkOperation?.errorCode ?? ''}`.trim())
  }
  const { url, objectCount } = bulkOperation
  if (url === null && objectCount === 0) return { next: { kind: 'done', through: window.to } }
  if (url === null) throw new SourceFault('permanent', 'The bulk operation has objects, but no file')
  return again({ at: 'reading', tries: state.tries, url, count: objectCount, done: 0 })
}

async function readOn(
  state: Extract<State['bulk'], { at: 'reading' }>,
  { window }: PullRequest,
  context: Context,
): Promise<PullStep> {
  const all = await bulkFile(state, context)
  const taken: (typeof all)[number][] = []
  let refunded = 0
  for (const order of all.slice(state.done, state.done + maxOrders)) {
    if (order.refunds.length > 0 && ++refunded > maxRefunded) break
    taken.push(order)
  }
  const orders = []
  for (const { refunds, ...order } of taken) {
    const whole = { ...order, refunds: refunds.length > 0 ? await refundsOf(order.id, context) : [] }
    await complete(whole, context)
    orders.push(...linesOf(whole))
  }
  const done = state.done + taken.length
  if (done < all.length) return { orders, next: again({ ...state, done }).next }
  return { orders, next: { kind: 'done', through: window.to } }
}

async function refundsOf(id: string, context: Context) {
  return (await ask(context, refundsQuery, Refunds, { id })).data.order?.refunds ?? []
}
