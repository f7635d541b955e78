import { nameKey } from '#src/domain/names.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { isTotalWord, isWholeWord, totalOfName } from '#src/features/imports/words/total-words.ts'
import type { Plan } from './plan.ts'

/** A store that a file names. */
export interface FoundStore {
  readonly name: string
  /** ISO 4217; `null` where no column says it. */
  readonly currency: string | null
}

/** A column with more stores than this is not one of stores; reading stops counting there (judgement). */
export const mostStores = 500

/** Collects the stores of a file. Rows of sums (`合計`, `West Total`) name none. */
export function createStoreList(plan: Plan) {
  const found = new Map<string, FoundStore>()
  const store = plan.uses.find(use => use.role === 'store')?.column ?? -1
  const currency = plan.uses.find(use => use.role === 'currency')?.column ?? -1
  return {
    add(cells: readonly Cell[]) {
      const name = store < 0 ? '' : textOf(cells[store])
      const key = nameKey(name)
      if ((store >= 0 && (name === '' || isTotalWord(name))) || found.size > mostStores) return
      const code = currency < 0 ? '' : textOf(cells[currency]).toUpperCase()
      const known = found.get(key)
      if (known && (known.currency !== null || !/^[A-Z]{3}$/.test(code))) return
      found.set(key, { name: known?.name ?? name, currency: /^[A-Z]{3}$/.test(code) ? code : null })
    },
    /** Without sums that are called after a store, and without `All` among others. */
    found: () =>
      [...found.values()].filter(({ name }) => {
        if (isWholeWord(name) && found.size > 2) return false
        const whose = totalOfName(name)
        return whose === null || !found.has(nameKey(whose))
      }),
  }
}
