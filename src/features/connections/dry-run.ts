import {
  type Connector,
  type Feed,
  type FoundStore,
  type PullStep,
  piecesOf,
  SourceFault,
} from '#src/contracts/connector.ts'
import { feedsOfStore } from '#src/contracts/feeds-of.ts'
import { asListed } from '#src/contracts/listed-id.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { foldDays, type Observed } from '#src/domain/orders/fold-days.ts'
import type { OrderLine } from '#src/domain/orders/order-line.ts'
import type { Day } from '#src/domain/period/index.ts'
import { readStoreDays } from '#src/features/figures/index.ts'
import { openSession, type SyncParts } from '#src/features/sync/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What one day of a feed said, and what stands here. */
export interface DryFeed {
  readonly feed: string
  readonly outcome: 'figures' | 'nothing' | 'later' | 'scope' | 'refused' | 'trouble'
  /** The vendor's names of missing permissions, or what was said. */
  readonly detail: readonly string[]
  /** Exact; money in minor units. */
  readonly measures: Readonly<Record<string, string>>
  /** The same figures as they stand here; a measure that is missing stands nowhere. */
  readonly here: Readonly<Record<string, string>>
}

/** A dry run of a store. */
export interface DryStore {
  readonly externalId: string
  readonly day: Day
  readonly feeds: readonly DryFeed[]
}

/** How far a dry run is. `startedAt` tells one that broke off. */
export interface DryRun {
  readonly state: 'running' | 'done'
  readonly startedAt: string
  readonly stores: readonly DryStore[]
}

/** Judgement: somebody waits; a report that takes longer comes with the first pull. */
const longestMs = 120_000
const maxSteps = 40

/**
 * Asks every feed of a store for one day and writes nothing: yesterday in the store's zone, or another.
 * `here`: the store of ours whose figures are shown beside; `null`: there is none yet.
 */
export async function dryRunStore(
  parts: SyncParts,
  connector: Connector,
  of: { readonly connectionId: number; readonly found: FoundStore; readonly here: number | null; readonly day?: Day },
  stop: AbortSignal,
): Promise<DryStore> {
  const { found, connectionId, here } = of
  const day = of.day ?? shiftDays(localDay(parts.now(), found.timeZone), -1)
  const signal = AbortSignal.any([stop, AbortSignal.timeout(longestMs)])
  const { context } = await openSession(parts, connector, { connectionId, patienceMs: longestMs }, signal)
  const feeds: DryFeed[] = []
  for (const feed of feedsOfStore(connector, found)) {
    const ask = { feed, found, day, end: parts.now().getTime() + longestMs, now: parts.now }
    const asked = await askFeed(ask, request => feed.pull(request, context), signal)
    const measures = Object.keys(asked.measures)
    feeds.push({ ...asked, here: here === null ? {} : await standing(parts.db, here, day, measures) })
  }
  return { externalId: found.externalId, day, feeds }
}

interface Ask {
  readonly feed: Feed<unknown>
  readonly found: FoundStore
  readonly day: Day
  readonly end: number
  readonly now: () => Date
}

type Pull = (request: Parameters<Feed<unknown>['pull']>[0]) => Promise<PullStep>

async function askFeed(ask: Ask, pull: Pull, signal: AbortSignal): Promise<Omit<DryFeed, 'here'>> {
  const { feed, found, day } = ask
  const base = { feed: feed.id, detail: [] as readonly string[], measures: {} }
  const orders: OrderLine[] = []
  const days: Observed[] = []
  let state: unknown = null
  try {
    for (let steps = 0; steps < maxSteps; steps += 1) {
      const step = await pull({
        store: asListed(found),
        window: { from: day, to: day },
        kind: 'dry',
        state,
        cursor: null,
      })
      for await (const piece of piecesOf(step)) orders.push(...piece)
      days.push(...(step.days ?? []))
      if (step.next.kind === 'nothing') return { ...base, outcome: 'nothing' }
      if (step.next.kind === 'done') return { ...base, outcome: 'figures', measures: totalOf(ask, orders, days) }
      state = step.next.state
      if (!(await waitFor(ask, step.next.notBefore, signal))) return { ...base, outcome: 'later' }
    }
    return { ...base, outcome: 'later' }
  } catch (error) {
    return { ...base, ...outcomeOf(error, feed) }
  }
}

/** Waits for the moment that a step named; `false`: that is too far away for somebody who waits at a page. */
async function waitFor({ now, end }: Ask, at: Date | undefined, signal: AbortSignal): Promise<boolean> {
  const ms = Math.max(0, (at?.getTime() ?? 0) - now().getTime())
  if (now().getTime() + ms > end || signal.aborted) return false
  if (ms > 0) await new Promise(resolve => setTimeout(resolve, ms))
  return !signal.aborted
}

function totalOf({ feed, found, day }: Ask, orders: readonly OrderLine[], days: readonly Observed[]) {
  const { timeZone } = found
  const { tells, tellsWhereKnown = [] } = feed
  const rows = feed.grain === 'ledger' ? foldDays(orders, { timeZone, days: [day], tells, tellsWhereKnown }) : days
  return rows.find(row => row.sku === '' && row.day === day)?.measures ?? {}
}

function outcomeOf(error: unknown, feed: Feed<unknown>): Pick<DryFeed, 'outcome' | 'detail'> {
  if (!(error instanceof SourceFault)) return { outcome: 'trouble', detail: [] }
  const { kind, message, subject } = error
  if (kind === 'scope') return { outcome: 'scope', detail: feed.scopes.length > 0 ? feed.scopes : [subject ?? message] }
  if (kind === 'authorisation') return { outcome: 'refused', detail: [message] }
  if (kind === 'throttled' || kind === 'transient' || kind === 'not-ready')
    return { outcome: 'later', detail: [message] }
  return { outcome: 'trouble', detail: [message] }
}

async function standing(db: Db, storeId: number, day: Day, measures: readonly string[]) {
  if (measures.length === 0) return {}
  const [row] = await readStoreDays(db, { storeIds: [storeId], measures, from: day, to: day })
  const found = measures.flatMap(id => {
    const value = row?.find(id)?.value
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(found)
}
