import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { localDay } from '#src/domain/days.ts'
import { stockRows } from '#src/domain/orders/stock-rows.ts'
import { read, rowsOf } from './api.ts'
import { timeZone } from './orders.ts'
import type { Context } from './token.ts'

/** Documented: items of a page. How many codes a call may have is not confirmed; 1,000 are said (judgement: fewer). */
const [perPage, perRead] = [100, 200]

const Text = z.string().optional()
const Row = z.object({ ItemCode: z.string(), SubCode: Text, Quantity: Text })
/** Without a row the element is empty. */
const Rows = z.object({
  ResultSet: z.union([z.string().transform(() => ({ Result: [] })), z.object({ Result: z.array(Row).optional() })]),
})

const State = z.object({
  /** Row of the next page of items; `null`: all are listed. */
  start: z.number().nullable(),
  seen: z.array(z.string()),
  pending: z.array(z.string()),
  stock: z.record(z.string(), z.object({ sku: z.string(), amount: z.string().nullable() })),
})
type State = z.infer<typeof State>

/**
 * What can be sold now of every item, a call a step; nothing is stored before the last, so that a day never has half of
 * it. An empty quantity means that the stock is not counted. https://developer.yahoo.co.jp/webapi/shopping/getStock.html
 */
export async function pullStock(request: PullRequest, context: Context): Promise<PullStep> {
  const begun: State = { start: 1, seen: [], pending: [], stock: {} }
  const before = request.state === null ? begun : State.parse(request.state)
  const isListing = before.start !== null && before.pending.length < perRead
  const state = isListing ? await listItems(before, before.start ?? 1, context) : await readStock(before, context)
  if (state.start !== null || state.pending.length > 0) return { next: { kind: 'again', state } }
  const day = localDay(context.now(), timeZone)
  return { days: stockRows(Object.values(state.stock), day), next: { kind: 'done', through: day } }
}

/** How many items there are stands in an attribute that is not read: a page without a new one is the end. */
async function listItems(state: State, start: number, context: Context): Promise<State> {
  const fields = {
    seller_id: context.keys.seller_id,
    stock: 'true',
    results: String(perPage),
    start: String(start),
  }
  const rows = read(Rows, await rowsOf(context, 'myItemList', fields)).ResultSet.Result ?? []
  const known = new Set(state.seen)
  const codes = [...new Set(rows.map(row => row.ItemCode))].filter(code => !known.has(code))
  const next = codes.length === 0 ? null : start + rows.length
  return { ...state, start: next, seen: [...state.seen, ...codes], pending: [...state.pending, ...codes] }
}

async function readStock(state: State, context: Context): Promise<State> {
  const codes = state.pending.slice(0, perRead)
  const fields = { seller_id: context.keys.seller_id, item_code: codes.join(',') }
  const rows = read(Rows, await rowsOf(context, 'getStock', fields)).ResultSet.Result ?? []
  requireTold('Yahoo!', rows, 'Quantity')
  const found = rows.map(({ ItemCode, SubCode, Quantity }) => {
    const sku = SubCode ? `${ItemCode}:${SubCode}` : ItemCode
    return [sku, { sku, amount: Quantity?.trim() || null }] as const
  })
  return {
    ...state,
    pending: state.pending.slice(perRead),
    stock: { ...state.stock, ...Object.fromEntries(found) },
  }
}
