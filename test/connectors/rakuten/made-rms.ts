import type { MadeOrder } from '#test/support/made-orders.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import type { RmsOrder } from './strict-rms.ts'

const dayMs = 86_400_000
const jst = (at: number) => `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)}+0900`
const dayOf = (at: number) => localDayOf(at, 'Asia/Tokyo')

/** An order as RMS tells it: yen instead of cents, a coupon of the shop for all discounts together. */
export function rmsOrder({ placed, state, lines }: MadeOrder, index: number): RmsOrder {
  const at = Date.parse(placed)
  const items = lines.map(({ sku, quantity, cents }, line) => ({
    itemDetailId: index * 10 + line,
    manageNumber: sku.toLowerCase(),
    itemName: 'Canary',
    price: Math.floor((cents ?? 100) / quantity),
    priceTaxIncl: Math.floor((cents ?? 100) / quantity),
    taxRate: 0.1,
    units: quantity,
    pointRate: 1,
    delvdateInfo: '1-2日以内に発送',
    deleteItemFlag: 0,
    SkuModelList: [{ variantId: 'v1', merchantDefinedSkuId: sku, skuInfo: null }],
  }))
  const cancelled = { changeType: 2, changeReason: 0, changeReasonDetail: 8, changeCmplDatetime: jst(at + dayMs) }
  return {
    orderNumber: `77-${dayOf(at).replaceAll('-', '')}-${String(index).padStart(10, '0')}`,
    orderDatetime: jst(at),
    orderProgress: state === 'CANCELLED' ? 900 : 500,
    orderType: 1,
    shippingCmplRptDatetime: state === 'CANCELLED' ? null : jst(at + 3_600_000),
    postagePrice: 0,
    couponShopPrice: lines.reduce((sum, { discount }) => sum + discount, 0),
    couponOtherPrice: 0,
    OrdererModel: { familyName: 'Canary', emailAddress: 'canary@example.com' },
    ChangeReasonModelList: state === 'CANCELLED' ? [cancelled] : [],
    PackageModelList: [
      {
        basketId: 1,
        packageDeleteFlag: 0,
        ItemModelList: items,
        ShippingModelList: state === 'CANCELLED' ? [] : [{ shippingDate: dayOf(at + 3_600_000) }],
      },
    ],
  }
}
