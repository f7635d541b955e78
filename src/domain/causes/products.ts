import { decompose, type Effect } from './decompose.ts'

/** A factor of a ratio of ratios: one amount over another. */
interface ProductFactor {
  readonly id: string
  /** Amounts that are set over each other so that the product of all factors is the KPI. */
  readonly of: readonly [over: string, under: string]
  /** The KPI named is the reciprocal: a conversion that rises lowers the cost. */
  readonly inverse?: true
}

/** Ratios that are products of ratios (KPI reference section 7.4: ACoS = click price ÷ (ad conversion × ad order value)). */
const products: Readonly<Record<string, readonly ProductFactor[]>> = {
  acos: [
    { id: 'cpc', of: ['ad_spend', 'ad_clicks'] },
    { id: 'ad_cvr', of: ['ad_clicks', 'ad_orders'], inverse: true },
    { id: 'ad_order_value', of: ['ad_orders', 'ad_sales'], inverse: true },
  ],
  roas: [
    { id: 'cpc', of: ['ad_clicks', 'ad_spend'], inverse: true },
    { id: 'ad_cvr', of: ['ad_orders', 'ad_clicks'] },
    { id: 'ad_order_value', of: ['ad_sales', 'ad_orders'] },
  ],
  cpa: [
    { id: 'cpc', of: ['ad_spend', 'ad_clicks'] },
    { id: 'ad_cvr', of: ['ad_clicks', 'ad_orders'], inverse: true },
  ],
  tacos: [
    { id: 'acos', of: ['ad_spend', 'ad_sales'] },
    { id: 'ad_sales_share', of: ['ad_sales', 'sales'] },
  ],
}

/** The KPIs whose amounts a product needs; empty where the KPI is none. */
export function productSteps(kpiId: string): readonly string[] {
  return [...new Set((products[kpiId] ?? []).flatMap(({ of }) => of))]
}

/** A factor with what it was and is as people read it, and what it contributed. */
export interface ProductPart extends Effect {
  readonly before: number
  readonly after: number
}

/**
 * Takes the change of such a ratio apart. The parts add up to it. Empty where an amount is not known or the ratio was or is
 * zero.
 */
export function productParts(
  kpiId: string,
  amount: (id: string) => readonly [before: number, after: number] | null,
): readonly ProductPart[] {
  const factors = (products[kpiId] ?? []).map(({ id, of: [over, under], inverse }) => {
    const [top, bottom] = [amount(over), amount(under)]
    const at = (side: 0 | 1) => (top && bottom && bottom[side] !== 0 ? top[side] / bottom[side] : null)
    return { id, before: at(0), after: at(1), inverse }
  })
  const known = factors.flatMap(({ id, before, after }) =>
    before === null || after === null ? [] : [{ id, before, after }],
  )
  if (known.length < factors.length || known.length === 0) return []
  return decompose(known).effects.map(({ id, amount: part }, at) => {
    const { before, after } = known[at] ?? { before: 0, after: 0 }
    return factors[at]?.inverse
      ? { id, amount: part, before: 1 / before, after: 1 / after }
      : { id, amount: part, before, after }
  })
}
