import type { Action, Field } from '#src/chat/card.ts'
import { severities } from '#src/domain/alerts/alert.ts'
import { severityLabels } from '#src/domain/alerts/severity-names.ts'
import { type RuleDraft, type RuleParameters, usualHysteresis } from '#src/domain/rules/rule.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/** Asks for a rule in blanks, filled in as a rule has them; what is entered is a line that is previewed first. */
export function ruleForm(label: Localized, before?: RuleDraft): Action {
  const known = before ? blanksOf(before) : {}
  const fill = (field: Field): Field => {
    const initial = known[field.name]
    return initial === undefined ? field : { ...field, initial }
  }
  return {
    label,
    line: 'rule add {kpi} {place} {kind} {value} {days} {severity} {owner} {hours} {end}',
    form: { title: texts.title, submit: texts.submit, fields: blanks.map(fill) },
  }
}

/** What the blanks say for a rule, as far as they can: other values stay empty. */
function blanksOf({ kpiId, place, parameters, forDays, severity, activeHours, hysteresis }: RuleDraft) {
  const at = activeHours ? `${activeHours.from}:00-${activeHours.to}:00${activeHours.workdays ? ' workdays' : ''}` : ''
  const days = parameters.kind === 'streak' ? parameters.days : forDays
  const known: Readonly<Record<string, string | undefined>> = {
    ...{
      kpi: kpiId,
      place: place.startsWith('store:') ? place.slice(6) : place,
      kind: kindOf(parameters),
      value: blankValue(parameters),
    },
    days: days > 1 ? `${days} days` : undefined,
    severity: severity ? severityLabels[severity].en : undefined,
    hours: at === '' ? undefined : at,
    end: hysteresis === usualHysteresis ? undefined : `hysteresis ${Math.round(hysteresis * 100)}%`,
  }
  return known
}

function kindOf(asked: RuleParameters): string | undefined {
  if (asked.kind === 'threshold') return asked.compare.replace('_', ' ')
  if (asked.kind === 'surge' && asked.level === 0) return undefined // the form has no such choice: nothing else is put in its place
  const words = {
    target: 'below target',
    streak: 'streak',
    surge: 'unusual',
    budget: 'budget',
    ladder: 'limit',
    late: 'late',
  }
  return asked.kind === 'cover' ? 'below' : words[asked.kind]
}

/** Shares as percent; money is left out, for its currency stands with the store. */
function blankValue(asked: RuleParameters): string | undefined {
  if (asked.kind === 'target' || asked.kind === 'streak') return String(Math.round(asked.share * 100))
  if (asked.kind === 'surge') return String(Math.round(asked.least * 100))
  if (asked.kind === 'cover') return String(asked.days)
  return asked.kind === 'late' ? String(asked.hours) : undefined
}

type Option = readonly [string, Localized]

function select(name: string, label: Localized, options: readonly Option[]): Field {
  return { name, label, kind: 'select', options: options.map(([value, text]) => ({ value, label: text })) }
}

const kinds: readonly Option[] = [
  ['below', { en: 'below a value', ja: '値を下回る', 'zh-CN': '低于某值' }],
  ['above', { en: 'above a value', ja: '値を超える', 'zh-CN': '高于某值' }],
  ['at most', { en: 'a value or less', ja: '値以下', 'zh-CN': '小于等于某值' }],
  ['at least', { en: 'a value or more', ja: '値以上', 'zh-CN': '大于等于某值' }],
  [
    'below target',
    { en: 'below a share of the target (%)', ja: '目標達成率が下回る（%）', 'zh-CN': '低于目标的百分之几' },
  ],
  ['streak', { en: 'days in a row under target', ja: '連続で目標未達', 'zh-CN': '连续未达标' }],
  ['unusual', { en: 'unusual against comparable days', ja: '通常と異なる', 'zh-CN': '与可比日期相比异常' }],
  ['budget', { en: 'over a month budget', ja: '月予算を超過', 'zh-CN': '超出月预算' }],
  ['limit', { en: 'close to the marketplace limit', ja: 'モール基準値に接近', 'zh-CN': '逼近平台红线' }],
  ['late', { en: 'figures are late', ja: 'データが届かない', 'zh-CN': '数据未按时到达' }],
]

const days: readonly Option[] = [1, 2, 3, 5, 7].map(count => [
  `${count} days`,
  { en: count === 1 ? '1 day' : `${count} days`, ja: `${count}日`, 'zh-CN': `${count}天` },
])

const severityOptions = severities.map((severity): Option => {
  const label = severityLabels[severity]
  return [label.en, label]
})

const hours: readonly Option[] = [
  ['9:00-18:00 workdays', { en: '9:00–18:00, workdays', ja: '平日 9:00〜18:00', 'zh-CN': '工作日 9:00–18:00' }],
  ['9:00-18:00', { en: '9:00–18:00, every day', ja: '毎日 9:00〜18:00', 'zh-CN': '每天 9:00–18:00' }],
  ['8:00-22:00', { en: '8:00–22:00, every day', ja: '毎日 8:00〜22:00', 'zh-CN': '每天 8:00–22:00' }],
  ['on workdays', { en: 'workdays, all day', ja: '平日終日', 'zh-CN': '工作日全天' }],
]

const ends: readonly Option[] = [2, 5, 10, 20].map(share => [`hysteresis ${share}%`, verbatim(`${share}%`)])

const texts = {
  title: { en: 'New alert rule', ja: '新しいアラートルール', 'zh-CN': '新建告警规则' },
  submit: { en: 'Try it', ja: '試す', 'zh-CN': '试算' },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  place: { en: 'Store, platform or market', ja: '店舗・モール・国', 'zh-CN': '店铺、平台或市场' },
  kind: { en: 'Fires when', ja: '条件', 'zh-CN': '条件' },
  value: { en: 'Value', ja: '値', 'zh-CN': '数值' },
  days: { en: 'For how long', ja: '継続日数', 'zh-CN': '持续天数' },
  severity: { en: 'Severity', ja: '重要度', 'zh-CN': '级别' },
  owner: { en: 'Owner', ja: '担当者', 'zh-CN': '负责人' },
  hours: { en: 'Said when', ja: '通知する時間', 'zh-CN': '通知时段' },
  end: { en: 'Ends beyond the line by', ja: '解除までの余裕', 'zh-CN': '恢复缓冲' },
} satisfies Record<string, Localized>

const blanks: readonly Field[] = [
  { name: 'kpi', label: texts.kpi, kind: 'select', source: 'kpis' },
  { name: 'place', label: texts.place, kind: 'select', source: 'places', optional: true },
  select('kind', texts.kind, kinds),
  { name: 'value', label: texts.value, kind: 'number', optional: true },
  { ...select('days', texts.days, days), optional: true },
  { ...select('severity', texts.severity, severityOptions), optional: true },
  { name: 'owner', label: texts.owner, kind: 'person', optional: true },
  { ...select('hours', texts.hours, hours), optional: true },
  { ...select('end', texts.end, ends), optional: true },
]
