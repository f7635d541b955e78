import { shiftDays } from '#src/domain/days.ts'
import { placeKey, type Store } from '#src/domain/place.ts'
import type { Finding } from '#src/domain/rules/finding.ts'
import { type Lateness, latenessOf } from '#src/domain/rules/lateness.ts'
import type { AlertRule, LateRule } from '#src/domain/rules/rule.ts'
import { ruleName } from '#src/features/alerts/announce/demo-or-real.ts'
import { type Feed, listFeeds } from '#src/features/ingest/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Judged, JudgeParts } from './judge-targets.ts'
import type { OwnerAt } from './owners.ts'
import { placesOf } from './rule-checks.ts'

/** How far back feeds are looked at, in days (judgement: three weeks of silence, and the week before). */
const feedDays = 30

/** Sources that people fill by hand, and figures that nobody will add to, are never late. */
const byHand = /^(?:record|file|demo)(?:\/|$)/

/** What looking at the clock needs. */
export interface LateParts extends Pick<JudgeParts, 'reader' | 'now'> {
  /** Whose KPIs are at these stores. */
  readonly ownersAt: (stores: readonly Store[]) => Promise<OwnerAt>
}

/** Looks at the clock: which stores' figures should be there by now and are not. One alert for each store. */
export async function judgeLate(db: Db, parts: LateParts, rules: readonly AlertRule[]): Promise<readonly Judged[]> {
  const { now } = parts
  const late = rules.flatMap(rule => (rule.parameters.kind === 'late' ? [{ rule, asked: rule.parameters }] : []))
  const stores = parts.reader.stores
  if (late.length === 0 || stores.length === 0) return []
  const today = now.toISOString().slice(0, 10)
  const ids = stores.map(store => store.id)
  const feeds = await listFeeds(db, ids, shiftDays(today, -feedDays), shiftDays(today, 1))
  const waiting = rules.length - late.length
  const found = late.flatMap(({ rule, asked }) =>
    placesOf(rule, stores).flatMap(place => {
      const store = place.kind === 'store' ? stores.find(one => one.slug === place.slug) : undefined
      const seen = store && lookAt(feeds, store, asked, now)
      return seen ? [{ ...seen, rule }] : []
    }),
  )
  // Nobody is called where nothing is late
  const ownerAt = await parts.ownersAt([...new Set(found.filter(isLate).map(({ store }) => store))])
  return found.map(seen => judgedStore(seen, waiting, parts.reader.demo, ownerAt))
}

/** A store with feeds that come by themselves, the latest of them, and what only late ones tell. */
interface Seen {
  readonly store: Store
  readonly feed: Feed
  readonly lateness: Lateness
  readonly measures: readonly string[]
}

function isLate({ lateness }: Seen): boolean {
  return lateness.late
}

function lookAt(feeds: readonly Feed[], store: Store, asked: LateRule, now: Date): Seen | null {
  const mine = feeds.filter(feed => feed.storeId === store.id && !byHand.test(feed.source))
  const known = mine.flatMap(feed => {
    const lateness = latenessOf(feed, asked.hours, store.timeZone, now)
    return lateness ? [{ feed, lateness }] : []
  })
  const worst = known.sort((a, b) => b.lateness.hours - a.lateness.hours)[0]
  if (!worst) return null
  const late = known.flatMap(({ feed, lateness }) => (lateness.late ? [feed] : []))
  return { ...worst, store, measures: missingOf(mine, late) }
}

function judgedStore(
  { rule, store, feed, lateness, measures }: Seen & { readonly rule: AlertRule },
  waiting: number,
  demo: boolean,
  ownerAt: OwnerAt,
): Judged {
  const place = { kind: 'store', slug: store.slug } as const
  const resolved = { place, key: placeKey(place), stores: [store], sku: '', label: { en: '', ja: '', 'zh-CN': '' } }
  const { judgement, finding } = saying(rule, feed, lateness, waiting)
  const subject = {
    rule: ruleName(`rule/${rule.id}`, place, demo),
    kpiId: rule.kpiId,
    place: placeKey(place),
    currency: null,
    owner: rule.owner ?? ownerAt(resolved, rule.kpiId),
  }
  return { rule: subject, judgements: [judgement], finding: { ...finding, measures }, source: rule }
}

/** What only late feeds tell: what another one tells in time is there. */
function missingOf(feeds: readonly Feed[], late: readonly Feed[]): readonly string[] {
  const there = new Set(feeds.filter(feed => !late.includes(feed)).flatMap(feed => feed.measures))
  return [...new Set(late.flatMap(feed => feed.measures))].filter(measure => !there.has(measure)).sort()
}

function saying(rule: AlertRule, feed: Feed, { dueDay, late, hours }: Lateness, waiting: number) {
  const breach = late ? (rule.severity ?? ('warning' as const)) : null
  const finding: Finding = {
    kind: 'late',
    rule: rule.id,
    lastDay: feed.lastDay,
    hours,
    held: waiting,
    event: feed.name,
  }
  return { judgement: { day: dueDay, value: hours, limit: null, breach, calm: !late }, finding }
}
