import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { isGood, printReport } from './report.ts'
import { runFaults } from './run.ts'

/**
 * Lets everything fail around the delivery of messages: `npm run faults`, or `npm run faults -- 5000` for more. Prints
 * what was planned, delivered, lost and doubled for each kind of platform; ends with 1 when a message was lost, or
 * doubled where the platform could have told.
 */
const deliveries = Number(process.argv[2] ?? 2_400)
const folder = await mkdtemp(join(tmpdir(), 'kpi-faults-'))
await chmod(folder, 0o711) // as root the server runs under another account
let server = await startEmbedded(folder)
try {
  await migrate(server.url)
  const restart = async () => {
    await server.stop()
    server = await startEmbedded(folder)
    return server.url
  }
  const spreadMs = Math.max(30_000, deliveries * 35)
  const report = await runFaults({ databaseUrl: server.url, deliveries, spreadMs, killEveryMs: 4_000, restart })
  printReport(report)
  process.exitCode = isGood(report) ? 0 : 1
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
