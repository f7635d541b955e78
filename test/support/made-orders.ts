import { localDayOf, localTime } from '#test/support/markets/local-time.ts'

/** A line of an invented order; `cents` `null`: the price is not told yet. All in cents of the whole line. */
export interface MadeLine {
  readonly sku: string
  readonly quantity: number
  readonly cents: number | null
  readonly discount: number
  readonly tax: number
}

/** An invented order. */
export interface MadeOrder {
  readonly id: string
  readonly placed: string
  readonly changed: string
  readonly state: 'SHIPPED' | 'CANCELLED' | 'PENDING'
  readonly lines: readonly MadeLine[]
}

/** Some three hundred orders of the days before a moment, the same for the same moment. */
export function madeOrders(now: Date, days: number, timeZone: string): readonly MadeOrder[] {
  const random = randomOf(20_261)
  const orders: MadeOrder[] = []
  const add = (at: number, state?: MadeOrder['state']) => {
    if (at < now.getTime() - 3_600_000) orders.push(orderAt(orders.length, at, random, state))
  }
  for (let back = days - 1; back >= 0; back -= 1) {
    const midnight = midnightOf(new Date(now.getTime() - back * 86_400_000), timeZone)
    for (let i = 0; i < 5; i += 1) add(midnight + Math.floor(random() * 86_000_000))
    add(midnight - 1_000)
    add(midnight)
    if (back % 7 === 3) add(midnight + 40_000_000, 'CANCELLED')
  }
  add(now.getTime() - 30 * 3_600_000, 'PENDING')
  return orders
}

/** What a local day must say: cents, orders and units, counted here without the service. */
export interface MadeDay {
  gross: number
  cancelled: number
  net: number
  orders: number
  units: number
}

/** Sums of every local day that has an order. */
export function madeDays(orders: readonly MadeOrder[], timeZone: string): ReadonlyMap<string, MadeDay> {
  const days = new Map<string, MadeDay>()
  for (const { placed, state, lines } of orders) {
    const day = localDayOf(placed, timeZone)
    const sums = days.get(day) ?? { gross: 0, cancelled: 0, net: 0, orders: 0, units: 0 }
    if (state !== 'CANCELLED') sums.orders += 1
    for (const { cents, discount, quantity } of lines) {
      sums.gross += cents ?? 0
      if (state === 'CANCELLED') sums.cancelled += cents ?? 0
      else {
        sums.net += (cents ?? 0) - discount
        sums.units += quantity
      }
    }
    days.set(day, sums)
  }
  return days
}

function orderAt(index: number, at: number, random: () => number, state: MadeOrder['state'] = 'SHIPPED'): MadeOrder {
  const count = 1 + Math.floor(random() * 3)
  const lines = Array.from({ length: count }, () => {
    const quantity = 1 + Math.floor(random() * 3)
    const cents = quantity * (199 + Math.floor(random() * 9_000))
    const discount = random() < 0.3 ? Math.floor(cents / 9) : 0
    const told = { sku: `SKU-${Math.floor(random() * 6)}`, quantity, cents, discount, tax: Math.floor(cents / 12) }
    return state === 'PENDING' ? { ...told, cents: null, discount: 0, tax: 0 } : told
  })
  const placed = new Date(at).toISOString()
  const changed = new Date(at + 1_800_000).toISOString()
  return { id: `111-${String(index).padStart(7, '0')}`, placed, changed, state, lines }
}

/** The instant at which the local day of a moment began. */
function midnightOf(at: Date, timeZone: string): number {
  const day = localDayOf(at, timeZone)
  const isIt = (time: number) => localTime(time, timeZone) === `${day} 00:00:00`
  const hours = Array.from({ length: 48 }, (_, hour) => Date.parse(`${day}T00:00:00Z`) + (hour - 24) * 3_600_000)
  return hours.find(isIt) ?? Number.NaN
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
