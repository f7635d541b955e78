import { shownAttainment } from '#src/cards/attained.ts'
import type { Comparison, Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Place } from '#src/domain/place.ts'
import type { Order, OrderBy, Query, Step } from '#src/domain/questions/query.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** A KPI with its value and how that moved. */
export type Valued = Pick<TopRow, 'kpi' | 'value' | 'currency' | 'change'>

/** One line of a list: a store, SKU, market, platform or KPI and what it came to. */
export interface TopRow {
  readonly key: string
  readonly label: Localized
  readonly place: Place
  readonly kpi: Kpi
  /** Minor units of `currency` for money, 0–1 for ratios; endless where something stands over nothing; `null`: no value. */
  readonly value: number | null
  readonly currency: string | null
  readonly change: Pick<Comparison, 'change' | 'kind' | 'value'> | null
  /** 1 is exactly met; `null`: no target, or not to be judged. */
  readonly attainment: number | null
  /** Absent for SKUs, which have neither targets nor completeness of their own. */
  readonly figure?: Figure
  /** The values of other KPIs that conditions are about, by id. */
  readonly others?: ReadonlyMap<string, Valued>
  /** Days in a row on which the target was missed. */
  readonly missedDays?: number
  /** For how long what a streak is asked for has gone on; absent: not asked, or it cannot be said. */
  readonly run?: Run
}

/** Days, weeks or months in a row. */
export interface Run {
  readonly count: number
  readonly step: Step
  /** It may have begun earlier than was looked at. */
  readonly more?: true
}

/** A figure as a line of a list. */
export function rowOf(figure: Figure, label: Localized, others: readonly Figure[] = []): TopRow {
  const { kpi, currency, comparison, unbounded } = figure
  return {
    key: figure.place.key,
    label,
    place: figure.place.place,
    kpi,
    value: figure.value ?? (unbounded ? unbounded.sign * Number.POSITIVE_INFINITY : null),
    currency,
    change: comparison,
    attainment: shownAttainment(figure),
    figure,
    others: new Map(others.map(other => [other.kpi.id, { ...other, change: other.comparison }])),
  }
}

/** The KPIs that conditions are about, besides the one that a list is of. */
export function otherKpis({ conditions }: Pick<Query, 'conditions'>, kpi: Kpi): readonly Kpi[] {
  const plain = conditions.map(one => (one.kind === 'streak' ? one.of : one))
  const named = plain.flatMap(one => ('kpi' in one && one.kpi && one.kpi.id !== kpi.id ? [one.kpi] : []))
  return [...new Map(named.map(one => [one.id, one])).values()]
}

/** “Which fell most” is a list in order, although what rose stays out of it. */
export function isMostMoved({ conditions, ordered }: Query): boolean {
  return ordered && conditions.every(one => one.kind === 'change' && one.share === 0 && !one.not && one.kpi === null)
}

/** What a line is ordered by; `null`: it has nothing of the kind. */
export function measured(row: TopRow, by: OrderBy): number | null {
  if (by === 'attainment') return row.attainment
  if (by === 'value') return row.value
  return row.change?.change ?? null
}

/** Lines in their order; what has nothing to be ordered by comes last. */
export function sorted(rows: readonly TopRow[], by: OrderBy, order: Order): readonly TopRow[] {
  const lower = rows[0]?.kpi.better === 'lower' && by !== 'attainment'
  const down = order === 'high' || (order === 'best' && !lower) || (order === 'worst' && lower)
  const rank = (row: TopRow) => {
    const value = measured(row, by)
    return value === null ? Number.NaN : down ? -value : value
  }
  return [...rows].sort((a, b) => compare(rank(a), rank(b)) || (a.key < b.key ? -1 : 1))
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a === b ? 0 : a < b ? -1 : 1
}
