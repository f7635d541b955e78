import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'
import { stockRows } from '#src/domain/orders/stock-rows.ts'
import { type Context, call, read } from './api.ts'
import { Missing } from './faults.ts'
import { skuOf } from './lines.ts'
import { Amount, Flag, Text } from './model.ts'

/** Documented: items of a page and of a call for their details. */
const [perPage, perRead] = [100, 50]
/** Judgement: items with variations that are asked for in a step, one by one. */
const modelsPerStep = 6

const Stock = z.object({ summary_info: z.object({ total_available_stock: Amount }).nullish() }).nullish()
const Items = z.object({
  response: z.object({
    item: z.array(z.object({ item_id: Text })).nullish(),
    has_next_page: Flag,
    next_offset: Amount,
  }),
})
const Details = z.object({
  response: z.object({
    item_list: z.array(z.object({ item_id: Text, item_sku: Text, has_model: Flag, stock_info_v2: Stock })).nullish(),
  }),
})
const Models = z.object({
  response: z.object({
    model: z.array(z.object({ model_id: Text, model_sku: Text, stock_info_v2: Stock })).nullish(),
  }),
})

const Item = z.object({ id: z.string(), sku: z.string() })
const State = z.object({
  /** Items that were listed; `null`: all. */
  offset: z.number().nullable(),
  items: z.array(z.string()),
  /** Items whose variations are to be asked for. */
  varied: z.array(Item),
  stock: z.record(z.string(), z.object({ sku: z.string(), amount: z.string() })),
})
type State = z.infer<typeof State>

/**
 * What can be sold now of every item on sale; nothing is stored before the last, so that a day never has half of it.
 * https://open.shopee.com/documents/v2/v2.product.get_item_list
 */
export async function pullStock(request: PullRequest, context: Context): Promise<PullStep> {
  const empty: State = { offset: 0, items: [], varied: [], stock: {} }
  const before = request.state === null ? empty : State.parse(request.state)
  const state = await stepOf(before, context)
  const isOpen = state.offset !== null || state.items.length > 0 || state.varied.length > 0
  if (isOpen) return { next: { kind: 'again', state } }
  const day = localDay(context.now(), request.store.timeZone)
  return { days: stockRows(Object.values(state.stock), day), next: { kind: 'done', through: day } }
}

function stepOf(state: State, context: Context): Promise<State> {
  if (state.varied.length > 0) return readModels(state, context)
  return state.items.length > 0 ? readItems(state, context) : listItems(state, context)
}

async function listItems(state: State, context: Context): Promise<State> {
  const offset = state.offset ?? 0
  const query = { offset, page_size: perPage, item_status: 'NORMAL' }
  const answer = await call(context, { name: 'product/get_item_list', budget: 'items', query })
  const { item, has_next_page, next_offset } = read(Items, answer).response
  const next = Number(next_offset ?? 0)
  const items = [...new Set((item ?? []).map(one => one.item_id))]
  return { ...state, items, offset: has_next_page && next > offset ? next : null }
}

/** https://open.shopee.com/documents/v2/v2.product.get_item_base_info */
async function readItems(state: State, context: Context): Promise<State> {
  const query = { item_id_list: state.items.slice(0, perRead).join(',') }
  const answer = await call(context, { name: 'product/get_item_base_info', budget: 'items', query })
  const found = read(Details, answer).response.item_list ?? []
  const stock: State['stock'] = { ...state.stock }
  for (const { item_id, item_sku, has_model, stock_info_v2 } of found) {
    const amount = stock_info_v2?.summary_info?.total_available_stock ?? '0'
    if (!has_model) stock[item_id] = { sku: item_sku || item_id, amount }
  }
  const varied = found.filter(one => one.has_model).map(one => ({ id: one.item_id, sku: one.item_sku }))
  return { ...state, stock, varied, items: state.items.slice(perRead) }
}

/** https://open.shopee.com/documents/v2/v2.product.get_model_list */
async function readModels(state: State, context: Context): Promise<State> {
  const stock: State['stock'] = { ...state.stock }
  for (const { id, sku } of state.varied.slice(0, modelsPerStep)) {
    for (const model of await modelsOf(id, context)) {
      const amount = model.stock_info_v2?.summary_info?.total_available_stock ?? '0'
      const of = { item_id: id, item_sku: sku, model_id: model.model_id, model_sku: model.model_sku }
      stock[`${id}/${model.model_id || model.model_sku}`] = { sku: skuOf(of), amount }
    }
  }
  return { ...state, stock, varied: state.varied.slice(modelsPerStep) }
}

/** An item may be taken off while the list is read. */
async function modelsOf(item_id: string, context: Context) {
  try {
    const answer = await call(context, { name: 'product/get_model_list', budget: 'items', query: { item_id } })
    return read(Models, answer).response.model ?? []
  } catch (error) {
    if (error instanceof Missing) return []
    throw error
  }
}
