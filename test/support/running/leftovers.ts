import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findHolder, takeOwnerLock } from '../../../src/platform/embedded-postgres/owner-lock.ts'
import { findPostmaster, stopPostmaster } from '../../../src/platform/embedded-postgres/postmaster.ts'

/** How the folders of test runs begin. */
export const runFolder = 'kpi-test-'

const lock = 'run.lock'

/** Notes that this process uses the folder of a test run. */
export async function holdFolder(folder: string): Promise<void> {
  await takeOwnerLock(join(folder, lock))
}

/** Ends the database servers of test runs that were killed, and removes their folders, which would stay in memory. */
export async function clearLeftovers(room: string): Promise<void> {
  for (const name of await readdir(room)) {
    const folder = join(room, name)
    if (!name.startsWith(runFolder) || !existsSync(join(folder, lock))) continue
    if (await findHolder(join(folder, lock))) continue
    const server = await findPostmaster(join(folder, 'postgres'))
    if (server) await stopPostmaster(server.pid)
    await rm(folder, { recursive: true, force: true })
  }
}
