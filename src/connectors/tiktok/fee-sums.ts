import { Big } from 'big.js'
import { z } from 'zod'
import { toMinor } from '#src/domain/money.ts'
import { Amount, read } from './api.ts'

export const feeMeasures = [
  'platform_fees',
  'affiliate_cost',
  'payment_fees',
  'fulfilment_cost',
  'shipping_cost',
  'other_cost',
] as const
export type FeeMeasure = (typeof feeMeasures)[number]
export type FeeSums = Readonly<Record<FeeMeasure, string>>

/** Of many amounts only some are read, by their names. */
const Amounts = z.record(z.string(), z.unknown()).nullish()

/** What we read of a settled order or adjustment; what is taken from the seller is negative. */
export const Transaction = z.object({
  fee_tax_amount: Amount,
  shipping_cost_amount: Amount,
  adjustment_amount: Amount,
  fee_tax_breakdown: z.object({ fee: Amounts }).nullish(),
  shipping_cost_breakdown: Amounts,
})
export type Transaction = z.infer<typeof Transaction>

/** Names of fees that are paid to creators; what is told before a tax is told once more after it. */
const affiliate = /^(affiliate|tap_shop_ads|external_affiliate|cofunded_creator)(?!.*(before_pit|deposit|release))/
const payment = /^(transaction_fee|credit_card_handling|seller_paylater)/
const fulfilment = /^fbt_fulfil/

export const noFees: FeeSums = Object.fromEntries(feeMeasures.map(id => [id, '0'])) as Record<FeeMeasure, string>

/** Costs of a transaction in minor units, positive. What no name explains of the fees is the marketplace's. */
export function feesOf(one: Transaction, currency: string): FeeSums {
  const cost = (amount: string | null | undefined) => Big(toMinor(amount ?? '0', currency)).times(-1)
  const named = (amounts: z.infer<typeof Amounts>, pattern: RegExp) => {
    let sum = Big(0)
    for (const [name, amount] of Object.entries(amounts ?? {})) {
      if (pattern.test(name)) sum = sum.plus(cost(read(Amount, amount)))
    }
    return sum
  }
  const fees = cost(one.fee_tax_amount)
  const [creators, payments] = [affiliate, payment].map(pattern => named(one.fee_tax_breakdown?.fee, pattern))
  const warehouse = named(one.shipping_cost_breakdown, fulfilment)
  return {
    platform_fees: fees
      .minus(creators ?? 0)
      .minus(payments ?? 0)
      .toFixed(),
    affiliate_cost: (creators ?? Big(0)).toFixed(),
    payment_fees: (payments ?? Big(0)).toFixed(),
    fulfilment_cost: warehouse.toFixed(),
    shipping_cost: cost(one.shipping_cost_amount).minus(warehouse).toFixed(),
    other_cost: cost(one.adjustment_amount).toFixed(),
  }
}

/** Both together. */
export function addFees(a: FeeSums, b: FeeSums): FeeSums {
  const sums = feeMeasures.map(id => [id, Big(a[id]).plus(b[id]).toFixed()])
  return Object.fromEntries(sums) as Record<FeeMeasure, string> // one for each measure
}
