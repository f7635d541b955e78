import { loadavg } from 'node:os'
import type { Chats } from '#bench/support/chats.ts'
import { isMemoryFlat, judgeTables } from './judge.ts'
import type { Sizes } from './sizes.ts'

/** What came of the weeks. */
export interface SoakReport {
  readonly weeks: number
  readonly seconds: number
  readonly sizes: readonly Sizes[]
  readonly asked: ReadonlyMap<string, number>
  readonly ran: ReadonlyMap<string, number>
  /** Slots of the schedules of each zone. */
  readonly posts: ReadonlyMap<string, number>
  readonly faults: readonly string[]
  readonly chats: Chats['counts']
}

/** Wishes for the same job that meet in the queue are one run: few of a hundred, of fetching, which takes long, half. */
const metShare = 0.02

/** Prints tables, jobs and memory over the weeks. @returns whether nothing grew, nothing was missed, nothing failed */
export function printSoak(report: SoakReport): boolean {
  const { weeks, seconds, sizes, faults, chats } = report
  const load = loadavg()[0]?.toFixed(1)
  say(`${weeks} weeks in ${Math.round(seconds)} s; load of the machine ${load}`)
  const parts = [printTables(sizes), printMemory(sizes), printJobs(report), printPosts(report)]
  for (const [name, { messages, edits, calls }] of Object.entries(chats))
    say(`${name}: ${messages} messages, ${edits} edits, ${calls} calls`)
  say(`faults: ${faults.length}`)
  for (const fault of [...new Set(faults)].slice(0, 20)) say(fault.trim().slice(0, 400))
  return parts.every(good => good) && faults.length === 0
}

function say(text: string): void {
  process.stdout.write(`  ${text}\n`)
}

function printTables(sizes: readonly Sizes[]): boolean {
  const verdicts = judgeTables(sizes)
  say('rows at the end of each week; megabytes at the end')
  for (const { name, rows, bytes, verdict } of verdicts) {
    if (rows.every(count => count === 0)) continue
    const counts = rows.map(count => String(count).padStart(7)).join('')
    say(`${name.padEnd(24)}${counts}${((bytes.at(-1) ?? 0) / 1e6).toFixed(1).padStart(8)}  ${verdict}`)
  }
  return verdicts.every(({ good }) => good)
}

function printMemory(sizes: readonly Sizes[]): boolean {
  const megabytes = (pick: (size: Sizes) => number) => sizes.map(size => Math.round(pick(size) / 1e6)).join(' ')
  const flat = isMemoryFlat(sizes)
  say(
    `heap in MB: ${megabytes(size => size.heap)}; resident: ${megabytes(size => size.resident)}; ${flat ? 'flat' : 'grows'}`,
  )
  return flat
}

function printJobs({ asked, ran }: SoakReport): boolean {
  const few = (name: string, times: number) => (ran.get(name) ?? 0) < times * (name === 'collect' ? 0.5 : 1 - metShare)
  const missed = [...asked].filter(([name, times]) => few(name, times))
  say('jobs, begun of those that their schedule asked for:')
  say([...asked].map(([name, times]) => `${name} ${ran.get(name) ?? 0}/${times}`).join(', '))
  return missed.length === 0
}

function printPosts({ posts, weeks }: SoakReport): boolean {
  say(`posts: ${[...posts].map(([zone, n]) => `${zone} ${n}`).join(', ')} of ${weeks * 7} days`)
  return [...posts.values()].every(n => Math.abs(n - weeks * 7) <= 1) // the first or last day lies half outside
}
