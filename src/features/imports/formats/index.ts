import { amazonAds } from './amazon-ads.ts'
import { amazonBusiness } from './amazon-business.ts'
import { amazonFba } from './amazon-fba.ts'
import { amazonMoney } from './amazon-money.ts'
import { amazonOrders } from './amazon-orders.ts'
import { shopColumn } from './column.ts'
import { ebay } from './ebay.ts'
import { erpChina } from './erp-china.ts'
import { etsy } from './etsy.ts'
import type { KnownFormat } from './known-format.ts'
import { lazada } from './lazada.ts'
import { rakuten } from './rakuten.ts'
import { sellerboard } from './sellerboard.ts'
import { shopee } from './shopee.ts'
import { shopify } from './shopify.ts'
import { taobao } from './taobao.ts'
import { tiktok } from './tiktok.ts'
import { walmart } from './walmart.ts'
import { yahoo } from './yahoo.ts'

const exports: readonly KnownFormat[] = [
  ...amazonBusiness,
  ...amazonOrders,
  ...amazonMoney,
  ...amazonFba,
  ...amazonAds,
  ...rakuten,
  ...yahoo,
  ...shopify,
  ...ebay,
  ...walmart,
  ...tiktok,
  ...shopee,
  ...lazada,
  ...etsy,
  ...sellerboard,
  ...erpChina,
  ...taobao,
]

/** All exports that are recognised. Of several that fit, the one with most named columns wins, then the first. */
export const knownFormats: readonly KnownFormat[] = exports.map(format =>
  format.columns.length === 0 || format.columns.some(({ role }) => role === 'store')
    ? format
    : { ...format, columns: [...format.columns, shopColumn] },
)
