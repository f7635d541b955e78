import type { Block } from '#src/chat/card.ts'
import type { Comparison, Figure, PairedAmounts } from '#src/domain/figure.ts'
import { type Day, daysOf } from '#src/domain/period/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { dayList } from './day-list.ts'
import { changeText, showExact } from './figure-cells.ts'

const texts = {
  heading: {
    en: 'Changes like for like: only stores and days with figures in both periods',
    ja: '条件をそろえた増減：両方の期間にデータのある店舗・日のみ',
    'zh-CN': '按可比口径的变化：只含两期都有数据的店铺和日期',
  },
  amounts: {
    en: '{kpi}: {before} → {value} ({change})',
    ja: '{kpi}：{before}→{value}（{change}）',
    'zh-CN': '{kpi}：{before}→{value}（{change}）',
  },
  without: {
    en: '{kpi}: {before} → {value} ({change}), without {without}',
    ja: '{kpi}：{before}→{value}（{change}）、対象外：{without}',
    'zh-CN': '{kpi}：{before}→{value}（{change}），不含{without}',
  },
  one: {
    en: 'Change like for like, over stores and days with figures in both periods: {text}',
    ja: '条件をそろえた増減（両方の期間にデータのある店舗・日のみ）：{text}',
    'zh-CN': '按可比口径的变化（只含两期都有数据的店铺和日期）：{text}',
  },
  storeDays: { en: '{store} {days}', ja: '{store}の{days}', 'zh-CN': '{store}的{days}' },
  others: { en: '{some} and {count} more stores', ja: '{some}ほか{count}店舗', 'zh-CN': '{some}及另外{count}家店铺' },
} satisfies Record<string, Localized>

/** Stores that are named (judgement: two lines of a phone); the rest is counted. */
const maxNamed = 4

/**
 * What changes follow from where they are of a part of both periods: both amounts, and which stores and days they are
 * without. Nothing where every change follows from the two values that are told anyway.
 */
export function comparedLines(figures: readonly Figure[], readOn: Day): readonly Block[] {
  const items = figures.flatMap(figure => comparedText(figure, readOn) ?? [])
  const [first] = items
  if (!first) return []
  if (items.length === 1) return [{ type: 'text', style: 'muted', text: fill(texts.one, { text: first }) }]
  return [{ type: 'list', heading: texts.heading, items, folded: true }]
}

/** Both sides of a change that is of a part of both periods alone; `null` where it is of all, or there is none. */
export function comparedText(figure: Figure, readOn: Day): Localized | null {
  const { comparison, kpi, quality } = figure
  if (!comparison?.paired || comparison.change === null || quality.belowSample) return null
  const { paired } = comparison
  const without = withoutText(figure, comparison, paired, readOn)
  const values = {
    kpi: kpi.label,
    before: showExact(paired.before, paired.beforeExact, figure),
    value: showExact(paired.value, paired.exact, figure),
    change: changeText(comparison, kpi),
  }
  return without ? fill(texts.without, { ...values, without }) : fill(texts.amounts, values)
}

function withoutText(
  { leftOut: uncounted = [] }: Figure,
  { leftOut = [] }: Comparison,
  { without }: PairedAmounts,
  readOn: Day,
): Localized | null {
  const stores = new Map([...leftOut, ...uncounted.map(one => one.store)].map(store => [store.id, store]))
  const all = [
    ...[...stores.values()].map(store => verbatim(store.name)),
    ...without.map(({ store, days }) =>
      fill(texts.storeDays, {
        store: verbatim(store.name),
        days: dayList(
          days.flatMap(span => daysOf(span)),
          readOn,
        ),
      }),
    ),
  ]
  if (all.length === 0) return null
  if (all.length <= maxNamed) return join(all)
  return fill(texts.others, { some: join(all.slice(0, maxNamed)), count: all.length - maxNamed })
}
