import { isGood, standing, toneOf } from '#src/cards/attained.ts'
import { attainmentCell, changeText, goalText } from '#src/cards/figure-cells.ts'
import { targetAction } from '#src/cards/lines.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Cell, TableBlock } from '#src/chat/card.ts'
import { changeKind, changeOf } from '#src/domain/change.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { EventEffect, NextTarget, PlanRow, QuarterPlan } from '#src/domain/planning/quarter-plan.ts'
import type { Suggestion } from '#src/domain/planning/suggest.ts'
import { signedShort } from '#src/features/causes/index.ts'
import { formatChange, formatDays, formatPercent, formatShort, minorDigits } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  quarter: { en: 'Quarter', ja: '四半期', 'zh-CN': '本季' },
  against: { en: 'vs {period}', ja: '{period}比', 'zh-CN': '较{period}' },
  months: { en: 'Month by month', ja: '月別の推移', 'zh-CN': '逐月走势' },
  effects: { en: 'Events and what they did', ja: 'イベントと効果', 'zh-CN': '活动及影响' },
  effect: {
    en: '{name} ({days}, {place}): {amount} against normal days ({share})',
    ja: '{name}（{days}、{place}）：通常日との差 {amount}（{share}）',
    'zh-CN': '{name}（{days}，{place}）：较平日{amount}（{share}）',
  },
  targets: { en: 'Targets for {period}', ja: '{period}の目標案', 'zh-CN': '{period}目标建议' },
  missing: {
    en: '{kpi}: no target yet. {suggestion}',
    ja: '{kpi}：目標未設定。{suggestion}',
    'zh-CN': '{kpi}：尚未设定目标。{suggestion}',
  },
  carried: {
    en: '{kpi}: {goal} goes on from before. {suggestion}',
    ja: '{kpi}：従来の目標{goal}を継続。{suggestion}',
    'zh-CN': '{kpi}：沿用此前目标{goal}。{suggestion}',
  },
  set: {
    en: '{kpi}: {goal} is set. {suggestion}',
    ja: '{kpi}：目標{goal}を設定済み。{suggestion}',
    'zh-CN': '{kpi}：已设目标{goal}。{suggestion}',
  },
  amount: {
    en: 'Suggested: {value} (this pace {base}{season}, {step})',
    ja: '提案：{value}（現在のペース{base}{season}、{step}）',
    'zh-CN': '建议：{value}（按当前节奏{base}{season}，{step}）',
  },
  season: { en: ', season × {factor}', ja: '、季節係数{factor}', 'zh-CN': '，季节系数{factor}' },
  rate: {
    en: 'Suggested: {value} (was {base})',
    ja: '提案：{value}（実績{base}）',
    'zh-CN': '建议：{value}（实际{base}）',
  },
  none: { en: '', ja: '', 'zh-CN': '' },
  button: { en: 'Set target: {kpi}', ja: '目標を設定：{kpi}', 'zh-CN': '设定目标：{kpi}' },
} satisfies Record<string, Localized>

/** A change below this share of what was before is neither good nor bad (judgement: noise of a quarter). */
const minTold = 0.01

/** Rows of the month-by-month table, and buttons for targets (judgement: a phone's screen; what is decided at once). */
const maxMonthRows = 6
const maxButtons = 3

/** The quarter for planning the next: in comparison, month by month, what events did, and targets to be set. */
export function quarterBlocks(plan: QuarterPlan): readonly Block[] {
  if (plan.rows.length === 0) return []
  return [comparison(plan), ...monthTable(plan), ...effectsList(plan), ...targetsList(plan)]
}

/** Buttons that set a target for the coming quarter, with the suggestion filled in: where there is none first. */
export function targetButtons({ rows, coming }: QuarterPlan, place: ResolvedPlace): readonly Action[] {
  const open = rows.filter(({ suggestion, next }) => suggestion !== null && (next === null || next.carried))
  const sorted = [...open.filter(({ next }) => next === null), ...open.filter(({ next }) => next !== null)]
  return sorted.slice(0, maxButtons).map(row => targetButton(row, place, coming))
}

function targetButton({ figure, suggestion }: PlanRow, { place }: ResolvedPlace, coming: Period): Action {
  const action = targetAction(figure.kpi, place, coming)
  const initial = suggestion ? typed(suggestion.value, figure) : ''
  const label = fill(texts.button, { kpi: figure.kpi.label })
  if (!action.form) return { ...action, label }
  const fields = action.form.fields.map(field => (field.name === 'value' ? { ...field, initial } : field))
  return { ...action, label, form: { ...action.form, fields } }
}

/** As somebody would type it: major units of money, percent. */
function typed(value: number, { kpi, currency }: Figure): string {
  if (kpi.unit === 'money') return String(Math.round(value / 10 ** (currency === null ? 0 : minorDigits(currency))))
  if (kpi.unit === 'ratio') return `${Number((value * 100).toFixed(2))}%`
  return String(value)
}

function comparison({ rows, previous, lastYear }: QuarterPlan): TableBlock {
  const some = (value: (row: PlanRow) => unknown) => rows.some(row => value(row) !== null)
  const columns = [
    { label: words.kpi, cell: ({ figure }: PlanRow): Cell => ({ text: figure.kpi.label }) },
    { label: texts.quarter, cell: ({ figure }: PlanRow) => shortCell(figure) },
    ...(some(row => row.figure.target)
      ? [{ label: words.attainment, cell: ({ figure }: PlanRow) => attainmentCell(figure) }]
      : []),
    ...(some(row => row.previous)
      ? [{ label: against(previous), cell: (row: PlanRow) => changeFrom(row.figure, row.previous) }]
      : []),
    ...(some(row => row.lastYear)
      ? [{ label: against(lastYear), cell: (row: PlanRow) => changeFrom(row.figure, row.lastYear) }]
      : []),
  ]
  return {
    type: 'table',
    columns: columns.map(({ label }, at) => (at === 0 ? { label } : { label, align: 'end' })),
    rows: rows.map(row => columns.map(({ cell }) => cell(row))),
  }
}

function against(period: Period): Localized {
  return fill(texts.against, { period: period.label })
}

function shortCell({ kpi, value, currency, quality }: Figure): Cell {
  const text = formatShort(value, kpi.unit, currency)
  return value === null || quality.belowSample ? { text, dim: true } : { text }
}

function changeFrom({ kpi, value, quality }: Figure, before: number | null): Cell {
  const change = changeOf(kpi, value, before)
  if (value === null || before === null || change === null || quality.belowSample)
    return { text: words.none, dim: true }
  const good = Math.abs(value - before) < minTold * Math.abs(before) ? null : isGood(change, kpi.better)
  const text = changeText({ change, kind: changeKind(kpi) }, kpi)
  return good === null ? { text } : { text, tone: good ? 'good' : 'bad' }
}

function monthTable({ rows, months }: QuarterPlan): readonly Block[] {
  const known = rows.filter(row => row.months.some(figure => figure.value !== null)).slice(0, maxMonthRows)
  if (known.length === 0) return []
  return [
    {
      type: 'table',
      columns: [{ label: texts.months }, ...months.map(month => ({ label: month.label, align: 'end' as const }))],
      rows: known.map(row => [{ text: row.figure.kpi.label }, ...row.months.map(monthCell)]),
    },
  ]
}

function monthCell(figure: Figure): Cell {
  const tone = toneOf(standing(figure))
  return tone ? { ...shortCell(figure), tone } : shortCell(figure)
}

function effectsList({ effects, rows: [lead] }: QuarterPlan): readonly Block[] {
  if (effects.length === 0 || !lead) return []
  const { unit } = lead.figure.kpi
  return [{ type: 'list', heading: texts.effects, items: effects.map(effect => effectText(effect, unit)) }]
}

function effectText(
  { name, count, fromDay, toDay, place, amount, currency, share }: EventEffect,
  unit: Kpi['unit'],
): Localized {
  return fill(texts.effect, {
    name: verbatim(count > 1 ? `${name} ×${count}` : name),
    days: formatDays(fromDay, toDay, { year: true }),
    place,
    amount: signedShort(amount, unit, currency),
    share: formatChange(share, 'relative'),
  })
}

function targetsList({ rows, coming }: QuarterPlan): readonly Block[] {
  const items = rows.filter(({ suggestion, next }) => suggestion !== null || next !== null).map(targetText)
  if (items.length === 0) return []
  return [{ type: 'list', heading: fill(texts.targets, { period: coming.label }), items }]
}

function targetText({ figure, next, suggestion }: PlanRow): Localized {
  const { kpi, currency } = figure
  const suggested = suggestion ? suggestionText(suggestion, figure) : texts.none
  const names = { kpi: kpi.label, suggestion: suggested }
  if (!next) return fill(texts.missing, names)
  return fill(next.carried ? texts.carried : texts.set, { ...names, goal: goalOf(next, kpi, currency) })
}

function goalOf(next: NextTarget, kpi: Kpi, currency: string | null): Localized {
  const short = next.value === null ? null : formatShort(next.value, kpi.unit, currency)
  if (short === null) return goalText(next, kpi, currency) ?? words.none
  return kpi.better === 'lower' ? localized(locale => `≤ ${short[locale]}`) : short
}

function suggestionText({ value, base, season, step }: Suggestion, { kpi, currency }: Figure): Localized {
  const show = (amount: number) => formatShort(amount, kpi.unit, currency)
  const relative = kpi.unit === 'money' || kpi.unit === 'count'
  if (!relative) return fill(texts.rate, { value: show(value), base: show(base) })
  const factor = season === null ? texts.none : fill(texts.season, { factor: season.toFixed(2) })
  const by = localized(locale => `+${formatPercent(step, 0)[locale]}`)
  return fill(texts.amount, { value: show(value), base: show(base), season: factor, step: by })
}
