import type { Card } from '#src/chat/card.ts'
import { localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import { type Day, dayPeriod, type Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { type MissingData, type ReportKind, reportKinds } from '#src/domain/report.ts'
import type { Figures } from '#src/features/figures/index.ts'
import { type Channel, mentionable } from '#src/features/people/index.ts'
import { digestCard } from '#src/features/reports/cards/digest-card.ts'
import { periodCard } from '#src/features/reports/cards/period-card.ts'
import type { PostedNumbers } from '#src/features/reports/store/posted-runs.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Schedule, ScheduleRun } from '#src/platform/jobs/schedules.ts'
import { dailyReport } from './daily-report.ts'
import { lastPeriod, periodAround, periodReport } from './period-report.ts'
import type { SaidFigures } from './posted-values.ts'
import { type Readership, readershipOf } from './readership.ts'

/** The kind of schedule, and the job, that posts daily digests. */
export const digestKind = 'digest'

export interface DigestParts {
  readonly db: Db
  readonly figures: Figures
  readonly now: Date
  /** Told what could not be made. A pino logger fits. */
  readonly log?: { readonly error: (fields: object, message: string) => void }
  /** Digests made in the same go, by what they are about: channels that see the same share one. */
  readonly shared?: Map<string, Promise<Digest>>
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
  /** Before the first of its figures was read. */
  readonly asOf: Date
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
    const day = days?.from ?? shiftDays(parts.figures.today(resolved, dueAt), -1)
    return sharedDigest(parts, readership, every, day, () => dayDigest(parts, readership, day))
  }
  const period = days ? periodAround(every, days.from) : lastPeriod(every, localDay(dueAt, schedule.timeZone))
  return sharedDigest(parts, readership, every, period.from, () => longDigest(parts, readership, period))
}

/** Whoever sees the same stores on the same clock reads the same. One that cannot be made is no reason for the others. */
function sharedDigest(
  { shared }: DigestParts,
  { reader, place, zone, named }: Readership,
  every: ReportKind,
  first: Day,
  make: () => Promise<Digest>,
): Promise<Digest> {
  const ids = reader.stores.map(store => store.id).sort((a, b) => a - b)
  const key = JSON.stringify([every, first, place, zone, named, reader.demo, ids])
  const known = shared?.get(key)
  if (known !== undefined) return known
  const made = make()
  shared?.set(key, made)
  made.catch(() => shared?.delete(key))
  return made
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
    asOf: parts.now,
  }
}

async function dayDigest(parts: DigestParts, { reader, place, zone, named }: Readership, day: Day): Promise<Digest> {
  const report = await dailyReport(parts, { reader, place, day, now: parts.now })
  const owners = await mentionable(parts.db, report.owners, parts.now)
  const period = dayPeriod(day)
  const figures = [...report.figures, ...report.breaches]
  return {
    missing: report.missing,
    about: day,
    overAt: endOf(period, report.place),
    card: digestCard({ ...report, owners }, { zone, named }),
    said: { every: 'day', period, place: report.place, figures, others: report.byStore },
    asOf: parts.now,
  }
}

/** When the last day is over in the last of the stores. */
function endOf({ to }: Period, { stores }: ResolvedPlace): Date {
  const ends = stores.map(store => startOfDay(shiftDays(to, 1), store.timeZone).getTime())
  return new Date(Math.max(...ends))
}

/** What a schedule posts; those of before there was a choice, the day. */
export function everyOf({ every }: ScheduleRun['schedule']['params']): ReportKind {
  return reportKinds.find(kind => kind === every) ?? 'day'
}
