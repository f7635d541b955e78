import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { DemoEvent } from './events.ts'

/** What happens to the company, told from today backwards. */
export interface Story {
  readonly today: Day
  readonly storm: Storm
  /** The best seller of Rakuten has been out of stock since. */
  readonly stockOut: { readonly slug: string; readonly code: string; readonly from: Day }
  /** A campaign with creators makes TikTok's ads dear. */
  readonly adSurge: { readonly slug: string; readonly from: Day; readonly factor: number }
  /** Days whose ad sales the platform corrected later. */
  readonly restated: { readonly slug: string; readonly from: Day; readonly to: Day }
  /** Yesterday's figures of this store have not arrived. */
  readonly missing: { readonly slug: string; readonly day: Day }
}

/** Two days on which parcels in Japan stood still. */
export interface Storm {
  readonly from: Day
  readonly to: Day
  readonly event: DemoEvent
  /** What people call it: a typhoon from May to November, heavy snow in winter. */
  readonly words: { readonly ja: string; readonly zh: string; readonly en: string }
}

/** The story as of a day. */
export function storyOf(today: Day): Story {
  return {
    today,
    storm: stormBefore(today),
    stockOut: { slug: 'rakuten', code: 'BOTTLE-500', from: shiftDays(today, -4) },
    adSurge: { slug: 'tiktok', from: shiftDays(today, -5), factor: 1.36 },
    restated: { slug: 'amazon-us', from: shiftDays(today, -13), to: shiftDays(today, -10) },
    missing: { slug: 'ebay', day: shiftDays(today, -1) },
  }
}

function stormBefore(today: Day): Storm {
  const from = shiftDays(today, -17)
  const to = shiftDays(today, -16)
  const month = Number(from.slice(5, 7))
  const words =
    month >= 5 && month <= 11 ? { ja: '台風', zh: '台风', en: 'typhoon' } : { ja: '大雪', zh: '大雪', en: 'heavy snow' }
  const event = { name: `${words.ja}（配送停止）`, place: 'market:jp', fromDay: from, toDay: to, factor: 1 }
  return { from, to, words, event: { ...event, kind: 'force_majeure' } }
}

/** What the story makes of a store's demand on a day; 1 on most. A best seller that is gone takes visitors with it. */
export function demandFactor(story: Story, { slug, market }: { slug: string; market: string }, day: Day): number {
  if (slug === story.stockOut.slug && day >= story.stockOut.from) return 0.84
  if (market !== 'jp') return 1
  if (day === story.storm.from) return 0.52
  if (day === story.storm.to) return 0.71
  return day === shiftDays(story.storm.to, 1) || day === shiftDays(story.storm.to, 2) ? 1.12 : 1
}

/** Whether a product cannot be bought in a store on a day. */
export function outOfStock(story: Story, slug: string, code: string, day: Day): boolean {
  const { stockOut } = story
  return slug === stockOut.slug && code === stockOut.code && day >= stockOut.from
}

/** How much dearer ads are in a store on a day. */
export function adFactor({ adSurge }: Story, slug: string, day: Day): number {
  return slug === adSurge.slug && day >= adSurge.from ? adSurge.factor : 1
}

/** Whether parcels stood still. */
export function isStormDay({ storm }: Story, market: string, day: Day): boolean {
  return market === 'jp' && day >= storm.from && day <= storm.to
}
