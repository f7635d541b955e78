import { ZodError } from 'zod'
import { type Connector, type FaultKind, type Feed, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { isMainFeed } from '#src/contracts/feeds-of.ts'
import { asListed } from '#src/contracts/listed-id.ts'
import { keepSaid, says } from '#src/contracts/said.ts'
import type { Db } from '#src/platform/database/db.ts'
import { troubleCard } from './cards/sync-card.ts'
import { follow, type Trail } from './circle.ts'
import { forgetTokens, openSession, type SyncParts } from './context.ts'
import { bounded } from './moments.ts'
import { type ConnectedStore, listConnectedStores, setConnectionState } from './store/connections.ts'
import { lastGood, markBad, sameNews } from './store/feed-states.ts'
import { type ClaimedPull, changePull, claimPull, holdPull, keepStep, type PullChange } from './store/pulls.ts'
import { keepAnswers } from './store/raw-answers.ts'
import { storeResult } from './store-result.ts'
import { tellAboutStore } from './told/tell-about-store.ts'

/** Judgement: a step may last so long; pauses double from 5 s to 15 min and a pull gives up after 40 tries, some ten hours. */
const stepMs = 25_000
const [firstPauseMs, longestPauseMs, maxTries] = [5_000, 900_000, 40]
const notReadyMs = 3_600_000
/** Judgement: so many failures in a row after the moment that was named, and our own pauses count besides. */
const believed = 5
const pausedMs = 86_400_000

/** Takes one step of the pull that is due first; answers whether there was one. */
export async function runStep(parts: SyncParts, stop: AbortSignal): Promise<boolean> {
  const pull = await claimPull(parts.db)
  if (!pull) return false
  const store = (await listConnectedStores(parts.db)).find(one => one.id === pull.connectionStoreId)
  const connector = parts.connectors.find(one => one.id === store?.connector)
  const feed = connector?.feeds.find(one => one.id === pull.feed)
  if (!store || !connector || !feed) {
    await changePull(parts.db, pull, { state: 'failed', error: keepSaid(says('noSuchFeed')) })
    return true
  }
  await takeStep(parts, { pull, store, connector, feed }, stop)
  return true
}

interface Work {
  readonly pull: ClaimedPull
  readonly store: ConnectedStore
  readonly connector: Connector
  readonly feed: Feed<unknown>
}

async function takeStep(parts: SyncParts, work: Work, stop: AbortSignal): Promise<void> {
  const { db, now } = parts
  let step: PullStep
  let trail: Trail | null
  try {
    step = await ask(parts, work, AbortSignal.any([stop, AbortSignal.timeout(stepMs)]))
    trail = follow(work.pull.trail, work.pull.step, step, work.connector.label.en)
  } catch (error) {
    await giveUp(parts, work, faultOf(error, parts))
    return
  }
  await holdPull(db, work.pull)
  try {
    await storeResult(db, { ...work, step, trail, now: now() })
  } catch (error) {
    if (!(error instanceof SourceFault || error instanceof ZodError)) throw error
    await giveUp(parts, work, faultOf(error, parts)) // read while it was written: nothing of it stands
  }
}

async function ask(parts: SyncParts, { pull, store, connector, feed }: Work, signal: AbortSignal): Promise<PullStep> {
  const of = { connectionId: store.connectionId, storeId: store.id }
  const keep = (state: unknown) => keepStep(parts.db, pull, state)
  const { context, answers } = await openSession(parts, connector, of, signal, keep)
  const window = { from: pull.fromDay, to: pull.toDay }
  const request = {
    store: asListed(store.found),
    window,
    kind: pull.kind,
    state: pull.step ?? null,
    cursor: pull.cursor ?? null,
  }
  try {
    return await feed.pull(request, context)
  } finally {
    await keepAnswers(parts.db, pull.id, answers)
  }
}

/** A shape that we do not know is drift; what is nobody's fault that we know is tried again. */
function faultOf(error: unknown, { log }: SyncParts): SourceFault {
  if (error instanceof SourceFault) return error
  if (error instanceof ZodError) {
    const [issue] = error.issues
    const subject = issue?.path.join('.') ?? ''
    return new SourceFault('drift', says('undocumented', { path: subject, quote: issue?.message ?? '' }), { subject })
  }
  log.error({ err: error }, 'A step of a connector failed and is tried again')
  return new SourceFault('transient', says('stepFailed'))
}

async function giveUp(parts: SyncParts, work: Work, fault: SourceFault): Promise<void> {
  const { db, now } = parts
  const { pull, connector, store } = work
  const at = now()
  if (fault.kind === 'authorisation' && fault.subject === '401' && pull.fault !== 'authorisation') {
    await forgetTokens(parts, connector, store.connectionId)
    await changePull(db, pull, { state: 'waiting', failed: true, fault: fault.kind, error: keepSaid(fault.said) })
    return
  }
  const waiting = waitAfter(pull, fault, at)
  if (waiting) await changePull(db, pull, waiting)
  else await db.transaction(tx => stopAndTell(tx, work, fault, at))
}

/** How a pull waits that goes on by itself; `null`: it does not. */
function waitAfter(pull: ClaimedPull, fault: SourceFault, now: Date): PullChange | null {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(pull.failures, 10))
  const until = bounded(fault.until, now)
  const after = (ms: number) => until ?? new Date(now.getTime() + ms)
  const why = { state: 'waiting', fault: fault.kind, error: keepSaid(fault.said) } as const
  if (fault.kind === 'transient' && pull.failures < maxTries) {
    const own = new Date(now.getTime() + pause)
    const notBefore = until === null || (pull.failures >= believed && until < own) ? own : until
    return { ...why, failed: true, notBefore }
  }
  if (fault.kind === 'throttled') return { ...why, failed: until ? 'same' : true, notBefore: after(pause) }
  if (fault.kind === 'not-ready') return { ...why, notBefore: after(notReadyMs) }
  return null
}

/** What only a person can put right: the grant waits for consent; a feed stops for a day while others go on. */
async function stopAndTell(tx: Db, { pull, store, connector, feed }: Work, fault: SourceFault, now: Date) {
  const kind = await kindOf(tx, pull, fault, isMainFeed(connector, feed.id))
  const stops = kind === 'scope' || kind === 'drift' || kind === 'unavailable'
  const state = stops || kind === 'authorisation' ? 'waiting' : 'failed'
  const text = keepSaid(fault.said)
  await changePull(tx, pull, {
    state,
    failed: true,
    fault: kind,
    error: text,
    ...(stops && { step: null, trail: null }),
  })
  const pausedUntil = stops ? new Date(now.getTime() + pausedMs) : null
  const isNews = await markBad(tx, pull, { kind, text, pausedUntil })
  const tell = kind === 'authorisation' ? await setConnectionState(tx, store.connectionId, 'needs_consent') : isNews
  if (!tell) return
  // Other days of the feed may go well in between: the same trouble is told once a month, a lost consent every time
  const day = now.toISOString()
  const once = kind === 'authorisation' ? day.slice(0, 10) : `${day.slice(0, 7)}/${sameNews(text).slice(0, 80)}`
  const key = `sync/${store.id}/${feed.id}/${kind}/${once}`
  const card = troubleCard({ connector, feed, store: store.found.name, kind, text: fault.text })
  await tellAboutStore(tx, store.storeId, key, card, now)
}

/**
 * An account that had a feed has it: what is not there then is only this request's. A feed beside the main one that was
 * refused from its first request on is not there for this account.
 */
async function kindOf(tx: Db, pull: ClaimedPull, { kind }: SourceFault, isMain: boolean): Promise<FaultKind> {
  if (kind !== 'unavailable' && (kind !== 'permanent' || isMain)) return kind
  return (await lastGood(tx, pull.connectionStoreId, pull.feed)) ? 'permanent' : 'unavailable'
}
