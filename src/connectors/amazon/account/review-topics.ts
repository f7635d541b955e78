import { z } from 'zod'
import { type Context, call, read } from '#src/connectors/amazon/client/api.ts'
import { createSums, SavedSums } from '#src/connectors/amazon/client/sums.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'

/**
 * How often the ten most praised and the ten most criticised topics of a product stand in its reviews of the last six
 * months. Amazon tells no stars and no number of reviews.
 */
export const topicMeasures = ['review_praise_mentions', 'review_complaint_mentions'] as const

const Inventory = z.object({
  payload: z.object({
    inventorySummaries: z.array(z.object({ asin: z.string().nullish(), sellerSku: z.string().nullish() })),
  }),
})
const Topic = z.object({ asinMetrics: z.object({ numberOfMentions: z.number().nullish() }).nullish() })
const Topics = z.object({
  topics: z.object({ positiveTopics: z.array(Topic).nullish(), negativeTopics: z.array(Topic).nullish() }).nullish(),
})

/** Products that are left to be asked about: their ids of Amazon, each with a SKU. */
const State = z.object({ left: z.array(z.tuple([z.string(), z.string()])), sums: SavedSums })
type State = z.infer<typeof State>

/** Judgement: the first page of the inventory holds the fifty products that changed last; a call for each. */
const maxProducts = 50

/** Topics of reviews of the products at Amazon's warehouses, one product a step. */
export async function pullTopics(request: PullRequest, context: Context): Promise<PullStep> {
  const { externalId, timeZone } = request.store
  const day = localDay(context.now(), timeZone)
  const { success, data } = State.safeParse(request.state)
  if (!success) {
    const left = await products(externalId, context)
    if (left.length === 0) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
    return { next: { kind: 'again', state: { left, sums: [] } satisfies State } }
  }
  const [product, ...left] = data.left
  const sums = createSums(data.sums)
  if (!product) return { days: sums.rows([day], topicMeasures), next: { kind: 'done', through: day } }
  const [asin, sku] = product
  const query = new URLSearchParams({ marketplaceId: externalId, sortBy: 'MENTIONS' })
  const path = `/customerFeedback/2024-06-01/items/${encodeURIComponent(asin)}/reviews/topics?${query}`
  const found = read(Topics.nullable(), await call(context, { path, budgets: ['reviewTopics'], of: 'thing' }))
  const { positiveTopics, negativeTopics } = found?.topics ?? {}
  const mentions = (topics: typeof positiveTopics) =>
    (topics ?? []).reduce((sum, one) => sum + (one.asinMetrics?.numberOfMentions ?? 0), 0)
  if (found) {
    sums.add({ day, sku, measure: 'review_praise_mentions', value: mentions(positiveTopics) })
    sums.add({ day, sku, measure: 'review_complaint_mentions', value: mentions(negativeTopics) })
  }
  return { next: { kind: 'again', state: { left, sums: sums.save() } satisfies State } }
}

async function products(marketplace: string, context: Context): Promise<State['left']> {
  const query = new URLSearchParams({
    granularityType: 'Marketplace',
    granularityId: marketplace,
    marketplaceIds: marketplace,
  })
  const path = `/fba/inventory/v1/summaries?${query}`
  const { payload } = read(Inventory, await call(context, { path, budgets: ['getInventorySummaries'] }))
  const skus = new Map<string, string>()
  for (const { asin, sellerSku } of payload.inventorySummaries) if (asin && sellerSku) skus.set(asin, sellerSku)
  return [...skus].slice(0, maxProducts)
}
