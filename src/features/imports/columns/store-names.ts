import { nameKey } from '#src/domain/names.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { saysNothing } from '#src/features/imports/values/nothing.ts'
import { isTotalWord, isWholeWord, totalOfName } from '#src/features/imports/words/total-words.ts'
import type { Plan } from './plan.ts'
import { amountColumns, type DaySums, isSumOf, isTooSmall, sumsOfDays } from './store-sums.ts'

/** A store that a file names. */
export interface FoundStore {
  readonly name: string
  /** ISO 4217; `null` where neither a column nor its amounts say it. */
  readonly currency: string | null
}

/** A column with more stores than this is not one of stores; reading stops counting there (judgement). */
export const maxStores = 500

/** Longest name of a store, in characters (marketplaces allow fewer; judgement): rows of longer ones are refused, with the reason. */
export const longestStore = 128

interface Named {
  readonly name: string
  currency: string | null
  /** A row said which currency it is, or which ones it may be. */
  told: boolean
  /** The name may be a word for sums; what its rows hold decides. */
  readonly suspect: boolean
  readonly sums: DaySums
}

/**
 * Collects the stores of a file. Rows of sums (`合計`, `West Total`) name none; but a store may be called like one
 * (`All Stars`, `Total`): a row of sums holds what the other rows of its day add up to. `known`: names of stores that
 * there are. `ofAmounts`: the currencies that the amounts of a row may be in, where no column says it.
 */
export function createStoreList(
  plan: Plan,
  known: readonly string[] = [],
  ofAmounts: (cells: readonly Cell[]) => readonly string[] | null = () => null,
) {
  const found = new Map<string, Named>()
  const standing = new Set(known.map(nameKey))
  const column = (role: string) => plan.uses.find(use => use.role === role)?.column ?? -1
  const [store, currency, order] = [column('store'), column('currency'), column('order_id')]
  const days = [column('day'), column('measure_name')].filter(index => index >= 0)
  const amounts = plan.kind === 'daily' && store >= 0 ? amountColumns(plan) : []
  /** A row with an order number of its own is no row of sums. */
  const isOrder = (cells: readonly Cell[]) => plan.kind === 'orders' && textOf(cells[order]) !== ''
  return {
    add(cells: readonly Cell[]) {
      const name = store < 0 ? '' : textOf(cells[store])
      if ((store >= 0 && saysNothing(name)) || name.length > longestStore || found.size > maxStores) return
      const key = nameKey(name)
      const suspect = mayBeSum(name) && !standing.has(key) && !isOrder(cells)
      if (suspect && plan.kind === 'orders') return
      const one = found.get(key) ?? { name, currency: null, told: false, suspect, sums: sumsOfDays(amounts.length) }
      if (!found.has(key)) found.set(key, one)
      if (!one.told) {
        const codes = currency < 0 ? ofAmounts(cells) : codesIn(textOf(cells[currency]))
        one.told = codes !== null
        one.currency = codes?.length === 1 ? (codes[0] ?? null) : null
      }
      if (amounts.length > 0) one.sums.add(days.map(index => textOf(cells[index])).join('\t'), cells, amounts)
    },
    found: (): readonly FoundStore[] =>
      storesAmong([...found.values()]).map(({ name, currency: code }) => ({ name, currency: code })),
  }
}

/** Without names of sums: first those that only end in such a word are judged, then the bare words. */
function storesAmong(all: readonly Named[]): readonly Named[] {
  const sure = all.filter(one => !one.suspect)
  const named = all.filter(one => one.suspect && totalOfName(one.name) !== null && !isSumOfStore(one, sure))
  const others = [...sure, ...named]
  return all.filter(
    one => others.includes(one) || (one.suspect && totalOfName(one.name) === null && !isSum(one, others)),
  )
}

function codesIn(text: string): readonly string[] | null {
  const code = text.toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? [code] : null
}

/** Whether a name may be a word for sums, or end in one. */
export function mayBeSum(name: string): boolean {
  return isTotalWord(name) || isWholeWord(name) || totalOfName(name) !== null
}

/** A name that ends in the word is a sum when there is a store of the rest of the name and it holds what that does. */
function isSumOfStore({ name, sums }: Named, stores: readonly Named[]): boolean {
  const whose = nameKey(totalOfName(name) ?? '')
  const own = stores.filter(one => nameKey(one.name) === whose)
  return own.length > 0 && (isSumOf(sums, own) ?? true)
}

/** Rows under the bare word are sums, unless they hold less than what they would add up; nobody adds up one store. */
function isSum({ name, sums }: Named, stores: readonly Named[]): boolean {
  if (isTotalWord(name)) return stores.length === 0 || !isTooSmall(sums, stores)
  return stores.length === 1 ? isSumOf(sums, stores, true) === true : stores.length > 1 && !isTooSmall(sums, stores)
}
