import { type Connector, type Feed, type PullStep, piecesOf } from '#src/contracts/connector.ts'
import { keepSaid, says } from '#src/contracts/said.ts'
import { daysBetween, eachDay, earlier, endOfDay, localDay, shiftDays } from '#src/domain/days.ts'
import { foldDays, type Observed } from '#src/domain/orders/fold-days.ts'
import { promiseMeasures } from '#src/domain/orders/measures.ts'
import type { Day } from '#src/domain/period/index.ts'
import { tellAdministrators } from '#src/features/delivery/index.ts'
import { connectorRank, ensureSource, lockStores, setTraits, writeInTransaction } from '#src/features/ingest/index.ts'
import { findStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { heldCard } from './cards/held-card.ts'
import { impossibleCard } from './cards/impossible-card.ts'
import { wellCard } from './cards/sync-card.ts'
import { unknownCard } from './cards/unknown-card.ts'
import type { Trail } from './circle.ts'
import { daysBeside, implausible, sistersOf, zeroDays } from './held/plausible.ts'
import { type ImpossibleFigure, partImpossible } from './impossible.ts'
import { bounded } from './moments.ts'
import type { ConnectedStore } from './store/connections.ts'
import { markBad, markGood, putCoverage } from './store/feed-states.ts'
import { holdDays, isAnyHeld, releaseDays } from './store/held-days.ts'
import { countIgnored, type LedgerOf, linesOfDays, prunedDays, putLines } from './store/ledger.ts'
import { type ClaimedPull, changePull } from './store/pulls.ts'
import { readToldDays } from './store/told-days.ts'
import { tellAboutStore } from './told/tell-about-store.ts'

/** What a step brought, and whose it is. */
export interface Result {
  readonly connector: Connector
  readonly feed: Feed<unknown>
  readonly store: ConnectedStore
  readonly pull: ClaimedPull
  readonly step: PullStep
  /** By which steps that lead in a circle are known; `null`: there is none to follow. */
  readonly trail: Trail | null
  readonly now: Date
}

/**
 * Writes the result of a step: ledger, days, coverage, cursor and how the pull goes on, all or nothing. Writing the same
 * result again changes nothing.
 * @throws SourceFault when what is read while it is stored is not as documented: nothing of it is written.
 * @throws Error when another process took the pull over meanwhile.
 */
export async function storeResult(db: Db, result: Result): Promise<void> {
  const { connector, feed, store } = result
  const source = await ensureSource(db, `${connector.id}/${feed.id}`, `${connector.label.en}: ${feed.label.en}`)
  await setTraits(db, source.id, { rank: connectorRank, dueHours: feed.dueHours })
  await db.transaction(async tx => {
    await lockStores(tx, [store.storeId])
    const held = new Set<Day>()
    for await (const rows of rowsOf(tx, result, source.id)) {
      for (const day of await writeRows(tx, result, source.id, rows)) held.add(day)
    }
    const covered = coverageOf(result).filter(({ day }) => !held.has(day))
    await putCoverage(tx, { storeId: store.storeId, sourceId: source.id }, covered)
    await settle(tx, result)
    await tellUnknown(tx, result)
  })
}

/** Judgement: so many words of a step are told; what is new comes again with the next. */
const maxWords = 10

/** Every word once: its delivery has the word as its key. */
async function tellUnknown(tx: Db, { connector, feed, store, step, now }: Result): Promise<void> {
  for (const word of (step.unknown ?? []).slice(0, maxWords)) {
    const card = unknownCard({ connector, feed, store: store.found.name, words: [word] })
    await tellAdministrators(tx, `sync/${store.id}/${feed.id}/unknown/${word.slice(0, 100)}`, card, now)
  }
}

/** Figures that no day can have are not there for the reader of a chart: once a month and measure it is told. */
async function tellImpossible(tx: Db, result: Result, left: readonly ImpossibleFigure[]): Promise<void> {
  const { connector, feed, store, now } = result
  for (const measure of new Set(left.map(one => one.measure))) {
    const about = left.filter(one => one.measure === measure)
    const key = `sync/${store.id}/${feed.id}/impossible/${measure}/${now.toISOString().slice(0, 7)}`
    await tellAdministrators(tx, key, impossibleCard({ connector, feed, store: store.found.name, left: about }), now)
  }
}

/** Writes whole days; answers those that are not, because they were kept back or a figure of them cannot be. */
async function writeRows(tx: Db, result: Result, sourceId: number, found: readonly Observed[]) {
  const { feed, store, pull, now } = result
  const { rows, left } = partImpossible(found)
  await tellImpossible(tx, result, left)
  const whole = rows.filter(row => Object.keys(row.measures).length > 0)
  const held = await keepBack(tx, result, sourceId, whole)
  const observations = whole.filter(({ day }) => !held.has(day)).map(row => ({ ...row, storeId: store.storeId }))
  const { finalAfterDays } = feed
  const how = {
    mode: 'replace-days',
    finalAfterDays,
    history: pull.kind === 'backfill' || pull.kind === 'detail',
  } as const
  await writeInTransaction(tx, { sourceId, rows: observations, now, ...how })
  return new Set([...held, ...left.map(({ day }) => day)])
}

/** Days of sudden zeros are kept and told instead of written; days that say something again are let go. */
async function keepBack(
  tx: Db,
  result: Result,
  sourceId: number,
  rows: readonly Observed[],
): Promise<ReadonlySet<Day>> {
  const { connector, feed, store, now } = result
  const of = { storeId: store.storeId, sourceId, connector: connector.id }
  const said = zeroDays(rows, feed, localDay(now, store.found.timeZone))
  const ledger = { storeId: store.storeId, sourceId, timeZone: store.found.timeZone }
  const cancelled = feed.grain === 'ledger' ? await cancelledDays(tx, ledger, said) : new Set<Day>()
  const zeros = said.filter(day => !cancelled.has(day))
  const beside = zeros.length > 0 ? await readToldDays(tx, of, daysBeside(zeros)) : { own: [], sisters: [] }
  const sisters = sistersOf(connector, beside.sisters)
  const why = implausible(zeros, rows, feed, { ...beside, sisters })
  const good = [...new Set(rows.map(({ day }) => day))].filter(day => !why.has(day))
  await releaseDays(tx, of, good)
  if (why.size === 0) return new Set()
  const isNews = !(await isAnyHeld(tx, of))
  const days = [...why].map(([day, reason]) => ({ day, why: reason, rows: rows.filter(row => row.day === day) }))
  await holdDays(tx, of, days, now)
  if (isNews) {
    const name = (await findStores(tx, [store.storeId]))[0]?.name ?? store.found.name
    const card = heldCard({ connector, feed, store: name, days })
    await tellAdministrators(tx, `held/${store.id}/${feed.id}/${now.toISOString().slice(0, 10)}`, card, now)
  }
  return new Set(why.keys())
}

/** Days on which something was ordered that was cancelled since: their zero is no surprise. */
async function cancelledDays(tx: Db, of: LedgerOf, days: readonly Day[]): Promise<ReadonlySet<Day>> {
  const lines = (await linesOfDays(tx, of, days)).filter(line => line.cancelledAt !== null && !line.backOnly)
  return new Set(lines.map(line => localDay(new Date(line.purchasedAt), of.timeZone)))
}

const notEntitled = says('nothingToTell')

async function settle(tx: Db, result: Result): Promise<void> {
  const { pull, store, trail, now } = result
  const { next } = result.step
  if (next.kind === 'again') {
    await changePull(tx, pull, { state: 'waiting', step: next.state, trail, notBefore: bounded(next.notBefore, now) })
    return
  }
  await changePull(tx, pull, { state: next.kind === 'done' ? 'done' : 'nothing', step: null })
  if (next.kind === 'nothing' && next.reason === 'not-entitled') {
    await markBad(tx, pull, { kind: 'unavailable', text: keepSaid(next.why ?? notEntitled), pausedUntil: null })
    return
  }
  const cursor = next.kind === 'done' && pull.kind === 'tip' ? next.cursor : undefined
  if (pull.kind === 'detail') return
  const isNewest = pull.toDay >= shiftDays(localDay(now, store.found.timeZone), -1)
  const over = await markGood(tx, pull, { cursor, isNewest }, now)
  if (over !== null) await tellWell(tx, result, over)
}

/** Whoever heard of the trouble hears that it is over: as rarely, a renewed consent once for all feeds of the store. */
async function tellWell(tx: Db, { connector, feed, store, now }: Result, kind: string): Promise<void> {
  const day = now.toISOString()
  const isConsent = kind === 'authorisation'
  const key = isConsent
    ? `${store.id}/consent/${day.slice(0, 10)}`
    : `${store.id}/${feed.id}/${kind}/${day.slice(0, 7)}`
  const card = wellCard({ connector, feed: isConsent ? null : feed, store: store.found.name })
  await tellAboutStore(tx, store.storeId, `sync/well/${key}`, card, now)
}

/** What the step says of whole days, some days at a time, the oldest first. */
async function* rowsOf(tx: Db, result: Result, sourceId: number): AsyncGenerator<readonly Observed[]> {
  const { feed, store, step } = result
  const { timeZone } = store.found
  const within = closedWindow(result)
  if (feed.grain === 'ledger') {
    const of = { storeId: store.storeId, sourceId, timeZone }
    const touched = new Set<Day>()
    let lines = 0
    for await (const piece of piecesOf(step)) {
      lines += piece.length
      for (const day of await putLines(tx, of, piece)) touched.add(day)
    }
    const days = await daysToFold(tx, result, of, [...touched].sort(), within)
    yield* foldAll(tx, of, days, { ...toldBy(result.connector, feed), lines })
    return
  }
  const days = new Set(eachDay(result.pull.fromDay, result.pull.toDay))
  const rows = (step.days ?? []).filter(row => days.has(row.day))
  if (step.next.kind !== 'nothing' || !step.next.zeros) yield rows
  else yield within.map(day => ({ sku: '', day, measures: Object.fromEntries(feed.tells.map(id => [id, '0'])) }))
}

/** Judgement: about so many lines are added up at a time, so that memory stays flat. */
const foldedAtOnce = 4_000

/** Adds lines up to days, some days at a time. */
async function* foldAll(
  tx: Db,
  of: LedgerOf,
  days: readonly Day[],
  { lines, ...told }: ReturnType<typeof toldBy> & { readonly lines: number },
): AsyncGenerator<readonly Observed[]> {
  const count = Math.max(1, Math.floor((foldedAtOnce * days.length) / Math.max(1, lines)))
  for (let at = 0; at < days.length; at += count) {
    const some = days.slice(at, at + count)
    yield foldDays(await linesOfDays(tx, of, some), { timeZone: of.timeZone, days: some, ...told })
  }
}

/**
 * Days that were touched and days that are whole now. A day whose lines are no longer kept cannot be added up again: it
 * stays as it is and the change is counted, unless this pull read the whole day anew.
 */
async function daysToFold(tx: Db, result: Result, of: LedgerOf, found: readonly Day[], within: readonly Day[]) {
  const { pull, now } = result
  const today = localDay(now, of.timeZone)
  const touched = found.filter(day => day <= today) // what is promised for later is counted when the day has come
  const pruned = await prunedDays(tx, of, touched)
  const isAnew = (day: Day) => pull.kind === 'replay' && day >= pull.fromDay && day <= pull.toDay
  const lost = touched.filter(day => pruned.has(day) && !isAnew(day))
  if (lost.length > 0) await countIgnored(tx, pull, lost.length)
  return [...new Set([...touched.filter(day => !pruned.has(day)), ...within])].sort()
}

/** Days of the pull of which the feed says that they are whole, up to today. */
function closedWindow({ pull, step, store, now }: Result): readonly Day[] {
  const { next } = step
  if (next.kind === 'again' || (next.kind === 'done' && next.through === null)) return []
  if (next.kind === 'nothing' && !next.zeros) return []
  const through = next.kind === 'done' && next.through !== null ? earlier(next.through, pull.toDay) : pull.toDay
  return eachDay(pull.fromDay, earlier(through, localDay(now, store.found.timeZone)))
}

/**
 * A day that is not over is never complete, whatever the feed says; after its window it is final. What only the moment
 * tells is there as soon as it was asked.
 */
function coverageOf(result: Result) {
  const { feed, store, now } = result
  const { timeZone } = store.found
  const today = localDay(now, timeZone)
  return closedWindow(result).map(day => {
    if (feed.grain !== 'snapshot' && endOfDay(day, timeZone) > now) return { day, state: 'partial' as const }
    return { day, state: daysBetween(day, today) > feed.finalAfterDays ? ('final' as const) : ('complete' as const) }
  })
}

/** What a feed of order lines tells: promises belong to the one that tells shipments, else to the one that tells orders. */
function toldBy({ feeds }: Connector, feed: Feed<unknown>) {
  const { tells, tellsWhereKnown = [] } = feed
  const told = new Set(feeds.flatMap(one => [...one.tells, ...(one.tellsWhereKnown ?? [])]))
  const ledgers = feeds.filter(({ grain }) => grain === 'ledger')
  const owner =
    ledgers.find(one => one.tells.includes('shipments_confirmed')) ?? ledgers.find(one => one.tells.includes('orders'))
  const added = owner?.id === feed.id ? promiseMeasures.filter(id => !told.has(id)) : []
  return { tells, tellsWhereKnown: [...tellsWhereKnown, ...added] }
}
