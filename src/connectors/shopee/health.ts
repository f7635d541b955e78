import { Big } from 'big.js'
import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
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

/** How a figure stands here: of a hundred, as it is, or as a mean time. */
type Kind = 'percent' | 'number' | 'hours' | 'minutes'

/** Shopee's numbers of figures, the better known first where two tell the same; `adds`: to the one before. */
const figures: readonly { readonly id: string; readonly pair: string; readonly as: Kind; readonly adds?: true }[] = [
  { id: '1', pair: 'account_late', as: 'percent' },
  { id: '3', pair: 'account_unfulfilled', as: 'percent' },
  { id: '4', pair: 'account_preparation', as: 'hours' },
  { id: '11', pair: 'account_response', as: 'percent' },
  { id: '12', pair: 'account_preorder', as: 'percent' },
  { id: '21', pair: 'account_reply', as: 'minutes' },
  { id: '29', pair: 'account_reply', as: 'minutes' },
  { id: '22', pair: 'account_rating', as: 'number' },
  { id: '25', pair: 'account_handover', as: 'percent' },
  { id: '42', pair: 'account_cancel', as: 'percent' },
  { id: '43', pair: 'account_returns', as: 'percent' },
  { id: '52', pair: 'account_listing', as: 'number' },
  { id: '53', pair: 'account_listing', as: 'number', adds: true },
  { id: '2036', pair: 'account_otd', as: 'percent' },
]

/** Seconds of the units that are times: 3 second, 4 day, 5 hour. Others: 1 number, 2 percent. */
const seconds: Readonly<Record<string, number>> = { '3': 1, '4': 86_400, '5': 3_600 }

/** What it tells of a day. */
export const healthMeasures = [
  'health_flags',
  ...[...new Set(figures.map(({ pair }) => pair))].flatMap(pair => [`${pair}_n`, `${pair}_d`, `${pair}_target`]),
]

/**
 * How the shop stands in Shopee's own windows today, and how many figures miss the target that Shopee sets for them. A
 * figure without a value has no cases yet, misses nothing and is left out.
 * https://open.shopee.com/documents/v2/v2.account_health.get_shop_performance
 */
export async function pullHealth({ store }: PullRequest, context: Context): Promise<PullStep> {
  const answer = await call(context, { name: 'account_health/get_shop_performance', budget: 'shop' })
  const told = ['metric_id', 'current_period', 'unit', 'target.value', 'target.comparator']
  requireTold('Shopee', answer, ...told.map(name => `response.metric_list.${name}`))
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
  for (const { id, pair, as, adds } of figures) {
    const metric = metrics.find(one => one.metric_id === id)
    if (metric === undefined) continue
    const tell = (part: 'n' | 'target', value: string | null) => {
      const [key, shown] = [`${pair}_${part}`, value === null ? null : valueAs(as, value, metric.unit)]
      if (shown === null || (key in told && !adds)) return
      told[key] = Big(told[key] ?? '0')
        .plus(shown)
        .toFixed()
    }
    tell('target', metric.target?.value ?? null)
    tell('n', metric.current_period)
    if (`${pair}_n` in told) told[`${pair}_d`] = as === 'percent' ? '100' : '1'
  }
  return told
}

/** A value of a unit as it stands here; `null`: the unit is another one than documented. */
function valueAs(kind: Kind, value: string, unit: string): string | null {
  if (kind === 'percent') return unit === '2' ? value : null
  if (kind === 'number') return unit === '1' ? value : null
  const one = seconds[unit]
  return one === undefined
    ? null
    : Big(value)
        .times(one)
        .div(kind === 'hours' ? 3_600 : 60)
        .toFixed()
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
