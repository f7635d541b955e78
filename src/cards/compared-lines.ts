import type { Block } from '#src/chat/card.ts'
import type { Figure, PairedAmounts } from '#src/domain/figure.ts'
import { type Day, daysOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
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
    en: '{amounts}, without {without}',
    ja: '{amounts}、対象外：{without}',
    'zh-CN': '{amounts}，不含{without}',
  },
  headingWithout: {
    en: 'Changes like for like (stores and days with figures in both periods), without {without}',
    ja: '条件をそろえた増減（両方の期間にデータのある店舗・日のみ、対象外：{without}）',
    'zh-CN': '按可比口径的变化（只含两期都有数据的店铺和日期，不含{without}）',
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
 * without, said once for those that are without the same. Nothing where every change follows from the two values that are
 * told anyway.
 */
export function comparedLines(figures: readonly Figure[], readOn: Day): readonly Block[] {
  const items = figures.flatMap(figure => comparedOf(figure, readOn) ?? [])
  const [first] = items
  if (!first) return []
  if (items.length === 1) return [{ type: 'text', style: 'muted', text: fill(texts.one, { text: itemText(first) }) }]
  const alike = (item: Compared) => items.filter(({ without }) => without?.en === item.without?.en)
  const isShared = (item: Compared) => item.without !== null && alike(item).length > 1
  const shared = items.filter(item => isShared(item) && alike(item)[0] === item).map(alike)
  const others = items.filter(item => !isShared(item))
  return [
    ...(others.length > 0 ? [list(texts.heading, others.map(itemText))] : []),
    ...shared.map(group => {
      const without = group[0]?.without ?? verbatim('')
      return list(
        fill(texts.headingWithout, { without }),
        group.map(({ amounts }) => amounts),
      )
    }),
  ]
}

function list(heading: Localized, items: readonly Localized[]): Block {
  return { type: 'list', heading, items, folded: true }
}

/** Both sides of a change that is of a part of both periods alone; `null` where it is of all, or there is none. */
export function comparedText(figure: Figure, readOn: Day): Localized | null {
  const found = comparedOf(figure, readOn)
  return found && itemText(found)
}

interface Compared {
  readonly amounts: Localized
  /** Stores and days that count on neither side; `null`: none. */
  readonly without: Localized | null
}

function itemText({ amounts, without }: Compared): Localized {
  return without ? fill(texts.without, { amounts, without }) : amounts
}

function comparedOf(figure: Figure, readOn: Day): Compared | null {
  const { comparison, kpi, quality, leftOut: uncounted = [] } = figure
  if (!comparison?.paired || comparison.change === null || quality.belowSample) return null
  const { paired, leftOut = [] } = comparison
  const values = {
    kpi: kpi.label,
    before: showExact(paired.before, paired.beforeExact, figure),
    value: showExact(paired.value, paired.exact, figure),
    change: changeText(comparison, kpi),
  }
  const stores = [...leftOut, ...uncounted.map(one => one.store)]
  return { amounts: fill(texts.amounts, values), without: withoutText(stores, paired.without, readOn) }
}

/** Stores that do not count at all, and days that do not, by store; `null` without any. */
export function withoutText(stores: readonly Store[], days: PairedAmounts['without'], readOn: Day): Localized | null {
  const whole = new Map(stores.map(store => [store.id, store]))
  const all = [
    ...[...whole.values()].map(store => verbatim(store.name)),
    ...days.map(({ store, days: out }) =>
      fill(texts.storeDays, {
        store: verbatim(store.name),
        days: dayList(
          out.flatMap(span => daysOf(span)),
          readOn,
        ),
      }),
    ),
  ]
  if (all.length === 0) return null
  if (all.length <= maxNamed) return join(all)
  return fill(texts.others, { some: join(all.slice(0, maxNamed)), count: all.length - maxNamed })
}
