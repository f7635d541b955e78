import { localDayOf } from '#test/support/markets/local-time.ts'
import type { MadeOrder } from './made-orders.ts'

/** What is compared of a day of the store or of one of its SKUs, in cents and pieces. */
export type Sums = Readonly<Record<'gross' | 'cancelled' | 'net' | 'units' | 'orders' | 'refunds', number>>

interface Refund {
  readonly order: string
  readonly at: string
  readonly cents: number
}

const none: Sums = { gross: 0, cancelled: 0, net: 0, units: 0, orders: 0, refunds: 0 }

/** What every local day and SKU (`''`: the store) must say, counted here without the service; `2026-03-08 SKU-1`. */
export function expectedDays(
  orders: readonly MadeOrder[],
  refunds: readonly Refund[],
  timeZone: string,
): readonly (readonly [string, Sums])[] {
  const days = new Map<string, Record<keyof Sums, number>>()
  const dayOf = (at: string) => localDayOf(at, timeZone)
  const add = (at: string, sku: string, sums: Partial<Sums>) => {
    const key = `${dayOf(at)} ${sku}`
    const known = days.get(key) ?? { ...none }
    for (const [name, value] of Object.entries(sums)) known[name as keyof Sums] += value
    days.set(key, known)
  }
  for (const { placed, state, lines } of orders) {
    const valid = state !== 'CANCELLED'
    for (const { sku, cents, discount, quantity } of lines) {
      const gross = cents ?? 0
      const sums = valid ? { gross, net: gross - discount, units: quantity } : { gross, cancelled: gross }
      add(placed, sku, sums)
      add(placed, '', sums)
    }
    if (valid) for (const sku of new Set(['', ...lines.map(line => line.sku)])) add(placed, sku, { orders: 1 })
  }
  for (const { order, at, cents } of refunds) {
    const sku = orders.find(({ id }) => id === order)?.lines[0]?.sku ?? ''
    for (const one of new Set(['', sku])) add(at, one, { refunds: cents })
  }
  return sorted(days)
}

/** The same of what is stored; days and SKUs on which nothing happened are left out. */
export function storedSums(days: ReadonlyMap<string, Readonly<Record<string, number>>>) {
  const sums = [...days].map(
    ([key, m]) =>
      [
        key,
        {
          gross: m.gross_sales ?? 0,
          cancelled: m.cancelled_sales ?? 0,
          net: m.net_sales ?? 0,
          units: m.units ?? 0,
          orders: m.orders ?? 0,
          refunds: m.refunds_amount ?? 0,
        },
      ] as const,
  )
  return sorted(new Map(sums))
}

/** Some measures of every day and SKU that is stored, 0 where one is not told; those without any figure are left out. */
export function storedMeasures(
  days: ReadonlyMap<string, Readonly<Record<string, number>>>,
  measures: readonly string[],
): Record<string, Readonly<Record<string, number>>> {
  const told = [...days].map(([key, m]) => [key, Object.fromEntries(measures.map(id => [id, m[id] ?? 0]))] as const)
  return Object.fromEntries(told.filter(([, sums]) => Object.values(sums).some(value => value !== 0)))
}

function sorted(days: ReadonlyMap<string, Sums>): readonly (readonly [string, Sums])[] {
  const told = [...days].filter(([, sums]) => Object.values(sums).some(value => value !== 0))
  return told.sort(([a], [b]) => a.localeCompare(b))
}
