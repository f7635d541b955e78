import { expect, it, vi } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { everyMarket } from '#test/support/markets/every-market.ts'
import { inMemory, type Told } from '#test/support/markets/feed-in-memory.ts'
import { type FieldChange, fieldsOf, withField } from '#test/support/markets/field-changes.ts'

vi.setConfig({ testTimeout: 400_000 }) // every field of every marketplace, twice

const begun = new Date('2026-03-30T20:00:00Z')

/**
 * Fields that an order need not have by the marketplace's own documentation: without them other figures stand than with
 * them, and rightly so (no discount, no tax, no SKU, not shipped). Of text fields another text is no change that is seen.
 */
const optional: Readonly<Record<string, RegExp>> = {
  amazon: /^#(amazon-order-id|sku) retyped$|^#(item-tax|item-promotion-discount) removed$|^\.reportDocumentId removed$/,
  rakuten:
    /\.(shippingCmplRptDatetime|postagePrice|coupon(Shop|Other)Price|pointRate|delvdateInfo|SkuModelList|merchantDefinedSkuId) removed$/,
  yahoo: /^<(ShipDate|ShipCharge|Discount|TotalMallCouponDiscount|SubCode|ItemTaxRatio|LeadTimeEnd) removed$/,
  walmart: /\.(tax|taxAmount|trackingInfo|shipDateTime) removed$/,
  shopify: /\.(totalShippingPriceSet|sku) removed$/,
  ebay: /\.(sku|ebayCollectAndRemitTaxes|ebayCollectAndRemitTaxes\[\]\.amount|discountedLineItemCost) removed$/,
  // An answer about nothing may have no data; days without a sale beside a feed that has some are kept back later
  tiktok: /^\.data removed$|\.(payment|tax|shipping_fee|seller_sku|seller_discount) removed$/,
  shopee: /\.(cod|pay_time|ship_by_date|pickup_done_time|item_sku|model_sku) removed$/,
  lazada: /\.(sku|voucher_seller) removed$/,
  'http-json': /^$/,
}

it.each(connectors.filter(one => !one.simulated).map(one => one.id))(
  'orders of %s whose fields vanish or change their type are told, never misread',
  async id => {
    const connector = connectors.find(one => one.id === id)
    const market = await everyMarket[id]?.(() => begun, 2)
    const feed = connector?.feeds[0]
    if (!connector || !market || !feed) throw new Error(id)
    const memory = await inMemory(connector, market, () => begun)
    const fields = new Set<string>()
    const right = await memory.pull(feed, 3, text => {
      for (const field of fieldsOf(text)) fields.add(field)
      return text
    })
    expect(right).toHaveProperty('figures')
    expect(fields.size).toBeGreaterThan(1)

    const misread: string[] = []
    let told = 0
    for (const field of fields) {
      for (const how of ['removed', 'retyped'] as const satisfies readonly FieldChange[]) {
        const found: Told = await memory.pull(feed, 3, text => withField(text, field, how))
        const name = `${field} ${how}`
        if ('fault' in found && found.fault === 'drift') told += 1
        else if (JSON.stringify(found) !== JSON.stringify(right)) misread.push(name)
      }
    }
    await market.close()

    expect(told).toBeGreaterThan(1)
    expect(misread.filter(name => !optional[id]?.test(name))).toEqual([])
  },
)
