import { z } from 'zod'
import { call, Id, read } from '#src/connectors/tiktok/api.ts'
import type { Context } from '#src/connectors/tiktok/token.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'

/** What each day that is ready has. */
export const creatorMeasures = ['creator_posts'] as const

const Video = z.object({ id: Id, video_post_time: z.union([z.string(), z.number()]).transform(String).nullish() })
const Page = z.object({
  latest_available_date: z.string().nullish(),
  videos: z.array(Video).nullish(),
  next_page_token: z.string().nullish(),
})
const State = z.object({ token: z.string(), posts: z.record(z.string(), z.string()), ready: z.string().nullable() })

/**
 * Videos of creators that show the shop's products, on the day on which they were posted; a page a step.
 * https://partner.tiktokshop.com/docv2/page/get-shop-video-performance-list-202509
 */
export async function pullCreators(request: PullRequest, context: Context): Promise<PullStep> {
  const { store, window } = request
  const state = request.state === null ? { token: '', posts: {}, ready: null } : State.parse(request.state)
  const query = {
    start_date_ge: window.from,
    end_date_lt: shiftDays(window.to, 1),
    page_size: '100',
    account_type: 'AFFILIATE_ACCOUNTS',
    currency: 'LOCAL',
    ...(state.token !== '' && { page_token: state.token }),
  }
  const answer = await call(context, { path: '/analytics/202509/shop_videos/performance', query, store })
  requireTold('TikTok Shop', answer, 'videos?.video_post_time')
  const page = read(Page, answer)
  const posts: Record<string, string> = { ...state.posts }
  for (const { id, video_post_time } of page.videos ?? []) {
    const day = dayOf(video_post_time ?? '', store.timeZone)
    if (day !== null) posts[id] = day
  }
  const ready = page.latest_available_date?.slice(0, 10) ?? state.ready
  const token = page.next_page_token ?? ''
  if (token !== '' && token !== state.token) return { next: { kind: 'again', state: { token, posts, ready } } }
  const yesterday = shiftDays(localDay(context.now(), store.timeZone), -1)
  const through = earlier(earlier(window.to, yesterday), ready ?? window.to)
  const posted = Object.values(posts)
  const days = eachDay(window.from, through).map(day => ({
    sku: '',
    day,
    measures: { creator_posts: String(posted.filter(one => one === day).length) },
  }))
  return { days, next: { kind: 'done', through: through < window.from ? null : through } }
}

/** A moment as ISO 8601 or in Unix seconds; a text without a zone is one of the shop's zone already. */
function dayOf(text: string, timeZone: string): string | null {
  if (/^\d{9,}$/.test(text)) return localDay(new Date(Number(text) * 1_000), timeZone)
  const [day] = /^\d{4}-\d\d-\d\d/.exec(text) ?? []
  if (day === undefined || !/(Z|[+-]\d\d:?\d\d)$/.test(text)) return day ?? null
  const at = Date.parse(text)
  return Number.isNaN(at) ? day : localDay(new Date(at), timeZone)
}
