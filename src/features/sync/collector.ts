import type { SyncParts } from './context.ts'
import { letHeldGo } from './held/let-go.ts'
import { planDue } from './plan.ts'
import { type FeedProgress, isWholeHistory, mayGoOn, realFeedsOf } from './progress.ts'
import { runStep } from './run-step.ts'
import { listConnections } from './store/connections.ts'
import { nextPullInMs, takenOver, tipsUnderWay } from './store/pulls.ts'

/** Judgement: the job is ticked every minute, so that it ends before the next tick. */
const runMs = 50_000
/** Judgement: how many steps a process takes at a time, so that a marketplace that hangs holds up no other feed. */
const hands = 4
/** Judgement: how soon one with nothing to do looks again, at the earliest and at the latest. */
const [soonestMs, latestMs] = [100, 1_000]
/** Judgement: how often it is looked for what is due while somebody waits for history, and how often that is judged. */
const [planMs, judgeMs] = [60_000, 1_000]

/** Plans what is due and takes steps until nothing is due within the time, or it is over. */
export async function collect(parts: SyncParts, signal: AbortSignal, forMs = runMs): Promise<void> {
  if ((await listConnections(parts.db)).length === 0) return
  await planDue(parts.db, parts.connectors, parts.now())
  await letHeldGo(parts)
  const end = performance.now() + forMs
  const over = new AbortController() // when nothing waits any more, so that all end at once
  const work = async () => {
    let looks = 0
    while (!signal.aborted && performance.now() < end) {
      if (await stepOf(parts, signal)) {
        looks = 0
        continue
      }
      const next = await nextPullInMs(parts.db)
      if (next === null) over.abort()
      if (next === null || over.signal.aborted || performance.now() + next > end) return
      await pause(Math.max(next, idlePauseMs(looks++)), AbortSignal.any([signal, over.signal]))
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: hands }, work))
  for (const one of ends) if (one.status === 'rejected') throw one.reason
}

/**
 * How long one waits who found nothing so many times in a row: what is due may be a piece of a feed that another is at, who
 * goes on with it too. Ten looks a second of all who are idle were a quarter of the work of the database.
 */
function idlePauseMs(looks: number): number {
  return soonestMs * 2 ** Math.min(looks, 4)
}

/** A pull that another process took over meanwhile is that one's business. */
async function stepOf(parts: SyncParts, signal: AbortSignal): Promise<boolean> {
  try {
    return await runStep(parts, signal)
  } catch (error) {
    if (!(error instanceof Error) || error.message !== takenOver) throw error
    return true
  }
}

/**
 * Works until all history is there, and the newest days that were due are looked at, or nothing can go on by itself, beside a running service or without one; answers
 * whether it is all there. A database that goes away for a while is waited for. `tell` hears how far every feed is.
 */
export async function waitForHistory(
  parts: SyncParts,
  minutes: number,
  tell: (feeds: readonly FeedProgress[]) => void = () => {},
): Promise<boolean> {
  const stop = AbortSignal.timeout(Math.max(1, Math.round(minutes * 60_000)))
  const over = new AbortController()
  const signal = AbortSignal.any([stop, over.signal])
  let idle = new AbortController() // aborted when nothing waits any more, so that it is judged at once
  const skipped = parts.connectors.filter(one => one.simulated).map(({ id }) => id)
  let tips: readonly number[] | null = null // looks at the newest days that were due when the waiting began
  const judge = async () => {
    for (let planned = Number.NEGATIVE_INFINITY; !signal.aborted; await pause(judgeMs, idle.signal)) {
      idle = new AbortController()
      await surely(parts, signal, async () => {
        if (performance.now() - planned > planMs) {
          await planDue(parts.db, parts.connectors, parts.now())
          planned = performance.now()
        }
        const feeds = await realFeedsOf(parts)
        tell(feeds)
        tips = await tipsUnderWay(parts.db, skipped, tips)
        if (!feeds.some(mayGoOn) && tips.length === 0) over.abort()
      })
    }
  }
  const work = async () => {
    let looks = 0
    while (!signal.aborted) {
      await surely(parts, signal, async () => {
        if (await stepOf(parts, signal)) {
          looks = 0
          return
        }
        const next = await nextPullInMs(parts.db)
        if (next === null) idle.abort()
        await pause(next === null ? latestMs : Math.max(next, idlePauseMs(looks++)), signal)
      })
    }
  }
  await Promise.all([judge(), ...Array.from({ length: hands }, work)])
  return isWholeHistory(await patiently(parts, () => realFeedsOf(parts)))
}

/** Judgement: a database that restarts is back within this. */
const patienceMs = 60_000

/** Reads what stands also where the database is away for a moment. @throws what it fails with after a minute */
export async function patiently<T>(parts: Pick<SyncParts, 'log'>, read: () => Promise<T>): Promise<T> {
  const end = performance.now() + patienceMs
  for (;;) {
    try {
      return await read()
    } catch (err) {
      if (performance.now() > end) throw err
      parts.log.error({ err }, 'Reading was interrupted and is tried again')
      await new Promise(resolve => setTimeout(resolve, latestMs))
    }
  }
}

/** What fails inside of us, such as a database that restarts, is tried again after a moment. */
async function surely({ log }: SyncParts, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (err) {
    log.error({ err }, 'Fetching was interrupted and goes on')
    await pause(latestMs, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const wait = Math.min(latestMs, Math.max(soonestMs, ms))
  if (signal.aborted) return new Promise(resolve => setTimeout(resolve, soonestMs / 10))
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, wait)
    signal.addEventListener('abort', done)
  })
}
