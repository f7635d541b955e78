import { showValue } from '#src/cards/figure-cells.ts'
import { severityLabels } from '#src/domain/alerts/severity-names.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type ActiveHours, type RuleDraft, usualHysteresis } from '#src/domain/rules/rule.ts'
import { formatPercent } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'

const kinds = {
  above: { en: '{kpi} above {value}', ja: '{kpi}が{value}を超えたら', 'zh-CN': '{kpi}高于{value}' },
  below: { en: '{kpi} below {value}', ja: '{kpi}が{value}を下回ったら', 'zh-CN': '{kpi}低于{value}' },
  at_least: { en: '{kpi} at or above {value}', ja: '{kpi}が{value}以上なら', 'zh-CN': '{kpi}大于等于{value}' },
  at_most: { en: '{kpi} at or below {value}', ja: '{kpi}が{value}以下なら', 'zh-CN': '{kpi}小于等于{value}' },
  equal: { en: '{kpi} equal to {value}', ja: '{kpi}が{value}なら', 'zh-CN': '{kpi}等于{value}' },
  unequal: { en: '{kpi} other than {value}', ja: '{kpi}が{value}以外なら', 'zh-CN': '{kpi}不等于{value}' },
  target: {
    en: '{kpi} reaches less than {share} of its day target',
    ja: '{kpi}の日割り目標達成率が{share}未満なら',
    'zh-CN': '{kpi}日目标达成率低于{share}',
  },
  ladder: {
    en: '{kpi} comes close to the marketplace limit',
    ja: '{kpi}がモール基準値に近づいたら',
    'zh-CN': '{kpi}逼近平台红线',
  },
  streak: {
    en: '{kpi} under {share} of the day target {days} business days in a row',
    ja: '{kpi}が{days}営業日連続で日割り目標の{share}を下回ったら',
    'zh-CN': '{kpi}连续{days}个营业日低于日目标的{share}',
  },
  surge: {
    en: '{kpi} unusual against comparable days, by at least {share}',
    ja: '{kpi}が同条件の日と比べて{share}以上の異常値なら',
    'zh-CN': '{kpi}与可比日期相比异常，偏差至少{share}',
  },
  up: {
    en: '{kpi} unusually high against comparable days, by at least {share}',
    ja: '{kpi}が同条件の日より{share}以上、異常に高ければ',
    'zh-CN': '{kpi}较可比日期异常偏高至少{share}',
  },
  down: {
    en: '{kpi} unusually low against comparable days, by at least {share}',
    ja: '{kpi}が同条件の日より{share}以上、異常に低ければ',
    'zh-CN': '{kpi}较可比日期异常偏低至少{share}',
  },
  budget: {
    en: '{kpi} burns its month budget of {value} too fast',
    ja: '{kpi}が月予算{value}を上回るペースなら',
    'zh-CN': '{kpi}按进度将超出月预算{value}',
  },
  monthTarget: {
    en: '{kpi} burns its month target too fast',
    ja: '{kpi}が当月目標を上回るペースなら',
    'zh-CN': '{kpi}按进度将超出当月目标',
  },
  cover: {
    en: '{kpi}: less than {value} left',
    ja: '{kpi}が{value}を切ったら',
    'zh-CN': '{kpi}不足{value}',
  },
  late: {
    en: 'Figures more than {hours} hours late',
    ja: 'データが予定より{hours}時間以上遅れたら',
    'zh-CN': '数据比预定晚到超过{hours}小时',
  },
} satisfies Record<string, Localized>

/** Rules about a plain change, however usual such changes are. */
const changes = {
  up: {
    en: '{kpi} higher than on comparable days by {share} or more',
    ja: '{kpi}が同条件の日より{share}以上高ければ',
    'zh-CN': '{kpi}较可比日期上升{share}以上',
  },
  down: {
    en: '{kpi} lower than on comparable days by {share} or more',
    ja: '{kpi}が同条件の日より{share}以上低ければ',
    'zh-CN': '{kpi}较可比日期下降{share}以上',
  },
  both: {
    en: '{kpi} off comparable days by {share} or more, either way',
    ja: '{kpi}が同条件の日と比べて{share}以上増減したら',
    'zh-CN': '{kpi}较可比日期变化{share}以上',
  },
} satisfies Record<string, Localized>

const more = {
  forDays: { en: ', {days} days in a row', ja: '（{days}日連続）', 'zh-CN': '（连续{days}天）' },
  window: { en: ', over {days} days', ja: '（直近{days}日間）', 'zh-CN': '（近{days}天）' },
  hours: { en: ', said {from}–{to}', ja: '（通知は{from}〜{to}）', 'zh-CN': '（{from}至{to}通知）' },
  workHours: {
    en: ', said {from}–{to} on workdays',
    ja: '（通知は平日{from}〜{to}）',
    'zh-CN': '（工作日{from}至{to}通知）',
  },
  workdays: { en: ', said on workdays', ja: '（通知は平日のみ）', 'zh-CN': '（仅工作日通知）' },
  severity: { en: ', {severity}', ja: '（{severity}）', 'zh-CN': '（{severity}）' },
  ends: { en: ', ends {share} beyond the line', ja: '（{share}戻ったら解除）', 'zh-CN': '（回到线内{share}后恢复）' },
  each: { en: ', each store', ja: '（店舗ごと）', 'zh-CN': '（各店铺分别）' },
} satisfies Record<string, Localized>

/** A rule in words. */
export function ruleText(rule: RuleDraft, kpi: Kpi): Localized {
  const parts = [fill(sentenceOf(rule), valuesOf(rule, kpi))]
  const { parameters, forDays, activeHours, eachStore, severity, hysteresis } = rule
  if (parameters.kind === 'threshold' && parameters.windowDays > 1)
    parts.push(fill(more.window, { days: parameters.windowDays }))
  if (forDays > 1) parts.push(fill(more.forDays, { days: forDays }))
  if (eachStore) parts.push(more.each)
  if (activeHours) parts.push(hoursText(activeHours))
  if (severity) parts.push(fill(more.severity, { severity: severityLabels[severity] }))
  if (hysteresis !== usualHysteresis && endsByMargin(rule))
    parts.push(fill(more.ends, { share: formatPercent(hysteresis, 0) }))
  return localized(locale => parts.map(part => part[locale]).join(''))
}

function hoursText({ from, to, workdays = false }: ActiveHours): Localized {
  if (from === to) return more.workdays
  return fill(workdays ? more.workHours : more.hours, { from: clock(from), to: clock(to) })
}

function clock(hour: number): string {
  return `${Math.floor(hour)}:${String(Math.round((hour % 1) * 60)).padStart(2, '0')}`
}

/** Kinds that end at a distance from their line; a default's own margin is no news. */
function endsByMargin({ parameters: { kind } }: RuleDraft): boolean {
  return kind !== 'surge' && kind !== 'ladder' && kind !== 'late' && kind !== 'cover'
}

function sentenceOf({ parameters }: RuleDraft): Localized {
  if (parameters.kind === 'threshold') return kinds[parameters.compare]
  if (parameters.kind === 'budget') return parameters.value === null ? kinds.monthTarget : kinds.budget
  if (parameters.kind !== 'surge') return kinds[parameters.kind]
  if (parameters.level === 0) return changes[parameters.direction === 'worse' ? 'both' : parameters.direction]
  return parameters.direction === 'up' || parameters.direction === 'down' ? kinds[parameters.direction] : kinds.surge
}

function valuesOf({ parameters }: RuleDraft, kpi: Kpi): Readonly<Record<string, Localized | string | number>> {
  const show = (value: number, currency: string | null) => showValue(value, kpi, currency)
  switch (parameters.kind) {
    case 'threshold':
      return { kpi: kpi.label, value: show(parameters.value, parameters.currency) }
    case 'budget':
      return { kpi: kpi.label, value: show(parameters.value ?? 0, parameters.currency) }
    case 'target':
    case 'streak':
      return {
        kpi: kpi.label,
        share: formatPercent(parameters.share, 0),
        days: 'days' in parameters ? parameters.days : 1,
      }
    case 'surge':
      return { kpi: kpi.label, share: formatPercent(parameters.least, 0) }
    case 'cover':
      return { kpi: kpi.label, value: show(parameters.days, null) }
    case 'late':
      return { hours: parameters.hours }
    default:
      return { kpi: kpi.label }
  }
}
