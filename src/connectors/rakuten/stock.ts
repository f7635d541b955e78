import { z } from 'zod'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { localDay } from '#src/domain/days.ts'
import { stockRows } from '#src/domain/orders/stock-rows.ts'
import { type Context, call, Refusal, read } from './api.ts'
import { firstPlace, listItems, Place, skuOf } from './items.ts'
import { timeZone } from './jst.ts'

/** Documented: pairs of a call, rows of a range, and the largest quantity. */
const [perRead, perRange, largest] = [1_000, 1_000, 99_999]
const permission = 'inventoryapi.inventories.bulk-get'

const Pair = z.object({ manageNumber: z.string(), variantId: z.string(), sku: z.string() })
const State = z.object({
  /** Where the list of items goes on; `null`: all are listed. */
  place: Place.nullable(),
  pending: z.array(Pair),
  /** Ranges of quantities that are asked where items cannot be listed. */
  ranges: z.array(z.object({ from: z.number(), to: z.number() })),
  stock: z.record(z.string(), z.object({ sku: z.string(), amount: z.string() })),
})
type State = z.infer<typeof State>

const Rows = z.object({
  inventories: z
    .array(z.object({ manageNumber: z.string(), variantId: z.string(), quantity: z.number().nullish() }))
    .nullish(),
})

function rowsIn(answer: unknown) {
  requireTold('Rakuten', answer, 'inventories?.quantity')
  return read(Rows, answer).inventories ?? []
}

/**
 * What can be sold now of every item on sale, a call a step; nothing is stored before the last, so that a day never has
 * half of it. The items tell the shop's own SKUs; where their function is not open, the inventories are read by ranges of
 * quantities and go by their numbers.
 */
export async function pullStock(request: PullRequest, context: Context): Promise<PullStep> {
  const begun: State = { place: firstPlace, pending: [], ranges: [], stock: {} }
  const state = await stepOf(request.state === null ? begun : State.parse(request.state), context)
  const isOpen = state.place !== null || state.pending.length > 0 || state.ranges.length > 0
  if (isOpen) return { next: { kind: 'again', state } }
  const day = localDay(context.now(), timeZone)
  return { days: stockRows(Object.values(state.stock), day), next: { kind: 'done', through: day } }
}

function stepOf(state: State, context: Context): Promise<State> {
  if (state.ranges.length > 0) return readRange(state, context)
  const isFull = state.pending.length >= perRead || state.place === null
  return state.place === null || isFull ? readPairs(state, context) : listMore(state, state.place, context)
}

async function listMore(state: State, place: Place, context: Context): Promise<State> {
  try {
    const { items, next } = await listItems(place, context)
    const found = items.flatMap(({ manageNumber, variants }) => variants.map(one => ({ manageNumber, ...one })))
    return { ...state, place: next, pending: [...state.pending, ...found] }
  } catch (error) {
    if (!(error instanceof SourceFault) || !['scope', 'unavailable'].includes(error.kind)) throw error
    return { place: null, pending: [], ranges: [{ from: 0, to: largest }], stock: {} }
  }
}

async function readPairs(state: State, context: Context): Promise<State> {
  const asked = state.pending.slice(0, perRead)
  if (asked.length === 0) return state
  const inventories = asked.map(({ manageNumber, variantId }) => ({ manageNumber, variantId }))
  const path = '/es/2.0/inventories/bulk-get'
  const answer = await call(context, { path, body: { inventories }, budget: 'inventory', permission })
  const skus = new Map(asked.map(({ manageNumber, variantId, sku }) => [keyOf(manageNumber, variantId), sku]))
  return { ...state, pending: state.pending.slice(perRead), stock: { ...state.stock, ...stockIn(answer, skus) } }
}

/** A range with more rows than can be told fails, or is full: it is halved. */
async function readRange(state: State, context: Context): Promise<State> {
  const [range, ...others] = state.ranges
  if (range === undefined) return state
  const query = new URLSearchParams({ minQuantity: String(range.from), maxQuantity: String(range.to) })
  const path = `/es/2.0/inventories/bulk-get/range?${query}`
  const answer = await call(context, { path, budget: 'inventory', permission }).catch((error: unknown) => {
    if (error instanceof Refusal && range.from < range.to) return null
    throw error
  })
  const rows = answer === null ? null : rowsIn(answer)
  if (rows === null || (rows.length >= perRange && range.from < range.to)) {
    const middle = Math.floor((range.from + range.to) / 2)
    return { ...state, ranges: [{ from: range.from, to: middle }, { from: middle + 1, to: range.to }, ...others] }
  }
  return { ...state, ranges: others, stock: { ...state.stock, ...stockIn(answer, new Map()) } }
}

function stockIn(answer: unknown, skus: ReadonlyMap<string, string>): State['stock'] {
  return Object.fromEntries(
    rowsIn(answer).map(({ manageNumber, variantId, quantity }) => {
      const key = keyOf(manageNumber, variantId)
      return [key, { sku: skus.get(key) ?? skuOf(manageNumber, variantId, null), amount: String(quantity ?? 0) }]
    }),
  )
}

function keyOf(manageNumber: string, variantId: string): string {
  return `${manageNumber}\n${variantId}`
}
