import { z } from 'zod'
import { type OrderLine, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { ask, type Context } from './api.ts'
import { bulkFile } from './bulk-file.ts'
import { isLarge, partsOf, Span, spanOf } from './bulk-spans.ts'
import { complete } from './complete.ts'
import { linesOf, Order } from './order.ts'
import { searchBetween } from './paged-orders.ts'
import { bulkOrders, bulkQuery, bulkRunQuery, bulksQuery, orderQuery } from './queries.ts'

const Run = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullish(), message: z.string() })),
  }),
})
const Count = z.union([z.string(), z.number()]).transform(Number)
const Operation = z.object({
  bulkOperation: z
    .object({
      status: z.string(),
      objectCount: Count,
      fileSize: Count.nullish(),
      url: z.string().nullable(),
      errorCode: z.string().nullish(),
    })
    .nullable(),
})
const Known = z.object({
  bulkOperations: z.object({
    nodes: z.array(
      z.object({ id: z.string(), status: z.string(), query: z.string(), createdAt: z.string().nullish() }),
    ),
  }),
})
const One = z.object({ order: Order.nullable() })

const common = {
  tries: z.number(),
  /** Those that are left, the first in work; absent: the whole window. */
  spans: z.array(Span).optional(),
  /** Milliseconds since 1970 at which the span in work was first asked for; absent: not yet. */
  since: z.number().optional(),
  /** The operation whose file was not whole. */
  spent: z.string().optional(),
}
/**
 * `asking`: sent, the answer is not known; `running`: it is made; `reading`: the file is there; `refunds`: the file is read
 * but for the orders that gave something back.
 */
const State = z.object({
  bulk: z.discriminatedUnion('at', [
    z.object({ at: z.literal('asking'), ...common }),
    z.object({ at: z.literal('running'), ...common, id: z.string(), polls: z.number() }),
    z.object({ at: z.literal('reading'), ...common, id: z.string().optional(), url: z.string(), count: z.number() }),
    z.object({ at: z.literal('refunds'), ...common, ids: z.array(z.string()) }),
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
/** Judgement: clocks differ; an operation that is older than the asking by more tells what was true before it. */
const clockMs = 60_000
/** Judgement: some two hours; it is asked for anew then. */
const maxPolls = 240
/** Judgement: each order with refunds is one more query. */
const maxRefunded = 25
/** Judgement: orders that are handed on at a time. */
const pieceOrders = 500

/**
 * History by a bulk operation: asked for, waited for, read once. Its file must hold as many objects as it says: a part of it
 * is never taken for all. Lines stand anywhere in a file, so that it is held until its end: days whose file would be too
 * large are asked for in parts. https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export async function pullBulk(request: PullRequest, context: Context, pages: Pages): Promise<PullStep> {
  const state = request.state === null ? null : State.parse(request.state).bulk
  const tries = state?.tries ?? 0
  const spans = state?.spans ?? [spanOf(request)]
  try {
    if (state === null) return await run({ tries, spans }, context)
    if (state.at === 'asking') return await run({ ...state, spans }, context)
    if (state.at === 'running') return await look({ ...state, spans }, request, context)
    if (state.at === 'reading') return await readFile({ ...state, spans }, request, context)
    return await readRefunds({ ...state, spans }, request, context)
  } catch (fault) {
    if (!(fault instanceof SourceFault) || !['permanent', 'drift', 'scope', 'unavailable'].includes(fault.kind))
      throw fault
    const spent = state && 'id' in state && state.id !== undefined ? { spent: state.id } : {}
    if (tries + 1 < maxTries) return again({ at: 'asking', tries: tries + 1, spans, ...spent })
    return pages({ ...request, state: null }, context)
  }
}

/** The span in work is read. */
function nextSpan(spans: readonly Span[], { window }: PullRequest): PullStep {
  const left = spans.slice(1)
  if (left.length === 0) return { next: { kind: 'done', through: window.to } }
  return again({ at: 'asking', tries: 0, spans: left })
}

type Work = {
  readonly tries: number
  readonly spans: Span[]
  readonly since?: number | undefined
  readonly spent?: string | undefined
}
type Stage<At extends State['bulk']['at']> = Extract<State['bulk'], { at: At }> & Work

function again(bulk: State['bulk'], notBefore?: Date): PullStep {
  return { next: { kind: 'again', state: { bulk } satisfies State, ...(notBefore && { notBefore }) } }
}

async function run({ tries, spans, since, spent }: Work, context: Context): Promise<PullStep> {
  const query = bulkOrders(searchBetween(spans[0] ?? [0, 0]))
  const standing = since === undefined ? null : await adopt(query, { since, spent }, context)
  if (standing !== null) return again({ at: 'running', tries, spans, id: standing, polls: 0 })
  const asking = {
    at: 'asking',
    tries,
    spans,
    since: since ?? context.now().getTime(),
    ...(spent && { spent }),
  } as const
  await context.keep({ bulk: asking } satisfies State)
  const { bulkOperationRunQuery: made } = (await ask(context, bulkRunQuery, Run, { query })).data
  if (made.bulkOperation) {
    const soon = new Date(context.now().getTime() + firstPauseMs)
    return again({ at: 'running', tries, spans, id: made.bulkOperation.id, polls: 0 }, soon)
  }
  const isBusy = made.userErrors.some(
    ({ code, message }) => code === 'OPERATION_IN_PROGRESS' || /in progress/i.test(message),
  )
  if (isBusy) return again(asking, new Date(context.now().getTime() + busyMs))
  throw new SourceFault('permanent', says('bulkRefused', { quote: made.userErrors[0]?.message ?? '' }))
}

/** An operation of ours whose answer got lost; never one of an earlier pull of the same days, nor one that was of no use. */
async function adopt(
  query: string,
  { since, spent }: { readonly since: number; readonly spent: string | undefined },
  context: Context,
): Promise<string | null> {
  const squeezed = (text: string) => text.replace(/\s+/g, '')
  const { nodes } = (await ask(context, bulksQuery, Known)).data.bulkOperations
  const ours = nodes.find(
    one =>
      squeezed(one.query) === squeezed(query) &&
      /^(CREATED|RUNNING|COMPLETED)$/.test(one.status) &&
      one.id !== spent &&
      !(Date.parse(one.createdAt ?? '') < since - clockMs),
  )
  return ours?.id ?? null
}

async function look(state: Stage<'running'>, request: PullRequest, context: Context): Promise<PullStep> {
  const { bulkOperation } = (await ask(context, bulkQuery, Operation, { id: state.id })).data
  const status = bulkOperation?.status ?? 'EXPIRED'
  if (state.polls >= maxPolls) throw new SourceFault('permanent', says('bulkEndless'))
  if (status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING') {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(state.polls, 10))
    return again({ ...state, polls: state.polls + 1 }, new Date(context.now().getTime() + pause))
  }
  if (status !== 'COMPLETED' || !bulkOperation) {
    throw new SourceFault(
      'permanent',
      says('bulkEnded', { code: `${status} ${bulkOperation?.errorCode ?? ''}`.trim() }),
    )
  }
  const { url, objectCount: count, fileSize } = bulkOperation
  const { tries, spans } = state
  if (url === null && count === 0) return nextSpan(spans, request)
  if (url === null) throw new SourceFault('permanent', says('bulkNoFile'))
  const parts = isLarge({ count, bytes: fileSize ?? 0 }) ? partsOf(spans[0], { count, bytes: fileSize ?? 0 }) : []
  if (parts.length > 1) return again({ at: 'asking', tries: 0, spans: [...parts, ...spans.slice(1)] })
  return again({ at: 'reading', tries, spans, id: state.id, url, count })
}

/** All of the file in one step. Orders that gave something back follow: the file knows only that they did. */
async function readFile(state: Stage<'reading'>, request: PullRequest, context: Context): Promise<PullStep> {
  const { tries, spans } = state
  const { orders, refunded } = await bulkFile(state, context)
  const { next } =
    refunded.length > 0 ? again({ at: 'refunds', tries, spans, ids: [...refunded] }) : nextSpan(spans, request)
  return { orderPieces: piecesOf(orders), next }
}

async function* piecesOf(orders: readonly Order[]): AsyncGenerator<readonly OrderLine[]> {
  for (let at = 0; at < orders.length; at += pieceOrders) yield orders.slice(at, at + pieceOrders).flatMap(linesOf)
}

/** A bulk operation may not hold connections inside a list: these orders are read one by one. */
async function readRefunds(state: Stage<'refunds'>, request: PullRequest, context: Context): Promise<PullStep> {
  const orders: OrderLine[] = []
  for (const id of state.ids.slice(0, maxRefunded)) {
    const { order } = (await ask(context, orderQuery, One, { id })).data
    if (!order) continue // deleted meanwhile
    await complete(order, context)
    orders.push(...linesOf(order))
  }
  const ids = state.ids.slice(maxRefunded)
  return { orders, next: (ids.length > 0 ? again({ ...state, ids }) : nextSpan(state.spans, request)).next }
}
