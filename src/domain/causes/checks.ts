import type { Localized } from '#src/i18n/locale.ts'

/** What to look at first when a part moved: a guess by what practitioners usually find, never a cause that was found. */
export interface FirstCheck {
  readonly text: Localized
}

interface Check extends FirstCheck {
  /** KPIs or parts that it is about. */
  readonly parts: readonly string[]
  readonly direction: 'up' | 'down'
}

/** Symptoms and first checks (KPI reference section 7.5; the wording of the rest is judgement). */
const checks: readonly Check[] = [
  {
    parts: ['sessions', 'visitors', 'ad_impressions', 'ad_clicks', 'page_views'],
    direction: 'down',
    text: {
      en: 'Fewer visits: ad budget, suspended listings, search rank, an event in the days compared with.',
      ja: 'アクセス減：広告予算、出品停止、検索順位、比較期間のセール。',
      'zh-CN': '访问减少：广告预算、商品被下架、搜索排名、对比期的大促。',
    },
  },
  {
    parts: ['ctr'],
    direction: 'down',
    text: {
      en: 'Fewer clicks per view: main picture, price, stars shown, a coupon that ended.',
      ja: 'クリック率低下：メイン画像、価格、表示される評価、クーポン終了。',
      'zh-CN': '点击率下降：主图、价格、显示的评分、优惠券到期。',
    },
  },
  {
    parts: ['conversion_rate', 'unit_session_rate', 'ad_cvr', 'cart_rate'],
    direction: 'down',
    text: {
      en: 'Fewer buyers per visit: stock of the best variant, price, a new low review, delivery date, a coupon that ended.',
      ja: '転換率低下：主力バリエーションの在庫、価格、新しい低評価、お届け日、クーポン終了。',
      'zh-CN': '转化下降：主推规格是否断货、价格、新增差评、送达时间、优惠券到期。',
    },
  },
  {
    parts: ['aov', 'asp', 'units_per_order', 'ad_order_value'],
    direction: 'down',
    text: {
      en: 'Smaller orders: depth of discounts, bundles, the line for free shipping, mix of products.',
      ja: '注文単価低下：値引き幅、セット商品、送料無料ライン、商品構成。',
      'zh-CN': '客单价下降：折扣力度、组合装、包邮门槛、商品结构。',
    },
  },
  {
    parts: ['cpc', 'cpm', 'acos', 'tacos', 'ad_spend'],
    direction: 'up',
    text: {
      en: 'Dearer ads: competition for clicks, conversion of ads, ad sales of young days that are still being counted.',
      ja: '広告費増：クリック単価の競争、広告転換率、直近日の広告売上の計測未確定分。',
      'zh-CN': '广告变贵：竞价、广告转化、近几日广告销售额尚在归因。',
    },
  },
  {
    parts: ['late_shipment_rate', 'ship_hours', 'shipments_late', 'avg_handling_hours'],
    direction: 'up',
    text: {
      en: 'Late shipments: backlog of an event, closed days that are not set, delays of the carrier, cut-off time.',
      ja: '出荷遅延：セール後の出荷残、休業日の未設定、配送会社の遅延、締め時間。',
      'zh-CN': '发货延迟：大促积压、未设置休息日、物流延误、截单时间。',
    },
  },
  {
    parts: ['return_rate', 'return_rate_quality', 'refund_rate', 'returns_units', 'refunds_amount'],
    direction: 'up',
    text: {
      en: 'More returns: one SKU or lot, one reason, size chart, damage by the carrier.',
      ja: '返品増：特定のSKUやロット、特定の理由、サイズ表、配送中の破損。',
      'zh-CN': '退货增加：个别SKU或批次、单一原因、尺码表、运输破损。',
    },
  },
  {
    parts: ['first_response_minutes', 'first_response_minutes_sum', 'backlog'],
    direction: 'up',
    text: {
      en: 'Slower answers: nights and weekends, somebody off duty, messages of an event.',
      ja: '返信の遅れ：夜間・週末、担当者の不在、セール時の問い合わせ増。',
      'zh-CN': '回复变慢：夜间和周末、客服休假、大促咨询量。',
    },
  },
  {
    parts: ['avg_stars', 'positive_review_rate'],
    direction: 'down',
    text: {
      en: 'Fewer stars: one SKU, words about delivery against words about the product.',
      ja: '評価低下：特定のSKU、配送への不満か商品への不満か。',
      'zh-CN': '评分下降：个别SKU、差评是针对物流还是商品。',
    },
  },
  {
    parts: [
      'cogs',
      'platform_fees',
      'payment_fees',
      'fulfilment_cost',
      'shipping_cost',
      'storage_cost',
      'discount_shop',
    ],
    direction: 'up',
    text: {
      en: 'Costs: price list of the supplier, fee category, parcel size and weight, storage of old stock.',
      ja: '費用増：仕入価格、手数料カテゴリー、荷物のサイズと重量、滞留在庫の保管料。',
      'zh-CN': '成本上升：采购价、佣金类目、包裹尺寸重量、滞销库存的仓储费。',
    },
  },
  {
    parts: ['mix'],
    direction: 'down',
    text: {
      en: 'Mix: weaker stores or products took a larger share; look at the strong ones that lost theirs.',
      ja: '構成の変化：弱い店舗や商品の比率が増加。シェアを失った主力を確認。',
      'zh-CN': '结构变化：弱店或弱品占比上升，先看丢份额的主力。',
    },
  },
  {
    parts: ['entered'],
    direction: 'down',
    text: {
      en: 'Stores that came or went: whether a store is closed or only its data is missing.',
      ja: '店舗の増減：閉店か、データ未着かを確認。',
      'zh-CN': '店铺增减：确认是关店还是数据未到。',
    },
  },
]

/** At most so many are shown (judgement: what can be looked at in an hour). */
const maxShown = 3

/** A KPI or part that moved, and whether up or down. */
export interface Moved {
  readonly id: string
  readonly up: boolean
}

/** First checks for what moved, that which weighs most first; each once. */
export function firstChecks(moved: readonly Moved[]): readonly FirstCheck[] {
  const found = moved.flatMap(({ id, up }) =>
    checks.filter(({ parts, direction }) => parts.includes(id) && (direction === 'up') === up),
  )
  return [...new Set(found)].slice(0, maxShown).map(({ text }) => ({ text }))
}
