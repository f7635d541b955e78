import { eventReachDays } from '#src/domain/baseline/event-baseline.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period.ts'
import { parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import { type Backtest, backtest } from '#src/domain/rules/backtest.ts'
import type { AlertRule, RuleDraft } from '#src/domain/rules/rule.ts'
import { placesOf } from '#src/services/evaluate/plan-rules.ts'
import type { Figures, Reader } from '#src/services/figures.ts'
import type { Db } from '#src/storage/db.ts'
import { listEvents } from '#src/storage/events.ts'
import { ruleView, stockKpis } from './rule-view.ts'

/** Days of the past over which a rule is tried (design rule). */
export const previewDays = 90
/** What rules look back for each day: thirteen weeks and a streak. */
const lookBackDays = 7 * 13 + 7

/** What a rule would have said at one place. */
export interface Tried extends Backtest {
  readonly place: ResolvedPlace
  readonly from: Day
  readonly to: Day
}

/** Tries a rule on the stored figures of the last 90 days, at each place where it would look. */
export async function tryRule(
  { db, figures, now }: { readonly db: Db; readonly figures: Figures; readonly now: Date },
  reader: Reader,
  draft: RuleDraft,
): Promise<readonly Tried[]> {
  const { kpis, findKpi } = await figures.catalog()
  const kpi = findKpi(draft.kpiId)
  if (!kpi || draft.parameters.kind === 'late') return []
  const stock = kpis.filter(one => stockKpis.some(id => id === one.id))
  const own = reader.stores.filter(store => store.demo === reader.demo || parsePlaceKey(draft.place)?.kind === 'store')
  const rule: AlertRule = { ...draft, id: 0, origin: null, createdBy: null, createdAt: now, demo: reader.demo }
  const tried: Tried[] = []
  for (const asked of placesOf(draft, own)) {
    const place = await figures.resolve(reader, asked)
    tried.push(await tryAt({ db, figures, now }, reader, { rule, kpi, stock, place }))
  }
  return tried
}

interface Trial {
  readonly rule: AlertRule
  readonly kpi: Kpi
  readonly stock: readonly Kpi[]
  readonly place: ResolvedPlace
}

async function tryAt(
  { db, figures, now }: { readonly db: Db; readonly figures: Figures; readonly now: Date },
  reader: Reader,
  { rule, kpi, stock, place }: Trial,
): Promise<Tried> {
  const to = shiftDays(figures.today(place, now), -1)
  const from = shiftDays(to, 1 - previewDays)
  const first = shiftDays(from, -lookBackDays)
  const events = await listEvents(db, shiftDays(first, -eventReachDays), to)
  const recent = events.some(event => event.toDay >= from)
  const since = recent ? shiftDays(first, -eventReachDays) : first
  const kpis = [...new Map([kpi, ...stock].map(one => [one.id, one])).values()]
  const book = await figures.dayBook(reader, { kpis, place: place.place, from: since, to: shiftDays(to, 1), now })
  return { place, from, to, ...backtest(rule, ruleView(kpi, book, stock, events), from, to) }
}
