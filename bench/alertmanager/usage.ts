import { readdir, readFile } from 'node:fs/promises'
import type { Db } from '#src/platform/database/db.ts'

/** What a process has used so far. */
export interface Usage {
  /** The most memory it has held at once, in bytes; `NaN` where the kernel does not say. */
  readonly memory: number
  /** Processor time, in seconds. */
  readonly seconds: number
}

/** The kernel counts processor time in hundredths of a second (`USER_HZ`, the same on all Linux machines). */
const ticksPerSecond = 100

/** What a process of this machine has used (`status` and `stat` of /proc). */
export async function usageOf(pid: number | undefined): Promise<Usage> {
  const status = await read(`/proc/${pid}/status`)
  return { memory: kilobytes(status, 'VmHWM'), seconds: (await timesOf(`${pid}`)).own }
}

/** What the database has used: its memory now, what processes share counted once; zero where it is elsewhere. */
export async function usageOfDatabase(db: Db): Promise<Usage> {
  const [row] = await db.execute('select pg_backend_pid() as pid')
  const server = (await timesOf(String(row?.pid))).parent
  const sum = { memory: 0, seconds: 0 }
  for (const pid of (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))) {
    const { parent, own, gone } = await timesOf(pid)
    if (server === null || (parent !== server && pid !== server)) continue
    sum.seconds += own + (pid === server ? gone : 0)
    sum.memory += kilobytes(await read(`/proc/${pid}/smaps_rollup`), 'Pss') || 0
  }
  return sum
}

/** Fields 4 and 14 to 17 of `stat`: parent, own time in user and kernel mode, that of children which have ended. */
async function timesOf(
  pid: string,
): Promise<{ readonly parent: string | null; readonly own: number; readonly gone: number }> {
  const stat = await read(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, kernel, goneUser, goneKernel] = fields.slice(11, 15).map(ticks => Number(ticks) / ticksPerSecond)
  return { parent: fields[1] ?? null, own: (user ?? 0) + (kernel ?? 0), gone: (goneUser ?? 0) + (goneKernel ?? 0) }
}

function kilobytes(text: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]
  return found === undefined ? Number.NaN : Number(found) * 1_024
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}
