import { columnTexts } from '#src/cards/column-texts.ts'
import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import type { Series } from '#src/domain/figure.ts'
import { numberOf, unitOf } from './unit-text.ts'

/** KPIs day by day, one row for each day: the figures that a trend draws. */
export function seriesTable(lines: readonly Series[]): DataTable {
  return {
    id: 'days',
    title: columnTexts.days,
    columns: columns.map(([id, label]) => ({ id, label })),
    rows: lines.flatMap(rowsOf),
  }
}

const columns = [
  ['day', columnTexts.day],
  ['kpi', columnTexts.kpi],
  ['name', columnTexts.name],
  ['place', columnTexts.place],
  ['value', columnTexts.value],
  ['unit', columnTexts.unit],
  ['target', columnTexts.target],
  ['target_high', columnTexts.targetHigh],
  ['provisional', columnTexts.provisional],
  ['corrected', columnTexts.corrected],
  ['below_sample', columnTexts.belowSample],
] as const

function rowsOf({ kpi, place, currency, points }: Series): readonly (readonly DataValue[])[] {
  return points.map(point => [
    point.day,
    kpi.id,
    kpi.label,
    place.label,
    numberOf(kpi, currency, point.value, point.exact),
    unitOf(kpi, currency),
    numberOf(kpi, currency, point.target),
    numberOf(kpi, currency, point.targetHigh),
    point.provisional,
    point.corrected,
    point.belowSample,
  ])
}
