import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, type DataValue, dataTable } from '#src/contracts/data-table.ts'
import type { ShownRule } from '#src/features/alerts/cards/rule-card.ts'
import { ruleText } from '#src/features/alerts/cards/rule-texts.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/** Rules as rows: what each asks in words, and its limit as a number with its unit where it has one. */
export function ruleTable(rules: readonly ShownRule[]): DataTable {
  return dataTable('rules', texts.title, columns, rules)
}

const texts = {
  title: { en: 'Rules', ja: 'ルール', 'zh-CN': '规则' },
  kind: { en: 'Kind', ja: '種類', 'zh-CN': '类型' },
  asks: { en: 'Condition', ja: '条件', 'zh-CN': '条件' },
  limit: { en: 'Limit', ja: '基準', 'zh-CN': '标准' },
  share: { en: 'share of the target (1 = 100%)', ja: '目標に対する割合（1＝100%）', 'zh-CN': '目标占比（1=100%）' },
  days: { en: 'days', ja: '日', 'zh-CN': '天' },
  hours: { en: 'hours', ja: '時間', 'zh-CN': '小时' },
  eachStore: { en: 'Each store by itself', ja: '店舗ごとに判定', 'zh-CN': '逐店判断' },
  forDays: { en: 'Days in a row', ja: '継続日数', 'zh-CN': '连续天数' },
  severity: { en: 'Severity', ja: '重大度', 'zh-CN': '严重程度' },
  isDefault: { en: 'Built in', ja: '標準ルール', 'zh-CN': '内置规则' },
  alerts: { en: 'Alerts lately', ja: '最近のアラート件数', 'zh-CN': '近期告警数' },
  wrong: { en: 'Called false lately', ja: '最近の誤検知件数', 'zh-CN': '近期误报数' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<ShownRule>[] = [
  ['id', columnTexts.number, ({ id }) => id],
  ['kpi', columnTexts.kpi, ({ kpi }) => kpi.id],
  ['name', columnTexts.name, ({ kpi }) => kpi.label],
  ['key', columnTexts.key, ({ place }) => place],
  ['place', columnTexts.place, ({ label }) => label],
  ['kind', texts.kind, ({ parameters }) => parameters.kind],
  ['condition', texts.asks, rule => ruleText(rule, rule.kpi)],
  ['limit', texts.limit, rule => limitOf(rule)[0]],
  ['unit', columnTexts.unit, rule => limitOf(rule)[1]],
  ['each_store', texts.eachStore, ({ eachStore }) => eachStore],
  ['for_days', texts.forDays, ({ forDays }) => forDays],
  ['severity', texts.severity, ({ severity }) => severity],
  ['owner', columnTexts.owner, ({ owner }) => owner?.name ?? null],
  ['built_in', texts.isDefault, ({ isDefault }) => isDefault],
  ['alerts', texts.alerts, ({ noise }) => noise?.alerts ?? null],
  ['called_false', texts.wrong, ({ noise }) => noise?.wrong ?? null],
]

/** The limit with its unit; `null`s where the rule compares with the usual, or with steps of a platform. */
function limitOf({ parameters, kpi }: ShownRule): readonly [DataValue, DataValue] {
  switch (parameters.kind) {
    case 'threshold':
      return [numberOf(kpi, parameters.currency, parameters.value), unitOf(kpi, parameters.currency)]
    case 'budget':
      return parameters.value === null
        ? [null, null]
        : [numberOf(kpi, parameters.currency, parameters.value), unitOf(kpi, parameters.currency)]
    case 'target':
    case 'streak':
      return [parameters.share, texts.share]
    case 'cover':
      return [parameters.days, texts.days]
    case 'late':
      return [parameters.hours, texts.hours]
    case 'ladder':
      return [null, verbatim(parameters.step)]
    case 'surge':
      return [null, null]
    default:
      return parameters satisfies never
  }
}
