import { Big } from 'big.js'
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
  const coupons = couponShares(order, weights)
  return items.map((item, index) => {
    const told = Object.entries(shared).flatMap(([measure, parts]) => {
      const part = parts?.[index]
      return part === undefined ? [] : [[measure, toMinor(String(part), currency)]]
    })
    const points = pointsOf(item, grossOf(item) - (coupons[index] ?? 0))
    return {
      gross_sales: toMinor(String(grossOf(item)), currency),
      ...(points !== null && { point_cost: toMinor(String(points), currency) }),
      ...Object.fromEntries(told),
    }
  })
}

/** Usual tax, where a line does not tell its own. */
const usualTax = 0.1

/**
 * Points that the shop pays for: so many of a hundred yen without tax, after coupons; whole points, rounded down
 * (judgement; campaigns that Rakuten pays are not in this rate). `null`: the rate is not told.
 */
function pointsOf({ pointRate, taxRate }: Item, paid: number): number | null {
  if (pointRate === null || pointRate === undefined) return null
  const untaxed = Big(Math.max(0, paid)).div(Big(1).plus(taxRate ?? usualTax))
  return Number(untaxed.round(0, Big.roundDown).times(pointRate).div(100).round(0, Big.roundDown))
}

function couponShares({ couponShopPrice, couponOtherPrice }: Order, weights: readonly number[]): readonly number[] {
  return share((couponShopPrice ?? 0) + (couponOtherPrice ?? 0), weights) ?? []
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
