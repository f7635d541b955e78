import type { Card } from '#src/chat/card.ts'
import type { Connector, Feed } from '#src/contracts/connector.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { ImpossibleFigure } from '#src/features/sync/impossible.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Judgement: so many figures are shown; the others are counted. */
const maxShown = 10

/** Characters of a value that are shown: one that is too large may be very long. */
const maxDigits = 24

const texts = {
  title: {
    en: '{connector} sent figures that cannot be',
    ja: '{connector}からあり得ない数値が届きました',
    'zh-CN': '{connector}返回了不可能的数值',
  },
  text: {
    en: '{store} · {feed}: {count} figures were left out; everything else was written. Compare these days with the marketplace, and type the right figures with “record”.',
    ja: '{store}・{feed}：{count}件の数値を取り込みませんでした（ほかの数値は取り込み済みです）。モールの画面で該当日を確認し、正しい数値を「入力」で登録してください。',
    'zh-CN':
      '{store} · {feed}：有{count}个数值未写入，其余数据已写入。请与平台后台核对这些日期，并用“录入”补上正确的数值。',
  },
  figure: {
    en: '{day} {sku} {measure}: {value} ({why})',
    ja: '{day} {sku} {measure}：{value}（{why}）',
    'zh-CN': '{day} {sku} {measure}：{value}（{why}）',
  },
  more: { en: '{count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}个' },
  negative: { en: 'below 0', ja: '0未満', 'zh-CN': '小于0' },
  fraction: { en: 'not a whole number', ja: '整数ではない', 'zh-CN': '不是整数' },
  tooLarge: { en: 'too large', ja: '桁が大きすぎる', 'zh-CN': '数值过大' },
} satisfies Record<string, Localized>

/** Tells which figures of a marketplace were not written, and what to do about it. */
export function impossibleCard(of: {
  readonly connector: Connector
  readonly feed: Feed<unknown>
  readonly store: string
  readonly left: readonly ImpossibleFigure[]
}): Card {
  const { connector, feed, store, left } = of
  const more = left.length - maxShown
  const items = left.slice(0, maxShown).map(figureText)
  return {
    title: fill(texts.title, { connector: connector.label }),
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(texts.text, { store: verbatim(store), feed: feed.label, count: left.length }) },
      { type: 'list', items: more > 0 ? [...items, fill(texts.more, { count: more })] : items },
    ],
  }
}

function figureText({ day, sku, measure, value, fault }: ImpossibleFigure): Localized {
  const shown = value.length > maxDigits ? `${value.slice(0, maxDigits)}…` : value
  return fill(texts.figure, {
    ...{ day, sku: verbatim(sku), value: verbatim(shown), why: texts[fault] },
    measure: findMeasure(measure)?.label ?? verbatim(measure),
  })
}
