import { columnTexts } from '#src/cards/column-texts.ts'
import type { Block, Card, Cell } from '#src/chat/card.ts'
import type { DataColumn, DataTable, DataValue } from '#src/contracts/data-table.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import { formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { ReportCell, ReportRow } from './report-rows.ts'
import type { Extra } from './report-spec.ts'

/** A report as a table: a row for each place and time, the KPIs side by side, each with what was asked for beside it. */
export function reportTable(rows: readonly ReportRow[], extras: readonly Extra[], title: Localized): DataTable {
  const kpis = rows[0]?.cells.map(cell => cell.kpi) ?? []
  const groups = kpis.map((kpi, at) => groupOf(kpi, unitsOf(rows, at), extras))
  return {
    id: 'report',
    title,
    columns: [...leading, ...groups.flatMap(group => group.columns)],
    rows: rows.map(row => [
      row.place.label,
      row.period.from,
      row.period.to,
      ...groups.flatMap((group, at) => group.values(row.cells[at])),
    ]),
  }
}

const leading: readonly DataColumn[] = [
  { id: 'place', label: columnTexts.place },
  { id: 'from', label: columnTexts.from },
  { id: 'to', label: columnTexts.to },
]

/** The units in which a KPI stands in a report: several where its places have several currencies. */
function unitsOf(rows: readonly ReportRow[], at: number): readonly Localized[] {
  const units = rows.flatMap(row => {
    const cell = row.cells[at]
    return cell ? [unitOf(cell.kpi, cell.currency)] : []
  })
  return [...new Map(units.map(unit => [unit.en, unit])).values()].filter(unit => unit.en !== '')
}

interface Group {
  readonly columns: readonly DataColumn[]
  readonly values: (cell: ReportCell | undefined) => readonly DataValue[]
}

function groupOf(kpi: Kpi, units: readonly Localized[], extras: readonly Extra[]): Group {
  const [unit, ...others] = units
  const single = others.length === 0 && unit !== undefined
  const named = (label: Localized) => fill(texts.of, { kpi: kpi.label, label })
  const parts = [
    ...(single ? [] : [part('unit', columnTexts.unit, cell => unitOf(cell.kpi, cell.currency))]),
    ...extras.flatMap(extra => extraParts[extra]),
  ]
  const label = single ? fill(texts.withUnit, { kpi: kpi.label, unit }) : kpi.label
  return {
    columns: [{ id: kpi.id, label }, ...parts.map(one => ({ id: `${kpi.id}_${one.id}`, label: named(one.label) }))],
    values: cell => [
      cell ? numberOf(cell.kpi, cell.currency, cell.value, cell.exact) : null,
      ...parts.map(one => (cell ? one.value(cell) : null)),
    ],
  }
}

interface Part {
  readonly id: string
  readonly label: Localized
  readonly value: (cell: ReportCell) => DataValue
}

function part(id: string, label: Localized, value: Part['value']): Part {
  return { id, label, value }
}

const extraParts: Readonly<Record<Extra, readonly Part[]>> = {
  target: [part('target', columnTexts.target, cell => numberOf(cell.kpi, cell.currency, cell.target))],
  attainment: [part('attainment', columnTexts.attainment, cell => cell.attainment)],
  before: [part('before', columnTexts.before, cell => numberOf(cell.kpi, cell.currency, cell.before))],
  change: [
    part('compared_value', columnTexts.comparedValue, cell => numberOf(cell.kpi, cell.currency, cell.paired?.value)),
    part('compared_before', columnTexts.comparedBefore, cell => numberOf(cell.kpi, cell.currency, cell.paired?.before)),
    part('change', columnTexts.change, cell => cell.change),
  ],
  quality: [
    part('days_with_data', columnTexts.daysWithData, cell => cell.daysWithData),
    part('days_expected', columnTexts.daysExpected, cell => cell.daysExpected),
  ],
}

/** Rows and KPIs of a report that a card shows (judgement: what a phone shows); the file holds all. */
const shownRows = 15
const shownKpis = 4

/** A report in chat: its newest rows. */
export function reportCard(rows: readonly ReportRow[], title: Localized, actions: Block): Card {
  const shown = rows.slice(-shownRows)
  const kpis = (rows[0]?.cells ?? []).slice(0, shownKpis).map(cell => cell.kpi)
  const left = rows.length - shown.length
  const more = left > 0 ? [{ type: 'text' as const, style: 'muted' as const, text: fill(texts.more, { n: left }) }] : []
  const columns = [
    { label: columnTexts.from },
    { label: columnTexts.place },
    ...kpis.map(kpi => ({ label: kpi.label, align: 'end' as const })),
  ]
  return {
    title,
    tone: 'info',
    blocks: [{ type: 'table', columns, rows: shown.map(row => cellsOf(row, kpis.length)) }, ...more, actions],
  }
}

function cellsOf({ place, period, cells }: ReportRow, count: number): readonly Cell[] {
  const values = cells.slice(0, count).map(({ kpi, value, currency }) => ({
    text: formatValue(value, kpi.unit, currency, kpi.digits),
    dim: value === null,
  }))
  const label = period.from === period.to ? verbatim(period.from) : verbatim(`${period.from} – ${period.to}`)
  return [{ text: label }, { text: place.label }, ...values]
}

const texts = {
  of: { en: '{kpi}: {label}', ja: '{kpi}：{label}', 'zh-CN': '{kpi}：{label}' },
  withUnit: { en: '{kpi} ({unit})', ja: '{kpi}（{unit}）', 'zh-CN': '{kpi}（{unit}）' },
  more: {
    en: '{n} earlier rows are in the file.',
    ja: 'これより前の{n}行はファイルにあります。',
    'zh-CN': '更早的{n}行在文件中。',
  },
} satisfies Record<string, Localized>
