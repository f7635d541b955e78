import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Text } from './model.ts'

const Indicator = z.object({ type: Text, formatted_score: Text, target_respected: Text })
const Answer = z.object({ data: z.object({ indicators: z.array(Indicator).nullish() }) })

/** What it tells of a day. */
export const healthMeasures = ['health_flags'] as const

/**
 * How the shop stands in Lazada's own windows today: how many figures miss the target that Lazada sets for them.
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
  const measures = { health_flags: String(missed.length) }
  return { days: [{ sku: '', day, measures }], next: { kind: 'done', through: day } }
}
