import type { Card } from '#src/chat/card.ts'
import { localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import { type Day, dayPeriod, type Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { type DailyReport, type MissingData, type ReportKind, reportKinds } from '#src/domain/report.ts'
import { planDelivery, spread } from '#src/features/delivery/index.ts'
import { createFigures, type Figures } from '#src/features/figures/index.ts'
import { type Channel, findChannelById, mentionable } from '#src/features/people/index.ts'
import { digestCard } from '#src/features/reports/cards/digest-card.ts'
import { periodCard } from '#src/features/reports/cards/period-card.ts'
import { keepPosted, type PostedNumbers } from '#src/features/reports/store/posted-runs.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { closeRun, lockWaitingRun, postponeRun, type Schedule, type ScheduleRun } from '#src/platform/jobs/schedules.ts'
import { dailyReport, type ReportRequest } from './daily-report.ts'
import { lastPeriod, periodAround, periodReport } from './period-report.ts'
import { type SaidFigures, valuesOf } from './posted-values.ts'
import { type Readership, readershipOf } from './readership.ts'

/** The kind of schedule, and the job, that posts daily digests. */
export const digestKind = 'digest'

/** How soon a digest that waits for data looks again by itself; new data makes it look sooner (judgement). */
const lookAgainMs = 5 * 60_000

const lateText: Localized = {
  en: 'This post was due at {time}; I was not running then.',
  ja: '本来の配信時刻は{time}でしたが、ボットが停止していたため遅れました。',
  'zh-CN': '本条应于{time}发送，因机器人当时未运行而延迟。',
}

export interface DigestParts {
  readonly db: Db
  readonly figures: Figures
  readonly now: Date
  /** Reports made in the same go, by what they are about: channels that see the same share one. */
  readonly shared?: Map<string, Promise<DailyReport>>
}

/** What a digest of a channel says, and the day it is about. */
export interface Digest {
  readonly missing: readonly MissingData[]
  /** `2026-11-20`, `week/2026-11-16`: names what it is about. */
  readonly about: string
  /** When its last day is over in all of its stores. */
  readonly overAt: Date
  readonly card: Card
  /** What it says, to be put right when it becomes wrong. */
  readonly said: SaidFigures
}

/** What became of a run: posted, waiting for data, or nothing to be said in that channel. */
export type RunOutcome = 'planned' | 'waiting' | 'skipped'

/**
 * Looks at the next run that is due: posts it when its data is complete or its deadline has passed, else waits on. The
 * run stays locked meanwhile, so that no other replica takes it. `null` when none is due.
 */
export async function runNextDigest(parts: DigestParts): Promise<RunOutcome | null> {
  const { db, now } = parts
  return db.transaction(async tx => {
    const run = await lockWaitingRun(tx, digestKind, now)
    if (!run) return null
    const channel = await findChannelById(tx, run.schedule.channelId)
    const digest = channel && (await channelDigest(within(tx, parts), channel, run))
    if (!channel || !digest) {
      await closeRun(tx, run, 'skipped', [])
      return 'skipped'
    }
    return settle(tx, run, channel, digest, now)
  })
}

/** The same, read in a transaction: who holds a connection must not wait for another one. */
export function within(tx: Db, parts: DigestParts): DigestParts {
  return { ...parts, db: tx, figures: createFigures(tx).withSharedReads() }
}

async function settle(tx: Db, run: ScheduleRun, channel: Channel, digest: Digest, now: Date): Promise<RunOutcome> {
  const missing = digest.missing.map(({ store }) => store.slug)
  const deadline = limitOf(run, digest)
  if (missing.length > 0 && now < deadline) {
    await postponeRun(tx, run.id, new Date(Math.min(now.getTime() + lookAgainMs, deadline.getTime())))
    return 'waiting'
  }
  const key = `digest/${run.schedule.id}/${digest.about}`
  const card = run.late ? sayLate(digest.card, run, now) : digest.card
  await planDelivery(tx, { key, channelId: channel.id, subject: key, card, notBefore: spread(now, channel.id) })
  await closeRun(tx, run, 'planned', missing)
  await keepPosted(tx, run.id, postedNumbers(digest), now, now)
  return 'planned'
}

/** Patience with late data begins when the last day is over everywhere: before that nothing is late. None asked: none. */
function limitOf({ deadline, schedule: { waitMinutes } }: ScheduleRun, { overAt }: Digest): Date {
  const over = overAt.getTime() + waitMinutes * 60_000
  return waitMinutes === 0 ? deadline : new Date(Math.max(deadline.getTime(), over))
}

/** What a digest is made for: the schedule, the moment it came due, and the days where they are known already. */
export interface DigestRequest {
  readonly schedule: Pick<Schedule, 'createdBy' | 'params' | 'timeZone'>
  readonly dueAt: Date
  readonly days?: Pick<PostedNumbers, 'from' | 'every'>
}

/**
 * The digest of what a channel may see. Of a day: the last one that is over in all of its stores. Of longer times: the
 * last one that is over where the schedule's clock stands, also when a store's last day still runs elsewhere. `null` when
 * it may see nothing.
 */
export async function channelDigest(
  parts: DigestParts,
  channel: Channel,
  request: DigestRequest,
): Promise<Digest | null> {
  const { schedule, dueAt, days } = request
  const readership = await readershipOf(parts.db, channel, schedule)
  if (!readership) return null
  const every = days?.every ?? everyOf(schedule.params)
  if (every === 'day') {
    const resolved = await parts.figures.resolve(readership.reader, readership.place)
    return dayDigest(parts, readership, days?.from ?? shiftDays(parts.figures.today(resolved, dueAt), -1))
  }
  const first = days ? null : lastPeriod(every, localDay(dueAt, schedule.timeZone))
  return longDigest(parts, readership, first ?? periodAround(every, days?.from ?? ''))
}

async function longDigest(parts: DigestParts, readership: Readership, period: Period): Promise<Digest> {
  const { reader, place, zone, named } = readership
  const report = await periodReport(parts, { reader, place, period, now: parts.now })
  const every = reportKinds.find(kind => kind === period.kind) ?? 'week'
  const figures = [...report.figures, ...report.ranking, ...report.goals]
  return {
    missing: report.missing,
    about: `${every}/${period.from}`,
    overAt: endOf(period, report.place),
    card: periodCard(report, { zone, named }),
    said: { every, period, place: report.place, figures },
  }
}

async function dayDigest(parts: DigestParts, { reader, place, zone, named }: Readership, day: Day): Promise<Digest> {
  const report = await sharedReport(parts, { reader, place, day, now: parts.now })
  const owners = await mentionable(parts.db, report.owners, parts.now)
  const period = dayPeriod(day)
  const figures = [...report.figures, ...report.breaches]
  return {
    missing: report.missing,
    about: day,
    overAt: endOf(period, report.place),
    card: digestCard({ ...report, owners }, { zone, named }),
    said: { every: 'day', period, place: report.place, figures, others: report.byStore },
  }
}

/** When the last day is over in the last of the stores. */
function endOf({ to }: Period, { stores }: ResolvedPlace): Date {
  const ends = stores.map(store => startOfDay(shiftDays(to, 1), store.timeZone).getTime())
  return new Date(Math.max(...ends))
}

function postedNumbers({ said, about, missing }: Digest): PostedNumbers {
  const { every, period, place } = said
  return {
    about,
    every,
    from: period.from,
    to: period.to,
    place: place.key,
    stores: place.stores.map(store => store.id),
    incomplete: missing.length > 0,
    values: valuesOf(said.figures),
  }
}

/** What a schedule posts; those of before there was a choice, the day. */
export function everyOf({ every }: ScheduleRun['schedule']['params']): ReportKind {
  return reportKinds.find(kind => kind === every) ?? 'day'
}

function sharedReport(parts: DigestParts, request: ReportRequest): Promise<DailyReport> {
  const { reader, place, day } = request
  const key = JSON.stringify([place, day, reader.demo, reader.stores.map(store => store.id).sort()])
  const report = parts.shared?.get(key) ?? dailyReport(parts, request)
  parts.shared?.set(key, report)
  return report
}

function sayLate(card: Card, { dueAt, schedule }: ScheduleRun, now: Date): Card {
  const text = fill(lateText, { time: formatDateTime(dueAt, schedule.timeZone, { named: true, readOn: now }) })
  return { ...card, blocks: [{ type: 'text', style: 'muted', text }, ...card.blocks] }
}
