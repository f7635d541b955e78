import type { Increment } from '#src/domain/planning/suggest.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { DroppedMonth } from './gather.ts'

/** Words of a suggested target. */
export const suggestTexts = {
  title: { en: 'Suggested target', ja: '目標の提案', 'zh-CN': '目标建议' },
  value: { en: 'Suggested: {value}', ja: '提案：{value}', 'zh-CN': '建议：{value}' },
  nothing: {
    en: 'Nothing can be suggested: there is no month with whole data among the last six.',
    ja: '提案できません。直近6か月にデータのそろった月がありません。',
    'zh-CN': '无法给出建议：最近6个月没有数据完整的月份。',
  },
  band: {
    en: 'This KPI is kept in a band; a band is a decision, not a forecast.',
    ja: 'この指標は範囲で管理するため、値は提案しません。',
    'zh-CN': '该指标按区间管理，不给出单一数值建议。',
  },
  base: { en: 'Base', ja: '基準', 'zh-CN': '基准' },
  season: { en: 'Season', ja: '季節', 'zh-CN': '季节系数' },
  noSeason: {
    en: 'not known: less than a year and a quarter of data',
    ja: '不明（1年3か月分のデータなし）',
    'zh-CN': '未知（数据不足15个月）',
  },
  step: { en: 'Step', ja: '上乗せ', 'zh-CN': '增幅' },
  lastYear: { en: 'Last year', ja: '前年同月', 'zh-CN': '去年同月' },
  best: { en: 'Best month', ja: '過去最高の月', 'zh-CN': '历史最佳月' },
  line: { en: 'Platform line', ja: 'モールの基準', 'zh-CN': '平台红线' },
  needs: { en: 'Needs', ja: '必要条件', 'zh-CN': '所需条件' },
  needed: {
    en: '{sessions} sessions a day × {rate} × {basket}',
    ja: '1日{sessions}アクセス × {rate} × {basket}',
    'zh-CN': '每天{sessions}次访问 × {rate} × {basket}',
  },
  dropped: { en: 'Months left out', ja: '除外した月', 'zh-CN': '未采用的月份' },
  smart: { en: 'Checks', ja: 'チェック', 'zh-CN': '检查' },
  propose: { en: 'Propose', ja: '申請する', 'zh-CN': '提交申请' },
  reason: { en: 'Reason', ja: '理由', 'zh-CN': '理由' },
} satisfies Record<string, Localized>

/** Why a month was left out. */
export const dropTexts: Readonly<Record<DroppedMonth['why'], Localized>> = {
  data: { en: '{month}: data is missing', ja: '{month}：データ不足', 'zh-CN': '{month}：数据不完整' },
  closed: {
    en: '{month}: closed on more than a tenth of its days',
    ja: '{month}：休業日が1割超',
    'zh-CN': '{month}：停业超过一成天数',
  },
  stock: { en: '{month}: out of stock', ja: '{month}：欠品が1割超', 'zh-CN': '{month}：断货超过一成' },
}

/** Names of the steps. */
export const incrementTexts: Readonly<Record<Increment, Localized>> = {
  keep: { en: 'keep', ja: '維持', 'zh-CN': '保持' },
  normal: { en: 'normal', ja: '標準', 'zh-CN': '标准' },
  stretch: { en: 'stretch', ja: '挑戦', 'zh-CN': '冲刺' },
}

/** The five answers. */
export const smartTexts = {
  specific: {
    en: 'Specific: {kpi}, {place}, {period}',
    ja: '具体的：{kpi}、{place}、{period}',
    'zh-CN': '具体：{kpi}、{place}、{period}',
  },
  measurable: {
    en: 'Measurable: yes, {share} of the days have data',
    ja: '測定可能：はい（データ{share}）',
    'zh-CN': '可衡量：是（数据覆盖{share}）',
  },
  notMeasurable: {
    en: 'Measurable: not safely, only {share} of the days have data',
    ja: '測定可能：不十分（データ{share}）',
    'zh-CN': '可衡量：不足（数据覆盖仅{share}）',
  },
  within: {
    en: 'Achievable: yes, within what was reached before (95 of 100 months stayed below {limit})',
    ja: '達成可能：はい（過去の月の95%は{limit}まで）',
    'zh-CN': '可实现：是，在历史水平之内（95%的月份不超过{limit}）',
  },
  beyond: {
    en: 'Achievable: beyond {limit}, which 95 of 100 months did not reach; it needs a reason',
    ja: '達成可能：過去の月の95%が届かなかった{limit}を超えるため、理由が必要です',
    'zh-CN': '可实现：超过{limit}（95%的历史月份未达到），需要说明理由',
  },
  easy: {
    en: 'Achievable: easily, four of five months did better',
    ja: '達成可能：容易（過去の5か月のうち4か月が上回りました）',
    'zh-CN': '可实现：偏低，五分之四的历史月份好于此',
  },
  few: {
    en: 'Achievable: not beyond the best month so far; too few months to say more',
    ja: '達成可能：過去最高の範囲内（月数が少なく詳しい判定はできません）',
    'zh-CN': '可实现：未超过历史最佳月（月份太少，无法进一步判断）',
  },
  best: {
    en: 'Achievable: better than the best month so far; too few months to say more',
    ja: '達成可能：過去最高を上回ります（月数が少なく詳しい判定はできません）',
    'zh-CN': '可实现：超过历史最佳月（月份太少，无法进一步判断）',
  },
  jump: {
    en: 'Achievable: a jump of {change}, which needs a reason',
    ja: '達成可能：{change}の変化には理由が必要です',
    'zh-CN': '可实现：变动{change}，需要说明理由',
  },
  relevant: {
    en: 'Relevant: whoever proposes it confirms it belongs to the owner’s work',
    ja: '関連性：申請者が担当者の業務であることを確認します',
    'zh-CN': '相关：由申请人确认属于负责人的工作',
  },
  timed: {
    en: 'Time-bound: {from} to {to}, first check {check}',
    ja: '期限：{from}〜{to}、最初の確認{check}',
    'zh-CN': '有时限：{from}至{to}，首次检查{check}',
  },
} satisfies Record<string, Localized>
