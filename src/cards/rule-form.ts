import type { Action } from '#src/chat/card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Asks for a rule in blanks; what is entered is a line that is previewed first. */
export function ruleForm(label: Localized): Action {
  return {
    label,
    line: 'rule add {kpi} {store} {kind} {value} {days}',
    form: {
      title: texts.title,
      submit: texts.submit,
      fields: [
        { name: 'kpi', label: texts.kpi, kind: 'select', source: 'kpis' },
        { name: 'store', label: texts.store, kind: 'select', source: 'stores', optional: true },
        {
          name: 'kind',
          label: texts.kind,
          kind: 'select',
          options: kinds.map(([value, text]) => ({ value, label: text })),
        },
        { name: 'value', label: texts.value, kind: 'number', optional: true },
        {
          name: 'days',
          label: texts.days,
          kind: 'select',
          optional: true,
          options: [1, 2, 3, 5, 7].map(count => ({ value: `${count} days`, label: daysText(count) })),
        },
      ],
    },
  }
}

const kinds: readonly (readonly [string, Localized])[] = [
  ['below', { en: 'below a value', ja: '値を下回る', 'zh-CN': '低于某值' }],
  ['above', { en: 'above a value', ja: '値を超える', 'zh-CN': '高于某值' }],
  [
    'below target',
    { en: 'below a share of the target (%)', ja: '目標達成率が下回る（%）', 'zh-CN': '低于目标的百分之几' },
  ],
  ['streak', { en: 'days in a row under target', ja: '連続で目標未達', 'zh-CN': '连续未达标' }],
  ['unusual', { en: 'unusual against comparable days', ja: '通常と異なる', 'zh-CN': '与可比日期相比异常' }],
  ['budget', { en: 'over a month budget', ja: '月予算を超過', 'zh-CN': '超出月预算' }],
  ['limit', { en: 'close to the marketplace limit', ja: 'モール基準値に接近', 'zh-CN': '逼近平台红线' }],
]

function daysText(count: number): Localized {
  return { en: `${count} days`, ja: `${count}日`, 'zh-CN': `${count}天` }
}

const texts = {
  title: { en: 'New alert rule', ja: '新しいアラートルール', 'zh-CN': '新建告警规则' },
  submit: { en: 'Try it', ja: '試す', 'zh-CN': '试算' },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  kind: { en: 'Fires when', ja: '条件', 'zh-CN': '条件' },
  value: { en: 'Value', ja: '値', 'zh-CN': '数值' },
  days: { en: 'For how long', ja: '継続日数', 'zh-CN': '持续天数' },
} satisfies Record<string, Localized>
