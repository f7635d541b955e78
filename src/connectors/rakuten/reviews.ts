import { Big } from 'big.js'
import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { localDay } from '#src/domain/days.ts'
import type { Context } from './api.ts'
import { firstPlace, listItems, Place } from './items.ts'
import { timeZone } from './jst.ts'

/** What it tells of a day: all reviews that items on sale ever had, and their stars added up. */
export const reviewMeasures = ['reviews_total', 'review_stars_total'] as const

const State = z.object({
  place: Place,
  items: z.record(z.string(), z.object({ count: z.number(), stars: z.string() })),
})

/**
 * How items are reviewed now, a page a step: Rakuten tells the number of all reviews of an item and their mean with two
 * decimals, not the single stars and not their days.
 */
export async function pullReviews(request: PullRequest, context: Context): Promise<PullStep> {
  const before = request.state === null ? { place: firstPlace, items: {} } : State.parse(request.state)
  const { items: found, next } = await listItems(before.place, context)
  const told = found.flatMap(({ manageNumber, reviews }) => {
    if (reviews === null) return []
    const stars = Big(reviews.mean).times(reviews.count).round().toFixed()
    return [[manageNumber, { count: reviews.count, stars }] as const]
  })
  const items = { ...before.items, ...Object.fromEntries(told) }
  if (next !== null) return { next: { kind: 'again', state: { place: next, items } } }
  const day = localDay(context.now(), timeZone)
  const row = (sku: string, of: readonly { readonly count: number; readonly stars: string }[]) => {
    const count = of.reduce((sum, one) => sum + one.count, 0)
    const stars = of.reduce((sum, one) => sum.plus(one.stars), Big(0))
    return { sku, day, measures: { reviews_total: String(count), review_stars_total: stars.toFixed() } }
  }
  const own = Object.entries(items).map(([sku, one]) => row(sku, [one]))
  return { days: [row('', Object.values(items)), ...own], next: { kind: 'done', through: day } }
}
