import type { Connector, Feed } from '#src/contracts/connector.ts'
import { daysBetween, localDay } from '#src/domain/days.ts'
import {
  type ConnectedStore,
  changedStore,
  type FeedLine,
  type FeedProgress,
  feedsOf,
  linesOf,
  listConnectedStores,
} from '#src/features/sync/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { reportTexts as texts } from './report-texts.ts'
import { type BudgetLeft, budgetsLeft, type FeedFacts, listFeedFacts } from './store/feed-facts.ts'

/** What the report is made from. */
export interface ReportParts {
  readonly db: Db
  readonly connectors: readonly Connector[]
  readonly now: () => Date
}

/** The calls that are left of a grant. */
export interface GrantBudgets {
  readonly connector: Localized
  readonly connectionId: number
  readonly left: readonly BudgetLeft[]
}

/** How every feed of some stores stands; the same for chat, shell and page. */
export interface SyncReport {
  readonly lines: readonly FeedLine[]
  readonly budgets: readonly GrantBudgets[]
  /** Marketplaces whose grant has ended. */
  readonly toRenew: readonly Connector[]
}

/** Judgement: fewer pieces than this say nothing about how long the rest takes. */
const fewestPieces = 3

/** The report of the stores named, or of all. Moments are shown in the reader's zone. */
export async function syncReport(
  { db, connectors, now }: ReportParts,
  storeIds: ReadonlySet<number> | null,
  timeZone: string,
): Promise<SyncReport> {
  const feeds = (await feedsOf({ db, connectors })).filter(feed => storeIds === null || storeIds.has(feed.storeId))
  const [lines, facts, stores] = [await linesOf(db, feeds), await listFeedFacts(db), await listConnectedStores(db)]
  const told = feeds.flatMap((progress, at) => {
    const line = lines[at]
    const fact = facts.find(one => one.storeId === progress.storeId && isOf(one, progress))
    const connector = connectors.find(one => one.id === progress.connector)
    const feed = connector?.feeds.find(one => one.id === progress.feed)
    if (!line || !fact || !connector || !feed) return line ? [line] : []
    const found = stores.find(one => one.id === fact.connectionStoreId)
    const of = { progress, fact, connector, feed, zone: found?.found.timeZone ?? 'UTC' }
    return [{ ...line, label: feed.label, notes: notesOf(of, now(), timeZone) }]
  })
  const ended = new Set(feeds.filter(feed => feed.connection === 'needs_consent').map(feed => feed.connector))
  const toRenew = connectors.filter(one => ended.has(one.id))
  return { toRenew, lines: told, budgets: await budgetsOf(db, connectors, stores, storeIds) }
}

function isOf(fact: FeedFacts, { connector, feed }: FeedProgress): boolean {
  return fact.connector === connector && fact.feed === feed
}

interface Of {
  readonly progress: FeedProgress
  readonly fact: FeedFacts
  readonly connector: Connector
  readonly feed: Feed<unknown>
  /** Of the store. */
  readonly zone: string
}

function notesOf(of: Of, now: Date, timeZone: string): readonly Localized[] {
  const { progress, connector } = of
  const going = progress.connection === 'active' && progress.history === 'going' && progress.done < progress.planned
  const notes = [
    going ? timeLeft(of.fact) : null,
    progress.connection === 'active' && of.fact.errorKind !== changedStore ? nextPull(of, now, timeZone) : null,
    reachNote(of, now),
    detailNote(of),
    whatToDo(of.fact, connector, of.feed),
  ]
  return notes.filter(note => note !== null)
}

/** As long as the pieces of the last hours took; what waits for an allowance is in that time. */
function timeLeft({ ended, open, workedMs }: FeedFacts): Localized {
  if (ended < fewestPieces || workedMs <= 0) return texts.tooEarly
  return texts.left((workedMs / ended) * open)
}

/** Beyond it nothing is planned: it stands until somebody asks again (judgement: no pause of ours lasts a month). */
const farMs = 31 * 86_400_000

function nextPull({ fact, feed }: Of, now: Date, timeZone: string): Localized | null {
  const regular = fact.lastOkAt ? fact.lastOkAt.getTime() + feed.everyMinutes * 60_000 : null
  const at = fact.nextAt?.getTime() ?? regular
  if (at === null || at - now.getTime() > farMs) return null
  return at <= now.getTime() ? texts.nextSoon : texts.next(new Date(at), timeZone)
}

/** From which day on figures can be had, where the marketplace set the limit and not who connected. */
function reachNote({ fact, feed, connector, zone }: Of, now: Date): Localized | null {
  if (feed.grain === 'snapshot') return texts.fromConnecting
  if (fact.askedFrom === null || feed.historyDays === null) return null
  const reached = daysBetween(fact.askedFrom, localDay(now, zone)) >= feed.historyDays
  return reached ? texts.nothingEarlier(fact.askedFrom, connector.label) : null
}

/** What comes behind all history, while it is not there. */
function detailNote({ progress: { detailPlanned, detailDone }, feed }: Of): Localized | null {
  if (!feed.detail || detailPlanned === 0 || detailDone >= detailPlanned) return null
  return texts.detail(feed.detail.label, Math.floor((100 * detailDone) / detailPlanned))
}

/** What somebody can do about the last error. */
export function whatToDo(
  { errorKind, connection }: Pick<FeedFacts, 'errorKind' | 'connection'>,
  connector: Connector,
  feed: Pick<Feed<unknown>, 'scopes'>,
): Localized | null {
  if (connector.simulated) return simulatedWay(connection === 'needs_consent', errorKind !== null)
  if (connection === 'needs_consent' || errorKind === 'authorisation') return texts.consent(connector.id)
  if (errorKind === 'scope') return texts.grant(feed.scopes, connector.label)
  if (errorKind === 'drift') return texts.drift
  if (errorKind === changedStore) return texts.changed(connector.id)
  if (errorKind === 'permanent') return texts.permanent
  return null
}

/** The demo's marketplace puts itself right when it is asked. */
function simulatedWay(isEnded: boolean, isFaulty: boolean): Localized | null {
  if (isEnded) return texts.simulatedEnd
  return isFaulty ? texts.simulatedFault : null
}

async function budgetsOf(
  db: Db,
  connectors: readonly Connector[],
  stores: readonly ConnectedStore[],
  storeIds: ReadonlySet<number> | null,
): Promise<readonly GrantBudgets[]> {
  const seen = stores.filter(store => storeIds === null || storeIds.has(store.storeId))
  const found: GrantBudgets[] = []
  for (const connectionId of new Set(seen.map(store => store.connectionId))) {
    const own = seen.filter(store => store.connectionId === connectionId)
    const connector = connectors.find(one => one.id === own[0]?.connector)
    if (!connector) continue
    const of = { connectionId, connectionStoreIds: own.map(store => store.id) }
    const left = await budgetsLeft(db, connector.id, connector.budgets, of)
    if (left.length > 0) found.push({ connector: connector.label, connectionId, left })
  }
  return found
}
