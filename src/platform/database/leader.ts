import postgres from 'postgres'
import { lockNumbers } from './lock-numbers.ts'

/** Judgement: a dead process is replaced within seconds, and the database hardly notices the questions. */
const askEveryMs = 2_000

/** What is told about an election. */
export interface ElectionLog {
  warn(fields: object, sentence: string): void
}

/**
 * Runs something in at most one process at a time. The place is a lock of a database connection: when the process or
 * its connection dies, the lock is free and another takes over. Losing the connection aborts the signal.
 */
export function runAsLeader(
  url: string,
  name: string,
  run: (signal: AbortSignal) => Promise<void>,
  log: ElectionLog,
): () => Promise<void> {
  const stopping = new AbortController()
  const loop = compete(url, name, run, log, stopping.signal)
  return async () => {
    stopping.abort()
    await loop
  }
}

async function compete(
  url: string,
  name: string,
  run: (signal: AbortSignal) => Promise<void>,
  log: ElectionLog,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      await holdOnce(url, name, run, stopping)
    } catch (err) {
      log.warn({ err, name }, 'The place was lost; it is competed for again')
    }
    await pause(askEveryMs, stopping)
  }
}

/** Waits for the lock on a connection of its own and works for as long as that connection lives. */
async function holdOnce(
  url: string,
  name: string,
  run: (signal: AbortSignal) => Promise<void>,
  stopping: AbortSignal,
): Promise<void> {
  const lost = new AbortController()
  const client = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    fetch_types: false, // a connection that breaks while it asks for them ends the process
    onclose: () => lost.abort(),
  })
  try {
    while (!stopping.aborted && !lost.signal.aborted) {
      const [row] = await client`select pg_try_advisory_lock(${lockNumbers.election}, hashtext(${name})) as chosen`
      if (row?.chosen) {
        const signal = AbortSignal.any([stopping, lost.signal])
        await Promise.race([run(signal), aborted(signal)])
        return
      }
      await pause(askEveryMs, stopping)
    }
  } finally {
    await client.end({ timeout: 1 })
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(done => (signal.aborted ? done() : signal.addEventListener('abort', () => done(), { once: true })))
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(done => {
    if (signal.aborted) return done()
    const timer = setTimeout(finish, ms)
    function finish(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      done()
    }
    signal.addEventListener('abort', finish, { once: true })
  })
}
