import { standing } from '#src/cards/attained.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { ReportKind } from '#src/domain/report.ts'
import { isRestated, type SaidValue } from '#src/domain/restatement.ts'
import type { RestatedFigure } from '#src/features/reports/cards/correction-card.ts'
import type { PostedNumbers } from '#src/features/reports/store/posted-runs.ts'

/** The figures that a post shows, of its place and of parts of it, the most important first. */
export interface SaidFigures {
  readonly every: ReportKind
  readonly period: Period
  readonly place: ResolvedPlace
  readonly figures: readonly Figure[]
  /** Others that were read: one that is no longer shown, because it became better, is found here. */
  readonly others?: readonly Figure[]
}

const unsaid: SaidValue = { value: null, standing: null }

/** What is kept of figures that were said. */
export function valuesOf(figures: readonly Figure[]): PostedNumbers['values'] {
  return Object.fromEntries(figures.map(figure => [keyOf(figure), saidOf(figure)]))
}

/**
 * The figures that read otherwise than they were posted, or than the last correction said, with what was posted; `null`
 * when nothing has to be put right, empty when a correction has to be taken back. A figure that was not shown counts only
 * where it was still to come; a post about other stores than today's is left alone.
 */
export function restatedIn(posted: PostedNumbers, said: SaidFigures): readonly RestatedFigure[] | null {
  if (!isSamePlace(posted, said)) return null
  const now = new Map([...(said.others ?? []), ...said.figures].map(figure => [keyOf(figure), figure]))
  const shown = [...now].filter(([key, { place }]) => {
    return key in posted.values || (posted.incomplete && place.key === said.place.key)
  })
  const differs = (last: PostedNumbers['values']) =>
    shown.filter(([key, figure]) => isRestated(last[key] ?? unsaid, saidOf(figure)))
  if (differs(posted.corrected ?? posted.values).length === 0) return null
  return differs(posted.values).map(([key, figure]) => ({ figure, before: posted.values[key]?.value ?? null }))
}

function isSamePlace(posted: PostedNumbers, { period, place }: SaidFigures): boolean {
  const stores = place.stores.map(store => store.id)
  const same = stores.length === posted.stores.length && stores.every(id => posted.stores.includes(id))
  return same && place.key === posted.place && period.from === posted.from && period.to === posted.to
}

function keyOf({ place, kpi }: Figure): string {
  return `${place.key} ${kpi.id}`
}

function saidOf(figure: Figure): SaidValue {
  return { value: figure.value, standing: standing(figure) }
}
