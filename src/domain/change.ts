import type { Kpi } from './kpis/kpi.ts'

/** Units whose changes are differences; those of all others are relative. */
const differs: ReadonlySet<Kpi['unit']> = new Set(['ratio', 'stars', 'points'])

/** How a change of a KPI is said: differences of rates are points, of amounts percent. */
export function changeKind({ unit }: Pick<Kpi, 'unit'>): 'relative' | 'points' {
  return differs.has(unit) ? 'points' : 'relative'
}

/**
 * What became of a value: a difference, or a share of what was before. `null` when either is not known, and for an
 * amount that was nothing or less before: it has no change in percent.
 */
export function changeOf(kpi: Pick<Kpi, 'unit'>, value: number | null, before: number | null): number | null {
  if (value === null || before === null) return null
  if (changeKind(kpi) === 'points') return value - before
  return before > 0 ? (value - before) / before : null
}
