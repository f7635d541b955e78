import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { daysBetween, eachDay, earlier, instantsOf, localDay, shiftDays } from '#src/domain/days.ts'
import { answerCounts, inquiryMeasures } from '#src/domain/orders/inquiry-counts.ts'
import { type Context, call, read } from './api.ts'
import { Instant, localTime, timeZone } from './jst.ts'

/** Documented: at most 100 a page, and only the first 10,000 of a search. */
const perPage = 100
const lastPage = 100
/** Judgement: one call a second, so that a step stays below its time. */
const callsPerStep = 10

const Thread = z.object({
  inquiryNumber: z.string().nullish(),
  type: z.string().nullish(),
  regDate: Instant,
  isCompleted: z.boolean(),
  replies: z.array(z.object({ regDate: Instant, replyFrom: z.string() })).nullish(),
})
type Thread = z.infer<typeof Thread>

const Page = z.object({ totalPageCount: z.number(), list: z.array(Thread) })

const Days = z.object({ from: z.string(), to: z.string() })
const State = z.object({
  /** Days that are still to be asked, the first of them now. */
  ranges: z.array(Days),
  page: z.number(),
  /** Numbers of inquiries that were counted: a page may repeat some. */
  seen: z.array(z.string()),
  sums: z.record(z.string(), z.record(z.string(), z.number())),
})
type State = z.infer<typeof State>

/**
 * Inquiries by the day on which they came in; an answer counts for that day, however late. A window with more than a
 * search reaches is halved. Texts and names are never read. https://webservice.rms.rakuten.co.jp (問い合わせ管理API)
 */
export async function pullInquiries(request: PullRequest, context: Context): Promise<PullStep> {
  const { window } = request
  const end = earlier(window.to, localDay(context.now(), timeZone))
  const begun: State = { ranges: [{ from: window.from, to: end }], page: 1, seen: [], sums: {} }
  // A step that another version of this service began is begun anew
  let state = State.safeParse(request.state).data ?? begun
  if (window.from > end) return { next: { kind: 'done', through: end } }
  for (let calls = 0; calls < callsPerStep && state.ranges.length > 0; calls++) state = await askPage(state, context)
  if (state.ranges.length > 0) return { next: { kind: 'again', state } }
  const days = eachDay(window.from, end).map(day => observed(day, state.sums[day] ?? {}))
  return { days, next: { kind: 'done', through: end } }
}

async function askPage(state: State, context: Context): Promise<State> {
  const [range, ...others] = state.ranges
  if (!range) return state
  const { start, end } = instantsOf(range, timeZone, 1_000)
  const query = new URLSearchParams({
    fromDate: localTime(new Date(start)),
    toDate: localTime(new Date(end)),
    limit: String(perPage),
    page: String(state.page),
  })
  const path = `/es/1.0/inquirymng-api/inquiries?${query}`
  const answer = await call(context, { path, budget: 'inquiry', permission: 'inquirymng.inquiries.get' })
  requireTold('Rakuten', answer, 'list?.replies')
  const { totalPageCount, list } = read(Page, answer)
  if (totalPageCount > lastPage) return { ...state, ranges: [...halves(range), ...others] }
  const counted = add(state, list)
  if (state.page < totalPageCount) return { ...counted, page: state.page + 1 }
  return { ...counted, ranges: others, page: 1 }
}

function halves({ from, to }: z.infer<typeof Days>): readonly z.infer<typeof Days>[] {
  if (from === to) throw new SourceFault('permanent', says('tooManyOfMoment', { vendor: 'Rakuten', what: 'inquiries' }))
  const middle = shiftDays(from, Math.floor(daysBetween(from, to) / 2))
  return [
    { from, to: middle },
    { from: shiftDays(middle, 1), to },
  ]
}

function add(state: State, threads: readonly Thread[]): State {
  const seen = new Set(state.seen)
  const sums = structuredClone(state.sums)
  for (const thread of threads) {
    if (thread.inquiryNumber && seen.has(thread.inquiryNumber)) continue
    if (thread.inquiryNumber) seen.add(thread.inquiryNumber)
    const day = localDay(new Date(thread.regDate), timeZone)
    const row = sums[day] ?? {}
    for (const [measure, value] of Object.entries(countsOf(thread))) row[measure] = (row[measure] ?? 0) + value
    sums[day] = row
  }
  return { ...state, seen: [...seen], sums }
}

/** Threads that the shop began are no inquiries. A second message of the customer is no answer. */
function countsOf({ type, regDate, replies, isCompleted }: Thread): Readonly<Record<string, number>> {
  if (type === '店舗からの問い合わせ') return {}
  const answers = (replies ?? []).filter(reply => reply.replyFrom === 'merchant')
  return answerCounts(
    Date.parse(regDate),
    answers.map(reply => Date.parse(reply.regDate)),
    isCompleted,
  )
}

function observed(day: string, sums: Readonly<Record<string, number>>): Observed {
  return { sku: '', day, measures: Object.fromEntries(inquiryMeasures.map(id => [id, String(sums[id] ?? 0)])) }
}
