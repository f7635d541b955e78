import { eventReachDays } from '#src/domain/baseline/event-baseline.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { withOwnWindows } from '#src/domain/limits/own-window.ts'
import type { Day } from '#src/domain/period/index.ts'
import { parsePlaceKey, placeKey, type ResolvedPlace } from '#src/domain/place.ts'
import { type Backtest, backtest, type Explained } from '#src/domain/rules/backtest.ts'
import { coveredBy, explainersOf } from '#src/domain/rules/covered.ts'
import { type Milder, proposeMilder } from '#src/domain/rules/milder.ts'
import type { AlertRule } from '#src/domain/rules/rule.ts'
import type { RuleView } from '#src/domain/rules/view.ts'
import { placesOf, rulesOf } from '#src/features/alerts/evaluate/rule-checks.ts'
import type { CalledAlert } from '#src/features/alerts/store/alert-answers.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import { listRates } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { calledAlerts } from './false-alarms.ts'
import { ruleView, stockKpis } from './rule-view.ts'

/** Days of the past over which a rule is tried (design rule). */
export const previewDays = 90
/** What rules look back for each day: thirteen weeks and a streak. */
const lookBackDays = 7 * 13 + 7

/** What a rule would have said at one place. */
export interface Tried extends Backtest {
  readonly place: ResolvedPlace
  /** ISO 4217: in which money of the place is. */
  readonly currency: string
  readonly from: Day
  readonly to: Day
}

/** What a rule would have said, what people called the alerts there, and the line that fits their answers better. */
export interface Trial {
  readonly places: readonly Tried[]
  /** The alerts of the days that were tried, newest first. */
  readonly called: readonly CalledAlert[]
  /** `null`: nobody called what it says false, or no quieter line would have kept what was real. */
  readonly milder: Milder | null
}

interface Parts {
  readonly db: Db
  readonly figures: Figures
  readonly now: Date
}

/** Tries a rule on the stored figures of the last 90 days, at each place where it would look, beside all other alerts. */
export async function tryRule(parts: Parts, reader: Reader, rule: AlertRule): Promise<Trial> {
  const { kpis } = await parts.figures.catalog()
  const kpi = kpis.find(one => one.id === rule.kpiId)
  const called = await calledAlerts(parts, reader, rule)
  if (!kpi || rule.parameters.kind === 'late') return { places: [], called, milder: null }
  const about = [...explainersOf(kpi.id), ...stockKpis].flatMap(id => kpis.find(one => one.id === id) ?? [])
  const others = await rulesOf(parts.db, reader.demo)
  const grounds: Ground[] = []
  for (const asked of placesOf(rule, ownStores(reader, rule))) {
    const place = await parts.figures.resolve(reader, asked)
    grounds.push(await groundAt(parts, reader, { rule, kpis: unique([kpi, ...about]), others, place }))
  }
  const standing = (one: AlertRule) =>
    grounds.map(({ place, view, from, to }) => ({
      place: place.key,
      standing: backtest(one, view, { from, to }).standing,
    }))
  const answered = called.flatMap(one => (one.called ? [{ ...one, kind: one.called }] : []))
  return {
    places: grounds.map(ground => ({ ...ground, ...backtest(rule, ground.view, ground, ground.isExplained) })),
    called,
    milder: proposeMilder(rule, standing, answered),
  }
}

/** A store that is named may be of the demo company; places are made of the reader's own kind. */
function ownStores({ stores, demo }: Reader, { place }: AlertRule) {
  return stores.filter(store => store.demo === demo || parsePlaceKey(place)?.kind === 'store')
}

function unique(kpis: readonly Kpi[]): readonly Kpi[] {
  return [...new Map(kpis.map(one => [one.id, one])).values()]
}

/** A place with all that rules see of it in the days that are tried. */
interface Ground {
  readonly place: ResolvedPlace
  readonly currency: string
  readonly view: RuleView
  readonly from: Day
  readonly to: Day
  readonly isExplained: Explained
}

interface Question {
  readonly rule: AlertRule
  /** The KPI of the rule first, then those that explain it. */
  readonly kpis: readonly Kpi[]
  readonly others: readonly AlertRule[]
  readonly place: ResolvedPlace
}

async function groundAt(
  { db, figures, now }: Parts,
  reader: Reader,
  { rule, kpis, others, place }: Question,
): Promise<Ground> {
  const to = shiftDays(figures.today(place, now), -1)
  const from = shiftDays(to, 1 - previewDays)
  const first = shiftDays(from, -lookBackDays)
  const events = await listEvents(db, shiftDays(first, -eventReachDays), to)
  const since = events.some(event => event.toDay >= from) ? shiftDays(first, -eventReachDays) : first
  const asked = withOwnWindows(kpis)
  const book = await figures.dayBook(reader, {
    ...{ kpis: asked, place: place.place, from: since, to: shiftDays(to, 1), now },
  })
  const around = { events, rates: await listRates(db) }
  const stock = kpis.filter(one => stockKpis.some(id => id === one.id))
  const views = new Map(kpis.map(kpi => [kpi.id, ruleView(kpi, book, stock, around)]))
  const here = others.filter(one => placesOf(one, place.stores).some(watched => placeKey(watched) === place.key))
  const view = views.get(rule.kpiId)
  if (!view) throw new Error('the KPI of a rule has no view')
  return { place, currency: book.currency, view, from, to, isExplained: coveredBy(rule, here, views, { from, to }) }
}
