import { Big } from 'big.js'
import { z } from 'zod'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Amount, Text } from './model.ts'

const Indicator = z.object({
  type: Text,
  score: Amount,
  score_format: Text,
  formatted_score: Text,
  target: Amount,
  target_format: Text,
  formatted_target: Text,
  target_respected: Text,
})
type Indicator = z.infer<typeof Indicator>
const Answer = z.object({ data: z.object({ indicators: z.array(Indicator).nullish() }) })
const Metrics = z.object({
  data: z.object({ response_rate: Text, ship_on_time: Text, positive_seller_rating: Text }),
})

/** Figures by their type: `in time` is the other side of `late`. */
const shares: readonly (readonly [RegExp, string, boolean])[] = [
  [/SHIP_ON_TIME|ON_TIME_SHIP/, 'account_late', true],
  [/CANCEL/, 'account_cancel', false],
  [/RESPONSE_RATE/, 'account_response', false],
  [/POSITIVE_SELLER_RATING/, 'account_positive', false],
]

/** What it tells of a day. */
export const healthMeasures = [
  'health_flags',
  ...shares.flatMap(([, pair]) => [`${pair}_n`, `${pair}_d`, `${pair}_target`]),
]

/**
 * How the shop stands in Lazada's own windows today, the target that Lazada sets for each figure, and how many miss it.
 * Where that is not open, the figures alone.
 * https://open.lazada.com/apps/doc/api?path=%2Fseller%2Fperformance%2Fget and %2Fseller%2Fmetrics%2Fget
 */
export async function pullHealth({ store }: PullRequest, context: Context): Promise<PullStep> {
  const day = localDay(context.now(), store.timeZone)
  const measures = await standing(context)
  return { days: [{ sku: '', day, measures }], next: { kind: 'done', through: day } }
}

async function standing(context: Context): Promise<Readonly<Record<string, string>>> {
  try {
    const query = { language: 'en-US' }
    const answer = await call(context, { path: '/seller/performance/get', budget: 'seller', query })
    requireTold('Lazada', answer, 'data.indicators', 'data.indicators?.type')
    requireTold('Lazada', answer, 'data.indicators?.target_respected|target|formatted_target')
    const indicators = read(Answer, answer).data.indicators ?? []
    return { health_flags: String(indicators.filter(misses).length), ...windowsOf(indicators) }
  } catch (error) {
    if (!(error instanceof SourceFault) || !['scope', 'unavailable'].includes(error.kind)) throw error
    const { data } = read(Metrics, await call(context, { path: '/seller/metrics/get', budget: 'seller' }))
    return windowsOf([
      bare('SHIP_ON_TIME', data.ship_on_time),
      bare('RESPONSE_RATE', data.response_rate),
      bare('POSITIVE_SELLER_RATING', data.positive_seller_rating),
    ])
  }
}

function bare(type: string, formatted_score: string): Indicator {
  const none = { score: null, score_format: '', target: null, target_format: '', formatted_target: '' }
  return { type, formatted_score, target_respected: '', ...none }
}

/** Whether a figure misses its target, as Lazada says, else by their values. */
function misses({ target_respected, score, target, target_format }: Indicator): boolean {
  if (target_respected !== '') return target_respected === 'false'
  if (score === null || target === null) return false
  if (/GREATER/i.test(target_format)) return Big(score).lt(target)
  return /LOWER/i.test(target_format) && Big(score).gt(target)
}

/** Shares as they are written, in percent and without their counts: they stand as so many of a hundred. */
function windowsOf(indicators: readonly Indicator[]): Readonly<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const one of indicators) {
    const [, measure, isInTime] = shares.find(([pattern]) => pattern.test(one.type.toUpperCase())) ?? []
    if (measure === undefined) continue
    const side = (percent: string) => (isInTime ? Big(100).minus(percent).toFixed() : percent)
    const target = percentIn(one.formatted_target, one.target, one.target_format)
    if (target !== null) told[`${measure}_target`] = side(target)
    const score = percentIn(one.formatted_score, one.score, one.score_format)
    if (score === null) continue
    told[`${measure}_n`] = side(score)
    told[`${measure}_d`] = '100'
  }
  return told
}

/** By what is written, such as `≥ 95%`; else the value itself, where its format is percent. `null`: neither. */
function percentIn(written: string, value: string | null, format: string): string | null {
  const percent = /(\d+(?:\.\d+)?)\s*%/.exec(written)?.[1]
  if (percent !== undefined) return percent
  return value !== null && /PERCENT/i.test(format) ? value : null
}
