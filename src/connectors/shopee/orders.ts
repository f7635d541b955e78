import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import type { Context } from './api.ts'
import { Access, escrowsOf, openAccess } from './escrow.ts'
import { isBundle, linesOf } from './lines.ts'
import type { Order } from './model.ts'
import { checkCurrency, type Reader, walkOrders } from './walk.ts'

/** Orders with their lines; who paid a discount is asked where the application may. */
export function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  return walkOrders(request, context, readOrders)
}

const readOrders: Reader = async (orders, { request, context, memory }) => {
  for (const order of orders) checkCurrency(order, request)
  const valid = orders.filter(order => order.order_status !== 'CANCELLED' && order.order_status !== 'UNPAID')
  const numbers = valid.map(order => order.order_sn)
  const needed = valid.filter(needsMoney).map(order => order.order_sn)
  const { found, owed, access } = await escrowsOf(numbers, needed, context, Access.catch(openAccess).parse(memory))
  const { pseudonym, keys } = context
  const options = { currency: request.store.currency, orderDay: keys.order_day ?? 'paid', pseudonym } as const
  const lines = orders
    .filter(order => order.order_status !== 'UNPAID')
    .flatMap(order => linesOf(order, { ...options, escrow: found.get(order.order_sn) ?? null }))
  return { lines, memory: access, again: owed }
}

/** Promotions that the shop itself makes; others may be paid by Shopee. */
const ownPromotions = /^(?:|product_promotion|seller_discount|wholesale|add_on_deal_main|add_on_deal_sub)$/

/** The order alone does not tell what the shop paid of its discounts: bundles, Shopee's campaigns, vouchers. */
function needsMoney(order: Order): boolean {
  const items = order.item_list
  const saved = items.filter(item => Number(item.model_original_price) > Number(item.model_discounted_price))
  if (items.some(isBundle) || saved.some(item => !ownPromotions.test(item.promotion_type))) return true
  if (order.total_amount === null) return false
  const paid = items.map(item => Number(item.model_discounted_price) * Number(item.model_quantity_purchased))
  return Number(order.total_amount) < paid.reduce((sum, one) => sum + one, 0) - 0.005
}
