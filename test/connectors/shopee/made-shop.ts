import { type MadeOrder, madeOrders } from '#test/support/made-orders.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import type { FakeOrder } from './fake-shopee.ts'

/** Sums of a local day and SKU (`''`: the shop), in minor units, counted here without the service. */
export interface DaySums {
  gross_sales: number
  cancelled_sales: number
  net_sales: number
  discount_shop: number
  units: number
}

const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1_000)

/** Invented orders as Shopee tells them: prices of one unit in major units of a currency with so many digits. */
export function shopOrders(now: Date, days: number, timeZone: string, currency: string, digits: number): FakeOrder[] {
  return madeOrders(now, days, timeZone).map((made, index) => shopOrder(made, index, currency, digits))
}

const states = { SHIPPED: 'COMPLETED', CANCELLED: 'CANCELLED', PENDING: 'UNPAID' } as const

function shopOrder(made: MadeOrder, index: number, currency: string, digits: number): FakeOrder {
  const placed = seconds(made.placed)
  const isCod = index % 7 === 0
  const major = (minor: number) => minor / 10 ** digits
  const items = made.lines.map(({ sku, quantity, cents, discount }, at) => {
    const unit = (cents ?? 100) / quantity
    return {
      item_id: 2_147_533_133_000 + Number(sku.slice(-1)),
      model_id: at === 1 ? 0 : 9_007_199_254_740_993n.toString(),
      item_sku: at === 1 ? sku : '',
      model_sku: at === 1 ? '' : sku,
      item_name: 'Canary lamp',
      model_quantity_purchased: quantity,
      model_original_price: major(unit),
      model_discounted_price: major(unit - Math.floor(discount / quantity)),
      promotion_type: discount > 0 ? 'product_promotion' : '',
    }
  })
  const status = states[made.state]
  return {
    order_sn: `26${String(index).padStart(6, '0')}SN`,
    order_status: status,
    region: 'SG',
    currency,
    cod: isCod,
    create_time: placed,
    update_time: seconds(made.changed),
    // paid half a minute later, on delivery two days later, or not at all
    pay_time: status === 'UNPAID' ? null : placed + (isCod ? 200_000 : 30),
    ship_by_date: placed + 172_800,
    pickup_done_time: status === 'COMPLETED' ? placed + 90_000 : 0,
    total_amount: major(made.lines.reduce((sum, line) => sum + (line.cents ?? 0), 0)),
    cancel_by: status === 'CANCELLED' ? 'buyer' : '',
    cancel_reason: '',
    buyer_cancel_reason: '',
    buyer_user_id: 1_170_319_091 + (index % 40),
    recipient_address: { name: 'Canary Nightingale', phone: '+65 Canary' },
    item_list: items,
  }
}

interface Item {
  readonly item_sku: string
  readonly model_sku: string
  readonly model_quantity_purchased: number
  readonly model_original_price: number
  readonly model_discounted_price: number
  readonly cancelled_qty?: number
}

/** What every local day and SKU must say; `day sku` is the key. */
export function shopSums(orders: readonly FakeOrder[], timeZone: string, digits: number): ReadonlyMap<string, DaySums> {
  const sums = new Map<string, DaySums>()
  const minor = (major: number) => Math.round(major * 10 ** digits)
  for (const order of orders.filter(one => one.order_status !== 'UNPAID')) {
    const at = order.cod === true ? order.create_time : Number(order.pay_time ?? order.create_time)
    const day = localDayOf(at * 1_000, timeZone)
    for (const item of order.item_list as readonly Item[]) {
      const bought = item.model_quantity_purchased
      const gone = order.order_status === 'CANCELLED' ? bought : (item.cancelled_qty ?? 0)
      const [price, paid] = [minor(item.model_original_price), minor(item.model_discounted_price)]
      for (const sku of ['', item.model_sku || item.item_sku]) {
        const sum = sums.get(`${day} ${sku}`) ?? {
          gross_sales: 0,
          cancelled_sales: 0,
          net_sales: 0,
          discount_shop: 0,
          units: 0,
        }
        sum.gross_sales += price * bought
        sum.cancelled_sales += price * gone
        sum.net_sales += paid * (bought - gone)
        sum.discount_shop += (price - paid) * (bought - gone)
        sum.units += bought - gone
        sums.set(`${day} ${sku}`, sum)
      }
    }
  }
  return sums
}
