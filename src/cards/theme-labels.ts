import type { Theme } from '#src/domain/kpis/kpi.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What the themes of KPIs are called, in the order of the list. */
export const themeLabels: Readonly<Record<Theme, Localized>> = {
  sales: { en: 'Sales', ja: '売上', 'zh-CN': '销售' },
  traffic: { en: 'Traffic', ja: 'アクセス', 'zh-CN': '流量' },
  advertising: { en: 'Advertising', ja: '広告', 'zh-CN': '广告' },
  service: { en: 'Service', ja: '顧客対応', 'zh-CN': '客服' },
  fulfilment: { en: 'Fulfilment', ja: '出荷・配送', 'zh-CN': '履约' },
  stock: { en: 'Stock', ja: '在庫', 'zh-CN': '库存' },
  profit: { en: 'Profit', ja: '利益', 'zh-CN': '利润' },
  soft: { en: 'Judged by people', ja: '定性評価', 'zh-CN': '人工评分' },
  custom: { en: 'Your own', ja: '独自の指標', 'zh-CN': '自定义' },
}
