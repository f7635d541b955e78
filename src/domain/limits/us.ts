import type { PlatformLimit } from './index.ts'
import { line } from './line.ts'

const amazon = line('amazon', { en: 'Amazon Seller Central', ja: 'Amazonセラーセントラル', 'zh-CN': '亚马逊卖家中心' })
const walmart = line(
  'walmart',
  { en: 'Walmart Marketplace Learn', ja: 'Walmart Marketplace Learn', 'zh-CN': '沃尔玛卖家学习中心' },
  ['us'],
)
const walmartCanada = line(
  'walmart',
  { en: 'Walmart Canada Marketplace Learn', ja: 'Walmartカナダ', 'zh-CN': '沃尔玛加拿大' },
  ['ca'],
)
const tiktok = line(
  'tiktok',
  { en: 'TikTok Shop US (reports)', ja: 'TikTok Shop米国（各種記事）', 'zh-CN': 'TikTok Shop美国（二手资料）' },
  ['us'],
)
const ebay = line('ebay', { en: 'eBay seller standards', ja: 'eBayセラースタンダード', 'zh-CN': 'eBay卖家标准' })

/** Lines of platforms at home in the United States. */
export const usLimits: readonly PlatformLimit[] = [
  amazon('order_defect_rate', '<', 0.01, 60),
  amazon('late_shipment_rate', '<', 0.04, 30),
  amazon('cancel_rate_seller', '<', 0.025, 7),
  amazon('valid_tracking_rate', '>=', 0.95, 30),
  amazon('on_time_delivery_rate', '>=', 0.9, 14),
  amazon('response_rate_24h', '>=', 0.9, 30, { certainty: 'secondary' }),
  walmart('cancel_rate_seller', '<=', 0.02, 30),
  walmart('on_time_delivery_rate', '>=', 0.9, 30),
  walmart('valid_tracking_rate', '>=', 0.99, 30),
  walmart('refund_rate', '<=', 0.06, 60),
  walmart('response_rate_48h', '>=', 0.95, 30),
  walmart('negative_feedback_rate', '<=', 0.02, 60),
  walmart('return_rate', '<=', 0.06, 60, { certainty: 'secondary' }),
  walmart('item_not_received_rate', '<=', 0.02, 60, { certainty: 'secondary' }),
  walmartCanada('cancel_rate_seller', '<', 0.03, 30),
  walmartCanada('on_time_delivery_rate', '>', 0.9, 30),
  walmartCanada('valid_tracking_rate', '>', 0.85, 30),
  walmartCanada('refund_rate', '<', 0.13, 30),
  walmartCanada('response_rate_24h', '>', 0.8, 30),
  tiktok('late_dispatch_rate', '<=', 0.04, 7, { certainty: 'secondary' }),
  tiktok('cancel_rate_seller', '<=', 0.025, 30, { certainty: 'secondary' }),
  tiktok('valid_tracking_rate', '>=', 0.95, 30, { certainty: 'secondary' }),
  tiktok('return_rate_quality', '<', 0.01, 30, { certainty: 'secondary' }),
  tiktok('response_rate_24h', '>=', 0.9, 30, { certainty: 'secondary' }),
  ebay('order_defect_rate', '<=', 0.02, 90),
  ebay('unresolved_case_rate', '<=', 0.003, 90, { certainty: 'secondary' }),
]
