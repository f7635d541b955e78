import type { Catalog } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, quarterOf, weekOf } from '#src/domain/period/index.ts'
import { placeKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { type RatingSum, sumRatings } from '#src/domain/soft-rating.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type Answer, answersIn } from './store/answers.ts'
import type { Every } from './store/plans.ts'
import { type Asked, listAsked, type Round } from './store/rounds.ts'

/** What is rated, by its names. */
export interface Subject {
  readonly kpi: Kpi
  readonly store: Store
  readonly place: Localized
}

/** A round with who was asked and what they answered. */
export interface ShownRound extends Subject {
  readonly round: Round
  readonly period: Period
  readonly asked: readonly Asked[]
  readonly answers: readonly Answer[]
  readonly sum: RatingSum
}

/** What a KPI, store and SKU are called; `null` where the KPI or the store is gone. */
export function subjectOf(
  { kpiId, storeId, sku }: { readonly kpiId: string; readonly storeId: number; readonly sku: string },
  { stores, findKpi }: Pick<Catalog, 'stores' | 'findKpi'>,
): Subject | null {
  const kpi = findKpi(kpiId)
  const store = stores.find(one => one.id === storeId)
  if (!kpi || !store) return null
  const key = placeKey({ kind: 'store', slug: store.slug, ...(sku !== '' && { sku }) })
  return { kpi, store, place: placeLabel(key, stores) }
}

/** The whole period that holds a day. */
export function periodOf(every: Every, day: string): Period {
  return every === 'week' ? weekOf(day) : every === 'quarter' ? quarterOf(day) : monthOf(day)
}

/** Rounds with all that is known of them; those of a KPI or store that is gone are left out. */
export async function showRounds(
  db: Db,
  rounds: readonly Round[],
  catalog: Pick<Catalog, 'stores' | 'findKpi'>,
): Promise<readonly ShownRound[]> {
  const ids = rounds.map(({ id }) => id)
  const [asked, answers] = [await listAsked(db, ids), await answersIn(db, ids)]
  return rounds.flatMap(round => {
    const subject = subjectOf(round, catalog)
    if (!subject) return []
    const own = answers.filter(one => one.roundId === round.id)
    return {
      ...subject,
      round,
      period: periodOf(round.every, round.periodFrom),
      asked: asked.filter(one => one.roundId === round.id),
      answers: own,
      sum: sumRatings(own),
    }
  })
}

/** Of those asked, how many answered. Answers of others are not among them. */
export function answeredOf({ asked, answers }: Pick<ShownRound, 'asked' | 'answers'>): number {
  return asked.filter(({ personId }) => answers.some(answer => answer.personId === personId)).length
}
