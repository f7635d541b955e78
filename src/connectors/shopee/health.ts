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
export const healthMeasures = ['health_flags'] as const

/**
 * How the shop stands in Shopee's own windows today: how many figures miss the target that Shopee sets for them. A
 * figure without a value has no cases yet and misses nothing.
 * https://open.shopee.com/documents/v2/v2.account_health.get_shop_performance
 */
export async function pullHealth({ store }: PullRequest, context: Context): Promise<PullStep> {
  const answer = await call(context, { name: 'account_health/get_shop_performance', budget: 'shop' })
  const metrics = read(Answer, answer).response.metric_list ?? []
  const day = localDay(context.now(), store.timeZone)
  const measures = { health_flags: String(metrics.filter(misses).length) }
  return { days: [{ sku: '', day, measures }], next: { kind: 'done', through: day } }
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
