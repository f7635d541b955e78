import type { Fact } from '#src/chat/card.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { PacedFigure } from '#src/domain/report.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { type Show, showExact, showShort, showValue } from './figure-cells.ts'

const labels = {
  expected: { en: 'Expected by now', ja: '今日までの予定', 'zh-CN': '截至目前应达' },
  ahead: { en: 'Ahead by', ja: '予定との差（先行）', 'zh-CN': '超出进度' },
  behind: { en: 'Behind by', ja: '予定との差（遅れ）', 'zh-CN': '落后进度' },
  needed: { en: 'Needed per day', ja: '残り期間の1日あたり必要額', 'zh-CN': '剩余每天需' },
  landing: { en: 'At this pace', ja: 'このペースなら', 'zh-CN': '按此进度' },
  days: { en: '{count} days left', ja: '残り{count}日', 'zh-CN': '剩{count}天' },
  oneDay: { en: '1 day left', ja: '残り1日', 'zh-CN': '剩1天' },
  ofTarget: { en: '{share} of target', ja: '目標比{share}', 'zh-CN': '目标的{share}' },
}
const paceText = {
  ahead: {
    en: '{kpi} to date {value}: {gap} ahead of plan, at this pace {landing} at the end ({share} of the target {target})',
    ja: '{kpi}の累計は{value}、計画より{gap}先行。このペースなら期末は{landing}（目標{target}の{share}）',
    'zh-CN': '{kpi}累计{value}，超计划{gap}；按此进度期末为{landing}（目标{target}的{share}）',
  },
  behind: {
    en: '{kpi} to date {value}: {gap} behind plan, {needed} a day needed; at this pace {landing} at the end ({share} of the target {target})',
    ja: '{kpi}の累計は{value}、計画より{gap}遅れ。残り期間は1日あたり{needed}必要。このペースなら期末は{landing}（目標{target}の{share}）',
    'zh-CN': '{kpi}累计{value}，落后计划{gap}；剩余每天需{needed}，按此进度期末为{landing}（目标{target}的{share}）',
  },
  early: {
    en: '{kpi} to date {value}, target {target}; too early to tell by its pace where it ends',
    ja: '{kpi}の累計は{value}、目標{target}。このペースでの期末はまだ出せません',
    'zh-CN': '{kpi}累计{value}，目标{target}；暂时无法按进度推算期末',
  },
  of: { en: '{period}: {line}', ja: '{period}：{line}', 'zh-CN': '{period}：{line}' },
  over: {
    en: '{kpi} closed at {value}, {share} of the target {target}',
    ja: '{kpi}は{value}で終了（目標{target}の{share}）',
    'zh-CN': '{kpi}最终{value}（目标{target}的{share}）',
  },
}

const planText = {
  running: {
    en: '{place}: {share} of plan, at this pace {landing} ({part} of {target})',
    ja: '{place}：進捗率{share}、このペースなら{landing}（目標{target}の{part}）',
    'zh-CN': '{place}：进度达成{share}，按此进度{landing}（目标{target}的{part}）',
  },
  unripe: {
    en: '{place}: target {target}, no closed day yet',
    ja: '{place}：目標{target}（確定した日はまだなし）',
    'zh-CN': '{place}：目标{target}，尚无完整日期',
  },
  early: {
    en: '{place}: {share} of plan, target {target}',
    ja: '{place}：進捗率{share}、目標{target}',
    'zh-CN': '{place}：进度达成{share}，目标{target}',
  },
  over: {
    en: '{place}: {value}, {share} of {target}',
    ja: '{place}：{value}（目標{target}の{share}）',
    'zh-CN': '{place}：{value}（目标{target}的{share}）',
  },
}

/**
 * The plan of a running period as facts: expected by now, gap, needed per day, and the end at this pace. That goes by the
 * share of the plan that has passed alone; `forecast` learns weekdays, sales and seasons and tells another amount.
 */
export function paceFacts(paced: PacedFigure): readonly Fact[] {
  const show = shower(paced)
  const { expected, neededPerDay, landing, target, remainingDays, exact } = paced.pacing
  const days = remainingDays === 1 ? labels.oneDay : fill(labels.days, { count: formatCount(remainingDays) })
  return [
    { label: labels.expected, value: show(expected) },
    gapFact(paced.pacing, show),
    ...(neededPerDay === null || neededPerDay <= 0
      ? []
      : [{ label: labels.needed, value: show(neededPerDay, exact?.neededPerDay), detail: days }]),
    ...(landing === null
      ? []
      : [
          {
            label: labels.landing,
            value: show(landing, exact?.landing),
            detail: fill(labels.ofTarget, { share: attainmentText(landing / target) }),
          },
        ]),
  ]
}

/** The same as one line; it begins with the name of its period where that is not `shown`, the one that stands above it. */
export function paceLine(paced: PacedFigure, shown: Period, write: Show = showValue): Localized {
  const line = lineOf(paced, write)
  return isPaceOf(paced, shown) ? line : fill(paceText.of, { period: paced.figure.period.label, line })
}

/** Whether a plan is that of a period, and not of the month around it. */
export function isPaceOf({ figure: { period } }: PacedFigure, shown: Period): boolean {
  return period.from === shown.from && period.to === shown.to
}

function lineOf(paced: PacedFigure, write: Show): Localized {
  const show = shower(paced, write)
  const { figure, pacing } = paced
  const { actual, gap, landing, target, exact } = pacing
  const names = { kpi: figure.kpi.label, value: show(actual, exact?.actual), target: show(target) }
  if (pacing.remainingDays === 0) return fill(paceText.over, { ...names, share: attainmentText(actual / target) })
  if (landing === null) return fill(paceText.early, names)
  const rest = {
    gap: gapText(pacing, show),
    landing: show(landing, exact?.landing),
    share: attainmentText(landing / target),
  }
  if (gap >= 0) return fill(paceText.ahead, { ...names, ...rest })
  return fill(paceText.behind, { ...names, ...rest, needed: show(pacing.neededPerDay, exact?.neededPerDay) })
}

/** How a store's month stands, as one item of a list. */
export function planItem({ figure, pacing }: PacedFigure): Localized {
  const show = shower({ figure, pacing }, showShort)
  const { index, landing, target, actual } = pacing
  const names = { place: figure.place.label, target: show(target), share: attainmentText(index ?? 0) }
  if (index === null) return fill(planText.unripe, names)
  if (pacing.remainingDays === 0) return fill(planText.over, { ...names, value: show(actual) })
  if (landing === null) return fill(planText.early, names)
  return fill(planText.running, { ...names, landing: show(landing), part: attainmentText(landing / target) })
}

type ShowPace = (value: number | null, exact?: string | null) => Localized

function gapFact(pacing: PacedFigure['pacing'], show: ShowPace): Fact {
  const value = gapText(pacing, show)
  return pacing.gap >= 0
    ? { label: labels.ahead, value, tone: 'good' }
    : { label: labels.behind, value, tone: 'warning' }
}

/** How far it is from the plan, without a sign: the words say on which side. */
function gapText({ gap, exact }: PacedFigure['pacing'], show: ShowPace): Localized {
  return show(Math.abs(gap), exact?.gap.replace(/^-/, ''))
}

/** Short forms round anyway; written out, an amount is exact. */
function shower({ figure }: PacedFigure, write: Show = showValue): ShowPace {
  return (value, exact) =>
    write === showValue ? showExact(value, exact, figure) : write(value, figure.kpi, figure.currency)
}
