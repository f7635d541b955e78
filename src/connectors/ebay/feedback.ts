import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'

/** What it tells of a day: negative ones and all of eBay's own window. */
export const feedbackMeasures = ['account_feedback_n', 'account_feedback_d'] as const

const Summary = z.object({
  userRoleType: z.string().nullish(),
  feedbackRatingValueDistribution: z.array(z.object({ value: z.string(), count: z.string().nullish() })).nullish(),
})
const Answer = z.object({
  feedbackRatingSummary: z
    .array(z.object({ ratingType: z.string().nullish(), ratingSummaryByRatingType: z.array(Summary).nullish() }))
    .nullish(),
})

/**
 * Feedback that buyers gave the seller within eBay's window of ninety days, as it stands today.
 * https://developer.ebay.com/api-docs/commerce/feedback/resources/feedback_rating_summary/methods/getFeedbackRatingSummary
 */
export async function pullFeedback({ store }: PullRequest, context: Context): Promise<PullStep> {
  const seller = store.extra?.seller
  if (!seller) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } } // known from the first order on
  const query = new URLSearchParams({ user_id: seller, filter: 'ratingType:{OVERALL_EXPERIENCE}' })
  const place = `/commerce/feedback/v1/feedback_rating_summary?${query}`
  const answer = await call(context, { path: place, budget: 'feedback', optional: true })
  const said = answer?.exactJson()
  const path = 'feedbackRatingSummary?.ratingSummaryByRatingType.feedbackRatingValueDistribution.count'
  requireTold('eBay', said, path)
  const summaries = answer ? (read(Answer, said).feedbackRatingSummary ?? []) : []
  const own = summaries
    .filter(({ ratingType }) => (ratingType ?? 'OVERALL_EXPERIENCE') === 'OVERALL_EXPERIENCE')
    .flatMap(one => one.ratingSummaryByRatingType ?? [])
    .filter(({ userRoleType }) => (userRoleType ?? 'SELLER') === 'SELLER')
  const counts = own.flatMap(one => one.feedbackRatingValueDistribution ?? [])
  const sum = (of: (value: string) => boolean) =>
    counts.filter(({ value }) => of(value)).reduce((total, { count }) => total + Number(count ?? 0), 0)
  const all = sum(value => ['POSITIVE', 'NEUTRAL', 'NEGATIVE'].includes(value))
  if (all === 0) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const day = localDay(context.now(), store.timeZone)
  const measures = {
    account_feedback_n: String(sum(value => value === 'NEGATIVE')),
    account_feedback_d: String(all),
  }
  return { days: [{ sku: '', day, measures }], next: { kind: 'done', through: day } }
}
