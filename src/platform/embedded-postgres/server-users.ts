import { randomBytes } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Holder, isAlive, ourselves } from './owner-lock.ts'

/** A process that works on the server of a data folder beside the one that owns it: its name says all, so that it is there at once. */
const name = /^postgres\.user-(\d+)-(\d*)-[0-9a-f]+$/

/** Says that this process uses the server of a data folder. @returns how to say that it does no more */
export async function useServer(folder: string): Promise<() => Promise<void>> {
  const { pid, started } = ourselves()
  const file = join(folder, `postgres.user-${pid}-${started}-${randomBytes(4).toString('hex')}`)
  await writeFile(file, '', { flag: 'wx', mode: 0o644 })
  return () => rm(file, { force: true })
}

/** A living process that uses the server of a data folder; `null`: none. Notes of dead ones are taken away. */
export async function findServerUser(folder: string): Promise<Holder | null> {
  for (const entry of await readdir(folder)) {
    const [, pid, started] = name.exec(entry) ?? []
    if (pid === undefined || started === undefined) continue
    const user = { pid: Number(pid), started }
    if (isAlive(user)) return user
    await rm(join(folder, entry), { force: true })
  }
  return null
}
