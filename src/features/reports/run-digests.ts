import type { Card } from '#src/chat/card.ts'
import { localDay } from '#src/domain/days.ts'
import { type Day, monthOf, shiftDays } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { kpisAround } from '#src/features/causes/index.ts'
import { planDelivery, spread } from '#src/features/delivery/index.ts'
import { createFigures, defaultKpis } from '#src/features/figures/index.ts'
import { type Channel, findChannelById } from '#src/features/people/index.ts'
import { keepPosted, type PostedNumbers } from '#src/features/reports/store/posted-runs.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { isOwnFault } from '#src/platform/database/own-fault.ts'
import { withSharedTables } from '#src/platform/database/shared-reads.ts'
import { closeRun, lockWaitingRuns, postponeRun, putOffRun, type ScheduleRun } from '#src/platform/jobs/schedules.ts'
import { channelDigest, type Digest, type DigestParts, digestKind, everyOf } from './digest.ts'
import { lastPeriod } from './period-report.ts'
import { valuesOf } from './posted-values.ts'
import { readershipOf } from './readership.ts'

/** How soon a digest that waits for data looks again by itself; new data makes it look sooner (judgement). */
const lookAgainMs = 5 * 60_000

/** Digests that are made in one transaction: they read the same days at once (judgement: the first is not kept long). */
const atOnce = 20

/** So many days before the month of a report are read ahead: the weeks that the month is compared with. */
const daysBefore = 35

const lateText: Localized = {
  en: 'This post was due at {time}; I was not running then.',
  ja: '本来の配信時刻は{time}でしたが、ボットが停止していたため遅れました。',
  'zh-CN': '本条应于{time}发送，因机器人当时未运行而延迟。',
}

/** What became of a run: posted, waiting for data, nothing to be said in that channel, or put off because of an error. */
export type RunOutcome = 'planned' | 'waiting' | 'skipped' | 'failed'

/**
 * Looks at the next runs that are due: posts those whose data is complete or whose deadline has passed, the others wait on.
 * They stay locked meanwhile, so that no other replica takes them. One that cannot be made is put off and does not keep the
 * others back. Answers what became of each; nothing when none is due.
 */
export async function runDueDigests(parts: DigestParts, most = atOnce): Promise<readonly RunOutcome[]> {
  let locked: readonly ScheduleRun[] = []
  try {
    return await parts.db.transaction(async tx => {
      locked = await lockWaitingRuns(tx, digestKind, parts.now, { most })
      return withSharedTables(() => runAll(tx, parts, locked))
    })
  } catch (error) {
    if (locked.length === 0 || !isOwnFault(error)) throw error
    const outcomes: RunOutcome[] = []
    for (const { id } of locked) outcomes.push(...(await runAlone(parts, id)))
    return outcomes
  }
}

async function runAlone(parts: DigestParts, id: number): Promise<readonly RunOutcome[]> {
  try {
    return await parts.db.transaction(async tx =>
      runAll(tx, parts, await lockWaitingRuns(tx, digestKind, parts.now, { most: 1, id })),
    )
  } catch (err) {
    if (!isOwnFault(err)) throw err
    parts.log?.error({ err, run: id }, 'a digest could not be made')
    await putOffRun(parts.db, id, new Date(parts.now.getTime() + lookAgainMs))
    return ['failed']
  }
}

/** All are looked at before a failure is told: nothing may ask on a connection whose transaction is over. */
async function runAll(tx: Db, parts: DigestParts, runs: readonly ScheduleRun[]): Promise<readonly RunOutcome[]> {
  if (runs.length === 0) return []
  const inside = await readAhead(within(tx, parts), runs)
  const settled = await Promise.allSettled(runs.map(run => runOne(tx, inside, run)))
  return settled.map(one => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

async function runOne(tx: Db, parts: DigestParts, run: ScheduleRun): Promise<RunOutcome> {
  const channel = await findChannelById(tx, run.schedule.channelId)
  const digest = channel && (await channelDigest(parts, channel, run))
  if (channel && digest) return settle(tx, run, channel, digest, parts.now)
  await closeRun(tx, run, 'skipped', [])
  return 'skipped'
}

/** The same, read in a transaction: who holds a connection must not wait for another one. */
export function within(tx: Db, parts: DigestParts): DigestParts {
  return { ...parts, db: tx, figures: createFigures(tx).withSharedReads() }
}

/** The days that the digests of some runs look at, read in one query. */
async function readAhead(parts: DigestParts, runs: readonly ScheduleRun[]): Promise<DigestParts> {
  const { db, figures, now } = parts
  const stores = new Map<number, Store>()
  for (const { schedule } of runs) {
    const channel = await findChannelById(db, schedule.channelId)
    const readership = channel && (await readershipOf(db, channel, schedule))
    const place = readership && (await figures.resolve(readership.reader, readership.place))
    for (const store of place?.stores ?? []) stores.set(store.id, store)
  }
  const from = runs.map(firstDayOf).sort()[0]
  if (from === undefined || stores.size === 0) return parts
  const all = [...stores.values()]
  const catalog = await figures.catalog()
  const shown = await defaultKpis(db, catalog, { stores: all })
  const kpis = [...new Set([...shown, ...shown.flatMap(({ id }) => kpisAround(id, catalog))])]
  const to = shiftDays(now.toISOString().slice(0, 10), 1) // today wherever it is
  return { ...parts, figures: await figures.readAhead({ stores: all, kpis, from, to }) }
}

function firstDayOf({ schedule, dueAt }: ScheduleRun): Day {
  const today = localDay(dueAt, schedule.timeZone)
  const every = everyOf(schedule.params)
  const first = every === 'day' ? shiftDays(today, -1) : lastPeriod(every, today).from
  return shiftDays(monthOf(first).from, -daysBefore)
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
  await planDelivery(tx, {
    key,
    channelId: channel.id,
    subject: key,
    card,
    notBefore: later(now, spread(run.dueAt, channel.id)),
  })
  await closeRun(tx, run, 'planned', missing)
  await keepPosted(tx, run.id, postedNumbers(digest), digest.asOf, now)
  return 'planned'
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other
}

/** Patience with late data begins when the last day is over everywhere: before that nothing is late. None asked: none. */
function limitOf({ deadline, schedule: { waitMinutes } }: ScheduleRun, { overAt }: Digest): Date {
  const over = new Date(overAt.getTime() + waitMinutes * 60_000)
  return waitMinutes === 0 ? deadline : later(deadline, over)
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

function sayLate(card: Card, { dueAt, schedule }: ScheduleRun, now: Date): Card {
  const text = fill(lateText, { time: formatDateTime(dueAt, schedule.timeZone, { named: true, readOn: now }) })
  return { ...card, blocks: [{ type: 'text', style: 'muted', text }, ...card.blocks] }
}
