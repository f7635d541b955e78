import { z } from 'zod'
import { call, Id, Moment, read } from '#src/connectors/tiktok/api.ts'
import type { Context } from '#src/connectors/tiktok/token.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'

const Session = z.object({ id: Id, start_time: Moment, end_time: Moment })
type Session = z.infer<typeof Session>
const Page = z.object({
  latest_available_date: z.iso.date().nullish(),
  live_stream_sessions: z.array(Session).nullish(),
  next_page_token: z.string().nullish(),
})

/** The shop's own accounts; creators who sell its goods stream by the thousand and are not the shop's work. */
const accounts = ['OFFICIAL_ACCOUNTS', 'MARKETING_ACCOUNTS'] as const
/** Judgement: more sessions of own accounts in a month than a team can stream. */
const maxPages = 20

/** Minutes of LIVE of the shop's own accounts, on the day on which a session began. */
export async function pullLive(request: PullRequest, context: Context): Promise<PullStep> {
  const { store, window } = request
  const sessions = new Map<string, Session>()
  let ready = window.to
  for (const account of accounts) {
    const found = await sessionsOf(account, request, context)
    for (const session of found.sessions) sessions.set(session.id, session)
    ready = earlier(ready, found.ready ?? ready)
  }
  const minutes = new Map(eachDay(window.from, ready).map(day => [day, 0]))
  for (const { start_time, end_time } of sessions.values()) {
    if (start_time === null || end_time === null) continue
    const day = localDay(new Date(start_time), store.timeZone)
    const known = minutes.get(day)
    if (known !== undefined) minutes.set(day, known + (Date.parse(end_time) - Date.parse(start_time)) / 60_000)
  }
  const days = [...minutes].map(([day, sum]) => ({ sku: '', day, measures: { live_minutes: sum.toFixed(2) } }))
  return { days, next: { kind: 'done', through: ready < window.from ? null : ready } }
}

/** https://partner.tiktokshop.com/docv2/page/get-shop-liveperformance-list-202509 */
async function sessionsOf(account: string, { store, window }: PullRequest, context: Context) {
  const sessions: Session[] = []
  let token = ''
  let ready: string | null = null
  for (let pages = 0; pages < maxPages; pages += 1) {
    const query = {
      start_date_ge: window.from,
      end_date_lt: shiftDays(window.to, 1),
      page_size: '100',
      currency: 'LOCAL',
      account_type: account,
      ...(token !== '' && { page_token: token }),
    }
    const answer = await call(context, { path: '/analytics/202509/shop_lives/performance', query, store })
    requireTold('TikTok Shop', answer, 'live_stream_sessions?.start_time', 'live_stream_sessions?.end_time')
    const page = read(Page, answer)
    sessions.push(...(page.live_stream_sessions ?? []))
    ready = page.latest_available_date ?? ready
    token = page.next_page_token ?? ''
    if (token === '') break
  }
  return { sessions, ready }
}
