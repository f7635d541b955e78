import { type FigureFault, figureFault } from '#src/domain/check-figure.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Observed } from '#src/domain/orders/fold-days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** A figure of an answer that no day can have. */
export interface ImpossibleFigure {
  readonly day: Day
  readonly sku: string
  readonly measure: string
  readonly value: string
  readonly fault: FigureFault
}

/** The rows of an answer with the figures that a day can have, and what was left out of them. */
export function partImpossible(rows: readonly Observed[]): {
  readonly rows: readonly Observed[]
  readonly left: readonly ImpossibleFigure[]
} {
  const left: ImpossibleFigure[] = []
  const possible = rows.map(row => {
    const wrong = Object.entries(row.measures).flatMap(([id, value]) => {
      const measure = findMeasure(id)
      const fault = measure && figureFault(measure, value)
      return fault ? [{ day: row.day, sku: row.sku, measure: id, value, fault }] : []
    })
    if (wrong.length === 0) return row
    left.push(...wrong)
    const names = new Set(wrong.map(({ measure }) => measure))
    return { ...row, measures: Object.fromEntries(Object.entries(row.measures).filter(([id]) => !names.has(id))) }
  })
  return { rows: possible, left }
}
