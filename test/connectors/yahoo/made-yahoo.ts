import type { MadeOrder } from '#test/support/made-orders.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import type { YahooOrder } from './strict-yahoo.ts'

const jst = (at: number) => `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`
const dayOf = (at: number) => localDayOf(at, 'Asia/Tokyo')

/** An order as Yahoo! tells it: yen instead of cents. */
export function yahooOrder({ placed, state, lines }: MadeOrder, index: number): YahooOrder {
  const at = Date.parse(placed)
  const isGone = state === 'CANCELLED'
  return {
    store: 'hana',
    id: `hana-${10_000_000 + index}`,
    at: jst(at),
    changed: jst(at + 3_600_000),
    own: { OrderStatus: isGone ? 4 : 5, ...(isGone && { CancelReason: 210 }) },
    ship: isGone ? { ShipStatus: 0, ShipDate: '' } : { ShipStatus: 3, ShipDate: dayOf(at + 3_600_000) },
    pay: { PayStatus: 1, RefundStatus: 0 },
    detail: { ShipCharge: 0, Discount: lines.reduce((sum, one) => sum + one.discount, 0), TotalMallCouponDiscount: 0 },
    items: lines.map(({ sku, quantity, cents }, line) => ({
      LineId: line + 1,
      ItemId: sku.toLowerCase(),
      SubCode: line === 0 ? '' : 'red',
      UnitPrice: Math.floor((cents ?? 100) / quantity),
      Quantity: quantity,
      ItemTaxRatio: 10,
      LeadTimeStart: 0,
      LeadTimeEnd: 1,
    })),
  }
}
