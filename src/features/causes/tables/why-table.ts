import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { Why, WhyRow } from '#src/domain/causes/why.ts'
import { placeKey } from '#src/domain/place.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** A part of a change; `by` says among which parts it adds up to the whole. */
interface Part {
  readonly why: Why
  readonly by: string
  readonly id: string
  readonly label: Localized
  readonly before: number | string | null
  readonly after: number | string | null
  readonly unit: Localized
  readonly amount: number | null
  /** Of a whole change that is not of all days of all stores: what it follows from. */
  readonly compared?: readonly [before: number | string | null, after: number | string | null]
}

/**
 * Changes with their parts as rows: those of one `by` add up to the change of their KPI, place and period. The row of the whole
 * has the value that every other answer gives, and beside it what the change follows from where that is less.
 */
export function whyTable(whys: readonly Why[]): DataTable {
  return dataTable('parts', title, columns, whys.flatMap(partsOf))
}

const title: Localized = { en: 'Parts of the change', ja: '増減の内訳', 'zh-CN': '变化的组成' }

function text(en: string, ja: string, zh: string): Localized {
  return { en, ja, 'zh-CN': zh }
}

const columns: readonly CellOf<Part>[] = [
  ['kpi', columnTexts.kpi, ({ why }) => why.kpi.id],
  ['name', columnTexts.name, ({ why }) => why.kpi.label],
  ['place', columnTexts.place, ({ why }) => why.place.label],
  ['from', columnTexts.from, ({ why }) => why.period.from],
  ['to', columnTexts.to, ({ why }) => why.period.to],
  ['before_from', columnTexts.beforeFrom, ({ why }) => why.before.from],
  ['before_to', columnTexts.beforeTo, ({ why }) => why.before.to],
  ['by', text('Cut by', '切り口', '拆分方式'), ({ by }) => by],
  ['part', text('Part id', '内訳ID', '组成ID'), ({ id }) => id],
  ['part_name', text('Part', '内訳', '组成'), ({ label }) => label],
  ['before', columnTexts.before, ({ before }) => before],
  ['value', columnTexts.value, ({ after }) => after],
  ['unit', columnTexts.unit, ({ unit }) => unit],
  ['effect', text('Effect', '影響', '影响'), ({ why, amount }) => numberOf(why.kpi, why.figure.currency, amount)],
  [
    'effect_unit',
    text('Unit of the effect', '影響の単位', '影响单位'),
    ({ why }) => unitOf(why.kpi, why.figure.currency),
  ],
  ['compared_before', columnTexts.comparedBefore, ({ compared }) => compared?.[0] ?? null],
  ['compared_value', columnTexts.comparedValue, ({ compared }) => compared?.[1] ?? null],
]

function partsOf(why: Why): readonly Part[] {
  const { kpi, figure, earlier, change, drivers, channels, calendar, groups } = why
  const { whole } = why.compared
  const own = (value: number | null, exact?: string) => numberOf(kpi, figure.currency, value, exact)
  const unit = unitOf(kpi, figure.currency)
  const rows = (by: string, list: readonly WhyRow[]): readonly Part[] =>
    list.map(row => ({
      ...{ why, by, id: row.id, label: row.label, amount: row.amount, unit: unitOf(row, row.currency) },
      before: numberOf(row, row.currency, row.before),
      after: numberOf(row, row.currency, row.after),
    }))
  const compared = [own(earlier.value, earlier.exact), own(figure.value, figure.exact)] as const
  const after = own(whole.value, whole.exact)
  const isPaired = after !== compared[1] || whole.comparison?.paired !== undefined
  return [
    {
      ...{ why, by: 'total', id: kpi.id, label: kpi.label, amount: change, unit, after },
      before: whole.comparison ? own(whole.comparison.value, whole.comparison.exact) : compared[0],
      ...(isPaired && { compared }),
    },
    ...rows('drivers', drivers?.rows ?? []),
    ...rows('channels', channels ?? []),
    ...rows('calendar', calendar ?? []),
    ...(groups?.groups ?? []).map(group => ({
      ...{ why, unit, by: groups?.by ?? '', label: group.label, amount: group.amount },
      id: group.place ? placeKey(group.place) : 'rest',
      before: own(group.before),
      after: own(group.after),
    })),
  ]
}
