import { haveOneSource, readSkuTotals, type SkuQuery, type SkuTotal } from '#src/features/figures/store/sku-totals.ts'
import type { Db } from '#src/platform/database/db.ts'
import { inOneTurn } from './same-turn.ts'

/** Totals of SKUs, in no order. */
export type ReadSkus = (query: SkuQuery) => Promise<readonly SkuTotal[]>

/** Reads them for every question, so that what was just stored counts at once. */
export function skusFrom(db: Db): ReadSkus {
  return async query => readSkuTotals(db, query, await haveOneSource(db, query.storeIds))
}

/** Reads them for one answer: what is asked of the same stores and days at the same time is read at once, and once. */
export function skusOnce(db: Db): ReadSkus {
  const single = new Map<string, Promise<boolean>>()
  const known: { readonly query: SkuQuery; readonly totals: Promise<readonly SkuTotal[]> }[] = []
  const isSingle = (storeIds: readonly number[]) => {
    const key = storeIds.join()
    const found = single.get(key) ?? haveOneSource(db, storeIds)
    single.set(key, found)
    return found
  }
  const read = inOneTurn(
    (query: SkuQuery) => {
      const totals = isSingle(query.storeIds).then(one => readSkuTotals(db, query, one))
      known.push({ query, totals })
      return totals.then(list => ({ query, list }))
    },
    (open, other) => (isSame(open, other) ? { ...open, measures: together(open.measures, other.measures) } : null),
  )
  return async query => {
    const before = known.find(one => isSame(one.query, query) && hasAll(one.query.measures, query.measures))
    if (before) return chosen(before.query, await before.totals, query)
    const { query: asked, list } = await read(query)
    return chosen(asked, list, query)
  }
}

type Measures = SkuQuery['measures']

const keyOf = ({ measure, aggregate }: Measures[number]) => `${aggregate}/${measure}`

function isSame(a: SkuQuery, b: SkuQuery): boolean {
  const without = ({ without: out = [] }: SkuQuery) => JSON.stringify(out)
  return a.from === b.from && a.to === b.to && a.storeIds.join() === b.storeIds.join() && without(a) === without(b)
}

function hasAll(all: Measures, some: Measures): boolean {
  const keys = new Set(all.map(keyOf))
  return some.every(one => keys.has(keyOf(one)))
}

function together(some: Measures, others: Measures): Measures {
  return [...new Map([...some, ...others].map(one => [keyOf(one), one])).values()]
}

/** The measures that were asked for, in their order. */
function chosen(read: SkuQuery, totals: readonly SkuTotal[], asked: SkuQuery): readonly SkuTotal[] {
  const at = new Map(read.measures.map((one, index) => [keyOf(one), index]))
  const columns = asked.measures.map(one => at.get(keyOf(one)) ?? -1)
  return totals.map(total => ({ ...total, values: columns.map(index => total.values[index] ?? null) }))
}
