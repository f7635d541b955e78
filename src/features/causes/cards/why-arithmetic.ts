import { isGood } from '#src/cards/attained.ts'
import { showValue } from '#src/cards/figure-cells.ts'
import { words } from '#src/cards/words.ts'
import type { Block, Cell, Column } from '#src/chat/card.ts'
import type { Why, WhyGroup, WhyRow } from '#src/domain/causes/why.ts'
import { formatCount, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { shownChange, shownParts, signedExact } from './why-numbers.ts'
import { whyTexts as texts } from './why-texts.ts'

/** Rows of a table of parts (judgement: a phone's screen; the rest is one row, so that it still adds up). */
const maxRows = 8

/** The change by what drives the KPI, by ads and the rest, and by the parts of the place; each table adds up to it. */
export function arithmeticBlocks(why: Why): readonly Block[] {
  if (why.change === null) return []
  const { drivers, groups, channels, calendar, kpi, figure } = why
  const change = signedExact(shownChange(why), kpi, figure.currency)
  const none = !drivers && !groups && !channels && !calendar
  const heading = none ? texts.noArithmetic : fill(texts.arithmetic, { change })
  return [
    { type: 'text', style: 'strong', text: heading },
    ...(drivers ? [rowsTable(why, texts.part, drivers.rows)] : []),
    ...(channels ? [rowsTable(why, texts.channels, channels)] : []),
    ...(calendar ? [rowsTable(why, texts.calendar, calendar, true)] : []),
    ...(groups ? [groupsTable(why, texts[groups.by], groups.groups)] : []),
    ...(drivers?.by === 'product' ? [{ type: 'text', style: 'muted', text: texts.method } as const] : []),
  ]
}

/** `plain`: no row is one of each day. */
function rowsTable(why: Why, label: Localized, rows: readonly WhyRow[], plain = false): Block {
  const amounts = shownParts(
    why,
    rows.map(({ amount }) => amount),
  )
  const days = !plain && rows.some(({ id }) => id === 'days')
  const first = days ? rows.findIndex(({ id }) => id !== 'days') : -1
  return {
    type: 'table',
    columns: columnsOf(label, [texts.sides, texts.effect]),
    rows: [
      ...rows.map((row, at) => [
        { text: at === first ? fill(texts.perDay, { kpi: row.label }) : row.label },
        at === first ? dash : sidesCell(rowSides(row)),
        effectCell(why, amounts[at] ?? 0),
      ]),
      totalRow(why, 1),
    ],
  }
}

function rowSides({ before, after, unit, currency }: WhyRow): readonly [Localized, Localized] | null {
  if (before === null || after === null) return null
  return [formatValue(before, unit, currency), formatValue(after, unit, currency)]
}

/** Groups beyond what fits are one row, so that the table still adds up. */
function groupsTable(why: Why, label: Localized, groups: readonly WhyGroup[]): Block {
  const ratio = groups.some(({ rate }) => rate !== null)
  const cells = ratio ? groups.flatMap(({ rate, mix }) => [rate ?? 0, mix ?? 0]) : groups.map(({ amount }) => amount)
  const amounts = shownParts(why, cells)
  const width = ratio ? 2 : 1
  const rows = groups.map((group, at) => ({ group, effects: amounts.slice(at * width, (at + 1) * width) }))
  const shown = rows.length > maxRows + 1 ? rows.slice(0, maxRows) : rows
  const rest = rows.slice(shown.length)
  const effect = ratio ? [texts.own, texts.mix] : [texts.effect]
  return {
    type: 'table',
    columns: columnsOf(label, [texts.sides, ...effect]),
    rows: [
      ...shown.map(({ group, effects }) => [
        { text: group.label },
        sidesCell(groupSides(why, group)),
        ...effects.map(amount => effectCell(why, amount)),
      ]),
      ...(rest.length === 0 ? [] : [restRow(why, rest, width)]),
      ...(ratio ? [ratioTotal(why, amounts)] : [totalRow(why, 1)]),
    ],
  }
}

function restRow(why: Why, rest: readonly { readonly effects: readonly number[] }[], width: number): readonly Cell[] {
  const sums = Array.from({ length: width }, (_, at) => rest.reduce((sum, { effects }) => sum + (effects[at] ?? 0), 0))
  const label = fill(texts.others, { count: formatCount(rest.length) })
  return [{ text: label }, dash, ...sums.map(amount => effectCell(why, amount))]
}

function ratioTotal(why: Why, amounts: readonly number[]): readonly Cell[] {
  const sum = (side: number) => amounts.reduce((all, amount, at) => (at % 2 === side ? all + amount : all), 0)
  return [{ text: texts.together }, sidesCell(wholeSides(why)), effectCell(why, sum(0)), effectCell(why, sum(1))]
}

function groupSides({ kpi, figure }: Why, { before, after }: WhyGroup): readonly [Localized, Localized] | null {
  if (before === null && after === null) return null
  return [showValue(before, kpi, figure.currency), showValue(after, kpi, figure.currency)]
}

function wholeSides({ kpi, figure, earlier }: Why): readonly [Localized, Localized] {
  return [showValue(earlier.value, kpi, figure.currency), showValue(figure.value, kpi, figure.currency)]
}

function totalRow(why: Why, effects: number): readonly Cell[] {
  const cells = Array.from({ length: effects }, () => effectCell(why, shownChange(why)))
  return [{ text: texts.together }, sidesCell(wholeSides(why)), ...cells]
}

const dash: Cell = { text: words.none, dim: true }

function sidesCell(sides: readonly [Localized, Localized] | null): Cell {
  return sides ? { text: fill(texts.arrow, { before: sides[0], after: sides[1] }) } : dash
}

function effectCell({ kpi, figure }: Why, amount: number): Cell {
  const good = isGood(amount, kpi.better)
  const text = signedExact(amount, kpi, figure.currency)
  return good === null || amount === 0 ? { text } : { text, tone: good ? 'good' : 'bad' }
}

function columnsOf(label: Localized, others: readonly Localized[]): readonly Column[] {
  return [{ label }, ...others.map((other): Column => ({ label: other, align: 'end' }))]
}
