import { execFile } from 'node:child_process'
import { appendFile, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { atFileEnd } from '#test/support/running/file-end.ts'

/** A server and a hot standby of it, both of this machine and migrated; stopped when the test file is done. */
export async function serverWithStandby(): Promise<{
  readonly url: string
  readonly readUrl: string
  readonly stopStandby: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'kpi-standby-'))
  await chmod(folder, 0o711) // as root the servers run under another account
  const first = await startEmbedded(join(folder, 'first'), { settings: ['fsync=off'] })
  await migrate(first.url)
  const admin = postgres(first.url, { max: 1, onnotice: () => {} })
  await admin`select pg_backup_start('standby', true)`
  await promisify(execFile)('cp', ['-a', join(folder, 'first'), join(folder, 'second')])
  await admin`select pg_backup_stop()`
  await admin.end()
  const data = join(folder, 'second', 'postgres')
  await rm(join(data, 'postmaster.pid'), { force: true })
  await rm(join(folder, 'second', 'service.lock'), { force: true })
  await writeFile(join(data, 'standby.signal'), '')
  await appendFile(
    join(data, 'postgresql.auto.conf'),
    `\nprimary_conninfo = '${first.url.replace(/^postgres:/, 'postgresql:')}'\n`,
  )
  const second = await startEmbedded(join(folder, 'second'), { settings: ['fsync=off'] })
  let stopped = false
  const stopStandby = async () => {
    if (!stopped) await second.stop()
    stopped = true
  }
  atFileEnd(async () => {
    await stopStandby()
    await first.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return { url: first.url, readUrl: second.url, stopStandby }
}
