import type { Cell, Tone } from '#src/chat/card.ts'
import type { Comparison, Figure } from '#src/domain/figure.ts'
import { denominatorsOf, type Unbounded } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { formatChange, formatMoney, formatShort, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'
import { isGood, shownAttainment, standing, toneOf } from './attained.ts'
import { marks } from './quality-lines.ts'
import { noneOf, unboundedText } from './unbounded-text.ts'
import { words } from './words.ts'

/** A goal as it is shown: `50,000`, `≤ 22 %` where less is better, `30–60` for a band. */
export interface Goal {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

const band = {
  between: { en: '{low} to {high}', ja: '{low}〜{high}', 'zh-CN': '{low}至{high}' },
  atLeast: { en: '≥ {low}', ja: '{low}以上', 'zh-CN': '≥ {low}' },
  atMost: { en: '≤ {high}', ja: '{high}以下', 'zh-CN': '≤ {high}' },
}

/** A value of a KPI, with the digits that the KPI asks for; one beyond every bound says what there was none of. */
export function showValue(value: number | null, kpi: Kpi, currency: string | null): Localized {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    const under = denominatorsOf(kpi)
    if (under.length > 0) return noneOf(under)
  }
  return formatValue(value, kpi.unit, currency, kpi.digits)
}

/** The value of a figure; money beyond 2^53 minor units to the last of them. */
export function figureValue(figure: Figure): Localized {
  return showExact(figure.value, figure.exact, figure)
}

/** A value, or its exact decimal where a number does not hold it exactly. */
export function showExact(
  value: number | null,
  exact: string | null | undefined,
  { kpi, currency }: Pick<Figure, 'kpi' | 'currency'>,
): Localized {
  return exact == null ? showValue(value, kpi, currency) : formatMoney(exact, currency)
}

/** How a value is written out. */
export type Show = (value: number | null, kpi: Kpi, currency: string | null) => Localized

/** A value in three digits, as a line that is read on a phone wants it; the table says it exactly. */
export function showShort(value: number | null, kpi: Kpi, currency: string | null): Localized {
  return kpi.unit === 'money' || kpi.unit === 'count'
    ? formatShort(value, kpi.unit, currency)
    : showValue(value, kpi, currency)
}

/** The goal in words; `null` when there is none (withdrawn). */
export function goalText(goal: Goal, kpi: Kpi, currency: string | null, write: Show = showValue): Localized | null {
  const show = (value: number) => write(value, kpi, currency)
  if (goal.value !== null) {
    return kpi.better === 'lower' ? fill(band.atMost, { high: show(goal.value) }) : show(goal.value)
  }
  if (goal.low !== null && goal.high !== null) return fill(band.between, { low: show(goal.low), high: show(goal.high) })
  if (goal.low !== null) return fill(band.atLeast, { low: show(goal.low) })
  return goal.high === null ? null : fill(band.atMost, { high: show(goal.high) })
}

/** The value with its marks; dim when it cannot be judged. `allProvisional`: said elsewhere, no star. */
export function valueCell(figure: Figure, allProvisional = false): Cell {
  if (figure.unbounded) return unboundedCell(figure, figure.unbounded)
  const shown = figureValue(figure)
  const mark = figure.value === null ? '' : marks(figure.quality, allProvisional)
  const text = mark === '' ? shown : localized(locale => `${shown[locale]} ${mark}`)
  return figure.value === null || figure.quality.belowSample ? { text, dim: true } : { text }
}

/** Something over nothing is bad where less is better, good where more is. */
function unboundedCell({ kpi, quality }: Figure, unbounded: Unbounded): Cell {
  const good = isGood(unbounded.sign, kpi.better)
  const text = unboundedText(unbounded)
  return quality.belowSample || good === null ? { text, dim: true } : { text, tone: good ? 'good' : 'bad' }
}

/** The target; a dash without one. */
export function targetCell(figure: Figure): Cell {
  const text = figure.target && goalText(figure.target, figure.kpi, figure.currency)
  return text ? { text } : { text: words.none, dim: true }
}

/** The attainment with the tone of its standing. */
export function attainmentCell(figure: Figure): Cell {
  const shown = shownAttainment(figure)
  if (shown === null) return { text: words.none, dim: true }
  return toned(attainmentText(shown), toneOf(standing(figure)))
}

/** The change with an arrow; the tone says whether it is good. Dim where data is missing. */
export function changeCell(figure: Figure): Cell {
  const change = figure.comparison?.change ?? null
  if (!figure.comparison || change === null || figure.quality.belowSample) return { text: words.none, dim: true }
  const good = isNoise(figure.comparison) ? null : isGood(change, figure.kpi.better)
  return toned(changeText(figure.comparison, figure.kpi), good === null ? undefined : good ? 'good' : 'bad')
}

/** What the changes of figures are held against: the same weekdays before, or the period that was named. */
export function changeLabel(figures: readonly Figure[]): Localized {
  const held = figures.find(({ comparison }) => comparison?.named === true)?.comparison
  return held ? fill(versus, { period: held.period.label }) : words.change
}

const versus = { en: 'vs {period}', ja: '{period}比', 'zh-CN': '较{period}' }

/** A difference of a rate below a hundredth of what it was is neither good nor bad (judgement). */
function isNoise({ change, kind, value }: Comparison): boolean {
  return kind === 'points' && change !== null && value !== null && Math.abs(change) < 0.01 * Math.abs(value)
}

/**
 * A change as `▲ 3.2%`: the arrow is the sign. Japanese accounts write ▲ before a negative number, so that Japanese
 * gets plain arrows.
 */
export function changeText(comparison: Pick<Comparison, 'change' | 'kind'>, kpi: Kpi): Localized {
  const shown = formatChange(comparison.change, comparison.kind, kpi.unit)
  const change = comparison.change ?? 0
  if (change === 0 || !/[1-9]/.test(shown.en)) return shown
  return localized(locale => `${arrow(change > 0, locale === 'ja')} ${shown[locale].replace(/^[-+−]/, '')}`)
}

function arrow(up: boolean, plain: boolean): string {
  if (plain) return up ? '↑' : '↓'
  return up ? '▲' : '▼'
}

function toned(text: Localized, tone: Tone | undefined): Cell {
  return tone === undefined ? { text } : { text, tone }
}
