import type { Block } from '#src/chat/card.ts'
import type { Caller, CommandAnswer, Words } from '#src/contracts/command.ts'
import { holds, placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { fill, join, type Localized } from '#src/i18n/locale.ts'

/**
 * The caller without the stores that a line leaves out, so that every total is made of the others, and what is said of it.
 * @throws UserError where no store is left.
 */
export function withoutStores(
  caller: Caller,
  { except = [], places }: Words,
): { readonly caller: Caller; readonly without: readonly Localized[] } {
  if (except.length === 0) return { caller, without: [] }
  if (except.some(place => place.kind === 'store' && place.sku !== undefined)) throw new UserError(texts.sku)
  const stores = caller.stores.filter(store => !except.some(place => holds(place, store)))
  const names = join(except.map(place => placeLabel(placeKey(place), caller.stores)))
  if (stores.length === 0) throw new UserError(fill(texts.none, { names }))
  const own = caller.stores.filter(store => store.demo === caller.demo && inPlaces(store))
  const left = own.filter(store => stores.includes(store))
  return {
    caller: { ...caller, stores },
    without: [fill(texts.without, { names, left: left.length, all: own.length })],
  }

  function inPlaces(store: Caller['stores'][number]): boolean {
    return places.length === 0 || places.some(place => holds(place, store))
  }
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
    en: 'Single SKUs cannot be left out: totals are of whole stores. Name the stores, platforms or markets to leave out, or ask for a list of SKUs.',
    ja: 'SKU単位の除外はできません（合計は店舗単位です）。除外する店舗・モール・国を指定するか、SKUの一覧で質問してください。',
    'zh-CN': '不能排除单个SKU（合计以店铺为单位）。请写要排除的店铺、平台或市场，或改查SKU榜单。',
  },
  none: {
    en: 'Without {names} no store is left.',
    ja: '{names}を除くと店舗が残りません。',
    'zh-CN': '排除{names}后没有剩余店铺。',
  },
} satisfies Record<string, Localized>
