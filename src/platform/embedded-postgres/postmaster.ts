import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A PostgreSQL server as its `postmaster.pid` tells: line 1 process, line 4 port. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** The live server of a data folder. A file left by a dead one is removed, so that the next start is not refused. */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const file = join(dataFolder, 'postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid) return null
  if (isPostgres(pid, dataFolder)) return port ? { pid, port } : null
  await rm(file, { force: true })
  return null
}

/** Asks a server to stop without waiting for its clients (SIGINT: "fast shutdown") and waits until it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  if (!signal(pid, 'SIGINT')) return
  for (let waited = 0; waited < 15_000; waited += 50) {
    await pause(50)
    if (!signal(pid, 0)) return
  }
  signal(pid, 'SIGQUIT')
}

/** Whether a process runs and is a PostgreSQL of that folder; process numbers are used again after a crash. */
function isPostgres(pid: number, dataFolder: string): boolean {
  if (!signal(pid, 0)) return false
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.includes(dataFolder)
  } catch {
    return true // no /proc: believe the file
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}
