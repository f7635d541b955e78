import type { Tone } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'
import { isPartial, shownAttainment, standing } from './attained.ts'
import { changeText, figureValue, goalText, type Show, showValue } from './figure-cells.ts'
import { completeness } from './quality-lines.ts'
import { names, unboundedText } from './unbounded-text.ts'

const reached = {
  en: '{kpi} reached {share} of target ({value} of {goal})',
  ja: '{kpi}は目標の{share}（{value}／目標{goal}）',
  'zh-CN': '{kpi}达成目标的{share}（{value}，目标{goal}）',
}
const paced = {
  en: '{kpi} is at {share} of the plan so far ({value} of {goal})',
  ja: '{kpi}は現時点の計画の{share}（{value}／計画{goal}）',
  'zh-CN': '{kpi}完成当前进度的{share}（{value}，进度目标{goal}）',
}
const against = {
  met: {
    en: '{kpi} {value}, within target ({goal})',
    ja: '{kpi}は{value}、目標（{goal}）を達成',
    'zh-CN': '{kpi}{value}，达标（目标{goal}）',
  },
  near: {
    en: '{kpi} {value}, just off target ({goal})',
    ja: '{kpi}は{value}、目標（{goal}）にわずかに未達',
    'zh-CN': '{kpi}{value}，略未达标（目标{goal}）',
  },
  missed: {
    en: '{kpi} {value}, target missed ({goal})',
    ja: '{kpi}は{value}、目標（{goal}）未達',
    'zh-CN': '{kpi}{value}，未达标（目标{goal}）',
  },
}
const changed = {
  en: '{kpi} {value}, {change} against the same weekdays before',
  ja: '{kpi}は{value}、前の同じ曜日と比べて{change}',
  'zh-CN': '{kpi}{value}，较往周同日{change}',
}
const changedSince = {
  en: '{kpi} {value}, {change} against {period}',
  ja: '{kpi}は{value}、{period}と比べて{change}',
  'zh-CN': '{kpi}{value}，较{period}{change}',
}
const running = {
  en: '{kpi} {value} so far, the day is not over',
  ja: '{kpi}は現時点で{value}（当日集計中）',
  'zh-CN': '{kpi}截至目前{value}（当天未结束）',
}
const runningGoal = {
  en: '{kpi} {value} so far, the day is not over (target {goal})',
  ja: '{kpi}は現時点で{value}（当日集計中、目標{goal}）',
  'zh-CN': '{kpi}截至目前{value}（当天未结束，目标{goal}）',
}
const overNothing = { en: '{kpi}: {reason}', ja: '{kpi}：{reason}', 'zh-CN': '{kpi}：{reason}' }
const bare = { en: '{kpi} {value}', ja: '{kpi}は{value}', 'zh-CN': '{kpi}{value}' }
const incomplete = {
  en: '{text}, with data for {partial}',
  ja: '{text}（データは{partial}のみ）',
  'zh-CN': '{text}（仅有{partial}的数据）',
}
const noData = {
  en: 'No data for this period yet',
  ja: 'この期間のデータはまだありません',
  'zh-CN': '该周期暂无数据',
}
const cannot = {
  en: '{kpi} cannot be computed: no figures for {parts}',
  ja: '{kpi}は算出できません（{parts}のデータなし）',
  'zh-CN': '{kpi}无法计算：缺少{parts}',
}
const reds = {
  en: '{count} of {all} KPIs with a target are red, worst: {worst}',
  ja: '目標のある{all}指標中{count}件が未達、最も遅れているのは{worst}',
  'zh-CN': '{all}个有目标的指标中{count}个未达标，差距最大：{worst}',
}
const noneRed = {
  en: 'none of the {all} KPIs with a target is red',
  ja: '目標のある{all}指標に大きな遅れはありません',
  'zh-CN': '{all}项有目标的指标均未亮红灯',
}
const allMet = {
  en: 'all {all} KPIs with a target are met',
  ja: '目標のある{all}指標すべて達成',
  'zh-CN': '{all}个有目标的指标全部达标',
}
const worstText = {
  en: '{kpi} {value} (target {goal})',
  ja: '{kpi} {value}（目標{goal}）',
  'zh-CN': '{kpi} {value}（目标{goal}）',
}
const andThen = { en: '{first}; {rest}', ja: '{first}。{rest}', 'zh-CN': '{first}；{rest}' }

/** One line that says how the figures stand: arithmetic, never a guess. The first figure with a value leads. `show`: how amounts are written. */
export function headline(figures: readonly Figure[], show: Show = showValue): Localized {
  const lead = leadOf(figures)
  if (!lead) return withoutValue(figures)
  const first = sentence(lead, show)
  const rest = overall(figures, lead, show)
  return rest ? fill(andThen, { first, rest }) : first
}

function withoutValue(figures: readonly Figure[]): Localized {
  const [first] = figures.filter(figure => figure.lacking)
  return first ? fill(cannot, { kpi: first.kpi.label, parts: names(first.lacking ?? []) }) : noData
}

/** How one figure stands against its target, or against before, or just its value; says when data is missing. */
export function sentence(figure: Figure, show: Show = showValue): Localized {
  const partial = isPartial(figure) ? completeness(figure) : null
  if (partial) return fill(incomplete, { text: standText(figure, show), partial })
  return standText(figure, show)
}

function standText(figure: Figure, show: Show): Localized {
  const { kpi, currency, value, unbounded } = figure
  if (unbounded) return fill(overNothing, { kpi: kpi.label, reason: unboundedText(unbounded) })
  const shown = show === showValue ? figureValue(figure) : show(value, kpi, currency)
  const goal = figure.target && goalText(figure.target, kpi, currency, show)
  if (figure.running) return fill(goal ? runningGoal : running, { kpi: kpi.label, value: shown, goal: goal ?? shown })
  const share = shownAttainment(figure)
  const state = standing(figure)
  if (figure.pacing && share !== null && kpi.better === 'higher') {
    const { actual, expected } = figure.pacing
    const reachedSoFar = { value: show(actual, kpi, currency), goal: show(expected, kpi, currency) }
    return fill(paced, { kpi: kpi.label, share: attainmentText(share), ...reachedSoFar })
  }
  if (goal && state && share !== null) {
    if (kpi.better === 'higher' && figure.target?.value) {
      return fill(reached, { kpi: kpi.label, share: attainmentText(share), value: shown, goal })
    }
    return fill(against[state], { kpi: kpi.label, value: shown, goal })
  }
  if (figure.comparison?.change != null && !figure.quality.belowSample) {
    const { named = false, period } = figure.comparison
    const said = { kpi: kpi.label, value: shown, change: changeText(figure.comparison, kpi), period: period.label }
    return fill(named ? changedSince : changed, said)
  }
  return fill(bare, { kpi: kpi.label, value: shown })
}

/** A card is bad when what leads misses its target, a warning when anything does. */
export function toneOfFigures(figures: readonly Figure[]): Tone {
  const judged = figures.map(standing).filter(state => state !== null)
  const lead = leadOf(figures)
  if (judged.length === 0) return 'info'
  if (lead && standing(lead) === 'missed') return 'bad'
  return judged.every(state => state === 'met') ? 'good' : 'warning'
}

/** The figures that miss their target by a fifth or more, worst first. */
export function missedOnes(figures: readonly Figure[]): readonly Figure[] {
  const attained = (figure: Figure) => shownAttainment(figure) ?? 1
  return figures.filter(figure => standing(figure) === 'missed').sort((a, b) => attained(a) - attained(b))
}

/** `ACoS 31.2 % (target ≤ 22 %)`. */
export function againstGoal(figure: Figure, show: Show = showValue): Localized {
  const { kpi, currency, value, unbounded } = figure
  const goal = (figure.target && goalText(figure.target, kpi, currency, show)) ?? localized(() => '–')
  const shown = unbounded ? unboundedText(unbounded) : show(value, kpi, currency)
  return fill(worstText, { kpi: kpi.label, value: shown, goal })
}

function leadOf(figures: readonly Figure[]): Figure | undefined {
  const withValue = figures.filter(figure => figure.value !== null || figure.unbounded)
  return withValue.find(figure => standing(figure) !== null || isAwaited(figure)) ?? withValue[0]
}

/** A target that cannot be judged yet, because stores are missing, leads all the same. */
function isAwaited({ target, leftOut }: Figure): boolean {
  return target !== null && leftOut !== undefined
}

function overall(figures: readonly Figure[], lead: Figure, show: Show): Localized | null {
  const judged = figures.filter(figure => standing(figure) !== null)
  if (judged.length < 2) return null
  const all = formatCount(judged.length)
  const [worst] = missedOnes(judged)
  if (!worst) return fill(judged.every(figure => standing(figure) === 'met') ? allMet : noneRed, { all })
  const count = missedOnes(judged).length
  if (count === 1 && worst === lead) return fill(reds, { count: formatCount(1), all, worst: worst.kpi.label })
  return fill(reds, { count: formatCount(count), all, worst: againstGoal(worst, show) })
}
