import { readFileSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { isCode, makeNewFile } from './new-file.ts'

/** Who holds a data folder. */
export interface Holder {
  readonly pid: number
  /** When that process started, as the kernel counts; tells a reused process number from the holder. */
  readonly started: string
}

/** A data folder that is ours until `release`. */
export interface OwnerLock {
  release(): Promise<void>
}

/**
 * Takes a data folder for this process, or says who has it. The lock file of a dead process is taken over: moved aside
 * first, so that of two takers only one can win.
 */
export async function takeOwnerLock(file: string): Promise<OwnerLock | Holder> {
  for (;;) {
    if (await makeNewFile(file, JSON.stringify(ourselves()), readable))
      return { release: () => rm(file, { force: true }) }
    const holder = await readHolder(file)
    if (holder && isAlive(holder)) return holder
    const aside = `${file}.${process.pid}.stale`
    await rename(file, aside).catch(ignoreMissing)
    const moved = await readHolder(aside)
    // Between reading and moving, another process may have taken the lock: give it back.
    if (moved && isAlive(moved)) await rename(aside, file)
    await rm(aside, { force: true })
  }
}

/** Whether the answer of `takeOwnerLock` names somebody else. */
export function isHolder(answer: OwnerLock | Holder): answer is Holder {
  return 'pid' in answer
}

/** The living holder of a data folder, `null` when nobody has it. */
export async function findHolder(file: string): Promise<Holder | null> {
  const holder = await readHolder(file)
  return holder && isAlive(holder) ? holder : null
}

/** This process, as others can tell that it lives. */
export function ourselves(): Holder {
  return { pid: process.pid, started: startOf(process.pid) ?? '' }
}

/** Any account may read who holds it: what cannot be read would be taken over. */
const readable = 0o644

async function readHolder(file: string): Promise<Holder | null> {
  try {
    // Written by `takeOwnerLock` above.
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

/** Whether a process still runs; a number that is in use again is somebody else's. */
export function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return isCode(error, 'EPERM')
  }
  const started = startOf(holder.pid)
  return started === null || holder.started === '' || started === holder.started
}

/** Start time of a process in clock ticks since boot, field 22 of proc(5) stat; `null` where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function ignoreMissing(error: unknown): void {
  if (!isCode(error, 'ENOENT')) throw error
}
