import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { type Chats, startChats } from '#bench/support/chats.ts'
import { withDatabase } from '#bench/support/database.ts'
import { jobs } from '#jobs/index.ts'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
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
import { pushMorning, speak, type Talk } from './days.ts'
import { printSoak, type SoakReport } from './report.ts'
import { measure, type Sizes } from './sizes.ts'

/** In Sydney clocks go forward on 4 October, in New York back on 1 November: both lie in the eight weeks. */
const start = new Date('2026-09-14T00:00:00Z')
const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
/**
 * Around the changes every minute passes. Else every sixth hour, in it the minutes at which jobs fall due that are rarer than
 * each minute or few, and those at which a job falls due that is rarer than each hour: weeks pass in minutes.
 */
const strideHours = 6
const changes = [new Date('2026-10-03T16:00:00Z'), new Date('2026-11-01T06:00:00Z')]
const closeMs = 2 * 3_600_000
const zones = ['Australia/Sydney', 'America/New_York', 'Asia/Shanghai']
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
  try {
    const talk = { server: app.server, apiToken, now: clock.now }
    const { sizes, asked, faults } = await passWeeks(database, clock, talk, weeks)
    const posts = await countPosts(database.db)
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

/** Shops that are fetched all the time: two of the demo's eight, so that weeks pass in minutes. */
async function leaveShops(db: Db): Promise<void> {
  await db.execute(sql`
    delete from connection_stores where id not in (select id from connection_stores order by id limit 2)`)
}

/** A room in each messenger with alerts and a digest at half past two, which clock changes skip or repeat. */
async function openRooms(db: Db, { room }: Chats): Promise<void> {
  const rooms = [
    ['slack', 'T0ROOM', room.slack, 'group'],
    ['wecom', '', room.wecom, 'direct'],
    ['feishu', 'cli_0123456789abcdef', room.feishu, 'group'],
  ] as const
  for (const [index, [messenger, workspace, externalId, kind]] of rooms.entries()) {
    const timeZone = zones[index] ?? 'UTC'
    const usual = { scope: ['all'], locale: 'en', timeZone, alerts: true, name: 'room', demo: true } as const
    const { id: channelId } = await ensureChannel(db, { messenger, workspace, externalId, kind, ...usual })
    const nextRunAt = nextRun('30 2 * * *', timeZone, start) ?? start
    const post = { kind: digestKind, channelId, cron: '30 2 * * *', timeZone, waitMinutes: 60 }
    await addSchedule(db, { ...post, nextRunAt, createdBy: null })
  }
}

interface Passed {
  readonly sizes: readonly Sizes[]
  /** How often each job should have begun, by its schedule and the minutes that passed. */
  readonly asked: ReadonlyMap<string, number>
  readonly faults: readonly string[]
}

async function passWeeks(database: Database, clock: SoakClock, talk: Talk, weeks: number): Promise<Passed> {
  const { db, url } = database
  const { enqueue } = createQueue({ url, log: quiet })
  const scheduler = createScheduler({ db, jobs, enqueue, log: quiet, now: clock.now })
  const asked = new Map<string, number>()
  const sizes: Sizes[] = []
  const faults: string[] = []
  const end = start.getTime() + weeks * 7 * dayMs
  for (let at = start.getTime(); at < end; at = nextStep(at)) {
    const minute = new Date(at)
    await clock.set(minute)
    await scheduler.tick(minute)
    for (const job of jobs)
      if (job.schedule !== undefined && fallsOn(job.schedule, minute))
        asked.set(job.name, (asked.get(job.name) ?? 0) + 1)
    await untilIdle(db)
    const inDay = (at - start.getTime()) % dayMs
    const day = Math.floor((at - start.getTime()) / dayMs)
    if (inDay === 6 * 60 * minuteMs) faults.push(...(await pushMorning(talk, day)))
    if (inDay === 12 * 60 * minuteMs) faults.push(...(await speak(talk)))
    if (inDay !== 18 * 60 * minuteMs) continue
    if (day % 7 === 6) sizes.push(await measure(db))
    process.stdout.write(`  day ${day + 1}: ${Math.round(performance.now() / 1_000)} s, ${faults.length} faults\n`)
  }
  return { sizes, asked, faults }
}

const quiet = { info: () => {}, error: () => {} }

function nextStep(from: number): number {
  for (let at = from + minuteMs; ; at += minuteMs) if (isStep(at)) return at
}

function isStep(at: number): boolean {
  if (changes.some(change => Math.abs(change.getTime() - at) < closeMs)) return true
  const minute = new Date(at)
  if (minute.getUTCHours() % strideHours !== 0) return daily.some(schedule => fallsOn(schedule, minute))
  return minute.getUTCMinutes() === 0 || rare.some(schedule => fallsOn(schedule, minute))
}

/** Schedules that name their minute, and of them those that name their hour. */
const rare = jobs.flatMap(({ schedule }) => (schedule === undefined || schedule.startsWith('*') ? [] : [schedule]))
const daily = rare.filter(schedule => schedule.split(' ')[1] !== '*')

/** Waits until no job is left that could run now; fetching, which goes on by itself, is not waited for. */
async function untilIdle(db: Db): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const [row] = await db.execute<{ busy: boolean }>(sql`
      select exists (select from pgboss.job where state in ('created', 'active') and start_after <= sim.now()
        and name <> 'collect') as busy`)
    if (row?.busy !== true) return
    await pause(20)
  }
}

/** How many slots each of the rooms' schedules had, by zone. */
async function countPosts(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db.execute<{ zone: string; n: number }>(sql`
    select s.time_zone as zone, count(*)::int as n from schedule_runs r join schedules s on s.id = r.schedule_id
      join channels c on c.id = s.channel_id where c.name = 'room' group by s.time_zone`)
  return new Map([...rows].map(({ zone, n }) => [zone, n]))
}
