import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { isGood, printReport } from './report.ts'
import { runFaults } from './run.ts'
import { soak } from './soak/run.ts'
import { rehearseUpgrade } from './upgrade/run.ts'

/**
 * `npm run faults`: everything fails around the delivery of messages, 5000 of them with `npm run faults -- 5000`. Prints
 * what was planned, delivered, lost and doubled for each kind of platform; ends with 1 when a message was lost, or
 * doubled where the platform could have told.
 *
 * `npm run faults -- upgrade`: from the first released version to this one, under traffic; another commit may be named.
 * `npm run faults -- soak`: eight weeks of the whole service with the clock sped up.
 */
const [what = '2400', more] = process.argv.slice(2)
process.exitCode = (await carryOut()) ? 0 : 1

async function carryOut(): Promise<boolean> {
  if (what === 'upgrade') return rehearseUpgrade(more)
  if (what === 'soak') return soak(Number(more ?? 8))
  return failAround(Number(what))
}

async function failAround(deliveries: number): Promise<boolean> {
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
    return isGood(report)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
