import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { startChats } from '#bench/support/chats.ts'
import { withDatabase } from '#bench/support/database.ts'
import { projectRoot } from '#src/paths.ts'
import type { Database } from '#src/platform/database/db.ts'
import { ourMigrations } from '#src/platform/database/migrate.ts'
import { buildOldVersion } from './old-version.ts'
import { type Service, type ServiceParts, startVersion } from './service.ts'
import { openRooms, startTraffic, type TrafficReport } from './traffic.ts'

const firstPort = 15_600
/** How long each state of the rolling restart lasts, in milliseconds. */
const stageMs = 20_000

/** What came of a rehearsal. */
interface Rehearsal {
  readonly report: TrafficReport
  readonly faults: readonly string[]
  /** Of the first company: what was there before and is not any more. */
  readonly missing: readonly string[]
}

/**
 * An upgrade under traffic: two services of an old version with a demo company that has open alerts; the new version
 * starts beside them and migrates the database they work on; one by one the old ones are replaced. Prints what came of it.
 * @returns whether nothing was lost, doubled, answered wrongly or logged as a fault
 */
export async function rehearseUpgrade(given: string | undefined): Promise<boolean> {
  const old = await buildOldVersion(given)
  try {
    return await withDatabase(database => rehearse(database, old.folder, old.name), { migrated: false })
  } finally {
    await old.remove()
  }
}

async function rehearse(database: Database, oldFolder: string, oldName: string): Promise<boolean> {
  const chats = await startChats()
  const live: Service[] = []
  try {
    const env = { ...chats.env, DEMO: '1', PUBLIC_URL: 'https://kpi.example.com' }
    const start = starter(live, { databaseUrl: database.url, env })
    const first = await start(oldFolder, `old ${oldName}`)
    const second = await start(oldFolder, `old ${oldName}`)
    const before = await countApplied(database)
    await openRooms(database, chats)
    const company = await countRows(database)
    const traffic = startTraffic(database, chats, live)
    await pause(stageMs / 2)
    await start(projectRoot, 'new')
    await pause(stageMs)
    await first.stop()
    await start(projectRoot, 'new')
    await pause(stageMs)
    await second.stop()
    await pause(stageMs / 2)
    const report = await traffic.stop()
    const missing = lessThan(await countRows(database), company)
    process.stdout.write(
      `  migrations: ${before} before, ${await countApplied(database)} of ${ourMigrations().length} now\n`,
    )
    for (const service of live.filter(({ leaving }) => !leaving)) await service.stop()
    return print({ report, faults: live.flatMap(({ faults }) => faults), missing })
  } finally {
    await Promise.all(live.filter(({ leaving }) => !leaving).map(service => service.stop()))
    await chats.close()
  }
}

function starter(live: Service[], parts: ServiceParts): (folder: string, name: string) => Promise<Service> {
  return async (folder, name) => {
    const service = await startVersion(folder, name, firstPort + live.length, parts)
    live.push(service)
    process.stdout.write(`  ${name} works at ${service.port}\n`)
    return service
  }
}

async function countApplied({ db }: Database): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from drizzle.__drizzle_migrations`)
  return row?.n ?? 0
}

/** What a company must find again, in tables that every version has. */
const kept = [
  'people',
  'stores',
  'targets',
  'notes',
  'events',
  'alerts',
  'alert_events',
  'metric_day',
  'schedules',
  'messages',
]

async function countRows({ db }: Database): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const table of kept) {
    const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table)}`)
    counts.set(table, row?.n ?? 0)
  }
  return counts
}

function lessThan(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): readonly string[] {
  return [...before].flatMap(([table, n]) => ((now.get(table) ?? 0) < n ? [`${table}: ${n} → ${now.get(table)}`] : []))
}

function print({ report, faults, missing }: Rehearsal): boolean {
  const { pushed, pushLost, messages, messagesLost, messagesDoubled, asked, wrong } = report
  const lines = [
    `pushes: ${pushed} accepted, ${pushLost} lost`,
    `messages: ${messages} planned, ${messagesLost} lost, ${messagesDoubled} doubled`,
    `lines typed: ${[...asked].map(([name, n]) => `${n} at ${name}`).join(', ')}; ${wrong.length} without a good answer`,
    ...wrong.slice(0, 20),
    `faults in the logs: ${faults.length}`,
    ...[...new Set(faults)].slice(0, 20),
    `rows that are gone: ${missing.join(', ') || 'none'}`,
  ]
  process.stdout.write(lines.map(line => `  ${line}\n`).join(''))
  const lost = pushLost + messagesLost + messagesDoubled + wrong.length + faults.length + missing.length
  return lost === 0 && pushed > 0 && messages > 0
}
