import { isGood, printReport } from '#bench/faults/report.ts'
import { runFaults } from '#bench/faults/run.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { startCluster } from './cluster.ts'
import { type Happened, letFail, longestGaps } from './failures.ts'
import { type PushReport, startPushing } from './pushing.ts'

/**
 * Lets a cluster of three PostgreSQL servers fail under three replicas that deliver and three services that take figures:
 * `npm run faults:cluster`, or with another number of messages behind it. Ends with 1 when a message or an accepted push
 * was lost, a message doubled where the platform could have told, a service ended, or a failure was not over in time.
 */
const deliveries = Number(process.argv[2] ?? 10_000)
/** From a failure to the next accepted push (goal of the design). */
const longestGap = 30_000

const cluster = await startCluster()
try {
  await migrate(cluster.url)
  const database = openDatabase(cluster.url, { max: 4 })
  const pushing = await startPushing(database)
  const happened: Happened[] = []
  const report = await runFaults({
    databaseUrl: cluster.url,
    deliveries,
    spreadMs: deliveries * 40,
    killEveryMs: 15_000,
    faultEveryMs: 20_000,
    replicas: 3,
    clockMs: 90_000,
    letFail: () => letFail(cluster, failure => happened.push(failure)),
  })
  const pushed = await pushing.stop()
  await database.close()
  printReport(report)
  const inTime = printPushes(pushed, happened)
  process.exitCode = isGood(report) && pushed.lost === 0 && pushed.ended === 0 && inTime ? 0 : 1
} finally {
  await cluster.stop()
}

/** @returns whether each failure was over in time */
function printPushes({ accepted, lost, ended }: PushReport, happened: readonly Happened[]): boolean {
  const gaps = [...longestGaps(happened, accepted)]
  process.stdout.write(`\n  pushes: ${accepted.length} accepted, ${lost} lost; ${ended} services ended\n`)
  process.stdout.write('\n  longest time without an accepted push after:\n')
  for (const [name, { times, longestMs }] of gaps) {
    process.stdout.write(`  ${(longestMs / 1000).toFixed(1).padStart(6)} s  ${name} (${times} times)\n`)
  }
  return gaps.every(([, { longestMs }]) => longestMs <= longestGap)
}
