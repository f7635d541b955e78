import { Big } from 'big.js'
import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Text } from './model.ts'

const Indicator = z.object({ type: Text, formatted_score: Text, target_respected: Text })
const Answer = z.object({ data: z.object({ indicators: z.array(Indicator).nullish() }) })

/** What it tells of a day. */
export const healthMeasures = [
  'health_flags',
  'account_late_n',
  'account_late_d',
  'account_cancel_n',
  'account_cancel_d',
  'account_response_n',
  'account_response_d',
] as const

/** Figures by their type: `in time` is the other side of `late`. */
const shares: readonly (readonly [RegExp, string, boolean])[] = [
  [/SHIP_ON_TIME|ON_TIME_SHIP/, 'account_late', true],
  [/CANCEL/, 'account_cancel', false],
  [/RESPONSE_RATE/, 'account_response', false],
]

/**
 * How the shop stands in Lazada's own windows today, and how many figures miss the target that Lazada sets for them.
 * https://open.lazada.com/apps/doc/api?path=%2Fseller%2Fperformance%2Fget
 */
export async function pullHealth({ store }: PullRequest, context: Context): Promise<PullStep> {
  const answer = await call(context, {
    path: '/seller/performance/get',
    budget: 'seller',
    query: { language: 'en-US' },
  })
  const indicators = read(Answer, answer).data.indicators ?? []
  const missed = indicators.filter(({ target_respected }) => target_respected === 'false')
  const day = localDay(context.now(), store.timeZone)
  const measures = { health_flags: String(missed.length), ...windowsOf(indicators) }
  return { days: [{ sku: '', day, measures }], next: { kind: 'done', through: day } }
}

/** Shares as they are written, in percent and without their counts: they stand as so many of a hundred. */
function windowsOf(indicators: readonly z.infer<typeof Indicator>[]): Readonly<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const { type, formatted_score } of indicators) {
    const [, measure, isInTime] = shares.find(([pattern]) => pattern.test(type.toUpperCase())) ?? []
    const score = /^(\d+(?:\.\d+)?)\s*%$/.exec(formatted_score)?.[1]
    if (measure === undefined || score === undefined) continue
    told[`${measure}_n`] = isInTime ? Big(100).minus(score).toFixed() : score
    told[`${measure}_d`] = '100'
  }
  return told
}
