import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { getTasks } from 'node-cron'
import { pino } from 'pino'
import { type Chats, startChats } from '#bench/support/chats.ts'
import { withDatabase } from '#bench/support/database.ts'
import { jobs } from '#jobs/index.ts'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { Job } from '#src/contracts/job.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { digestKind } from '#src/features/reports/index.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { fallsOn, nextRun } from '#src/platform/jobs/cron-times.ts'
import { createQueue } from '#src/platform/jobs/queue.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { addSchedule } from '#src/platform/jobs/schedules.ts'
import { moveByHand, type SoakClock } from './clock.ts'
import { pushMorning, speak, stores, type Talk } from './days.ts'
import { printSoak, type SoakReport } from './report.ts'
import { measure, type Sizes } from './sizes.ts'
import { shortenTerms } from './terms.ts'

/** In Sydney clocks go forward on 4 October, in New York back on 1 November: both lie in the eight weeks. */
const start = new Date('2026-09-14T00:00:00Z')
const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
/**
 * Around the changes every tenth minute passes. Else midnight and noon, the minutes at which jobs fall due that are rarer
 * than each hour, and after one noon of the week those at which hourly ones do: weeks pass in minutes.
 */
const strideHours = 12
const closeMinutes = 10
const speakDays = 3
const changes = [new Date('2026-10-03T16:00:00Z'), new Date('2026-11-01T06:00:00Z')]
const closeMs = 65 * minuteMs
/** Posts of the rooms: the first lies in an hour that is skipped, the second in one that comes twice. */
const rooms = [
  { cron: '30 2 * * *', timeZone: 'Australia/Sydney' },
  { cron: '30 1 * * *', timeZone: 'America/New_York' },
  { cron: '30 2 * * *', timeZone: 'Asia/Shanghai' },
] as const
const apiToken = 'token-of-a-soak-alone'
const own = { SECRET_KEY: 'the key of a soak, and of nothing else', API_TOKEN: apiToken }

/** Lets the whole service live for so many weeks with the clock sped up. @returns whether nothing grew or was missed */
export async function soak(weeks: number): Promise<boolean> {
  const chats = await startChats()
  try {
    return await withDatabase(database => live(database, chats, weeks), { migrated: false })
  } finally {
    await chats.close()
  }
}

async function live(first: Database, chats: Chats, weeks: number): Promise<boolean> {
  const began = performance.now()
  shortenTerms()
  const clock = await moveByHand(first.db, start)
  await migrate(first.url)
  const database = openDatabase(first.url) // connections that know the moved clock
  const ran = countRuns()
  const errors: string[] = []
  const log = pino({ level: 'error' }, { write: line => void errors.push(line) })
  const env = { ...chats.env, DEMO: '1', PUBLIC_URL: 'https://kpi.example.com', DATABASE_URL: first.url, ...own }
  const secrets = { secretKey: env.SECRET_KEY, apiToken }
  const app = await buildApp({ config: readConfig(env), env, log, database, secrets, now: clock.now })
  await openRooms(database.db, chats)
  await leaveShops(database.db)
  await app.start()
  await stopRealMinutes()
  try {
    const talk = { server: app.server, apiToken, now: clock.now }
    const { sizes, asked, faults, posts } = await passWeeks(database, clock, talk, weeks)
    const seconds = (performance.now() - began) / 1_000
    const report: SoakReport = {
      weeks,
      seconds,
      sizes,
      asked,
      ran,
      posts,
      faults: [...faults, ...errors],
      chats: chats.counts,
    }
    return printSoak(report)
  } finally {
    await app.stop()
    await database.close()
  }
}

/** The service's own clock goes on by real minutes: it would ask what is late before what is due was begun. */
async function stopRealMinutes(): Promise<void> {
  for (const task of getTasks().values()) await task.stop()
}

/** How often each job was begun, by name. The jobs are the service's own, so each is wrapped where it stands. */
function countRuns(): ReadonlyMap<string, number> {
  const ran = new Map<string, number>()
  for (const job of jobs) {
    const { name, run } = job
    Object.assign(job, {
      run: (...given: Parameters<typeof run>) => {
        ran.set(name, (ran.get(name) ?? 0) + 1)
        return run(...given)
      },
    })
  }
  return ran
}

/** A company of three of the demo's eight stores, two of them fetched all the time, and no posts but those of the rooms. */
async function leaveShops(db: Db): Promise<void> {
  await db.execute(
    sql`delete from stores where slug not in (select jsonb_array_elements_text(${JSON.stringify(stores)}))`,
  )
  await db.execute(sql`delete from schedules s using channels c where c.id = s.channel_id and c.name <> 'room'`)
  await db.execute(sql`
    delete from connection_stores where id not in (
      select c.id from connection_stores c join stores s on s.id = c.store_id order by c.id limit 2)`)
}

/** A room in each messenger with alerts and a digest. */
async function openRooms(db: Db, { room }: Chats): Promise<void> {
  const places = [
    ['slack', 'T0ROOM', room.slack, 'group'],
    ['wecom', '', room.wecom, 'direct'],
    ['feishu', 'cli_0123456789abcdef', room.feishu, 'group'],
  ] as const
  for (const [index, [messenger, workspace, externalId, kind]] of places.entries()) {
    const { cron, timeZone } = rooms[index] ?? rooms[0]
    const usual = { scope: ['all'], locale: 'en', timeZone, alerts: true, name: 'room', demo: true } as const
    const { id: channelId } = await ensureChannel(db, { messenger, workspace, externalId, kind, ...usual })
    const nextRunAt = nextRun(cron, timeZone, start) ?? start
    const post = { kind: digestKind, channelId, cron, timeZone, waitMinutes: 60 }
    await addSchedule(db, { ...post, nextRunAt, createdBy: null })
  }
}

interface Passed {
  readonly sizes: readonly Sizes[]
  /** How often each job should have begun, by its schedule and the minutes that passed. */
  readonly asked: ReadonlyMap<string, number>
  readonly faults: readonly string[]
  /** How many slots each of the rooms' schedules had, by zone. */
  readonly posts: ReadonlyMap<string, number>
}

/** Looks for what is late, so it comes after the others: they do what a jump of the clock left undone. */
const looksForLate = 'watchdog'

async function passWeeks(database: Database, clock: SoakClock, talk: Talk, weeks: number): Promise<Passed> {
  const { db, url } = database
  const { enqueue } = createQueue({ url, log: quiet })
  const schedulerOf = (some: readonly Job[]) => createScheduler({ db, jobs: some, enqueue, log: quiet, now: clock.now })
  const first = schedulerOf(jobs.filter(({ name }) => name !== looksForLate))
  const second = schedulerOf(jobs.filter(({ name }) => name === looksForLate))
  const asked = new Map<string, number>()
  const slots = new Map<string, string>()
  const sizes: Sizes[] = []
  const faults: string[] = []
  const end = start.getTime() + weeks * 7 * dayMs
  for (let at = start.getTime(); at < end; at = nextStep(at)) {
    const minute = new Date(at)
    await clock.set(minute)
    for (const scheduler of [first, second]) {
      await scheduler.tick(minute)
      await untilIdle(db)
    }
    for (const job of jobs)
      if (job.schedule !== undefined && fallsOn(job.schedule, minute))
        asked.set(job.name, (asked.get(job.name) ?? 0) + 1)
    const day = Math.floor((at - start.getTime()) / dayMs)
    if (minute.getUTCHours() === 0 && minute.getUTCMinutes() === 0) faults.push(...(await pushMorning(talk, day)))
    if (day % speakDays === 0 && minute.getUTCHours() === noon && minute.getUTCMinutes() === 0)
      faults.push(...(await speak(talk)))
    if (Math.floor((nextStep(at) - start.getTime()) / dayMs) === day) continue
    await noteSlots(db, slots)
    say(`day ${day + 1}: ${Math.round(performance.now() / 1_000)} s, ${faults.length} faults`)
    if (day % 7 === 6) sizes.push(sayWeek(await measure(db)))
  }
  const posts = new Map(
    rooms.map(({ timeZone: zone }) => [zone, [...slots.values()].filter(one => one === zone).length]),
  )
  return { sizes, asked, faults, posts }
}

function say(text: string): void {
  process.stdout.write(`  ${text}\n`)
}

function sayWeek(sizes: Sizes): Sizes {
  const rows = [...sizes.tables.values()].reduce((sum, table) => sum + table.rows, 0)
  say(`${rows} rows, heap ${Math.round(sizes.heap / 1e6)} MB, resident ${Math.round(sizes.resident / 1e6)} MB`)
  return sizes
}

const quiet = { info: () => {}, error: () => {} }

function nextStep(from: number): number {
  for (let at = from + minuteMs; ; at += minuteMs) if (isStep(at)) return at
}

function isStep(at: number): boolean {
  const minute = new Date(at)
  const isClose = changes.some(change => Math.abs(change.getTime() - at) < closeMs)
  if (isClose && minute.getUTCMinutes() % closeMinutes === 0) return true
  const asked = minute.getUTCHours() === noon && minute.getUTCDay() === 3 ? rare : daily
  if (asked.some(schedule => fallsOn(schedule, minute))) return true
  return minute.getUTCHours() % strideHours === 0 && minute.getUTCMinutes() === 0
}

/** Schedules that name their minute, and of them those that name their hour. */
const rare = jobs.flatMap(({ schedule }) => (schedule === undefined || schedule.startsWith('*') ? [] : [schedule]))
const noon = 12
const daily = rare.filter(schedule => schedule.split(' ')[1] !== '*')

/** Waits until no job and no message is left that could go now; fetching, which goes on by itself, is not waited for. */
async function untilIdle(db: Db): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const [row] = await db.execute<{ busy: boolean }>(sql`
      select exists (select from pgboss.job where state in ('created', 'active') and start_after <= sim.now()
        and name <> 'collect') or exists (select from deliveries where state = 'waiting' and not_before <= sim.now())
        as busy`)
    if (row?.busy !== true) return
    await pause(20)
  }
}

/** Notes which slots the rooms' schedules had, before they are forgotten: the zone by schedule and time. */
async function noteSlots(db: Db, slots: Map<string, string>): Promise<void> {
  const rows = await db.execute<{ slot: string; zone: string }>(sql`
    select s.time_zone as zone, concat_ws(' ', s.id, r.due_at) as slot from schedule_runs r
      join schedules s on s.id = r.schedule_id join channels c on c.id = s.channel_id
    where c.name = 'room' and r.due_at > sim.now() - interval '3 days'`)
  for (const { slot, zone } of rows) slots.set(slot, zone)
}
