import { showValue } from '#src/cards/figure-cells.ts'
import { line, placeWord, whyAction } from '#src/cards/lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { Advice } from '#src/features/advice/advise.ts'
import { formatCount, formatMoney } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What is shown at once (judgement: what can be taken on in a week). */
const maxShown = 5
const maxNamed = 3

const texts = {
  title: { en: 'Advice', ja: 'アドバイス', 'zh-CN': '建议' },
  intro: {
    en: '{count} things cost money, by money at stake in the last 28 closed days',
    ja: '直近28日間（確定日）で損失につながっている{count}件（金額順）',
    'zh-CN': '近28个完整日中有{count}项在损失金额（按金额排序）',
  },
  none: {
    en: 'Nothing to advise: every KPI with a rule keeps its target, or lacks data or a target.',
    ja: 'アドバイスはありません：対象の指標はすべて目標内か、データ・目標がありません。',
    'zh-CN': '暂无建议：有规则的指标均达标，或缺少数据、目标。',
  },
  item: {
    en: '{rank}. {kpi} {value} at target {target}, {place}: {weekly} a week',
    ja: '{rank}. {place}の{kpi}は{value}（目標{target}）：週{weekly}',
    'zh-CN': '{rank}. {place}{kpi}{value}（目标{target}）：每周{weekly}',
  },
  ofWider: {
    en: '{rank}. {kpi} {value} at target {target} of {wider}, {place}: {weekly} a week',
    ja: '{rank}. {place}の{kpi}は{value}（{wider}の目標{target}）：週{weekly}',
    'zh-CN': '{rank}. {place}{kpi}{value}（{wider}的目标{target}）：每周{weekly}',
  },
  lost: {
    en: '{rank}. {kpi}, {place}: {weekly} a week',
    ja: '{rank}. {place}の{kpi}：週{weekly}',
    'zh-CN': '{rank}. {place}{kpi}：每周{weekly}',
  },
  gap: {
    en: 'Arithmetic: ({value} − {target}) × {name} {base} = {stake} in 28 days, a quarter of it a week.',
    ja: '計算：（{value}−{target}）×{name}{base}＝28日で{stake}、その4分の1が1週間分。',
    'zh-CN': '算术：（{value}−{target}）×{name}{base}＝28天{stake}，四分之一为一周。',
  },
  share: {
    en: 'Arithmetic: {name} {base} × ({target} ÷ {value} − 1) = {stake} in 28 days, a quarter of it a week.',
    ja: '計算：{name}{base}×（{target}÷{value}−1）＝28日で{stake}、その4分の1が1週間分。',
    'zh-CN': '算术：{name}{base}×（{target}÷{value}−1）＝28天{stake}，四分之一为一周。',
  },
  value: {
    en: 'Arithmetic: {stake} in 28 days, a quarter of it a week.',
    ja: '計算：28日で{stake}、その4分の1が1週間分。',
    'zh-CN': '算术：28天{stake}，四分之一为一周。',
  },
  skus: {
    en: '{count} SKUs hold 80%, in 28 days: {names}',
    ja: '{count}個のSKUで8割（28日間の金額）：{names}',
    'zh-CN': '{count}个SKU占八成（28天金额）：{names}',
  },
  sku: { en: '{name} ({amount})', ja: '{name}（{amount}）', 'zh-CN': '{name}（{amount}）' },
  check: { en: 'Check: {check}', ja: '確認：{check}', 'zh-CN': '检查：{check}' },
  fallback: {
    en: 'No target is set; the usual one counts. Source: {source}.',
    ja: '目標が未設定のため標準値を使用。出典：{source}。',
    'zh-CN': '未设目标，按常用值计算。来源：{source}。',
  },
  source: { en: 'Source: {source}.', ja: '出典：{source}。', 'zh-CN': '来源：{source}。' },
  counted: {
    en: 'Found useful by {useful}, not by {not}.',
    ja: '役に立った{useful}人、立たなかった{not}人。',
    'zh-CN': '{useful}人认为有用，{not}人认为没用。',
  },
  procedure: { en: 'Procedure: {title}', ja: '手順：{title}', 'zh-CN': '操作流程：{title}' },
  why: { en: 'Why? {rank}', ja: '要因 {rank}', 'zh-CN': '原因 {rank}' },
  useful: { en: 'Useful {rank}', ja: '役立つ {rank}', 'zh-CN': '有用 {rank}' },
  useless: { en: 'Not useful {rank}', ja: '不要 {rank}', 'zh-CN': '没用 {rank}' },
  kept: {
    en: 'Thank you, noted for {kpi} at {place}',
    ja: '{place}の{kpi}について記録しました。ありがとうございます',
    'zh-CN': '已记录您对{place}{kpi}建议的评价，谢谢',
  },
  more: { en: 'and {count} more of less money', ja: 'ほか{count}件（より少額）', 'zh-CN': '另有{count}项（金额较小）' },
} satisfies Record<string, Localized>

/** What costs most, each with its arithmetic, what to check, and where it is written how. */
export function adviceCard(place: ResolvedPlace, advices: readonly Advice[]): Card {
  const shown = advices.slice(0, maxShown)
  const rest = advices.length - shown.length
  const intro = advices.length === 0 ? texts.none : fill(texts.intro, { count: formatCount(advices.length) })
  return {
    title: titled(dotted([texts.title, place.label]), [place]),
    tone: advices.length === 0 ? 'good' : 'warning',
    blocks: [
      { type: 'text', text: intro },
      ...shown.flatMap((advice, at) => adviceBlocks(advice, at + 1)),
      ...(rest > 0
        ? [{ type: 'text', style: 'muted', text: fill(texts.more, { count: formatCount(rest) }) } as const]
        : []),
      ...(shown.length > 0
        ? [{ type: 'actions', actions: shown.flatMap((one, at) => actionsOf(one, at + 1)) } as const]
        : []),
    ],
  }
}

/** Says that somebody's word was kept. */
export function feedbackCard(kpi: Localized, place: ResolvedPlace): Card {
  return { title: fill(texts.kept, { kpi, place: place.label }), tone: 'good', blocks: [] }
}

function adviceBlocks(advice: Advice, rank: number): readonly Block[] {
  const { rule, procedure, feedback, isFallback } = advice
  const values = valuesOf(advice, rank)
  const source = fill(isFallback && rule.form !== 'value' ? texts.fallback : texts.source, { source: rule.source })
  const counted = feedback ? [fill(texts.counted, { useful: feedback.useful, not: feedback.not })] : []
  return [
    { type: 'text', style: 'strong', text: fill(headingOf(advice), values) },
    { type: 'text', text: fill(texts[rule.form], values) },
    ...skuBlocks(advice),
    { type: 'text', text: fill(texts.check, { check: rule.check }) },
    ...(procedure
      ? [
          {
            type: 'link',
            label: fill(texts.procedure, { title: verbatim(procedure.title) }),
            url: procedure.url,
          } as const,
        ]
      : []),
    { type: 'text', style: 'muted', text: join([source, ...counted], { en: ' ', ja: '', 'zh-CN': '' }) },
  ]
}

function headingOf({ rule, targetOf }: Advice): Localized {
  if (rule.form === 'value') return texts.lost
  return targetOf ? fill(texts.ofWider, { wider: targetOf }) : texts.item
}

function valuesOf({ figure, target, stake, weekly, base, baseFormula, currency }: Advice, rank: number) {
  const { kpi, place } = figure
  const money = (amount: number) => formatMoney(Math.round(amount), currency)
  return {
    rank,
    kpi: kpi.label,
    place: place.label,
    value: showValue(figure.value, kpi, figure.currency),
    target: showValue(target, kpi, figure.currency),
    name: findMeasure(baseFormula)?.label ?? verbatim(baseFormula),
    base: base === null ? verbatim('') : money(base),
    stake: money(stake),
    weekly: money(weekly),
  }
}

function skuBlocks({ skus, currency }: Advice): readonly Block[] {
  if (skus.length === 0) return []
  const names = skus.slice(0, maxNamed).map(({ name, amount }) => {
    return fill(texts.sku, { name, amount: formatMoney(Math.round(amount), currency) })
  })
  return [{ type: 'text', text: fill(texts.skus, { count: formatCount(skus.length), names: join(names) }) }]
}

function actionsOf({ figure, rule }: Advice, rank: number): readonly Action[] {
  const { kpi, place, period } = figure
  const say = (word: string) => line('advise', word, rule.kpiId, placeWord(place.place))
  return [
    { ...whyAction(kpi, place.place, period), label: fill(texts.why, { rank }) },
    { label: fill(texts.useful, { rank }), line: say('useful') },
    { label: fill(texts.useless, { rank }), line: say('useless') },
  ]
}
