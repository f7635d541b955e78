import type { Localized } from '#src/i18n/locale.ts'

/** Names of marketplaces that differ by language; all others are the same everywhere. */
export const vendorNames: Readonly<Record<string, Localized>> = {
  Rakuten: { en: 'Rakuten', ja: '楽天市場', 'zh-CN': '乐天市场' },
  'Yahoo!': { en: 'Yahoo!', ja: 'Yahoo!ショッピング', 'zh-CN': '雅虎购物' },
  'the marketplace': { en: 'the marketplace', ja: 'モール', 'zh-CN': '平台' },
}

/** What there may be too much of. */
export const thingNames: Readonly<Record<string, Localized>> = {
  orders: { en: 'orders', ja: '注文', 'zh-CN': '订单' },
  inquiries: { en: 'inquiries', ja: '問い合わせ', 'zh-CN': '咨询' },
}
