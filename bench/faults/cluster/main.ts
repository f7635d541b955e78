import { loadavg } from 'node:os'
import { isGood, printReport } from '#bench/faults/report.ts'
import { runFaults } from '#bench/faults/run.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { startCluster } from './cluster.ts'
import { type CompanyReport, startCompany } from './company.ts'
import { type Happened, letFail } from './failures.ts'
import { type PushReport, startPushing } from './pushing.ts'
import { type Recovery, recoveries, watchStages } from './stages.ts'

/**
 * Lets a cluster of three PostgreSQL servers fail under three replicas that deliver and three services that take figures:
 * `npm run faults:cluster`, or with another number of messages behind it, and a word of the failures that are wanted. Ends
 * with 1 when a message or an accepted push was lost, a message doubled where the platform could have told, a service
 * ended, or a failure was not over in time.
 */
const deliveries = Number(process.argv[2] ?? 10_000)
const word = process.argv[3] ?? ''
/** From a failure to the next accepted push (goal of the design). */
const longestGap = 30_000

const cluster = await startCluster()
try {
  await migrate(cluster.url)
  const database = openDatabase(cluster.url, { max: 4 })
  const pushing = await startPushing(database)
  const watching = watchStages(cluster)
  const happened: Happened[] = []
  let company: CompanyReport | null = null
  const report = await runFaults({
    databaseUrl: cluster.url,
    deliveries,
    spreadMs: deliveries * 40,
    killEveryMs: 15_000,
    faultEveryMs: 20_000,
    replicas: 3,
    clockMs: 90_000,
    beside: async () => {
      const started = await startCompany(database, pushing.ports)
      return async shown => {
        company = await started.stop(shown)
      }
    },
    letFail: () => letFail(cluster, word, failure => happened.push(failure)),
  })
  const pushed = await pushing.stop()
  const seen = await watching.stop()
  await database.close()
  printReport(report)
  const inTime = printPushes(pushed, recoveries(happened, pushed.accepted, seen))
  const whole = company !== null && printCompany(company)
  process.exitCode = isGood(report) && pushed.lost === 0 && pushed.ended === 0 && inTime && whole ? 0 : 1
} finally {
  await cluster.stop()
}

/** @returns whether there is one of each, as without failures */
function printCompany({ broken, posts, notes, messages, fetched }: CompanyReport): boolean {
  const kinds = { 'broken targets, an alert each': broken, 'posts by the clock': posts, 'notes typed': notes }
  const all = { ...kinds, 'messages by itself, where doubles can be told': messages }
  process.stdout.write(`\n  steps of fetching shops: ${fetched}\n`)
  for (const [name, { all: count, lost, doubled }] of Object.entries(all))
    process.stdout.write(`  ${name}: ${count}, ${lost} lost, ${doubled} doubled\n`)
  return Object.values(all).every(({ lost, doubled }) => lost === 0 && doubled === 0)
}

/** @returns whether each failure was over in time */
function printPushes({ accepted, lost, ended }: PushReport, kinds: readonly Recovery[]): boolean {
  const seconds = (ms: number | null) => (ms === null ? '–' : (ms / 1_000).toFixed(1)).padStart(9)
  const load = loadavg().map(one => one.toFixed(1))
  process.stdout.write(`\n  pushes: ${accepted.length} accepted, ${lost} lost; ${ended} services ended`)
  process.stdout.write(`\n  load of the machine in 1, 5 and 15 minutes: ${load.join(', ')}\n`)
  process.stdout.write(
    '\n  longest seconds until another primary, without a write by a new connection, without a push:\n',
  )
  for (const { name, times, primaryMs, writeMs, pushMs } of kinds) {
    process.stdout.write(`  ${seconds(primaryMs)}${seconds(writeMs)}${seconds(pushMs)}  ${name} (${times} times)\n`)
  }
  return kinds.every(({ pushMs }) => pushMs <= longestGap)
}
