import { Big } from 'big.js'
import type { Block, Card } from '#src/chat/card.ts'
import { minorDigits } from '#src/domain/money.ts'
import type { Conversion } from '#src/domain/rates.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A rate: 1 `from` is `rate` `to` from the day `since` on. */
export interface ShownRate {
  readonly from: string
  readonly to: string
  readonly since: string
  readonly rate: string
}

/** How many rates of a pair are shown. Judgement: the current one and how it moved lately. */
const maxPerPair = 3

/** The latest rates of each pair, newest first, and the currency of totals. */
export function ratesCard(rates: readonly ShownRate[], base: string, between: Block | null = null): Card {
  const sorted = [...rates]
    .sort((a, b) => pair(a).localeCompare(pair(b)) || b.since.localeCompare(a.since))
    .filter(
      (one, _at, all) => one.since >= (all.filter(other => pair(other) === pair(one))[maxPerPair - 1]?.since ?? ''),
    )
  const table = {
    type: 'table' as const,
    columns: [{ label: texts.pair }, { label: texts.rate, align: 'end' as const }, { label: texts.since }],
    rows: sorted.map(one => [
      { text: verbatim(pair(one)) },
      { text: verbatim(one.rate) },
      { text: formatDay(one.since, { year: true }) },
    ]),
  }
  const basis = { type: 'text' as const, text: fill(texts.base, { base: verbatim(base) }), style: 'muted' as const }
  const none = { type: 'text' as const, text: texts.none }
  const first = rates.length > 0 ? [table] : between ? [] : [none]
  return { title: texts.title, tone: 'info', blocks: [...(between ? [between] : []), ...first, basis] }
}

/** What one currency is worth in another where no rate of the pair is set: over a third one, or that there is no way. */
export function betweenBlock(from: string, to: string, found: Conversion | null): Block {
  if (!found) return { type: 'text', text: fill(texts.noWay, { from, to }), style: 'strong' }
  const rate = found.factor.times(new Big(10).pow(minorDigits(from) - minorDigits(to))).prec(7)
  const legs = found.used.map(leg => fill(texts.leg, { ...leg, since: formatDay(leg.since, { year: true }) }))
  return {
    type: 'text',
    text: fill(texts.cross, { from, to, rate: rate.toFixed(), legs: join(legs) }),
    style: 'strong',
  }
}

/** What was done to one rate; `rate` is `null` when it was removed. */
export function rateCard(
  done: Omit<ShownRate, 'rate'> & { readonly rate: string | null; readonly before: string | null },
): Card {
  const { from, to, since, rate, before } = done
  const values = { from, to, rate: rate ?? '', since: formatDay(since, { year: true }) }
  const title = fill(rate === null ? texts.removed : texts.set, values)
  const blocks =
    before === null
      ? []
      : [{ type: 'text' as const, text: fill(texts.before, { before: verbatim(before) }), style: 'muted' as const }]
  return { title, tone: 'good', blocks }
}

function pair({ from, to }: Omit<ShownRate, 'rate' | 'since'>): string {
  return `1 ${from} → ${to}`
}

const texts = {
  title: { en: 'Exchange rates', ja: '為替レート', 'zh-CN': '汇率' },
  pair: { en: 'Currencies', ja: '通貨', 'zh-CN': '币种' },
  rate: { en: 'Rate', ja: 'レート', 'zh-CN': '汇率' },
  since: { en: 'From', ja: '適用開始日', 'zh-CN': '生效日' },
  base: {
    en: 'Totals over several currencies are shown in {base}, with the rate of the day.',
    ja: '複数通貨の合計は{base}で表示し、その日に有効なレートで換算します。',
    'zh-CN': '跨币种合计以{base}显示，按当日有效汇率换算。',
  },
  none: {
    en: 'No rate is set yet. Totals over several currencies need one: rate usd jpy 150.2',
    ja: 'レートが未設定です。複数通貨の合計には設定が必要です：為替 usd jpy 150.2',
    'zh-CN': '尚未设置汇率。跨币种合计需要汇率：汇率 usd cny 7.12',
  },
  set: {
    en: '1 {from} = {rate} {to} from {since} on',
    ja: '{since}から 1 {from} = {rate} {to}',
    'zh-CN': '自{since}起 1 {from} = {rate} {to}',
  },
  removed: {
    en: 'Rate {from} → {to} from {since} removed',
    ja: '{since}からの{from}→{to}を削除しました',
    'zh-CN': '已删除自{since}起的{from}→{to}汇率',
  },
  leg: {
    en: '1 {from} = {rate} {to} from {since} on',
    ja: '1 {from} = {rate} {to}（{since}から）',
    'zh-CN': '1 {from} = {rate} {to}（{since}起）',
  },
  cross: {
    en: '1 {from} = {rate} {to}, worked out from {legs}',
    ja: '1 {from} = {rate} {to}（{legs}から算出）',
    'zh-CN': '1 {from} = {rate} {to}（由{legs}推算）',
  },
  noWay: {
    en: 'No rate leads from {from} to {to}. These are set:',
    ja: '{from}と{to}を結ぶレートはありません。設定済みのレート：',
    'zh-CN': '没有可用于{from}与{to}换算的汇率。已设置的汇率：',
  },
  before: { en: 'It was {before} before.', ja: '以前のレート：{before}', 'zh-CN': '此前为{before}。' },
} satisfies Record<string, Localized>
