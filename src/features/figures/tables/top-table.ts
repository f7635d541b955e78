import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { TopFound } from '#src/features/figures/top/find-top.ts'
import { otherKpis, type TopRow } from '#src/features/figures/top/row.ts'
import { topTexts } from '#src/features/figures/top/texts.ts'
import { numberOf, unitOf } from './unit-text.ts'

/** A list as rows, in its order: values in major units, ratios 0–1, each with its unit beside it. */
export function topTable(found: TopFound): DataTable {
  const { rows, period, query, kpi } = found
  const number = ({ kpi: own, currency }: TopRow, value: number | null | undefined) => numberOf(own, currency, value)
  const columns: readonly CellOf<TopRow>[] = [
    ['rank', topTexts.rank, row => rows.indexOf(row) + 1],
    ['key', columnTexts.key, row => row.key],
    ['place', columnTexts.place, row => row.label],
    ['kpi', columnTexts.kpi, row => row.kpi.id],
    ['name', columnTexts.name, row => row.kpi.label],
    ['from', columnTexts.from, row => row.figure?.period.from ?? period.from],
    ['to', columnTexts.to, row => row.figure?.period.to ?? period.to],
    ['value', columnTexts.value, row => number(row, row.value)],
    ['unit', columnTexts.unit, row => unitOf(row.kpi, row.currency)],
    ['target', columnTexts.target, row => number(row, row.figure?.target?.value)],
    ['attainment', columnTexts.attainment, row => row.attainment],
    ['before', columnTexts.before, row => (sameMoney(row) ? number(row, row.change?.value) : null)],
    ['change', columnTexts.change, row => row.change?.change ?? null],
    ['missed_days', topTexts.missedDays, row => row.missedDays ?? null],
    ...otherKpis(query, kpi).flatMap(otherColumns),
  ]
  return dataTable('list', topTexts.list, columns, rows)
}

/** Amounts that were put into another currency to be ordered have no value before in it. */
function sameMoney({ figure, currency }: TopRow): boolean {
  return figure === undefined || figure.currency === currency
}

function otherColumns(other: Kpi): readonly CellOf<TopRow>[] {
  const of = ({ others }: TopRow) => others?.get(other.id)
  return [
    [other.id, other.label, row => numberOf(other, of(row)?.currency ?? null, of(row)?.value)],
    [`${other.id}_unit`, columnTexts.unit, row => unitOf(other, of(row)?.currency ?? null)],
  ]
}
