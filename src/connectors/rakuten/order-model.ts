import { z } from 'zod'
import { Instant } from './jst.ts'

/** An amount in yen; `null`: not decided yet, which Rakuten writes as -9999. */
const Yen = z
  .number()
  .nullish()
  .transform(yen => (yen === undefined || yen === -9_999 ? null : yen))

const Item = z.object({
  itemDetailId: z.number(),
  itemNumber: z.string().nullish(),
  manageNumber: z.string().nullish(),
  price: z.number(),
  priceTaxIncl: Yen,
  units: z.number(),
  deleteItemFlag: z.number().nullish(),
  taxRate: z.number().nullish(),
  /** So many times the usual points of one in a hundred yen. */
  pointRate: z.number().nullish(),
  /** When it is promised to leave, in words. */
  delvdateInfo: z.string().nullish(),
  SkuModelList: z
    .array(z.object({ variantId: z.string().nullish(), merchantDefinedSkuId: z.string().nullish() }))
    .nullish(),
})

const Package = z.object({
  basketId: z.number(),
  packageDeleteFlag: z.number().nullish(),
  ItemModelList: z.array(Item),
  ShippingModelList: z.array(z.object({ shippingDate: z.string().nullish() })).nullish(),
})

/** `changeType` 0-2 a cancellation that is asked for, fixed, done; 3 revoked; 4-7 the same of a change. */
const Change = z.object({
  changeType: z.number(),
  changeReason: z.number().nullish(),
  changeReasonDetail: z.number().nullish(),
  changeApplyDatetime: Instant.nullish(),
  changeFixDatetime: Instant.nullish(),
  changeCmplDatetime: Instant.nullish(),
})

/** What we read of an order of getOrder. https://webservice.rms.rakuten.co.jp (楽天ペイ受注API) */
export const Order = z.object({
  orderNumber: z.string(),
  orderProgress: z.number(),
  orderDatetime: Instant,
  /** 6: a pre-order. */
  orderType: z.number().nullish(),
  asurakuFlag: z.number().nullish(),
  /** The day of delivery that the customer wished. */
  deliveryDate: z.string().nullish(),
  shopOrderCfmDatetime: Instant.nullish(),
  orderFixDatetime: Instant.nullish(),
  shippingInstDatetime: Instant.nullish(),
  shippingCmplRptDatetime: Instant.nullish(),
  postagePrice: Yen,
  couponShopPrice: Yen,
  couponOtherPrice: Yen,
  PackageModelList: z.array(Package),
  CouponModelList: z
    .array(
      z.object({
        couponCapitalCode: z.number().nullish(),
        couponTotalPrice: Yen,
        itemDetailId: z.number().nullish(),
      }),
    )
    .nullish(),
  ChangeReasonModelList: z.array(Change).nullish(),
  TaxSummaryModelList: z.array(z.object({ reqPriceTax: Yen })).nullish(),
})
export type Order = z.infer<typeof Order>
export type Package = z.infer<typeof Package>
export type Item = z.infer<typeof Item>
export type Change = z.infer<typeof Change>
