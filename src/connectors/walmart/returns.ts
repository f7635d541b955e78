import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { returnedGoodsMeasures } from '#src/domain/orders/measures.ts'
import { type Context, read } from './api.ts'
import { type By, type Listing, Place, placeOf, readPage, spanOf, stamp } from './paging.ts'
import { type Return, ReturnsPage, returnedOf } from './return-model.ts'

const State = z.object({ place: Place, begun: z.number() })
type State = z.infer<typeof State>

/** The default is ten, the most 200 (returns reference). */
const perPage = 200

/** What each whole day of the feed has. */
export const returnMeasures = [...returnedGoodsMeasures] as const

/**
 * Returns by the day on which they were asked for; the newest by what changed. One page a step.
 * https://developer.walmart.com/us-marketplace/reference/getreturns
 */
export async function pullReturns(request: PullRequest, context: Context): Promise<PullStep> {
  const { kind, window } = request
  const now = context.now()
  const state: State =
    request.state === null ? { place: placeOf(spanOf(request, now)), begun: now.getTime() } : State.parse(request.state)
  const page = await readPage(
    context,
    returnsBy(kind === 'tip' ? 'modified' : 'created', [404], alwaysTold),
    state.place,
  )
  const orders = page.rows.flatMap(returnedOf)
  if (page.place) return { orders, next: { kind: 'again', state: { ...state, place: page.place } } }
  return { orders, next: { kind: 'done', through: window.to, ...(kind === 'tip' && { cursor: state.begun }) } }
}

const alwaysTold = ['', '.item.sku', '.quantity', '.returnReason'].map(name => `returnOrders?.returnOrderLines${name}`)

/** The list of returns. `told`: fields that have to stand in one of its rows at least. */
export function returnsBy(by: By, nothing: readonly number[], told: readonly string[] = []): Listing<Return> {
  const name = by === 'created' ? 'returnCreation' : 'returnLastModified'
  return {
    path: '/v3/returns',
    query: ([from, to]) =>
      new URLSearchParams({
        [`${name}StartDate`]: stamp(from),
        [`${name}EndDate`]: stamp(to),
        limit: String(perPage),
      }).toString(),
    budget: 'returns',
    nothing,
    parse: answer => {
      requireTold('Walmart', answer, ...told)
      const { meta, returnOrders } = read(ReturnsPage, answer)
      return {
        rows: returnOrders,
        idOf: one => one.returnOrderId,
        total: meta?.totalCount ? Number(meta.totalCount) : null,
        next: meta?.nextCursor || null,
      }
    },
  }
}
