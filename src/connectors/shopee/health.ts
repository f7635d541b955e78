import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Amount, Text } from './model.ts'

const Metric = z.object({
  metric_id: Text,
  current_period: Amount,
  unit: Text,
  target: z.object({ value: Amount, comparator: Text }).nullish(),
})
export type Metric = z.infer<typeof Metric>
const Answer = z.object({ response: z.object({ metric_list: z.array(Metric).nullish() }) })

/** Shopee's numbers of figures, what each is here, and what it is told of: percent, or a mean. */
const figures: Readonly<Record<string, { readonly pair: string; readonly unit: 'percent' | 'number' }>> = {
  '1': { pair: 'account_late', unit: 'percent' },
  '3': { pair: 'account_unfulfilled', unit: 'percent' },
  '11': { pair: 'account_response', unit: 'percent' },
  '22': { pair: 'account_rating', unit: 'number' },
  '25': { pair: 'account_handover', unit: 'percent' },
  '42': { pair: 'account_cancel', unit: 'percent' },
  '43': { pair: 'account_returns', unit: 'percent' },
  '2036': { pair: 'account_otd', unit: 'percent' },
}
/** Codes of units. */
const units: Readonly<Record<string, string>> = { '1': 'number', '2': 'percent' }

/** What it tells of a day. */
export const healthMeasures = [
  'health_flags',
  ...Object.values(figures).flatMap(({ pair }) => [`${pair}_n`, `${pair}_d`, `${pair}_target`]),
]

/**
 * How the shop stands in Shopee's own windows today, and how many figures miss the target that Shopee sets for them. A
 * figure without a value has no cases yet, misses nothing and is left out.
 * https://open.shopee.com/documents/v2/v2.account_health.get_shop_performance
 */
export async function pullHealth({ store }: PullRequest, context: Context): Promise<PullStep> {
  const answer = await call(context, { name: 'account_health/get_shop_performance', budget: 'shop' })
  const metrics = read(Answer, answer).response.metric_list ?? []
  const day = localDay(context.now(), store.timeZone)
  const measures = { health_flags: String(metrics.filter(misses).length), ...windowsOf(metrics) }
  return { days: [{ sku: '', day, measures }], next: { kind: 'done', through: day } }
}

/**
 * Shares are told in percent and without their counts: they stand as so many of a hundred. The target is kept also where
 * there is no value yet: it differs by region and changes.
 */
function windowsOf(metrics: readonly Metric[]): Readonly<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const { metric_id, current_period, unit, target } of metrics) {
    const figure = figures[metric_id]
    if (figure === undefined || units[unit] !== figure.unit) continue
    if (target && target.value !== null) told[`${figure.pair}_target`] = target.value
    if (current_period === null) continue
    told[`${figure.pair}_n`] = current_period
    told[`${figure.pair}_d`] = figure.unit === 'percent' ? '100' : '1'
  }
  return told
}

/** Whether a figure misses its target; an unknown sign of comparison misses nothing. */
export function misses({ current_period, target }: Metric): boolean {
  if (current_period === null || !target || target.value === null) return false
  const [value, limit] = [Number(current_period), Number(target.value)]
  switch (target.comparator) {
    case '<':
      return value >= limit
    case '<=':
      return value > limit
    case '>':
      return value <= limit
    case '>=':
      return value < limit
    case '=':
      return value !== limit
    default:
      return false
  }
}
