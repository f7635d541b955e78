import { type Connector, type HttpRequest, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import type { Db } from '#src/platform/database/db.ts'
import { politeFetch } from './http.ts'
import { type Bucket, blockCalls, keepRates, takeCalls, unblockCalls } from './store/budgets.ts'

/** Whose calls are made. */
export interface CallsOf {
  readonly connectionId: number
  readonly storeId?: number
  /** For so long after the beginning a short pause is made at once; absent: as fits into a step. */
  readonly patienceMs?: number
}

/** What making calls needs. */
export interface CallParts {
  readonly db: Db
  readonly now: () => Date
  /** How a short pause is made; absent: by waiting. */
  readonly pause?: (ms: number) => Promise<void>
  /** How long an answer may take; absent: 15 s. */
  readonly answerMs?: number
}

/**
 * Judgement: waits up to this are made at once, longer ones are written down and another pull goes on; a call is made at
 * most so often in a step, and none begins later than this after the step did.
 */
const longestPauseMs = 3_000
const maxTries = 3
const lastStartMs = 15_000
/** Judgement: the pause before asking again after a fault of the network or the server. */
const againAfterMs = 300

/** Makes the calls of one step: within the budgets that all replicas share, asking again where that does no harm. */
export function createCaller(
  parts: CallParts,
  connector: Connector,
  of: CallsOf,
  signal: AbortSignal,
): (request: HttpRequest) => Promise<HttpResponse> {
  const begun = performance.now()
  const canWait = (ms: number) =>
    ms <= longestPauseMs && performance.now() - begun + ms < (of.patienceMs ?? lastStartMs) && !signal.aborted
  const pause = parts.pause ?? (ms => new Promise<void>(resolve => setTimeout(resolve, ms)))
  return async request => {
    const buckets = bucketsOf(connector, of, request)
    for (let tries = 1; ; tries += 1) {
      await spend(parts, buckets, canWait, pause)
      try {
        const answer = await politeFetch(request, signal, parts.now, parts.answerMs)
        await unblockCalls(
          parts.db,
          buckets.map(({ key }) => key),
        )
        await keepRates(parts.db, buckets, answer.headers)
        return answer
      } catch (error) {
        const fault = await refusalOf(parts, buckets, error)
        const wait = waitFor(fault, request, tries, parts.now())
        if (wait === null || tries >= maxTries || !canWait(wait)) throw fault
        await pause(wait)
      }
    }
  }
}

function bucketsOf(connector: Connector, of: CallsOf, request: HttpRequest): readonly Bucket[] {
  return (request.budgets ?? []).map(id => {
    const budget = connector.budgets.find(one => one.id === id)
    if (!budget) throw new Error(`The connector ${connector.id} has no budget ${id}`)
    const whose = {
      application: '',
      connection: `/${of.connectionId}`,
      store: `/${of.connectionId}/${of.storeId ?? 0}`,
    }
    return { budget, key: `${connector.id}/${id}${whose[budget.per]}` }
  })
}

/** Takes a call of each budget, after a short pause where that is enough. @throws SourceFault `throttled` */
async function spend(
  { db, now }: CallParts,
  buckets: readonly Bucket[],
  canWait: (ms: number) => boolean,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  for (;;) {
    const refused = await takeCalls(db, buckets, now())
    if (!refused) return
    const { until, bucket } = refused
    const wait = until.getTime() - now().getTime()
    if (!canWait(wait)) {
      const { id } = bucket.budget
      throw new SourceFault('throttled', says('allowanceUsed', { code: id }), { until, subject: id })
    }
    await pause(wait)
  }
}

/** The fault with the moment at which the next call may be made, which all replicas keep. */
async function refusalOf({ db, now }: CallParts, buckets: readonly Bucket[], error: unknown): Promise<unknown> {
  if (!(error instanceof SourceFault) || error.kind !== 'throttled' || buckets.length === 0) return error
  const at = now()
  let until = at
  for (const bucket of buckets) {
    const next = await blockCalls(db, bucket, error.until, at)
    if (next > until) until = next
  }
  return new SourceFault('throttled', error.said, { until, subject: error.subject, cause: error })
}

/** Milliseconds after which asking again makes sense; `null`: it does not. */
function waitFor(fault: unknown, request: HttpRequest, tries: number, now: Date): number | null {
  if (!(fault instanceof SourceFault)) return null
  const said = fault.until === null ? null : Math.max(0, fault.until.getTime() - now.getTime())
  if (fault.kind === 'throttled') return said // a call that was refused did nothing
  const repeatable = request.repeatable ?? (request.method ?? 'GET') === 'GET'
  return fault.kind === 'transient' && repeatable ? (said ?? againAfterMs * 4 ** (tries - 1)) : null
}
