import type { Block } from '#src/chat/card.ts'
import type { Caller, CommandAnswer, Words } from '#src/contracts/command.ts'
import { lengthOf, type Period, shiftDays } from '#src/domain/period/index.ts'
import { holds, type Place, placeKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import type { LeftOutData } from '#src/features/figures/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What a line leaves out, carried out, and what is said of it. */
export interface Without {
  /** The caller without the stores, so that every total is made of the others. */
  readonly caller: Caller
  readonly without: readonly Localized[]
  /** SKUs and days; `null`: none. */
  readonly leave: LeftOutData | null
}

/** What a line leaves out: stores, single SKUs, days. @throws UserError where no store is left. */
export function leftOutBy(caller: Caller, words: Words): Without {
  const { except = [], exceptDays = [], places } = words
  const skus = except.filter(isSku)
  const whole = except.filter(place => !isSku(place))
  const stores = caller.stores.filter(store => !whole.some(place => holds(place, store)))
  const names = join(whole.map(place => placeLabel(placeKey(place), caller.stores)))
  if (stores.length === 0 && whole.length > 0) throw new UserError(fill(texts.none, { names }))
  requireRest(skus, places, caller)
  const own = caller.stores.filter(store => store.demo === caller.demo && inPlaces(store, places))
  const left = own.filter(store => stores.includes(store))
  const storesGone = fill(texts.without, { names, left: left.length, all: own.length })
  const days = withCounterparts(exceptDays, words)
  const gone = skus.flatMap(({ slug, sku }) =>
    stores.filter(one => one.slug === slug).map(({ id }) => ({ storeId: id, sku })),
  )
  return {
    caller: { ...caller, stores },
    leave: gone.length + days.length > 0 ? { skus: gone, days } : null,
    without: [
      ...(whole.length > 0 ? [storesGone] : []),
      ...(skus.length > 0 ? [fill(texts.sku, { names: skuNames(skus, caller) })] : []),
      ...(exceptDays.length > 0 ? [fill(texts.days, { days: join(exceptDays.map(({ label }) => label)) })] : []),
    ],
  }
}

type SkuPlace = Extract<Place, { kind: 'store' }> & { readonly sku: string }

function isSku(place: Place): place is SkuPlace {
  return place.kind === 'store' && place.sku !== undefined
}

function inPlaces(store: Store, places: readonly Place[]): boolean {
  return places.length === 0 || places.some(place => holds(place, store))
}

/** Nothing is left of a SKU without itself. @throws UserError */
function requireRest(skus: readonly SkuPlace[], places: readonly Place[], caller: Caller): void {
  const only = places.filter(isSku).find(place => skus.some(one => one.slug === place.slug && one.sku === place.sku))
  if (only) throw new UserError(fill(texts.none, { names: skuNames([only], caller) }))
}

function skuNames(skus: readonly SkuPlace[], { stores }: Caller): Localized {
  const names = skus.map(({ slug, sku }) => `${stores.find(one => one.slug === slug)?.name ?? slug} · ${sku}`)
  return join(names.map(verbatim))
}

/** Periods before that are looked at, at most: thirteen weeks of a single day, eight stretches of longer ones. */
const looksBack = 13

/**
 * The days, and those of the same place in the stretches before, so that what is left is held against as many and the same
 * weekdays.
 */
function withCounterparts(days: readonly Period[], { periods }: Words): readonly { from: string; to: string }[] {
  const [first] = periods
  const length = first ? Math.ceil(lengthOf(first) / 7) * 7 : 7
  const shifts = periods.length > 1 ? [0] : Array.from({ length: looksBack + 1 }, (_, at) => -at * length)
  return days.flatMap(({ from, to }) =>
    shifts.map(shift => ({ from: shiftDays(from, shift), to: shiftDays(to, shift) })),
  )
}

/** Remarks as small lines of a card. */
export function remarksOf(remarks: readonly Localized[]): readonly Block[] {
  return remarks.map(text => ({ type: 'text', style: 'muted', text }))
}

/** What is said about how a line was read, above the answer. */
export function withBlocks(answer: CommandAnswer, blocks: readonly Block[]): CommandAnswer {
  const [first, ...others] = answer.cards
  if (!first || blocks.length === 0) return answer
  return { ...answer, cards: [{ ...first, blocks: [...blocks, ...first.blocks] }, ...others] }
}

const texts = {
  without: {
    en: 'Without {names}: {left} of {all} stores.',
    ja: '{names}を除く（{all}店舗中{left}店舗）',
    'zh-CN': '不含{names}（{all}家店铺中的{left}家）',
  },
  sku: {
    en: 'Without {names}. Orders, visits and what else is not told by SKU cannot be shown without it, nor targets.',
    ja: '{names}を除く。注文件数・アクセス数などSKU別に分からないものと目標は表示しません。',
    'zh-CN': '不含{names}。订单数、访问次数等没有按SKU统计的数据以及目标不显示。',
  },
  days: {
    en: 'Without {days}, and without the same days of what it is compared with; targets are not shown.',
    ja: '{days}と比較対象の同じ日を除く（目標は表示しません）。',
    'zh-CN': '不含{days}，对比期的同一天也不计；目标不显示。',
  },
  none: {
    en: 'Without {names} no store is left.',
    ja: '{names}を除くと店舗が残りません。',
    'zh-CN': '排除{names}后没有剩余店铺。',
  },
} satisfies Record<string, Localized>
