import { goalText, showValue } from '#src/cards/figure-cells.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { digitsFor } from '#src/domain/scoring/shown-points.ts'
import type { Aim } from '#src/domain/targets/attainment.ts'
import { formatPercent, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** How a line of a scorecard is written: a KPI, or what no KPI formula gives. */
export interface LineWords {
  readonly label: Localized
  readonly value: (value: number | null) => Localized
  readonly goal: (aim: Aim) => Localized | null
}

const own: Readonly<Record<string, Localized>> = {
  team_score: { en: 'Score of the team', ja: 'チームのスコア', 'zh-CN': '团队得分' },
  task_completion: { en: 'Tasks done in time', ja: 'タスクの期限内完了', 'zh-CN': '任务按时完成率' },
}

/** How to write a line; without a KPI by its id. */
export function lineWords(kpiId: string, kpi: Kpi | null, currency: string | null): LineWords {
  if (kpi) {
    return {
      label: kpi.label,
      value: value => showValue(value, kpi, currency),
      goal: ({ value, low = null, high = null }) => goalText({ value, low, high }, kpi, currency),
    }
  }
  const label = own[kpiId] ?? verbatim(kpiId)
  if (kpiId === 'team_score') {
    const points = (value: number | null) => formatValue(value === null ? null : value * 100, 'number')
    return { label, value: points, goal: ({ value }) => points(value) }
  }
  return { label, value: value => formatPercent(value, 0), goal: ({ value }) => formatPercent(value, 0) }
}

/** Points as they are shown, rounded to one digit; with two where that would show a whole number they did not reach. */
export function pointsText(points: number | null, digits = points === null ? 1 : digitsFor(points)): Localized {
  return formatValue(points, 'number', null, digits)
}

/** A share of all weights, 0–100: whole, or with digits where that would show a whole number it did not reach. */
export function knownText(known: number): Localized {
  return formatValue(known, 'number', null, Math.round(known) > known ? 2 : 0)
}

/** `10.8 of 10`. */
export function ofText(points: number | null, worth: number | null, digits: number): Localized {
  if (points === null || worth === null) return verbatim('–')
  return fill(texts.of, { points: pointsText(points, digits), worth: pointsText(worth, digits) })
}

const texts = {
  of: { en: '{points} of {worth}', ja: '{worth}点中{points}点', 'zh-CN': '{points}/{worth}分' },
} satisfies Record<string, Localized>
