import { decompose, type Effect } from './decompose.ts'

/** Amounts that lead to a KPI, the first being the widest: sessions, of which some become orders, which are worth money. */
interface Chain {
  readonly steps: readonly string[]
  /** KPI that names each factor: the first amount itself, what each further one makes of it, and what the last is worth. */
  readonly factors: readonly string[]
}

/** The chains of a KPI, the one that explains most first (e-commerce practice: traffic × conversion × order value). */
const chains: Readonly<Record<string, readonly Chain[]>> = {
  sales: [
    { steps: ['sessions', 'orders'], factors: ['sessions', 'conversion_rate', 'aov'] },
    { steps: ['orders'], factors: ['orders', 'aov'] },
    { steps: ['units'], factors: ['units', 'asp'] },
  ],
  gross_sales: [
    { steps: ['sessions', 'orders'], factors: ['sessions', 'conversion_rate', 'aov'] },
    { steps: ['orders'], factors: ['orders', 'aov'] },
  ],
  orders: [{ steps: ['sessions'], factors: ['sessions', 'conversion_rate'] }],
}

/** The amounts that the chains of a KPI need. */
export function stepsOf(kpiId: string): readonly string[] {
  return [...new Set((chains[kpiId] ?? []).flatMap(chain => chain.steps))]
}

/** An amount before and after; `null` where it is not known for all the days of the KPI. */
export type Step = readonly [before: number, after: number] | null

/** The longest chain of which all amounts are known and above zero. */
export function chainFor(kpiId: string, step: (id: string) => Step): Chain | null {
  const known = (id: string) => step(id)?.every(amount => amount > 0) ?? false
  return (chains[kpiId] ?? []).find(chain => chain.steps.every(known)) ?? null
}

/** Names the part of a change that comes from exchange rates alone. */
export const exchange = 'exchange'

/** An amount in its own currency, and what one unit of it is worth where it is told. */
export interface Worth {
  readonly value: readonly [before: number, after: number]
  readonly rate: readonly [before: number, after: number]
}

/** The change of a KPI as parts named after KPIs; empty without a chain, and where it was or is nothing. */
export function explain(kpiId: string, { value, rate }: Worth, step: (id: string) => Step): readonly Effect[] {
  const chain = value[0] > 0 && value[1] > 0 ? chainFor(kpiId, step) : null
  if (!chain) return []
  const before = ratios([...chain.steps.map(id => step(id)?.[0] ?? 0), value[0]])
  const after = ratios([...chain.steps.map(id => step(id)?.[1] ?? 0), value[1]])
  const factors = chain.factors.map((id, at) => ({ id, before: before[at] ?? 0, after: after[at] ?? 0 }))
  const converted = rate[0] === rate[1] && rate[0] === 1 ? [] : [{ id: exchange, before: rate[0], after: rate[1] }]
  return decompose([...factors, ...converted]).effects
}

/** Each amount as a multiple of the one before it, the first as it is: their product is the last. */
export function ratios(amounts: readonly number[]): readonly number[] {
  return amounts.map((amount, at) => (at === 0 ? amount : amount / (amounts[at - 1] ?? 1)))
}
