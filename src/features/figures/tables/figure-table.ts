import { shownAttainment } from '#src/cards/attained.ts'
import { columnTexts } from '#src/cards/column-texts.ts'
import { comparedText } from '#src/cards/compared-lines.ts'
import { unboundedText } from '#src/cards/unbounded-text.ts'
import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import type { Figure } from '#src/domain/figure.ts'
import { numberOf, unitOf } from './unit-text.ts'

/** Figures as rows, one for each KPI, place and period: amounts in major units, ratios 0–1. */
export function figureTable(figures: readonly Figure[]): DataTable {
  return {
    id: 'figures',
    title: columnTexts.figures,
    columns: figureColumns.map(([id, label]) => ({ id, label })),
    rows: figures.map(figureRow),
  }
}

const figureColumns = [
  ['kpi', columnTexts.kpi],
  ['name', columnTexts.name],
  ['place', columnTexts.place],
  ['from', columnTexts.from],
  ['to', columnTexts.to],
  ['value', columnTexts.value],
  ['unit', columnTexts.unit],
  ['target', columnTexts.target],
  ['attainment', columnTexts.attainment],
  ['before_from', columnTexts.beforeFrom],
  ['before_to', columnTexts.beforeTo],
  ['before', columnTexts.before],
  ['compared_value', columnTexts.comparedValue],
  ['compared_before', columnTexts.comparedBefore],
  ['change', columnTexts.change],
  ['days_with_data', columnTexts.daysWithData],
  ['days_expected', columnTexts.daysExpected],
  ['provisional', columnTexts.provisional],
  ['remark', columnTexts.remark],
] as const

function figureRow(figure: Figure): readonly DataValue[] {
  const { kpi, place, period, currency, target, comparison, quality } = figure
  const paired = comparison?.change == null ? undefined : comparison.paired
  const number = (value: number | null | undefined, exact?: string) => numberOf(kpi, currency, value, exact)
  return [
    kpi.id,
    kpi.label,
    place.label,
    period.from,
    figure.closedTo ?? period.to,
    number(figure.value, figure.exact),
    unitOf(kpi, currency),
    number(target?.value ?? target?.high ?? target?.low),
    shownAttainment(figure) ?? null,
    comparison?.period.from ?? null,
    comparison?.period.to ?? null,
    number(comparison?.value, comparison?.exact),
    number(paired?.value, paired?.exact),
    number(paired?.before, paired?.beforeExact),
    comparison?.change ?? null,
    quality.daysWithData,
    quality.daysExpected,
    quality.provisional,
    remarkOf(figure),
  ]
}

/** Why there is no value, why it is not judged, or what it is not compared with. */
function remarkOf(figure: Figure): DataValue {
  if (figure.problem) return figure.problem
  if (figure.unbounded) return unboundedText(figure.unbounded)
  if (figure.value === null) return columnTexts.noData
  if (figure.quality.belowSample) return columnTexts.belowSample
  const { comparison, period } = figure
  if (comparison?.change == null) return comparison?.problem ?? null
  return comparedText(figure, period.to)
}
