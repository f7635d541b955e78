import { isGood, isShown, shownAttainment, standing, toneOf } from '#src/cards/attained.ts'
import { comparedLines } from '#src/cards/compared-lines.ts'
import {
  attainmentCell,
  changeCell,
  changeLabel,
  changeText,
  goalText,
  showExact,
  targetCell,
  valueCell,
} from '#src/cards/figure-cells.ts'
import { headline, toneOfFigures } from '#src/cards/headline.ts'
import { heldList } from '#src/cards/held-lines.ts'
import { compareAction, explainAction, noteAction, targetAction, trendAction, whyOfFigure } from '#src/cards/lines.ts'
import { notesList, type ShownNote } from '#src/cards/notes-list.ts'
import { isPaceOf, paceFacts, paceLine } from '#src/cards/pace-lines.ts'
import {
  areAllProvisional,
  asOfLine,
  completeness,
  exceptions,
  footnote,
  problemLines,
  ratesLine,
  readingDay,
  type ShownZone,
} from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { visitBasesLine } from '#src/cards/visit-bases.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card, Cell, Column, Fact, ImageBlock } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { PacedFigure } from '#src/domain/report.ts'
import type { ShownHeld } from '#src/domain/rules/held.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { hasOtherData, latestActions, latestBlocks } from './latest-data.ts'
import { nothingBefore } from './nothing-before.ts'
import { type OwnWindow, ownWindowList } from './own-window-list.ts'

const notComputed = {
  en: 'No value for this period',
  ja: 'この期間の値は算出できません',
  'zh-CN': '该周期没有数值',
}
const soFarLabel = {
  en: 'Not closed yet, not counted',
  ja: '未確定日分（集計対象外）',
  'zh-CN': '未结束日期（未计入）',
}
/** What a status says: one or several KPIs of one place in one period. */
export interface Status {
  readonly place: ResolvedPlace
  readonly period: Period
  readonly figures: readonly Figure[]
  /** The plan of the period, or of the month around it; facts for a single KPI of the period itself, else a line. */
  readonly pace: PacedFigure | null
  readonly notes: readonly ShownNote[]
  readonly picture: ImageBlock | null
  /** Zone in which times are shown. */
  readonly zone: string
  /** The reader's day. */
  readonly today: Day
  /** The newest day with any data, where the period has none. */
  readonly latest?: string | null
  /** What platforms do not tell the KPI, and how it can be had. */
  readonly untold?: readonly Block[]
  /** Alerts that events held back in the period. */
  readonly held?: readonly ShownHeld[]
  /** What marketplaces count themselves of a single KPI. */
  readonly own?: readonly OwnWindow[]
  /** Whether the reader may set targets and write notes. */
  readonly mayWrite: boolean
}

/** How things stand: what matters most in words, then a table, or facts for a single KPI. */
export function statusCard(status: Status): Card {
  const { figures, place, period } = status
  const [only] = figures.length === 1 ? figures : []
  const pacedHere = status.pace && isPaceOf(status.pace, period) ? status.pace : null
  const parts = only ? [only.kpi.label, place.label, period.label] : [place.label, period.label]
  return {
    title: titled(dotted(parts), [place]),
    tone: toneOfFigures(figures),
    blocks: [
      { type: 'text', style: 'strong', text: hasOtherData(status.latest, period) ? notComputed : headline(figures) },
      ...(only ? factsOf(only, pacedHere) : []),
      ...(only && pacedHere ? [] : paceText(status)),
      ...(only ? ownWindowList(only.kpi, status.own ?? []) : []),
      ...(only ? [] : tableOf(figures, { empty: true })),
      ...(status.untold ?? []),
      ...latestBlocks(status, figures[0]?.kpi),
      ...smallPrint(figures, status),
      ...(status.picture ? [status.picture] : []),
      ...heldList(status.held ?? [], status.today),
      ...notesList(status.notes, status.today),
      { type: 'actions', actions: nextSteps(status) },
    ],
  }
}

function paceText({ pace, period }: Status): readonly Block[] {
  return pace ? [{ type: 'text', text: paceLine(pace, period) }] : []
}

/**
 * What visits are, what the marks mean, as of when, what is missing, which rates: only what applies. `compared: false`: the
 * card itself says what the change is without.
 */
export function smallPrint(
  figures: readonly Figure[],
  { compared = true, ...zone }: ShownZone & { readonly compared?: boolean },
): readonly Block[] {
  const told = figures.filter(({ value, unbounded }) => value !== null || unbounded)
  const rates = ratesLine(told.flatMap(figure => figure.rates)) // without a figure nothing was converted
  const marksLine = footnote(figures, readingDay(figures, zone))
  const lines = [visitBasesLine(figures), exceptions(figures), marksLine, asOfLine(figures, zone), rates]
  return [
    ...nothingBefore(figures),
    ...problemLines(figures.map(withProblem)),
    ...(compared ? comparedLines(figures, readingDay(figures, zone)) : []),
    ...lines.filter(line => line !== null),
  ]
}

/** What keeps a figure from being told, or from being compared. */
function withProblem({ problem, comparison, value, unbounded }: Figure): Pick<Figure, 'problem'> {
  const isTold = value !== null || unbounded !== undefined
  const found = problem ?? (isTold && comparison?.change === null ? comparison.problem : undefined)
  return found ? { problem: found } : {}
}

/**
 * Value, target, attainment and change of each KPI; a column for completeness only where something is missing and
 * `gaps` are not told elsewhere on the card. `empty`: KPIs without anything to say have a row, too: they were asked for.
 */
export function tableOf(
  figures: readonly Figure[],
  { gaps = true, empty = false }: { readonly gaps?: boolean; readonly empty?: boolean } = {},
): readonly Block[] {
  const shown = empty ? figures : figures.filter(isShown)
  if (shown.length === 0) return []
  const has = {
    target: shown.some(figure => figure.target !== null),
    change: shown.some(figure => figure.comparison?.change != null),
    gaps: gaps && shown.some(figure => completeness(figure) !== null),
  }
  const columns: readonly (Column & { readonly cell: (figure: Figure) => Cell })[] = [
    { label: words.kpi, cell: figure => ({ text: figure.kpi.label }) },
    { label: words.value, align: 'end', cell: figure => valueCell(figure, areAllProvisional(shown)) },
    ...(has.target ? [{ label: words.target, align: 'end', cell: targetCell } as const] : []),
    ...(has.target ? [{ label: words.attainment, align: 'end', cell: attainmentCell } as const] : []),
    ...(has.change ? [{ label: changeLabel(shown), align: 'end', cell: changeCell } as const] : []),
    ...(has.gaps ? [{ label: words.complete, align: 'end', cell: completeCell } as const] : []),
  ]
  return [
    {
      type: 'table',
      columns: columns.map(({ label, align }) => (align ? { label, align } : { label })),
      rows: shown.map(figure => columns.map(column => column.cell(figure))),
    },
  ]
}

function completeCell(figure: Figure): Cell {
  const text = completeness(figure)
  return text ? { text, tone: 'warning' } : { text: { en: 'all', ja: 'すべて', 'zh-CN': '完整' }, dim: true }
}

function factsOf(figure: Figure, pace: PacedFigure | null): readonly Block[] {
  const facts: Fact[] = [fact(words.value, valueCell(figure, true))]
  const aim = figure.pacing && figure.target ? { ...figure.target, value: figure.pacing.target } : figure.target
  const goal = aim && goalText(aim, figure.kpi, figure.currency)
  const share = shownAttainment(figure)
  if (goal) facts.push(ownedTarget(goal, figure))
  if (share !== null)
    facts.push(fact(words.attainment, { text: attainmentText(share), tone: toneOf(standing(figure)) }))
  if (figure.comparison?.change != null) facts.push(changeFact(figure))
  if (figure.soFar !== undefined && figure.soFar !== 0)
    facts.push({ label: soFarLabel, value: showExact(figure.soFar, figure.soFarExact, figure) })
  return [{ type: 'facts', facts: [...facts, ...(pace ? paceFacts(pace) : [])] }]
}

function ownedTarget(goal: Localized, figure: Figure): Fact {
  const owner = figure.target?.owner
  return owner
    ? { label: words.target, value: goal, detail: { en: owner.name, ja: owner.name, 'zh-CN': owner.name } }
    : { label: words.target, value: goal }
}

function changeFact(figure: Figure): Fact {
  const change = figure.comparison
  const good = isGood(change?.change ?? null, figure.kpi.better)
  const text = change && !figure.quality.belowSample ? changeText(change, figure.kpi) : words.none
  return fact(changeLabel([figure]), { text, tone: good === null ? undefined : good ? 'good' : 'bad' })
}

function fact(label: Localized, cell: { readonly text: Localized; readonly tone?: Fact['tone'] | undefined }): Fact {
  return cell.tone === undefined ? { label, value: cell.text } : { label, value: cell.text, tone: cell.tone }
}

function nextSteps({ figures, place, period, mayWrite, latest }: Status): readonly Action[] {
  const main = figures.find(figure => figure.value !== null || figure.unbounded) ?? figures[0]
  if (!main) return []
  const { kpi } = main
  const several = place.stores.length > 1
  return [
    ...latestActions('status', { place, period, latest }),
    { ...trendAction(kpi, place.place, period), style: 'primary' },
    ...(main.value === null ? [] : [whyOfFigure(main)]),
    ...(several ? [compareAction(kpi, place.place, period)] : []),
    ...(mayWrite && place.sku === '' ? [targetAction(kpi, place.place, period)] : []),
    ...(mayWrite ? [noteAction(place.place, period, figures.length === 1 ? kpi : undefined)] : []),
    explainAction(kpi),
  ]
}
