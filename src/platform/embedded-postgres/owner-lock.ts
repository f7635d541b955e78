import { readFileSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'

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
    if (await create(file)) return { release: () => rm(file, { force: true }) }
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

async function create(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' }))
    await handle.close()
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    // Written by `create` above.
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

function isAlive(holder: Holder): boolean {
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

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
