import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { storeZone } from '#bench/support/database.ts'
import { type PlatformKind, platformKinds } from '#bench/support/platform.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { loadDemo } from '#src/features/demo/index.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { digestKind } from '#src/features/reports/index.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { nextRun } from '#src/platform/jobs/cron-times.ts'
import { addSchedule } from '#src/platform/jobs/schedules.ts'
import { pushTo } from './pushing.ts'

/**
 * What a company does while its servers fail: figures that break targets, posts by the clock, notes that people type, and
 * the shops of the demo company, which are fetched by themselves.
 */
export interface Company {
  /** Waits until everything was judged and said. */
  stop(shown: Shown): Promise<CompanyReport>
}

/** How often a message stands at a platform. */
export type Shown = (kind: PlatformKind, key: string) => number

/** An undisturbed company has one of each and nothing else. */
export interface CompanyReport {
  /** Stores whose target was broken; those without an alert, and with more than one. */
  readonly broken: Counted
  /** Posts that came due. */
  readonly posts: Counted
  /** Notes that were answered. */
  readonly notes: Counted
  /** All messages that the service says by itself and that a platform can tell doubles of. */
  readonly messages: Counted
  /** Steps of fetching that ended. */
  readonly fetched: number
}

export interface Counted {
  readonly all: number
  readonly lost: number
  readonly doubled: number
}

const brokenStores = 60
const postRooms = 12
/** Between two broken targets, and between two notes, in milliseconds. */
const everyMs = 6_000
const noteEveryMs = 1_500
const restMs = 300_000
const administrator = 'li.wei@demo.linkstar.example'

/** Founds it; the services are asked at these ports, one after another. */
export async function startCompany({ db }: Database, ports: readonly number[]): Promise<Company> {
  await loadDemo(db, { now: new Date() })
  await openStores(db)
  const posts = await orderPosts(db)
  const broken: string[] = []
  const notes: number[] = []
  let stopped = false
  const portOf = (n: number) => ports[n % ports.length] ?? 0
  const breaking = (async () => {
    for (let n = 0; n < brokenStores && !stopped; n++) {
      const row = { store: `broken-${n}`, day: yesterday(), measures: { net_sales: 1, orders: 40 } }
      for (let turn = n; !(await pushTo(portOf(turn), row)); turn++) await pause(200)
      broken.push(`store:broken-${n}`)
      await pause(everyMs)
    }
  })()
  const noting = (async () => {
    for (let n = 1; !stopped; n++) {
      if (await type(portOf(n), `note "typed ${n} times" shopify`)) notes.push(n)
      await pause(noteEveryMs)
    }
  })()
  return {
    stop: async shown => {
      await breaking
      stopped = true
      await noting
      await untilAtRest(db)
      return {
        broken: await countAlerts(db, broken),
        posts: await countPosts(db, posts),
        notes: await countNotes(db, notes),
        messages: await countMessages(db, shown),
        fetched: await one(db, sql`select count(*)::int as n from pulls where ended_at is not null`),
      }
    },
  }
}

const yesterday = () => shiftDays(localDay(new Date(), storeZone), -1)

async function openStores(db: Db): Promise<void> {
  for (let n = 0; n < brokenStores; n++) {
    const place = { platform: 'other', market: 'us', currency: 'USD', timeZone: storeZone }
    const { slug } = await createStore(db, { slug: `broken-${n}`, name: `Broken ${n}`, ...place })
    const target = { kpiId: 'sales', place: `store:${slug}`, period: 'day', value: 1_000_000, currency: 'USD' } as const
    await addTarget(db, { ...target, validFrom: '2020-01-01', setBy: null })
  }
}

/** Rooms that hear of alerts and have a digest of their own minute, soon. @returns the schedules */
async function orderPosts(db: Db): Promise<readonly number[]> {
  const ids: number[] = []
  for (let n = 0; n < postRooms; n++) {
    const messenger = platformKinds[n % platformKinds.length] ?? 'drops'
    const room = { messenger, workspace: '', externalId: `post-${n}`, name: `post-${n}`, kind: 'group' } as const
    const channel = await ensureChannel(db, { ...room, scope: ['all'], locale: 'en', timeZone: 'UTC', alerts: n < 3 })
    const at = new Date(Date.now() + (2 + n) * 60_000)
    const cron = `${at.getUTCMinutes()} ${at.getUTCHours()} * * *`
    const nextRunAt = nextRun(cron, 'UTC', new Date()) ?? at
    const usual = { kind: digestKind, channelId: channel.id, timeZone: 'UTC', waitMinutes: 0, createdBy: null }
    ids.push((await addSchedule(db, { ...usual, cron, nextRunAt })).id)
  }
  return ids
}

/** Types a line in the console of a service. @returns whether it was answered as done */
async function type(port: number, line: string): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/web/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: administrator, channel: 'hq', text: `/kpi ${line}` }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null)
  const text = await answer?.text().catch(() => null)
  return answer?.ok === true && typeof text === 'string' && /"tone":"good"/.test(text)
}

async function untilAtRest(db: Db): Promise<void> {
  const busy = sql`select ((select count(*) from dirty_days where store_id in
      (select id from stores where slug like 'broken-%'))
    + (select count(*) from deliveries d join channels c on c.id = d.channel_id
      where d.state = 'waiting' and c.messenger = any(${`{${platformKinds.join(',')}}`}::text[])))::int as n`
  for (let waited = 0; waited < restMs; waited += 1_000) {
    if ((await one(db, busy).catch(() => 1)) === 0) return
    await pause(1_000)
  }
}

async function one(db: Db, query: ReturnType<typeof sql>): Promise<number> {
  const [row] = await db.execute<{ n: number }>(query)
  return row?.n ?? 0
}

function counted(times: readonly number[]): Counted {
  const lost = times.filter(count => count === 0).length
  return { all: times.length, lost, doubled: times.filter(count => count > 1).length }
}

async function countAlerts(db: Db, places: readonly string[]): Promise<Counted> {
  const rows = await db.execute<{ place: string; n: number }>(
    sql`select place, count(*)::int as n from alerts where kpi_id = 'sales' and place like 'store:broken-%' group by place`,
  )
  const found = new Map([...rows].map(({ place, n }) => [place, n]))
  return counted(places.map(place => found.get(place) ?? 0))
}

/** Those whose minute has passed. */
async function countPosts(db: Db, schedules: readonly number[]): Promise<Counted> {
  const rows = await db.execute<{ n: number }>(sql`
    select count(d.id)::int as n from schedules s left join deliveries d on d.channel_id = s.channel_id
      and d.key like 'digest/%' and d.state = 'sent'
    where s.id = any(${`{${schedules.join(',')}}`}::int[]) and s.last_run_at is not null group by s.id`)
  return counted([...rows].map(({ n }) => n))
}

async function countNotes(db: Db, answered: readonly number[]): Promise<Counted> {
  const rows = await db.execute<{ text: string; n: number }>(
    sql`select text, count(*)::int as n from notes where text like 'typed %' group by text`,
  )
  const found = new Map([...rows].map(({ text, n }) => [text, n]))
  return counted(answered.map(n => found.get(`typed ${n} times`) ?? 0))
}

/** What was planned just now may still be on its way: the company goes on meanwhile. */
async function countMessages(db: Db, shown: Shown): Promise<Counted> {
  const rows = await db.execute<{ key: string; kind: PlatformKind; state: string }>(sql`
    select d.key, c.messenger as kind, d.state from deliveries d join channels c on c.id = d.channel_id
    where c.messenger in ('drops', 'searched') and d.key not like 'fault/%'
      and (d.state in ('sent', 'failed') or (d.state = 'waiting' and d.created_at < now() - interval '5 minutes'))`)
  return counted([...rows].map(({ key, kind }) => shown(kind, key)))
}
