import type { LineAmounts } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Item, Order } from './order-model.ts'

/** Who pays a coupon (couponCapitalCode). */
const shopPays = 1

/** Price times units in yen, tax included. */
export function grossOf(item: Item): number {
  return (item.priceTaxIncl ?? item.price) * item.units
}

/**
 * Amounts of each line. What the order has as a whole is shared among the lines that stand, by their price and to the
 * yen; what Rakuten does not know yet is absent. Points that the customer spends are money to the shop: they lower nothing.
 */
export function amountsOf(
  order: Order,
  items: readonly Item[],
  live: readonly boolean[],
  currency: string,
): readonly LineAmounts[] {
  const any = live.includes(true)
  const weights = items.map((item, index) => (!any || live[index] ? grossOf(item) : 0))
  const shared: Partial<Record<keyof LineAmounts, readonly number[] | null>> = {
    discount_shop: shopDiscounts(order, items, weights),
    discount_platform: share(order.couponOtherPrice, weights),
    shipping_income: share(order.postagePrice, weights),
    tax_amount: share(taxOf(order), weights),
  }
  return items.map((item, index) => {
    const told = Object.entries(shared).flatMap(([measure, parts]) => {
      const part = parts?.[index]
      return part === undefined ? [] : [[measure, toMinor(String(part), currency)]]
    })
    return { gross_sales: toMinor(String(grossOf(item)), currency), ...Object.fromEntries(told) }
  })
}

/** Coupons for one product lower that product; the rest is shared. */
function shopDiscounts(
  { couponShopPrice, CouponModelList }: Order,
  items: readonly Item[],
  weights: readonly number[],
) {
  if (couponShopPrice === null) return null
  const coupons = (CouponModelList ?? []).filter(coupon => coupon.couponCapitalCode === shopPays)
  const own = items.map((item, index) => {
    const mine = coupons.filter(coupon => coupon.itemDetailId === item.itemDetailId && weights[index] !== 0)
    return mine.reduce((sum, coupon) => sum + (coupon.couponTotalPrice ?? 0), 0)
  })
  const rest = couponShopPrice - own.reduce((sum, yen) => sum + yen, 0)
  const parts = share(rest < 0 ? couponShopPrice : rest, weights)
  return rest < 0 ? parts : (parts?.map((part, index) => part + (own[index] ?? 0)) ?? null)
}

function taxOf({ TaxSummaryModelList }: Order): number | null {
  let sum: number | null = null
  for (const { reqPriceTax } of TaxSummaryModelList ?? []) {
    if (reqPriceTax === null) return null
    sum = (sum ?? 0) + reqPriceTax
  }
  return sum
}

/** Whole parts of a total by weights, which add up to it exactly; without weights the first takes all. */
export function share(total: number | null, weights: readonly number[]): readonly number[] | null {
  if (total === null) return null
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  if (all <= 0) return weights.map((_, index) => (index === 0 ? total : 0))
  let [seen, given] = [0, 0]
  return weights.map(weight => {
    seen += weight
    const part = Math.round((total * seen) / all) - given
    given += part
    return part
  })
}
