import { type MadeOrder, madeOrders } from '#test/support/made-orders.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import type { FakeOrder, FakeRow } from './fake-lazada.ts'

/** Invented orders as Lazada tells them: a row a unit, prices with so many digits. */
export function shopOrders(now: Date, days: number, timeZone: string, currency: string, digits: number): FakeOrder[] {
  return madeOrders(now, days, timeZone).map((made, index) => shopOrder(made, index, currency, digits))
}

const states = { SHIPPED: 'delivered', CANCELLED: 'canceled', PENDING: 'unpaid' } as const

function shopOrder(made: MadeOrder, index: number, currency: string, digits: number): FakeOrder {
  const order_id = String(300_000_000_000_000 + index)
  const price = (minor: number) => (minor / 10 ** digits).toFixed(2)
  const rows = made.lines.flatMap(({ sku, quantity, cents, discount }, line) =>
    Array.from({ length: quantity }, (_, unit): FakeRow => {
      const off = Math.floor(discount / quantity)
      return {
        order_item_id: `${order_id}${line}${unit}`,
        sku,
        currency,
        item_price: price((cents ?? 100) / quantity),
        paid_price: price((cents ?? 100) / quantity - off),
        voucher_seller: price(off),
        voucher_platform: '0.00',
        voucher_amount: price(off),
        shipping_amount: '0.00',
        status: states[made.state],
        reason: made.state === 'CANCELLED' ? 'Change of mind' : '',
        cancel_return_initiator: made.state === 'CANCELLED' ? 'buyer-cancel' : '',
        sla_time_stamp: '2026-07-03T23:59:59+08:00',
      }
    }),
  )
  return { order_id, created: Date.parse(made.placed), updated: Date.parse(made.changed), rows }
}

/** Sums of a local day and SKU (`''`: the shop), in minor units, counted here without the service. */
export interface DaySums {
  gross_sales: number
  cancelled_sales: number
  net_sales: number
  discount_shop: number
  units: number
}

/** What every local day and SKU must say; `day sku` is the key. */
export function shopSums(orders: readonly FakeOrder[], timeZone: string, digits: number): ReadonlyMap<string, DaySums> {
  const sums = new Map<string, DaySums>()
  const minor = (text: unknown) => Math.round(Number(text) * 10 ** digits)
  for (const { created, rows } of orders) {
    const day = localDayOf(created, timeZone)
    for (const row of rows.filter(one => one.status !== 'unpaid')) {
      const [price, off] = [minor(row.item_price), minor(row.voucher_seller)]
      const gone = row.status === 'canceled'
      for (const sku of ['', String(row.sku)]) {
        const key = `${day} ${sku}`
        const sum = sums.get(key) ?? { gross_sales: 0, cancelled_sales: 0, net_sales: 0, discount_shop: 0, units: 0 }
        sum.gross_sales += price
        sum.cancelled_sales += gone ? price : 0
        sum.net_sales += gone ? 0 : price - off
        sum.discount_shop += gone ? 0 : off
        sum.units += gone ? 0 : 1
        sums.set(key, sum)
      }
    }
  }
  return sums
}
