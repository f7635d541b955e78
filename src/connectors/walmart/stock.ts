import { z } from 'zod'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { localDay } from '#src/domain/days.ts'
import { stockRows } from '#src/domain/orders/stock-rows.ts'
import { type Context, call, read } from './api.ts'
import { stepReport } from './reports.ts'
import { manyOf } from './shapes.ts'
import { reportedStock, stockReports } from './stock-report.ts'

/** Most of a page: 50 of the seller's own, 300 of Walmart's warehouses (inventory reference). */
const [ownPerPage, wfsPage] = [50, 300]

const Count = z.object({ amount: z.string() })
const Own = z.object({
  meta: z.object({ nextCursor: z.string().nullish() }).nullish(),
  elements: z
    .object({
      inventories: manyOf(
        z.object({
          sku: z.string(),
          nodes: manyOf(z.object({ availToSellQty: Count.nullish(), inputQty: Count.nullish() })),
        }),
      ),
    })
    .nullish(),
})
const Wfs = z.object({
  headers: z.object({ totalCount: z.string().nullish() }).nullish(),
  payload: z
    .object({
      inventory: manyOf(
        z.object({
          sku: z.string(),
          shipNodes: manyOf(z.object({ onHandQty: z.string().nullish(), availToSellQty: z.string().nullish() })),
        }),
      ),
    })
    .nullish(),
})

const State = z.object({
  /** `report`: the list of the seller's own warehouses is not there for this key, a report tells them. */
  phase: z.enum(['own', 'report', 'wfs', 'over']),
  cursor: z.string().nullable(),
  offset: z.number(),
  /** Units by SKU: of the seller's own warehouses, and of Walmart's. */
  own: z.record(z.string(), z.number()),
  wfs: z.record(z.string(), z.number()),
  /** Which report, and how far it is. */
  report: z.object({ index: z.number(), inner: z.unknown() }).default({ index: 0, inner: null }),
})
type State = z.infer<typeof State>

const begun: State = { phase: 'own', cursor: null, offset: 0, own: {}, wfs: {}, report: { index: 0, inner: null } }

/**
 * Stock of this moment in the seller's and in Walmart's warehouses, one page a step. A SKU that stands on two pages counts
 * once. https://developer.walmart.com/us-marketplace/reference/getmultinodeinventoryforallskuandallshipnodes
 */
export async function pullStock({ state: before, store }: PullRequest, context: Context): Promise<PullStep> {
  const state: State = before === null ? begun : State.parse(before)
  if (state.phase === 'report') return reportStock(state, context)
  const next = state.phase === 'own' ? await ownStock(state, context) : await wfsStock(state, context)
  return next.phase === 'over' ? done(next, store, context) : { next: { kind: 'again', state: next } }
}

function isNotThere(fault: unknown): boolean {
  return fault instanceof SourceFault && ['unavailable', 'scope', 'permanent'].includes(fault.kind)
}

async function ownStock(state: State, context: Context): Promise<State> {
  try {
    return await ownPage(state, context)
  } catch (fault) {
    if (!isNotThere(fault) || state.cursor !== null) throw fault
    return { ...state, phase: 'report' }
  }
}

/** A report is ordered, waited for and fetched; where one is not there, the next. @throws SourceFault where none is */
async function reportStock(state: State, context: Context): Promise<PullStep> {
  const { index, inner } = state.report
  const order = stockReports[index]
  if (!order) throw new SourceFault('unavailable', says('notOffered', { vendor: 'Walmart' }), { subject: 'Inventory' })
  const other: State = { ...state, report: { index: index + 1, inner: null } }
  try {
    const keep = (kept: unknown) => context.keep({ ...state, report: { index, inner: kept } })
    const step = await stepReport(inner ?? null, order, { ...context, keep })
    if (!('next' in step)) {
      const own = reportedStock(step.text)
      return { next: { kind: 'again', state: own ? { ...state, own, phase: 'wfs' } : other } }
    }
    if (step.next.kind !== 'again') return step
    return { next: { ...step.next, state: { ...state, report: { index, inner: step.next.state } } } }
  } catch (fault) {
    if (!isNotThere(fault)) throw fault
    return { next: { kind: 'again', state: other } }
  }
}

async function ownPage(state: State, context: Context): Promise<State> {
  const query = new URLSearchParams({
    limit: String(ownPerPage),
    ...(state.cursor !== null && { nextCursor: state.cursor }),
  })
  const answer = await call(context, { path: `/v3/inventories?${query}`, budget: 'inventory', optional: true })
  const said = answer?.exactJson()
  requireTold('Walmart', said, 'elements?.inventories.nodes.availToSellQty|inputQty')
  const { meta, elements } = answer ? read(Own, said) : {}
  const own = { ...state.own }
  for (const { sku, nodes } of elements?.inventories ?? []) {
    own[sku] = nodes.reduce(
      (sum, { availToSellQty, inputQty }) => sum + Number((availToSellQty ?? inputQty)?.amount ?? 0),
      0,
    )
  }
  const cursor = meta?.nextCursor || null
  const isNew = cursor !== null && cursor !== state.cursor && (elements?.inventories.length ?? 0) > 0
  return isNew ? { ...state, own, cursor } : { ...state, own, cursor: null, phase: 'wfs' }
}

/** Sellers who use no warehouse of Walmart's are refused its list. */
async function wfsStock(state: State, context: Context): Promise<State> {
  const query = new URLSearchParams({ limit: String(wfsPage), offset: String(state.offset) })
  const path = `/v3/fulfillment/inventory?${query}`
  const answer = await call(context, { path, budget: 'inventory', nothing: [400, 403, 404] })
  const said = answer?.exactJson()
  requireTold('Walmart', said, 'payload?.inventory.shipNodes.onHandQty|availToSellQty')
  const { headers, payload } = answer ? read(Wfs, said) : {}
  const found = payload?.inventory ?? []
  const wfs = { ...state.wfs }
  for (const { sku, shipNodes } of found) {
    wfs[sku] = shipNodes.reduce((sum, node) => sum + Number(node.onHandQty ?? node.availToSellQty ?? 0), 0)
  }
  const offset = state.offset + found.length
  const more = found.length > 0 && (offset < Number(headers?.totalCount ?? 0) || found.length >= wfsPage)
  return { ...state, wfs, offset, phase: more ? 'wfs' : 'over' }
}

function done({ own, wfs }: State, { timeZone }: PullRequest['store'], context: Context): PullStep {
  const day = localDay(context.now(), timeZone)
  const skus = [...new Set([...Object.keys(own), ...Object.keys(wfs)])].sort()
  if (skus.length === 0) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const stocked = skus.map(sku => ({ sku, amount: String((own[sku] ?? 0) + (wfs[sku] ?? 0)) }))
  return { days: stockRows(stocked, day), next: { kind: 'done', through: day } }
}
