import { dayList } from '#src/cards/day-list.ts'
import type { Seen, Sides } from '#src/domain/causes/why.ts'
import type { Day } from '#src/domain/period/index.ts'
import { formatCount, formatMoney, formatValue } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Something that was seen in the same days, in words that claim no cause. */
export function seenText(seen: Seen, today: Day): Localized {
  switch (seen.kind) {
    case 'sold-out':
      return fill(seen.more > 0 ? texts.soldOutMore : texts.soldOut, { names: join(seen.names), more: seen.more })
    case 'price': {
      const show = (amount: number) => formatMoney(amount, seen.currency)
      return fill(texts.price, { name: seen.name, before: show(seen.before), after: show(seen.after) })
    }
    case 'competitor-price':
      return competitorText(seen)
    case 'delivery':
      return deliveryText(seen)
    case 'budget':
      return fill(texts.budget, { days: seen.days, of: seen.of, before: seen.before })
    case 'reviews':
      return fill(texts.reviews, { before: formatCount(seen.before), after: formatCount(seen.after) })
    case 'restated':
      return fill(texts.restated, { days: dayList(seen.days, today) })
    default:
      return seen satisfies never
  }
}

function competitorText({
  name,
  before,
  after,
  own,
  currency,
}: Extract<Seen, { kind: 'competitor-price' }>): Localized {
  const show = (amount: number) => formatMoney(Math.round(amount), currency)
  const price = show(after)
  const text =
    before === null
      ? fill(texts.competitor, { name, price })
      : fill(texts.competitorMoved, { name, before: show(before), price })
  return own === null ? text : fill(texts.withOwn, { text, own: show(own) })
}

function deliveryText({ name, own, competitors }: Extract<Seen, { kind: 'delivery' }>): Localized {
  const told = ({ before, after }: Sides) => before !== null || after !== null
  const both = { name, own: moved(own), competitors: moved(competitors) }
  if (!told(competitors)) return fill(texts.deliveryOwn, both)
  return fill(told(own) ? texts.delivery : texts.deliveryCompetitors, both)
}

function moved({ before, after }: Sides): Localized {
  const show = (days: number | null) => (days === null ? verbatim('–') : formatValue(Number(days.toFixed(1)), 'days'))
  return before === after ? show(after) : fill(texts.moved, { before: show(before), after: show(after) })
}

const texts = {
  soldOut: { en: 'sold out: {names}', ja: '欠品：{names}', 'zh-CN': '断货：{names}' },
  soldOutMore: {
    en: 'sold out: {names} and {more} more',
    ja: '欠品：{names}ほか{more}件',
    'zh-CN': '断货：{names}等，另有{more}个',
  },
  price: {
    en: 'average price of {name}: {before} → {after}',
    ja: '{name}の平均販売単価：{before}→{after}',
    'zh-CN': '{name}的件单价：{before}→{after}',
  },
  reviews: {
    en: 'reviews of one and two stars: {before} → {after}',
    ja: '星1〜2のレビュー：{before}件→{after}件',
    'zh-CN': '一二星评价：{before}→{after}条',
  },
  restated: {
    en: 'figures corrected afterwards: {days}',
    ja: '後から修正された実績：{days}',
    'zh-CN': '事后更正的数据：{days}',
  },
  competitor: {
    en: 'lowest competitor price of {name}: {price}',
    ja: '{name}の競合最安値：{price}',
    'zh-CN': '{name}的竞品最低价：{price}',
  },
  competitorMoved: {
    en: 'lowest competitor price of {name}: {before} → {price}',
    ja: '{name}の競合最安値：{before}→{price}',
    'zh-CN': '{name}的竞品最低价：{before}→{price}',
  },
  withOwn: { en: '{text} (ours {own})', ja: '{text}（自社{own}）', 'zh-CN': '{text}（自家{own}）' },
  delivery: {
    en: 'delivery promised, {name}: {own}; competitors: {competitors}',
    ja: '{name}の配達予定：{own}、競合：{competitors}',
    'zh-CN': '{name}的承诺送达：{own}；竞品：{competitors}',
  },
  deliveryOwn: {
    en: 'delivery promised, {name}: {own}',
    ja: '{name}の配達予定：{own}',
    'zh-CN': '{name}的承诺送达：{own}',
  },
  deliveryCompetitors: {
    en: 'delivery of competitors, {name}: {competitors}',
    ja: '{name}の競合の配達：{competitors}',
    'zh-CN': '{name}的竞品送达：{competitors}',
  },
  moved: { en: '{before} → {after}', ja: '{before}→{after}', 'zh-CN': '{before}→{after}' },
  budget: {
    en: 'ad budget used up on {days} of {of} days ({before} in the days before)',
    ja: '広告予算を使い切った日：{of}日中{days}日（比較期間は{before}日）',
    'zh-CN': '广告预算用完的天数：{of}天中{days}天（对比期{before}天）',
  },
} satisfies Record<string, Localized>
