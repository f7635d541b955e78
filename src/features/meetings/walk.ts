import type { Card } from '#src/chat/card.ts'
import { type CommandAnswer, type CommandContext, includes, type Words } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { UserError } from '#src/errors.ts'
import { readLine } from '#src/features/conversation/index.ts'
import { endCard, pointCard } from '#src/features/meetings/cards/point-card.ts'
import {
  claimStart,
  insertMeeting,
  lastEnded,
  lockRunning,
  type Meeting,
  meetingsAbout,
  type Point,
  updateMeeting,
} from '#src/features/meetings/store/meetings.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { agendaOf, decisionLine, takenUp, targetLine } from './agenda.ts'
import { periodsOffered } from './next-targets.ts'
import { isPointInside, meetingPack } from './pack.ts'
import { subjectAsked } from './subject.ts'

/**
 * Begins a meeting: its first point. One that was held about the same subject and period goes on where it stopped, also from
 * another conversation. Another one that runs here is ended, and what it left open is carried over.
 */
export async function startMeeting(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const channelId = requireChannel(context)
  const subject = await subjectAsked(words, context)
  const { kind, from } = subject.period
  const key = { subject: subject.key, periodKind: kind, periodFrom: from, demo: caller.demo }
  await claimStart(db, channelId, key)
  const pack = await meetingPack(subject, context)
  const isSeen = (point: Point) => isPointInside(point, subject, context)
  const held = (await meetingsAbout(db, key)).find(({ points }) => points.every(isSeen))
  const running = await lockRunning(db, channelId)
  if (running && running.id !== held?.id) await updateMeeting(db, running.id, { points: running.points, endedAt: now })
  const today = agendaOf(pack, await lastEnded(db, subject.key, caller.demo, key), context)
  const points = held ? takenUp(held, today) : today
  const open = points.some(({ state }) => state === 'open')
  if (held) await updateMeeting(db, held.id, { points, endedAt: open ? null : now, channelId })
  else if (open) await insertMeeting(db, { ...key, points, channelId, startedBy: caller.personId, startedAt: now })
  return { cards: [open ? nextPoint(points, context) : endCard(points)] }
}

/** Leaves the point for the next meeting. */
export async function skipPoint(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const meeting = await runningHere(context)
  const { at } = pointOf(meeting, words)
  return advance(meeting, replaced(meeting, at, { state: 'skipped' }), context)
}

/** Carries a decision out as the line that it is, with the caller's own rights, and goes on. */
export async function decide(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const meeting = await runningHere(context)
  const { at, point, said } = pointOf(meeting, words)
  if (said === '' && point.kind !== 'proposal') throw new UserError(texts.what)
  const done = await readLine(decisionLine(point, said), context)
  const answer = await done.command.run(done.words, context)
  const decision = said === '' ? done.words.line : said
  const outcome = said === '' ? outcomeOf(answer) : null
  const next = await advance(meeting, replaced(meeting, at, { state: 'decided', decision, outcome }), context)
  return { cards: [...answer.cards, ...next.cards] }
}

/**
 * Sets a target for the KPI of the point: `meeting target next month 50000 @ken`, with approval where rules ask for it. The
 * point is decided by it. Of a proposal: approves it with another value.
 */
export async function decideTarget(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const meeting = await runningHere(context)
  const { at, point, said } = pointOf(meeting, words)
  const done = await readLine(targetLine(point, said), context)
  const answer = await done.command.run(done.words, context)
  const change = { state: 'decided', decision: done.words.line, outcome: outcomeOf(answer) } as const
  const next = await advance(meeting, replaced(meeting, at, change), context)
  return { cards: [...answer.cards, ...next.cards] }
}

/** What an answer says before everything else, for the record. */
function outcomeOf({ cards }: CommandAnswer): Localized | null {
  const [card] = cards
  const first = card?.blocks.find(block => block.type === 'text' && block.style === 'strong')
  if (!card) return null
  return first?.type === 'text' ? fill(texts.outcome, { title: card.title, said: first.text }) : card.title
}

/** Shows the point at which the meeting that runs here stands, as after an interruption. */
export async function resumeMeeting(context: CommandContext): Promise<CommandAnswer> {
  const meeting = await runningHere(context)
  return { cards: [nextPoint(meeting.points, context)] }
}

/** Ends the meeting that runs here; what is open is carried over. */
export async function endMeeting(context: CommandContext): Promise<CommandAnswer> {
  const meeting = await runningHere(context)
  await updateMeeting(context.db, meeting.id, { points: meeting.points, endedAt: context.now })
  return { cards: [endCard(meeting.points)] }
}

async function advance(meeting: Meeting, points: readonly Point[], context: CommandContext): Promise<CommandAnswer> {
  const over = points.every(point => point.state !== 'open')
  await updateMeeting(context.db, meeting.id, { points, endedAt: over ? context.now : null })
  return { cards: [over ? endCard(points) : nextPoint(points, context)] }
}

function nextPoint(points: readonly Point[], { caller, now }: CommandContext): Card {
  const at = points.findIndex(point => point.state === 'open')
  const due = shiftDays(localDay(now, caller.timeZone), 14)
  const periods = periodsOffered(points[at]?.next?.kind ?? 'month', { caller, now })
  return pointCard(points, at, { due, periods, mayWrite: includes(caller.role, 'operator') })
}

function replaced({ points }: Meeting, at: number, change: Partial<Point>): readonly Point[] {
  return points.map((point, index) => (index === at ? { ...point, ...change } : point))
}

/**
 * The point that a line is about, and the rest of the line: the one whose number stands in front, as on buttons, so that
 * two people who press at once do not deal with two points; else the first open one. @throws UserError
 */
function pointOf({ points }: Meeting, { rest }: Words) {
  const [number, digits] = /^\s*#(\d{1,3})(?!\d)/.exec(rest) ?? ['', '']
  const at = digits === '' ? points.findIndex(({ state }) => state === 'open') : Number(digits) - 1
  const point = points[at]
  if (!point) throw new UserError(texts.over)
  const goOn = [{ label: texts.resume, line: 'meeting resume' }]
  if (point.state === 'decided')
    throw new UserError(fill(texts.decided, { n: at + 1, what: point.decision ?? '' }), goOn)
  if (point.state === 'skipped' && digits !== '') throw new UserError(fill(texts.skipped, { n: at + 1 }), goOn)
  return { at, point, said: rest.slice(number.length).trim() }
}

async function runningHere(context: CommandContext): Promise<Meeting> {
  const meeting = await lockRunning(context.db, requireChannel(context))
  if (!meeting) throw new UserError(texts.none, [{ label: texts.start, line: 'meeting start' }])
  return meeting
}

function requireChannel({ caller }: CommandContext): number {
  if (caller.channelId === null) throw new UserError(texts.nowhere)
  return caller.channelId
}

const texts = {
  none: { en: 'No meeting runs here.', ja: '進行中の振り返りはありません。', 'zh-CN': '这里没有进行中的复盘。' },
  outcome: { en: '{title}. {said}', ja: '{title}。{said}', 'zh-CN': '{title}。{said}' },
  start: { en: 'Start one', ja: '開始する', 'zh-CN': '开始复盘' },
  resume: { en: 'Go on', ja: '続ける', 'zh-CN': '继续' },
  decided: {
    en: 'Point {n} is decided already: {what}',
    ja: '議題{n}はすでに決定済みです：{what}',
    'zh-CN': '议题{n}已有决定：{what}',
  },
  skipped: {
    en: 'Point {n} was left open for the next meeting.',
    ja: '議題{n}は次回へ持ち越しました。',
    'zh-CN': '议题{n}已留到下次复盘。',
  },
  over: { en: 'All points are through.', ja: 'すべての項目が終わりました。', 'zh-CN': '所有议题已结束。' },
  what: {
    en: 'What was decided? For example: meeting decide "Cut bids" @ken until 12/15',
    ja: '決定内容を書いてください。例：振り返り 決定 「入札を下げる」 @ken 12/15まで',
    'zh-CN': '请写明决定，例如：复盘 决定 “降低出价” @ken 到12/15',
  },
  nowhere: {
    en: 'A meeting is held in a chat: ask me there.',
    ja: '振り返りはチャット内で開始してください。',
    'zh-CN': '请在聊天中开始复盘。',
  },
} satisfies Record<string, Localized>
