import { Big } from 'big.js'
import type { Day } from '#src/domain/period/index.ts'
import type { Observed } from './fold-days.ts'

/** What can be sold of one article; several may have the same SKU. */
export interface Stocked {
  readonly sku: string
  /** `null`: it is not counted and never runs out. */
  readonly amount: string | null
}

/** Measures of `stockRows`. */
export const stockMeasures = ['stock_on_hand', 'sku_active', 'sku_out_of_stock'] as const

/** Rows of a day from what can be sold now: of each SKU, and of the store how many SKUs there are and lack stock. */
export function stockRows(stocked: readonly Stocked[], day: Day): readonly Observed[] {
  const sums = new Map<string, Big | null>()
  for (const { sku, amount } of stocked) {
    const before = sums.get(sku)
    sums.set(sku, amount === null || before === null ? null : (before ?? Big(0)).plus(amount))
  }
  const counted = [...sums].flatMap(([sku, amount]) => (amount === null ? [] : [{ sku, amount }]))
  const measures = {
    stock_on_hand: counted.reduce((all, one) => all.plus(one.amount), Big(0)).toFixed(),
    sku_active: String(sums.size),
    sku_out_of_stock: String(counted.filter(({ amount }) => amount.lte(0)).length),
  }
  const own = counted.map(({ sku, amount }) => ({ sku, day, measures: { stock_on_hand: amount.toFixed() } }))
  return [{ sku: '', day, measures }, ...own]
}
