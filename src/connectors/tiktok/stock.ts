import { Big } from 'big.js'
import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { localDay } from '#src/domain/days.ts'
import { stockRows } from '#src/domain/orders/stock-rows.ts'
import { Amount, call, Id, read } from './api.ts'
import type { Context } from './token.ts'

const Sku = z.object({
  id: Id,
  seller_sku: z.string().nullish(),
  inventory: z.array(z.object({ quantity: Amount })).nullish(),
})
const Page = z.object({
  products: z.array(z.object({ skus: z.array(Sku).nullish() })).nullish(),
  next_page_token: z.string().nullish(),
})
const State = z.object({ token: z.string(), stock: z.record(z.string(), z.string()) })

/**
 * What can be sold now of every active product, all warehouses together. A page a step; nothing is stored before the last,
 * so that a day never has half of it. https://partner.tiktokshop.com/docv2/page/search-products-202502
 */
export async function pullStock(request: PullRequest, context: Context): Promise<PullStep> {
  const { store } = request
  const state = request.state === null ? { token: '', stock: {} } : State.parse(request.state)
  const query = { page_size: '100', ...(state.token !== '' && { page_token: state.token }) }
  const path = '/product/202502/products/search'
  const answer = await call(context, { path, query, body: { status: 'ACTIVATE' }, store })
  requireTold('TikTok Shop', answer, 'products?.skus.inventory.quantity')
  const page = read(Page, answer)
  const stock: Record<string, string> = { ...state.stock }
  for (const sku of (page.products ?? []).flatMap(product => product.skus ?? [])) {
    let sum = Big(0)
    for (const { quantity } of sku.inventory ?? []) sum = sum.plus(quantity ?? 0)
    stock[sku.seller_sku || sku.id] = sum.toFixed()
  }
  const token = page.next_page_token ?? ''
  if (token !== '' && token !== state.token) return { next: { kind: 'again', state: { token, stock } } }
  const day = localDay(context.now(), store.timeZone)
  const stocked = Object.entries(stock).map(([sku, amount]) => ({ sku, amount }))
  return { days: stockRows(stocked, day), next: { kind: 'done', through: day } }
}
