import { z } from 'zod'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { localDay } from '#src/domain/days.ts'
import { type Stocked, stockRows } from '#src/domain/orders/stock-rows.ts'
import { type Context, call, read } from './api.ts'
import { Amount, listOf, Text } from './model.ts'

/** Documented: products of a page, and the largest offset. */
const [perPage, maxOffset] = [50, 10_000]

const Sku = z.object({ SellerSku: Text, ShopSku: Text, SkuId: Text, Available: Amount, quantity: Amount })
const Page = listOf(z.object({ item_id: Text, skus: z.array(Sku).nullish() }))
const State = z.object({
  offset: z.number(),
  stock: z.record(z.string(), z.object({ sku: z.string(), amount: z.string() })),
})

/**
 * What can be sold now of every product on sale, a page a step; nothing is stored before the last, so that a day never
 * has half of it. https://open.lazada.com/apps/doc/api?path=%2Fproducts%2Fget
 */
export async function pullStock(request: PullRequest, context: Context): Promise<PullStep> {
  const before = request.state === null ? { offset: 0, stock: {} } : State.parse(request.state)
  const query = { filter: 'live', limit: perPage, offset: before.offset }
  const answer = await call(context, { path: '/products/get', budget: 'products', query })
  requireTold(
    'Lazada',
    answer,
    'data.products?.skus?.Available|quantity',
    'data.products?.skus?.SellerSku|ShopSku|SkuId',
  )
  const { products, total_products } = read(Page, answer).data
  const found = products ?? []
  const stock: Record<string, Stocked> = { ...before.stock }
  for (const { item_id, skus } of found) {
    for (const { SellerSku, ShopSku, SkuId, Available, quantity } of skus ?? []) {
      const sku = SellerSku || ShopSku || SkuId
      stock[`${item_id}/${SkuId || sku}`] = { sku, amount: Available ?? quantity ?? '0' }
    }
  }
  const offset = before.offset + found.length
  const more = found.length > 0 && (found.length >= perPage || offset < Number(total_products ?? 0))
  if (more && offset > maxOffset) {
    throw new SourceFault('permanent', says('lazadaProducts', { count: maxOffset }))
  }
  if (more) return { next: { kind: 'again', state: { offset, stock } } }
  const day = localDay(context.now(), request.store.timeZone)
  return { days: stockRows(Object.values(stock), day), next: { kind: 'done', through: day } }
}
