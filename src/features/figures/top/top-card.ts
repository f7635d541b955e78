import { attainmentCell, changeText, showExact, showValue, targetCell, valueCell } from '#src/cards/figure-cells.ts'
import { statusAction, trendAction } from '#src/cards/lines.ts'
import { ratesLine } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { visitBasesLine } from '#src/cards/visit-bases.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card, Cell, Column } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { toMinor } from '#src/domain/money.ts'
import { parsePlaceKey, placeKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { Change, Condition, Order, Plain, Subject } from '#src/domain/questions/query.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { smallPrint } from '#src/features/figures/cards/status-card.ts'
import { formatDays, formatPercent } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import type { TopFound } from './find-top.ts'
import { isMostMoved, otherKpis, type TopRow } from './row.ts'
import { asksForNone } from './sku-rows.ts'
import {
  attainmentWord,
  compareTexts,
  conditionTexts,
  noneMoved,
  orderName,
  stepNames,
  streakText,
  subjectNames,
  topTexts,
  ways,
} from './texts.ts'

/** Names in one line of small print (judgement). */
const maxNames = 6

/** A list as a card: in words, as a table, what is left out and why, and the line that asks the same. */
export function topCard(found: TopFound, { line, flipped, zone, stores, lead }: TopWords): Card {
  const { kpi, period, query, rows } = found
  const figures = rows.flatMap(row => row.figure ?? [])
  const about = query.subject === 'kpi' ? [] : [kpi.label]
  const [first] = rows
  return {
    title: titled(dotted([...about, subjectNames[query.subject], placeOf(found, stores), period.label]), [found.place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: leadText(found) },
      ...(rows.length > 0 ? [tableOf(found)] : []),
      ...leftOut(found),
      ...(query.subject === 'sku' && asksForNone(query) ? mutedLine(topTexts.unsold) : []),
      ...mutedLine(countedText(found)),
      ...(query.subject === 'owner' ? mutedLine(ownersText(kpi, lead)) : []),
      ...ratesOf(found),
      ...(query.subject === 'kpi' ? [] : [visitBasesLine(figures)]).filter(line => line !== null),
      ...smallPrint(figures.slice(0, 1), { zone }).slice(-1),
      { type: 'text', style: 'muted', text: fill(topTexts.asked, { line: verbatim(line) }) },
      ...(first ? [{ type: 'actions' as const, actions: actionsOf(found, first, flipped) }] : []),
    ],
  }
}

/** What a card needs besides what was found. */
export interface TopWords {
  /** The command line that asks the same, and the one that asks for the other end of the list. */
  readonly line: string
  readonly flipped: string
  readonly zone: string
  readonly stores: readonly Store[]
  /** The KPI whose targets say whose a store is, where the one that is asked for has none. */
  readonly lead: Kpi
}

/** Whose a store is. */
function ownersText(kpi: Kpi, lead: Kpi): Localized {
  return fill(kpi.id === lead.id ? topTexts.leadOwners : topTexts.owners, { kpi: kpi.label, lead: lead.label })
}

/** What a streak was counted in. */
function countedText({ counted }: TopFound): Localized | null {
  const [newest] = counted?.steps ?? []
  if (!counted || !newest) return null
  const values = { steps: stepNames[counted.streak.step], last: newest.label }
  return fill(counted.which === 'standing' ? topTexts.countedTo : topTexts.countedIn, values)
}

function ratesOf({ rates }: TopFound): readonly Block[] {
  const line = rates.length > 0 ? ratesLine(rates) : null
  return line ? [line] : []
}

function mutedLine(text: Localized | null): readonly Block[] {
  return text ? [{ type: 'text', style: 'muted', text }] : []
}

/** The place, and what of it is left out. */
function placeOf({ place, query }: TopFound, stores: readonly Store[]): Localized {
  const named = query.places.length > 1 ? join(query.places.map(one => placeLabel(placeKey(one), stores))) : place.label
  if (query.except.length === 0) return named
  const except = join(query.except.map(one => placeLabel(placeKey(one), stores)))
  return fill(topTexts.without, { place: named, except })
}

function leadText(found: TopFound): Localized {
  const { query, rows, total, matching } = found
  const [first] = rows
  const subjects = subjectNames[query.subject]
  if (query.conditions.length > 0 && !isMostMoved(query)) {
    const conditions = join(query.conditions.map(condition => conditionText(condition, found)))
    const counted = { count: matching, all: total, subjects, conditions }
    return fill(first ? topTexts.some : topTexts.none, counted)
  }
  if (!first) return topTexts.nothing
  if (found.noneMoved) return noneMovedText(found, first)
  const asked = query.nth && query.count !== null ? rows[query.count - 1] : undefined
  const shown = asked ?? first
  const lead = { name: shown.label, value: leadValue(shown, query.by), order: orderName(query) }
  return asked ? fill(topTexts.nth, { ...lead, place: query.count ?? 1 }) : fill(topTexts.leads, lead)
}

/** Nothing fell: what rose least is the answer. */
function noneMovedText({ query, total, open, small }: TopFound, first: TopRow): Localized {
  const [condition] = query.conditions
  const direction = condition?.kind === 'change' ? condition.direction : 'down'
  const values = { name: first.label, value: leadValue(first, 'change'), subjects: subjectNames[query.subject] }
  return fill(noneMoved[direction], { ...values, all: total - open.length - small.length })
}

function leadValue(row: TopRow, by: TopFound['query']['by']): Localized {
  if (by === 'attainment' && row.attainment !== null) return attainmentText(row.attainment)
  if (by === 'change' && row.change) return changeText(row.change, row.kpi)
  return showRow(row)
}

function showRow(row: TopRow): Localized {
  const { figure, value, kpi, currency } = row
  const own = figure && figure.currency === currency
  return own ? showExact(value, figure.exact, figure) : showValue(value, kpi, currency)
}

function conditionText(condition: Condition, found: TopFound): Localized {
  const { kpi, rows, query } = found
  switch (condition.kind) {
    case 'value': {
      const about = condition.kpi ?? kpi
      const currency = rows[0]?.currency ?? null
      return fill(compareTexts[condition.compare], { kpi: about.label, value: limitText(condition, about, currency) })
    }
    case 'attainment':
      return fill(compareTexts[condition.compare], { kpi: attainmentWord, value: formatPercent(condition.share, 0) })
    case 'change':
      return changeCondition(condition, kpi)
    case 'missed':
      return fill(conditionTexts.missed, { kpi: kpi.label, days: condition.days })
    case 'streak':
      return streakOf(condition.of, found, { count: condition.count, steps: stepNames[condition.step] })
    default:
      return fill(conditionTexts[condition.kind], { kpi: query.subject === 'kpi' ? subjectNames.kpi : kpi.label })
  }
}

function streakOf(
  of: Plain,
  found: TopFound,
  values: { readonly count: number; readonly steps: Localized },
): Localized {
  return fill(streakText, { ...values, condition: conditionText(of, found) })
}

function changeCondition({ kpi: own, direction, share, not }: Change, kpi: Kpi): Localized {
  const values = { kpi: (own ?? kpi).label, way: ways[direction], share: formatPercent(share, 0) }
  if (share === 0) return fill(not ? conditionTexts.unmoved : conditionTexts.moved, values)
  return fill(not ? conditionTexts.unchanged : conditionTexts.change, values)
}

function limitText({ limit }: Extract<Condition, { kind: 'value' }>, kpi: Kpi, currency: string | null): Localized {
  if (kpi.unit === 'ratio')
    return showValue(limit.percent || Math.abs(limit.value) < 1 ? limit.value : limit.value / 100, kpi, null)
  if (kpi.unit !== 'money') return showValue(limit.value, kpi, null)
  const shown = limit.currency ?? currency
  return shown === null ? verbatim(limit.decimal) : showValue(Number(toMinor(limit.decimal, shown)), kpi, shown)
}

/** What stands over the names, where that is no place. */
const nameLabels: Readonly<Partial<Record<Subject, Localized>>> = { kpi: words.kpi, owner: words.owner }

type Shown = Column & { readonly cell: (row: TopRow, at: number) => Cell }

function tableOf(found: TopFound): Block {
  const { rows, query, kpi } = found
  const targets = rows.some(row => row.figure?.target != null)
  const runs = rows.some(row => row.missedDays !== undefined)
  const gaps = query.conditions.some(({ kind }) => kind === 'no_data')
  const columns: readonly Shown[] = [
    { label: topTexts.rank, align: 'end', cell: (_row, at) => ({ text: verbatim(String(at + 1)) }) },
    { label: nameLabels[query.subject] ?? words.place, cell: row => ({ text: row.label }) },
    { label: query.subject === 'kpi' ? words.value : kpi.label, align: 'end', cell: rowValue },
    ...commonColumn(rows),
    ...(targets ? targetColumns : []),
    ...(rows.some(row => row.change?.change != null) ? [changeColumn(rows)] : []),
    ...otherColumns(found),
    ...(rows.some(row => row.run) ? [{ label: topTexts.run, align: 'end' as const, cell: runCell }] : []),
    ...(runs ? [{ label: topTexts.missedDays, align: 'end' as const, cell: missedCell }] : []),
    ...(gaps ? [{ label: topTexts.gaps, cell: gapsCell }] : []),
  ]
  return {
    type: 'table',
    columns: columns.map(({ label, align }) => (align ? { label, align } : { label })),
    rows: rows.map((row, at) => columns.map(column => column.cell(row, at))),
  }
}

/** The KPIs that conditions are about besides the one that the list is of. */
function otherColumns({ query, kpi }: TopFound): readonly Shown[] {
  return otherKpis(query, kpi).map(other => ({
    label: other.label,
    align: 'end',
    cell: ({ others }) => {
      const about = others?.get(other.id)
      if (!about || about.value === null) return none
      const value = showValue(about.value, about.kpi, about.currency)
      const moved = query.conditions.some(one => one.kind === 'change' && one.kpi?.id === other.id)
      return { text: moved && about.change ? dotted([value, changeText(about.change, about.kpi)]) : value }
    },
  }))
}

const targetColumns: readonly Shown[] = [
  { label: words.target, align: 'end', cell: ({ figure }) => (figure ? targetCell(figure) : none) },
  { label: words.attainment, align: 'end', cell: ({ figure }) => (figure ? attainmentCell(figure) : none) },
]

const none: Cell = { text: words.none, dim: true }

function rowValue(row: TopRow): Cell {
  return row.figure ? valueCell(row.figure) : { text: showRow(row), ...(row.value === null && { dim: true }) }
}

/** Amounts in the one currency by which lines of several are ordered. */
function commonColumn(rows: readonly TopRow[]): readonly Shown[] {
  const converted = rows.find(row => row.figure && row.figure.currency !== row.currency)
  if (!converted || converted.currency === null) return []
  const label = fill(topTexts.inCurrency, { currency: converted.currency })
  return [{ label, align: 'end', cell: row => ({ text: showRow(row) }) }]
}

function changeColumn(rows: readonly TopRow[]): Shown {
  const held = rows.find(row => row.figure?.comparison?.named)?.figure?.comparison
  return {
    label: held ? fill(topTexts.vs, { period: held.period.label }) : words.change,
    align: 'end',
    cell: ({ change, kpi }) => (change?.change == null ? none : { text: changeText(change, kpi) }),
  }
}

function missedCell({ missedDays }: TopRow): Cell {
  return missedDays === undefined ? none : { text: fill(topTexts.days, { count: missedDays }) }
}

function runCell({ run }: TopRow): Cell {
  if (!run) return none
  const count = run.more ? `${run.count}+` : run.count
  return { text: fill(topTexts.runOf, { count: verbatim(String(count)), steps: stepNames[run.step] }) }
}

function gapsCell({ figure }: TopRow): Cell {
  const missing = figure?.quality.missing ?? []
  const [from, to] = [missing[0], missing.at(-1)]
  if (from === undefined || to === undefined) return { text: words.none, dim: true }
  return { text: formatDays(from, to, { year: true }), tone: 'warning' }
}

function leftOut({ small, open, rows, matching }: TopFound): readonly Block[] {
  const names = (list: readonly TopRow[]) => {
    const shown = join(list.slice(0, maxNames).map(row => row.label))
    return list.length > maxNames ? localized(locale => `${shown[locale]} …`) : shown
  }
  return [
    ...(rows.length < matching ? mutedLine(fill(topTexts.moreOf, { shown: rows.length, count: matching })) : []),
    ...(small.length > 0 ? mutedLine(fill(topTexts.small, { names: names(small) })) : []),
    ...(open.length > 0 ? mutedLine(fill(topTexts.open, { names: names(open) })) : []),
  ]
}

/** The other end is offered where it has other lines: not where all of them are shown already. */
function actionsOf({ period, query, rows, matching }: TopFound, first: TopRow, flipped: string): readonly Action[] {
  const kpi = first.kpi
  const hasOther = query.conditions.length === 0 && rows.length < matching
  const flip = hasOther ? [{ label: topTexts.flip, line: flipped }] : []
  if (query.subject === 'owner') return flip
  const place = parsePlaceKey(placeKey(first.place)) ?? first.place
  return [statusAction(place, period, kpi), trendAction(kpi, place, period), ...flip]
}

/** The order from the other end. */
export const otherEnd: Readonly<Record<Order, Order>> = { high: 'low', low: 'high', best: 'worst', worst: 'best' }
