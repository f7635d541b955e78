import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { type FaultReport, runFaults } from './run.ts'

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
  print(report)
  process.exitCode = isGood(report) ? 0 : 1
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

function isGood({ outcomes }: FaultReport): boolean {
  return outcomes.every(({ kind, lost, doubled }) => lost === 0 && (doubled === 0 || kind === 'neither'))
}

function print({ outcomes, faults, seconds }: FaultReport): void {
  const line = (...cells: readonly (string | number)[]) =>
    `  ${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(22) : String(cell).padStart(10))).join('')}\n`
  process.stdout.write(line('platform', 'planned', 'delivered', 'lost', 'doubled'))
  const names = { drops: 'drops duplicates', searched: 'can be searched', neither: 'neither' }
  for (const { kind, planned, delivered, lost, doubled } of outcomes) {
    process.stdout.write(line(names[kind], planned, delivered, lost, doubled))
  }
  process.stdout.write(`\n  faults in ${Math.round(seconds)} s:\n`)
  for (const [name, count] of Object.entries(faults).sort()) {
    process.stdout.write(`  ${String(count).padStart(6)}  ${name}\n`)
  }
}
