import type { Connector, FoundStore } from '#src/contracts/connector.ts'
import { SourceFault } from '#src/contracts/connector.ts'
import { asListed } from '#src/contracts/listed-id.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import { readStoreDays } from '#src/features/figures/index.ts'
import { findRecorded } from '#src/features/ingest/index.ts'
import {
  type ConnectedStore,
  feedsOf,
  isListed,
  listConnectedStores,
  openSession,
  type SyncParts,
} from '#src/features/sync/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { checkTexts as texts } from './check-texts.ts'
import { reportTexts } from './report-texts.ts'
import { type FeedFacts, listFeedFacts } from './store/feed-facts.ts'
import { whatToDo } from './sync-report.ts'

/** A step of the way from the marketplace to a figure. */
export interface CheckStep {
  readonly step: 'connection' | 'authorisation' | 'pull' | 'formula' | 'comparison'
  /** `unknown`: it could not be looked at because a step before is wrong, or there is nothing to compare with. */
  readonly state: 'fine' | 'wrong' | 'unknown'
  readonly says: Localized
  /** What to do; `null`: nothing. */
  readonly todo: Localized | null
}

/** Judgement: somebody waits in chat. */
const askMs = 12_000
/** Judgement: a feed is late when it missed three pulls, and at least two hours. */
const [missed, minLateMs] = [3, 2 * 3_600_000]
const maxNamed = 4

/** Looks at every step for a store of ours: connection, authorisation, last pull, formula, the platform's own total. */
export async function checkStore(
  parts: SyncParts,
  store: { readonly id: number; readonly slug: string },
): Promise<readonly CheckStep[]> {
  const connected = (await listConnectedStores(parts.db)).filter(one => one.storeId === store.id)
  const [first] = connected
  const connector = parts.connectors.find(one => one.id === first?.connector)
  if (!first || !connector)
    return [{ step: 'connection', state: 'wrong', says: texts.notConnected, todo: texts.connect('') }]
  const facts = (await listFeedFacts(parts.db)).filter(fact => fact.connectionStoreId === first.id)
  const authorisation = connector.simulated ? simulatedGrant(facts) : await authorisationStep(parts, connector, first)
  const steps = [connectionStep(facts, connector), authorisation]
  const through = await lastCompleteDay(parts, store.id)
  return [
    ...steps,
    pullStep(facts, connector, through, parts.now()),
    await formulaStep(parts, store.id, connector, through),
    await comparisonStep(parts, connector, first, through, steps[1]?.state === 'fine'),
  ]
}

function connectionStep(facts: readonly FeedFacts[], connector: Connector): CheckStep {
  const state = facts[0]?.connection
  if (state === 'paused') return { step: 'connection', state: 'wrong', says: texts.paused, todo: texts.resume }
  if (facts.length === 0) return { step: 'connection', state: 'wrong', says: texts.nothingPlanned, todo: texts.now }
  return { step: 'connection', state: 'fine', says: fill(texts.connected, { connector: connector.label }), todo: null }
}

async function authorisationStep(parts: SyncParts, connector: Connector, store: ConnectedStore): Promise<CheckStep> {
  const step = 'authorisation' as const
  try {
    const found = await askStores(parts, connector, store.connectionId)
    if (found.some(one => isListed(store, one))) return { step, state: 'fine', says: texts.accepted, todo: null }
    return { step, state: 'wrong', says: texts.storeGone, todo: texts.connect(connector.id) }
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    const says = fill(texts.refused, { why: error.text })
    if (error.kind === 'authorisation') return { step, state: 'wrong', says, todo: texts.connect(connector.id) }
    if (error.kind === 'throttled') return { step, state: 'unknown', says: texts.busy, todo: null }
    return { step, state: 'wrong', says, todo: texts.waitOrAsk }
  }
}

/** A simulated marketplace is never asked: its grant is what the demo made of it. */
function simulatedGrant(facts: readonly FeedFacts[]): CheckStep {
  const step = 'authorisation' as const
  if (!facts.some(fact => fact.connection === 'needs_consent'))
    return { step, state: 'fine', says: texts.simulated, todo: null }
  return { step, state: 'wrong', says: texts.simulatedEnd, todo: reportTexts.simulatedEnd }
}

async function askStores(parts: SyncParts, connector: Connector, connectionId: number): Promise<readonly FoundStore[]> {
  const { context } = await openSession(parts, connector, { connectionId }, AbortSignal.timeout(askMs))
  return connector.listStores(context)
}

function pullStep(facts: readonly FeedFacts[], connector: Connector, through: Day | null, now: Date): CheckStep {
  const troubles = facts.flatMap(fact => {
    const feed = connector.feeds.find(one => one.id === fact.feed)
    if (!feed) return []
    const lateMs = Math.max(minLateMs, missed * feed.everyMinutes * 60_000)
    const isPast = now.getTime() - (fact.lastOkAt ?? fact.askedAt).getTime() > lateMs
    const isLate = isPast && !connector.simulated // that is only as old as the demo, and nothing is missing
    if (fact.errorKind === null && !isLate) return []
    const todo = whatToDo(fact, connector, feed)
    return [{ says: fill(fact.errorKind === null ? texts.late : texts.stopped, { feed: feed.label }), todo }]
  })
  const says = through === null ? texts.noDay : fill(texts.through, { day: verbatim(through) })
  if (troubles.length === 0) return { step: 'pull', state: through === null ? 'unknown' : 'fine', says, todo: null }
  const todos = troubles.flatMap(({ todo }) => (todo ? [todo] : []))
  return {
    step: 'pull',
    state: 'wrong',
    says: join([says, ...troubles.map(one => one.says)], texts.semicolon),
    todo: todos.length > 0 ? join([...new Set(todos)], texts.semicolon) : texts.now,
  }
}

async function lastCompleteDay({ db, connectors }: SyncParts, storeId: number): Promise<Day | null> {
  const feeds = (await feedsOf({ db, connectors })).filter(feed => feed.storeId === storeId)
  return feeds.find(feed => feed.main)?.through ?? feeds.find(feed => feed.through !== null)?.through ?? null
}

/** Whether what counts on the last whole day is what the marketplace told, measure by measure. */
async function formulaStep(
  { db }: SyncParts,
  storeId: number,
  connector: Connector,
  day: Day | null,
): Promise<CheckStep> {
  const step = 'formula' as const
  if (day === null) return { step, state: 'unknown', says: texts.noDay, todo: null }
  const owner = new Map(
    connector.feeds.flatMap(feed => feed.tells.map(id => [id, `${connector.id}/${feed.id}`] as const)),
  )
  const told = await findRecorded(db, { storeId, sku: '', day, measures: [...owner.keys()] })
  const counts = new Map(told.toReversed().map(figure => [figure.measure, figure])) // the first of each counts
  const others = [...counts.values()].filter(figure => owner.get(figure.measure) !== figure.sourceKey)
  if (others.length === 0) return { step, state: 'fine', says: texts.ownFigures, todo: null }
  const names = others.slice(0, maxNamed).map(({ measure, sourceName }) =>
    fill(texts.otherSource, {
      measure: findMeasure(measure)?.label ?? verbatim(measure),
      source: verbatim(sourceName),
    }),
  )
  return { step, state: 'wrong', says: join(names), todo: texts.removeOther }
}

async function comparisonStep(
  parts: SyncParts,
  connector: Connector,
  store: ConnectedStore,
  day: Day | null,
  mayAsk: boolean,
): Promise<CheckStep> {
  const step = 'comparison' as const
  if (connector.simulated) return { step, state: 'fine', says: texts.simulatedTotals, todo: null }
  if (!connector.totals) return { step, state: 'unknown', says: texts.noTotals(connector.label), todo: texts.typeOne }
  if (day === null || !mayAsk) return { step, state: 'unknown', says: texts.notAsked, todo: null }
  try {
    const { context } = await openSession(
      parts,
      connector,
      { connectionId: store.connectionId, storeId: store.id },
      AbortSignal.timeout(askMs),
    )
    const told = await connector.totals({ store: asListed(store.found), window: { from: day, to: day } }, context)
    return await compareDay(parts, store.storeId, day, told.find(one => one.day === day)?.measures ?? {})
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    return { step, state: 'unknown', says: fill(texts.refused, { why: error.text }), todo: null }
  }
}

async function compareDay(
  { db }: SyncParts,
  storeId: number,
  day: Day,
  theirs: Readonly<Record<string, string>>,
): Promise<CheckStep> {
  const step = 'comparison' as const
  const ids = Object.keys(theirs)
  if (ids.length === 0) return { step, state: 'unknown', says: texts.notAsked, todo: null }
  const [row] = await readStoreDays(db, { storeIds: [storeId], measures: ids, from: day, to: day })
  const differing = ids.filter(id => Number(row?.find(id)?.value ?? Number.NaN) !== Number(theirs[id]))
  const labels = (list: readonly string[]) => join(list.map(id => findMeasure(id)?.label ?? verbatim(id)))
  if (differing.length === 0) return { step, state: 'fine', says: texts.agrees(day, labels(ids)), todo: null }
  return { step, state: 'wrong', says: texts.differs(day, labels(differing)), todo: texts.reconcile(day.slice(0, 7)) }
}
