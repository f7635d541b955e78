import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, instantsOf, localDay, shiftDays } from '#src/domain/days.ts'
import { answerCounts, inquiryMeasures } from '#src/domain/orders/inquiry-counts.ts'
import { jsonOf, Refusal, read } from './api.ts'
import { timeZone } from './orders.ts'
import type { Context } from './token.ts'

/** Documented: topics of a page. */
const perPage = 20
/** Judgement: one call a second, so that a step stays below its time. */
const callsPerStep = 10
/** Judgement: a talk that goes on for longer than this is found by its newer messages. */
const talkDays = 31

/** Unix seconds, as a number or digits; `null`: not yet. */
const Seconds = z
  .union([z.number(), z.string()])
  .nullish()
  .transform(value => {
    if (value === null || value === undefined || value === '') return null
    const at = /^\d+$/.test(String(value)) ? Number(value) : Date.parse(String(value)) / 1_000
    return Number.isFinite(at) && at > 0 ? at : null
  })
const Flag = z.union([z.boolean(), z.string(), z.number()]).nullish()

const Topic = z.object({
  topicId: z.union([z.string(), z.number()]).transform(String),
  isCompleted: Flag,
  userPostTime: Seconds,
  sellerPostTime: Seconds,
})
const List = z.object({
  summary: z.object({ topic: z.object({ count: z.coerce.number() }).nullish() }).nullish(),
  headlines: z.array(Topic).nullish(),
})
const Detail = z.object({
  messages: z
    .array(z.object({ postUserType: z.union([z.string(), z.number()]).nullish(), postdate: Seconds }))
    .nullish(),
})

const Pending = z.object({
  id: z.string(),
  asked: z.number().nullable(),
  answered: z.number().nullable(),
  completed: z.boolean(),
})
type Pending = z.infer<typeof Pending>
const State = z.object({
  /** Row of the next page; `null`: all are listed. */
  start: z.number().nullable(),
  /** The list is asked by days; where that is refused it is read from the newest on. */
  byDay: z.boolean(),
  /** Single talks are open to the application: they tell the first answer. */
  details: z.boolean(),
  seen: z.array(z.string()),
  pending: z.array(Pending),
  counts: z.record(z.string(), z.record(z.string(), z.number())),
})
type State = z.infer<typeof State>

/**
 * Inquiries by the day of the first message. The list tells only the latest messages, so that each talk is asked for;
 * where that is not open, the latest stand for the first. Texts and names are never read.
 * https://developer.yahoo.co.jp/webapi/shopping/externalTalkList.html
 */
export async function pullInquiries(request: PullRequest, context: Context): Promise<PullStep> {
  const begun: State = { start: 1, byDay: true, details: true, seen: [], pending: [], counts: {} }
  let state = request.state === null ? begun : State.parse(request.state)
  for (let calls = 0; calls < callsPerStep && isOpen(state); calls++) {
    state = state.pending.length > 0 ? await readTalk(state, context) : await listTopics(state, request, context)
  }
  if (isOpen(state)) return { next: { kind: 'again', state } }
  const { window } = request
  const to = earlier(window.to, localDay(context.now(), timeZone))
  const days = eachDay(window.from, to).map((day): Observed => {
    const counts = state.counts[day] ?? {}
    return { sku: '', day, measures: Object.fromEntries(inquiryMeasures.map(id => [id, String(counts[id] ?? 0)])) }
  })
  return { days, next: { kind: 'done', through: to < window.from ? null : to } }
}

function isOpen({ start, pending }: State): boolean {
  return start !== null || pending.length > 0
}

/** Topics with a message in the days, or soon after them: their first may lie in the days. */
async function listTopics(state: State, { window }: PullRequest, context: Context): Promise<State> {
  const start = state.start ?? 1
  const days = instantsOf({ from: window.from, to: shiftDays(window.to, talkDays) }, timeZone, 1_000)
  const [from, to] = [days.start / 1_000, Math.floor(Math.min(days.end, context.now().getTime()) / 1_000)]
  const fields = {
    sellerId: context.keys.seller_id,
    start: String(start),
    result: String(perPage),
    requestFilter: 'all',
    serviceType: 'shp',
    sort: 'userPostTime',
    sortOrder: 'desc',
    ...(state.byDay && { dateType: 'userPostTime', startDate: String(from), endDate: String(to) }),
  }
  const answer = await jsonOf(context, 'externalTalkList', fields).catch((error: unknown) => {
    if (state.byDay && error instanceof Refusal) return null
    throw error
  })
  if (answer === null) return { ...state, byDay: false, start: 1 }
  requireTold('Yahoo!', answer, 'headlines?.userPostTime', 'headlines?.sellerPostTime')
  return taken(state, start, read(List, answer), { from, to })
}

function taken(
  state: State,
  start: number,
  { summary, headlines }: z.infer<typeof List>,
  { from, to }: { readonly from: number; readonly to: number },
): State {
  const rows = headlines ?? []
  const known = new Set(state.seen)
  const fresh = rows.filter(({ topicId }) => !known.has(topicId))
  const inside = fresh.filter(({ userPostTime: at }) => at !== null && at >= from && at <= to)
  const isPast = !state.byDay && rows.some(({ userPostTime: at }) => at !== null && at < from)
  const next = start + rows.length
  const more = fresh.length > 0 && !isPast && next <= (summary?.topic?.count ?? 0)
  const pending = inside.map(({ topicId, isCompleted, userPostTime, sellerPostTime }) => ({
    id: topicId,
    asked: userPostTime,
    answered: sellerPostTime,
    completed: String(isCompleted) === 'true' || String(isCompleted) === '1',
  }))
  return { ...state, start: more ? next : null, seen: [...state.seen, ...fresh.map(one => one.topicId)], pending }
}

async function readTalk(state: State, context: Context): Promise<State> {
  const [topic, ...pending] = state.pending
  if (topic === undefined) return state
  if (!state.details) return { ...state, pending, counts: counted(state.counts, topic, ownTimes(topic)) }
  try {
    const fields = { sellerId: context.keys.seller_id, topicId: topic.id }
    const { messages } = read(Detail, await jsonOf(context, 'externalTalkDetail', fields))
    const times = timesOf(messages ?? []) ?? ownTimes(topic)
    return { ...state, pending, counts: counted(state.counts, topic, times) }
  } catch (error) {
    if (error instanceof Refusal) return { ...state, pending, counts: counted(state.counts, topic, ownTimes(topic)) }
    if (!(error instanceof SourceFault) || !['scope', 'unavailable'].includes(error.kind)) throw error
    return { ...state, details: false }
  }
}

interface Times {
  readonly asked: number | null
  readonly answers: readonly number[]
}

/** By the list alone: an answer before the latest message says nothing about when the first came. */
function ownTimes({ asked, answered }: Pending): Times {
  return { asked, answers: asked !== null && answered !== null && answered >= asked ? [answered] : [] }
}

/** A talk that the shop began is no inquiry before the customer writes. `null`: nothing is told. */
function timesOf(messages: NonNullable<z.infer<typeof Detail>['messages']>): Times | null {
  const isShop = (type: unknown) => /seller|store|shop|merchant/i.test(String(type ?? ''))
  const at = (shop: boolean) =>
    messages.flatMap(({ postUserType, postdate }) =>
      postdate !== null && isShop(postUserType) === shop ? [postdate] : [],
    )
  const asked = Math.min(...at(false))
  return Number.isFinite(asked) ? { asked, answers: at(true).filter(time => time >= asked) } : null
}

function counted(before: State['counts'], { completed }: Pending, { asked, answers }: Times): State['counts'] {
  if (asked === null) return before
  const day = localDay(new Date(asked * 1_000), timeZone)
  const row = { ...before[day] }
  const counts = answerCounts(
    asked * 1_000,
    answers.map(at => at * 1_000),
    completed,
  )
  for (const [measure, value] of Object.entries(counts)) row[measure] = (row[measure] ?? 0) + value
  return { ...before, [day]: row }
}
