import { Big } from 'big.js'
import { z } from 'zod'
import type { Observed } from '#src/contracts/connector.ts'
import type { Day } from '#src/domain/period/index.ts'

/** Sums as they wait in the state of a step: day, SKU (`''`: the whole store), measure, exact decimal. */
export const SavedSums = z.array(z.tuple([z.string(), z.string(), z.string(), z.string()]))
export type SavedSums = z.infer<typeof SavedSums>

/** Figures of one day and SKU to be added; those of a SKU are added to the store, too. */
export interface Addition {
  readonly day: Day
  readonly sku: string
  readonly measure: string
  readonly value: string | number | Big
}

/** Figures that come row by row, added up by day, SKU and measure. */
export interface Sums {
  add(addition: Addition): void
  /** A measure of a day at the store; `null`: nothing was added. */
  find(day: Day, measure: string, sku?: string): Big | null
  /** Rows of days: the store's with a zero for each of `measures` that nothing was added to, a SKU's with what it has. */
  rows(days: readonly Day[], measures: readonly string[]): readonly Observed[]
  save(): SavedSums
}

/** Sums that start empty, or with what a step before kept. */
export function createSums(saved: SavedSums = []): Sums {
  const book = new Map<Day, Map<string, Map<string, Big>>>()
  const rowOf = (day: Day, sku: string) => {
    const rows = book.get(day) ?? new Map<string, Map<string, Big>>()
    const row = rows.get(sku) ?? new Map<string, Big>()
    book.set(day, rows.set(sku, row))
    return row
  }
  for (const [day, sku, measure, value] of saved) rowOf(day, sku).set(measure, new Big(value))
  return {
    add: ({ day, sku, measure, value }) => {
      for (const key of sku === '' ? [''] : ['', sku]) {
        const row = rowOf(day, key)
        row.set(measure, (row.get(measure) ?? new Big(0)).plus(value))
      }
    },
    find: (day, measure, sku = '') => book.get(day)?.get(sku)?.get(measure) ?? null,
    rows: (days, measures) =>
      days.flatMap(day => {
        const zeros = new Map(measures.map(measure => [measure, new Big(0)]))
        const skus = [...(book.get(day) ?? [])].filter(([sku]) => sku !== '')
        const store = new Map([...zeros, ...(book.get(day)?.get('') ?? [])])
        return [['', store] as const, ...skus].map(([sku, row]) => ({ sku, day, measures: textsOf(row) }))
      }),
    save: () =>
      [...book].flatMap(([day, rows]) =>
        [...rows].flatMap(([sku, row]) =>
          [...row].map(([measure, value]): SavedSums[number] => [day, sku, measure, value.toFixed()]),
        ),
      ),
  }
}

function textsOf(row: ReadonlyMap<string, Big>): Readonly<Record<string, string>> {
  return Object.fromEntries([...row].map(([measure, value]) => [measure, value.toFixed()]))
}
