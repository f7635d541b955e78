import type { PlatformLimit } from './index.ts'
import { line } from './line.ts'

const southEastAsia = ['sg', 'my', 'th', 'vn', 'ph', 'id']
const rakuten = line('rakuten', {
  en: 'Rakuten next-day label (agency articles)',
  ja: '楽天 最強翌日配送ラベルの店舗条件（代理店記事）',
  'zh-CN': '乐天最强翌日配送标店铺条件（代理商资料）',
})
const yahoo = line('yahoo', {
  en: 'Yahoo! Shopping good-delivery mark (agency articles)',
  ja: 'Yahoo!ショッピング 優良配送の店舗条件（代理店記事）',
  'zh-CN': '雅虎购物优良配送标店铺条件（代理商资料）',
})
const tiktokAsia = line(
  'tiktok',
  { en: 'TikTok Shop South-East Asia', ja: 'TikTok Shop東南アジア', 'zh-CN': 'TikTok Shop东南亚' },
  southEastAsia,
)
const shopee = line('shopee', {
  en: 'Shopee sample; each shop has its own',
  ja: 'Shopeeの例（実際は店舗ごとに異なる）',
  'zh-CN': 'Shopee示例（以各店铺实际要求为准）',
})
const lazada = line('lazada', { en: 'Lazada seller pages', ja: 'Lazadaセラー向けページ', 'zh-CN': 'Lazada卖家页面' })

const secondary = { certainty: 'secondary' } as const
const sample = { certainty: 'sample' } as const

/** Lines of platforms in Japan and South-East Asia. */
export const regionalLimits: readonly PlatformLimit[] = [
  rakuten('on_time_delivery_rate', '>=', 0.96, 30, { ...secondary, minimumOrders: 100 }),
  yahoo('late_shipment_rate', '<', 0.05, 30, { ...secondary, minimumOrders: 600 }),
  tiktokAsia('response_rate_12h', '>', 0.85, 30, secondary),
  shopee('cancel_rate_seller', '<', 0.05, 30, sample),
  shopee('return_rate', '<', 0.05, 30, sample),
  shopee('late_shipment_rate', '<', 0.1, 30, sample),
  shopee('response_rate_24h', '>=', 0.7, 30, sample),
  shopee('shop_rating', '>=', 4.5, 30, sample),
  lazada('cancel_rate_seller', '<', 0.02, 28, secondary),
  lazada('ship_on_time_rate', '>=', 0.9, 28, secondary),
  lazada('positive_rating_rate', '>=', 0.7, 28, secondary),
  lazada('return_rate_quality', '<', 0.01, 28, secondary),
]
