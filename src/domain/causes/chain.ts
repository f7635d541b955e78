import { averageParts, decompose, type Effect, type Factor } from './decompose.ts'

/** Amounts that lead to a KPI, the first being the widest: sessions, of which some become orders, which are worth money. */
interface Chain {
  readonly steps: readonly string[]
  /** KPI that names each factor: the first amount itself, what each further one makes of it, and what the last is worth. */
  readonly factors: readonly string[]
}

const visits: readonly Chain[] = [
  { steps: ['sessions', 'orders'], factors: ['sessions', 'conversion_rate', 'aov'] },
  { steps: ['sessions', 'units'], factors: ['sessions', 'unit_session_rate', 'asp'] },
  { steps: ['orders'], factors: ['orders', 'aov'] },
  { steps: ['units'], factors: ['units', 'asp'] },
]

/**
 * The chains of a KPI, the one that explains most first (e-commerce practice: traffic × conversion × order value; ads:
 * impressions × click rate × conversion × order value, KPI reference section 7.4).
 */
const chains: Readonly<Record<string, readonly Chain[]>> = {
  sales: visits,
  gross_sales: visits,
  orders: [{ steps: ['sessions'], factors: ['sessions', 'conversion_rate'] }],
  units: [
    { steps: ['sessions'], factors: ['sessions', 'unit_session_rate'] },
    { steps: ['orders'], factors: ['orders', 'units_per_order'] },
  ],
  ad_sales: [
    {
      steps: ['ad_impressions', 'ad_clicks', 'ad_orders'],
      factors: ['ad_impressions', 'ctr', 'ad_cvr', 'ad_order_value'],
    },
    { steps: ['ad_clicks', 'ad_orders'], factors: ['ad_clicks', 'ad_cvr', 'ad_order_value'] },
    { steps: ['ad_spend'], factors: ['ad_spend', 'roas'] },
  ],
  ad_orders: [{ steps: ['ad_clicks'], factors: ['ad_clicks', 'ad_cvr'] }],
  ad_clicks: [{ steps: ['ad_impressions'], factors: ['ad_impressions', 'ctr'] }],
  ad_spend: [
    { steps: ['ad_impressions', 'ad_clicks'], factors: ['ad_impressions', 'ctr', 'cpc'] },
    { steps: ['ad_clicks'], factors: ['ad_clicks', 'cpc'] },
  ],
}

/** The amounts that the chains of a KPI need. */
export function stepsOf(kpiId: string): readonly string[] {
  return [...new Set((chains[kpiId] ?? []).flatMap(chain => chain.steps))]
}

/** The KPIs that name the factors of any of its chains. */
export function factorsOf(kpiId: string): readonly string[] {
  return [...new Set((chains[kpiId] ?? []).flatMap(chain => chain.factors))]
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
/** Names the number of days that have figures, as a step and as the part that comes from it. */
export const days = 'days'

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
  const steady = chain.factors.map((id, at) => ({ id, before: before[at] ?? 0, after: after[at] ?? 0 }))
  const factors = perDay(steady, step(days))
  const converted = rate[0] === rate[1] && rate[0] === 1 ? [] : [{ id: exchange, before: rate[0], after: rate[1] }]
  return decompose([...factors, ...converted]).effects
}

/**
 * The change of a KPI that was or is nothing, or negative, as the same parts: a factor that cannot be told on one side, such
 * as the value of an order where there was none, is taken to have been what it is on the other. Empty where a step is not
 * known, or there never was a first one.
 */
export function explainFromNothing(
  kpiId: string,
  [before, after]: readonly [number, number],
  step: (id: string) => Step,
): readonly Effect[] {
  const chain = (chains[kpiId] ?? []).find(({ steps }) => steps.every(id => step(id)?.some(amount => amount > 0)))
  if (!chain) return []
  const amounts = (at: 0 | 1) => [...chain.steps.map(id => step(id)?.[at] ?? 0), at === 0 ? before : after]
  const [then, now] = [amounts(0), amounts(1)]
  if (hasValueOfNothing(then) || hasValueOfNothing(now)) return []
  const factors = chain.factors.map((id, at) => {
    const over = (list: readonly number[]) => (at === 0 ? 1 : (list[at - 1] ?? 0))
    const ratio = (list: readonly number[]) => (over(list) === 0 ? null : (list[at] ?? 0) / over(list))
    const [own, other] = [ratio(then), ratio(now)]
    return { id, before: own ?? other ?? 0, after: other ?? own ?? 0 }
  })
  return averageParts(factors)
}

/** Something came out of nothing, such as sales without an order: then the chain does not hold. */
function hasValueOfNothing(amounts: readonly number[]): boolean {
  return amounts.some((amount, at) => at > 0 && amount !== 0 && amounts[at - 1] === 0)
}

/** Months of other lengths, or days without data: what the number of days did is told apart from what a day did. */
function perDay(factors: readonly Factor[], counted: Step): readonly Factor[] {
  const [first, ...rest] = factors
  if (!first || !isOther(counted)) return factors
  const each = { ...first, before: first.before / counted[0], after: first.after / counted[1] }
  return [{ id: days, before: counted[0], after: counted[1] }, each, ...rest]
}

/** Whether a number of days is known on both sides and differs. */
export function isOther(counted: Step): counted is readonly [number, number] {
  return counted !== null && counted[0] > 0 && counted[1] > 0 && counted[0] !== counted[1]
}

/** Each amount as a multiple of the one before it, the first as it is: their product is the last. */
export function ratios(amounts: readonly number[]): readonly number[] {
  return amounts.map((amount, at) => (at === 0 ? amount : amount / (amounts[at - 1] ?? 1)))
}
