import { z } from 'zod'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'

/** A metric of Walmart's, the window by which it judges, and the pair of measures that it is. */
interface Metric {
  /** Names of its operation, the newer first. */
  readonly paths: readonly string[]
  readonly days: number
  readonly measure: string
  /** The rate is of what went well, the measure counts what did not. */
  readonly inverted?: readonly string[]
}

/** https://developer.walmart.com/global-marketplace/docs/seller-performance-api-endpoints and the seller performance standards */
const metrics: readonly Metric[] = [
  { paths: ['otd'], days: 30, measure: 'account_otd' },
  { paths: ['vtr'], days: 30, measure: 'account_vtr' },
  { paths: ['cancellations'], days: 30, measure: 'account_cancel' },
  { paths: ['srr'], days: 30, measure: 'account_response' },
  { paths: ['lateShipment', 'ots'], days: 30, measure: 'account_late', inverted: ['ots'] },
  { paths: ['negativeFeedback'], days: 60, measure: 'account_feedback' },
  { paths: ['returns'], days: 60, measure: 'account_returns' },
  { paths: ['itemNotReceived', 'inr'], days: 60, measure: 'account_inr' },
]

/** What it tells of a day. */
export const performanceMeasures = [
  'health_flags',
  ...metrics.flatMap(({ measure }) => [`${measure}_n`, `${measure}_d`]),
]

const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
const Summary = z.object({
  overallRate: Decimal.nullish(),
  sellerAccountableRate: Decimal.nullish(),
  cumulativeRate: Decimal.nullish(),
  riskLevel: z.string().nullish(),
  performanceRiskLevel: z.string().nullish(),
})
type Summary = z.infer<typeof Summary>
const Answer = z.object({ payload: Summary.nullish() })

const State = z.object({
  index: z.number(),
  told: z.record(z.string(), z.string()),
  flags: z.number(),
  /** How many metrics were answered, also with "no data yet". */
  answered: z.number(),
})
type State = z.infer<typeof State>

/**
 * How the account stands in Walmart's own rolling windows today, one metric a step. Walmart tells shares without the cases
 * behind them: a pair is cases of a hundred.
 */
export async function pullPerformance({ state: before, store }: PullRequest, context: Context): Promise<PullStep> {
  const state: State = before === null ? { index: 0, told: {}, flags: 0, answered: 0 } : State.parse(before)
  const metric = metrics[state.index]
  const next: State = metric ? await withMetric(state, metric, context) : state
  if (next.index < metrics.length) return { next: { kind: 'again', state: next } }
  if (next.answered === 0) {
    throw new SourceFault('unavailable', says('walmartPerformance'), { subject: 'insights' })
  }
  if (Object.keys(next.told).length === 0) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const day = localDay(context.now(), store.timeZone)
  const measures = { ...next.told, health_flags: String(next.flags) }
  return { days: [{ sku: '', day, measures }], next: { kind: 'done', through: day } }
}

async function withMetric(state: State, { paths, days, measure, inverted = [] }: Metric, context: Context) {
  const next: State = { ...state, index: state.index + 1 }
  for (const name of paths) {
    const path = `/v3/insights/performance/${name}/summary?reportDuration=${days}`
    const answer = await call(context, { path, budget: 'insights', nothing: [400, 403, 404] })
    if (!answer) continue
    const told = answer.exactJson()
    const { payload } = read(Answer, told)
    const summary = payload ?? read(Summary, told)
    const rate = rateOf(summary)
    if (rate === null) return { ...next, answered: next.answered + 1 }
    const cases = inverted.includes(name) ? 100 - Number(rate) : Number(rate)
    const pair = { [`${measure}_n`]: String(Number(cases.toFixed(4))), [`${measure}_d`]: '100' }
    return {
      ...next,
      answered: next.answered + 1,
      told: { ...next.told, ...pair },
      flags: next.flags + (isBad(summary) ? 1 : 0),
    }
  }
  return next
}

/** Walmart judges by what the seller answers for, where it tells it apart. */
function rateOf({ sellerAccountableRate, cumulativeRate, overallRate }: Summary): string | null {
  return sellerAccountableRate ?? cumulativeRate ?? overallRate ?? null
}

/** Levels that Walmart wants something done about; "Monitor" is not one yet. */
function isBad({ performanceRiskLevel, riskLevel }: Summary): boolean {
  return /urgent|high|below|does ?n.?t meet|not meet/i.test(performanceRiskLevel ?? riskLevel ?? '')
}
