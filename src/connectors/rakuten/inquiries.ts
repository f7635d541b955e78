import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { endOfDay, localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import { answerCounts, inquiryMeasures } from '#src/domain/orders/inquiry-counts.ts'
import { type Context, call, read } from './api.ts'
import { Instant, localTime, timeZone } from './jst.ts'

/** Documented: at most 100 a page, and only the first 10,000 of a search. */
const perPage = 100
const lastPage = 100
/** Judgement: one call a second, so that a step stays below its time. */
const callsPerStep = 10

const Thread = z.object({
  type: z.string().nullish(),
  regDate: Instant,
  isCompleted: z.boolean(),
  replies: z.array(z.object({ regDate: Instant, replyFrom: z.string() })).nullish(),
})
type Thread = z.infer<typeof Thread>

const Page = z.object({ totalPageCount: z.number(), list: z.array(Thread) })

const State = z.object({ day: z.string(), page: z.number(), sums: z.record(z.string(), z.number()) })
type State = z.infer<typeof State>

/**
 * Inquiries by the day on which they came in, page by page of each day; an answer counts for that day, however late.
 * Texts and names are never read. https://webservice.rms.rakuten.co.jp (問い合わせ管理API)
 */
export async function pullInquiries(request: PullRequest, context: Context): Promise<PullStep> {
  const { window } = request
  const today = localDay(context.now(), timeZone)
  const end = window.to < today ? window.to : today
  let state: State = request.state === null ? { day: window.from, page: 1, sums: {} } : State.parse(request.state)
  const days: Observed[] = []
  for (let calls = 0; calls < callsPerStep && state.day <= end; calls++) {
    const { totalPageCount, list } = await askPage(state, context)
    const sums = add(state.sums, list)
    if (state.page < totalPageCount) {
      state = { ...state, page: state.page + 1, sums }
      continue
    }
    days.push(observed(state.day, sums))
    state = { day: shiftDays(state.day, 1), page: 1, sums: {} }
  }
  return { days, next: state.day <= end ? { kind: 'again', state } : { kind: 'done', through: end } }
}

async function askPage({ day, page }: State, context: Context) {
  if (page > lastPage) throw new SourceFault('permanent', 'Rakuten has more inquiries on a day than can be read')
  const query = new URLSearchParams({
    fromDate: localTime(startOfDay(day, timeZone)),
    toDate: localTime(new Date(endOfDay(day, timeZone).getTime() - 1_000)),
    limit: String(perPage),
    page: String(page),
  })
  const path = `/es/1.0/inquirymng-api/inquiries?${query}`
  return read(Page, await call(context, { path, budget: 'inquiry', permission: 'inquirymng.inquiries.get' }))
}

function add(before: Readonly<Record<string, number>>, threads: readonly Thread[]): Record<string, number> {
  const sums = { ...before }
  for (const thread of threads) {
    for (const [measure, value] of Object.entries(countsOf(thread))) sums[measure] = (sums[measure] ?? 0) + value
  }
  return sums
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
