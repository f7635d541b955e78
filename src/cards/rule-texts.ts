import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { formatPercent } from '#src/i18n/format.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'
import { showValue } from './figure-cells.ts'

const kinds = {
  above: { en: '{kpi} above {value}', ja: '{kpi}が{value}を超えたら', 'zh-CN': '{kpi}高于{value}' },
  below: { en: '{kpi} below {value}', ja: '{kpi}が{value}を下回ったら', 'zh-CN': '{kpi}低于{value}' },
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

const more = {
  forDays: { en: ', {days} days in a row', ja: '（{days}日連続）', 'zh-CN': '（连续{days}天）' },
  window: { en: ', over {days} days', ja: '（直近{days}日間）', 'zh-CN': '（近{days}天）' },
  hours: { en: ', said {from}:00–{to}:00', ja: '（通知は{from}時〜{to}時）', 'zh-CN': '（{from}点至{to}点通知）' },
  each: { en: ', each store', ja: '（店舗ごと）', 'zh-CN': '（各店铺分别）' },
} satisfies Record<string, Localized>

/** A rule in words. */
export function ruleText(rule: RuleDraft, kpi: Kpi): Localized {
  const parts = [fill(sentenceOf(rule), valuesOf(rule, kpi))]
  const { parameters, forDays, activeHours, eachStore } = rule
  if (parameters.kind === 'threshold' && parameters.windowDays > 1)
    parts.push(fill(more.window, { days: parameters.windowDays }))
  if (forDays > 1) parts.push(fill(more.forDays, { days: forDays }))
  if (eachStore) parts.push(more.each)
  if (activeHours) parts.push(fill(more.hours, { from: activeHours.from, to: activeHours.to }))
  return localized(locale => parts.map(part => part[locale]).join(''))
}

function sentenceOf({ parameters }: RuleDraft): Localized {
  if (parameters.kind === 'threshold') return kinds[parameters.compare]
  if (parameters.kind === 'budget') return parameters.value === null ? kinds.monthTarget : kinds.budget
  if (parameters.kind !== 'surge') return kinds[parameters.kind]
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
