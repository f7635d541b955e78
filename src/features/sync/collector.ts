import type { SyncParts } from './context.ts'
import { planDue } from './plan.ts'
import { runStep } from './run-step.ts'
import { listConnections } from './store/connections.ts'
import { listFeedRows } from './store/feed-states.ts'
import { nextPullInMs } from './store/pulls.ts'

/** Judgement: the job is ticked every minute, so that it ends before the next tick. */
const runMs = 50_000
/** Judgement: how often the shell looks again while a pull waits. */
const lookMs = 500

/** Plans what is due and takes steps until nothing is due or the time is over. */
export async function collect(parts: SyncParts, signal: AbortSignal, forMs = runMs): Promise<void> {
  if ((await listConnections(parts.db)).length === 0) return
  await planDue(parts.db, parts.connectors, parts.now())
  const end = performance.now() + forMs
  while (!signal.aborted && performance.now() < end) {
    if (!(await runStep(parts, signal))) return
  }
}

/** Works until all history is there, beside a running service or without one; answers whether it is. */
export async function waitForHistory(parts: SyncParts, minutes: number): Promise<boolean> {
  const stop = AbortSignal.timeout(Math.max(1, Math.round(minutes * 60_000)))
  await planDue(parts.db, parts.connectors, parts.now())
  while (!stop.aborted) {
    if (await runStep(parts, stop)) continue
    if (!(await isOpen(parts))) break
    const next = await nextPullInMs(parts.db)
    if (next === null) break // what is open waits for a person
    await pause(Math.min(lookMs, next + 1))
  }
  const rows = await listFeedRows(parts.db)
  return rows.length > 0 && rows.every(row => row.done === row.planned && row.connection === 'active')
}

async function isOpen({ db }: SyncParts): Promise<boolean> {
  return (await listFeedRows(db)).some(row => row.done + row.failed < row.planned)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
