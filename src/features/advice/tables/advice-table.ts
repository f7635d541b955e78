import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import { toMajor } from '#src/domain/money.ts'
import type { Advice } from '#src/features/advice/advise.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Advice as rows, the most money first: all of it, money in major units of the currency beside it. */
export function adviceTable(advices: readonly Advice[]): DataTable {
  return dataTable('advice', texts.title, columns, advices)
}

const texts = {
  title: { en: 'Advice', ja: 'アドバイス', 'zh-CN': '建议' },
  rule: { en: 'Rule', ja: 'ルール', 'zh-CN': '规则' },
  usual: { en: 'Target is the usual one', ja: '標準値を目標に使用', 'zh-CN': '目标为常用值' },
  targetOf: { en: 'Target of', ja: '目標の設定先', 'zh-CN': '目标所属' },
  baseName: { en: 'Base formula', ja: '基準の計算式', 'zh-CN': '基数公式' },
  base: { en: 'Base', ja: '基準額', 'zh-CN': '基数' },
  stake: { en: 'At stake in these days', ja: '期間中の損失額', 'zh-CN': '期间损失金额' },
  weekly: { en: 'At stake in a week', ja: '週あたりの損失額', 'zh-CN': '每周损失金额' },
  check: { en: 'Check', ja: '確認事項', 'zh-CN': '检查要点' },
  source: { en: 'Source of the rule', ja: 'ルールの出典', 'zh-CN': '规则来源' },
  useful: { en: 'Found useful by', ja: '役に立った人数', 'zh-CN': '认为有用人数' },
  useless: { en: 'Not found useful by', ja: '役に立たなかった人数', 'zh-CN': '认为没用人数' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<Advice>[] = [
  ['rule', texts.rule, ({ rule }) => rule.id],
  ['kpi', columnTexts.kpi, ({ rule }) => rule.kpiId],
  ['name', columnTexts.name, ({ figure }) => figure.kpi.label],
  ['key', columnTexts.key, ({ figure }) => figure.place.key],
  ['place', columnTexts.place, ({ figure }) => figure.place.label],
  ['from', columnTexts.from, ({ figure }) => figure.period.from],
  ['to', columnTexts.to, ({ figure }) => figure.closedTo ?? figure.period.to],
  ['value', columnTexts.value, ({ figure: { kpi, currency, value, exact } }) => numberOf(kpi, currency, value, exact)],
  ['target', columnTexts.target, ({ figure: { kpi, currency }, target }) => numberOf(kpi, currency, target)],
  ['unit', columnTexts.unit, ({ figure: { kpi, currency } }) => unitOf(kpi, currency)],
  ['target_is_usual', texts.usual, ({ isFallback }) => isFallback],
  ['target_of', texts.targetOf, ({ targetOf }) => targetOf],
  ['base_formula', texts.baseName, ({ baseFormula }) => baseFormula],
  ['base', texts.base, ({ base, currency }) => (base === null ? null : money(base, currency))],
  ['stake', texts.stake, ({ stake, currency }) => money(stake, currency)],
  ['weekly', texts.weekly, ({ weekly, currency }) => money(weekly, currency)],
  ['currency', columnTexts.currency, ({ currency }) => currency],
  ['check', texts.check, ({ rule }) => rule.check],
  ['source', texts.source, ({ rule }) => rule.source],
  ['useful', texts.useful, ({ feedback }) => feedback?.useful ?? 0],
  ['not_useful', texts.useless, ({ feedback }) => feedback?.not ?? 0],
]

/** Rounded as shown: what is at stake is an estimate. */
function money(minor: number, currency: string): number {
  return Number(toMajor(Math.round(minor), currency))
}
