import { Big } from 'big.js'
import type { Day } from '#src/domain/period.ts'
import type { Observed } from './fold-days.ts'

/** What can be sold of one article; several may have the same SKU. */
export interface Stocked {
  readonly sku: string
  readonly amount: string
}

/** Measures of `stockRows`. */
export const stockMeasures = ['stock_on_hand', 'sku_active', 'sku_out_of_stock'] as const

/** Rows of a day from what can be sold now: of each SKU, and of the store how many SKUs there are and lack stock. */
export function stockRows(stocked: readonly Stocked[], day: Day): readonly Observed[] {
  const sums = new Map<string, Big>()
  for (const { sku, amount } of stocked) sums.set(sku, (sums.get(sku) ?? Big(0)).plus(amount))
  const amounts = [...sums.values()]
  const measures = {
    stock_on_hand: amounts.reduce((all, one) => all.plus(one), Big(0)).toFixed(),
    sku_active: String(amounts.length),
    sku_out_of_stock: String(amounts.filter(amount => amount.lte(0)).length),
  }
  const own = [...sums].map(([sku, amount]) => ({ sku, day, measures: { stock_on_hand: amount.toFixed() } }))
  return [{ sku: '', day, measures }, ...own]
}
