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

/** What it tells of a day. */
export const healthMeasures = [
  'health_flags',
  'account_late_n',
  'account_late_d',
  'account_cancel_n',
  'account_cancel_d',
  'account_response_n',
  'account_response_d',
  'account_otd_n',
  'account_otd_d',
] as const

/** Shopee's numbers of figures in percent, and what each is here. */
const shares: Readonly<Record<string, string>> = {
  '1': 'account_late',
  '42': 'account_cancel',
  '11': 'account_response',
  '2036': 'account_otd',
}
const percent = '2'

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

/** Shares are told in percent and without their counts: they stand as so many of a hundred. */
function windowsOf(metrics: readonly Metric[]): Readonly<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const { metric_id, current_period, unit } of metrics) {
    const measure = shares[metric_id]
    if (measure === undefined || current_period === null || unit !== percent) continue
    told[`${measure}_n`] = current_period
    told[`${measure}_d`] = '100'
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
