import type { Kpi, Theme } from '#src/domain/kpis/kpi.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What to look at first, by theme (design rule: first checks of practitioners; hints, never a claimed cause). */
const advice: Readonly<Record<Theme, Localized>> = {
  sales: {
    en: 'Check first: stock of the best sellers, prices and coupons, ad budget, listings that were suspended.',
    ja: 'まず確認：売れ筋の在庫、価格とクーポン、広告予算、出品停止の有無。',
    'zh-CN': '先看：爆款库存、价格与优惠券、广告预算、是否有商品被下架。',
  },
  traffic: {
    en: 'Check first: search rank and impressions, main picture and price, reviews below three stars, delivery date shown.',
    ja: 'まず確認：検索順位と表示回数、メイン画像と価格、低評価レビュー、表示されるお届け日。',
    'zh-CN': '先看：搜索排名与曝光、主图与价格、近期差评、页面显示的送达时间。',
  },
  advertising: {
    en: 'Check first: budget used up early, cost per click, search terms without orders, attribution of young days still open.',
    ja: 'まず確認：予算の早期消化、クリック単価、注文のない検索語、直近日の計測未確定分。',
    'zh-CN': '先看：预算是否提前耗尽、点击成本、无转化搜索词、近几日归因尚未完成。',
  },
  service: {
    en: 'Check first: open messages by age, nights and weekends, the product or lot behind new low reviews.',
    ja: 'まず確認：未対応の問い合わせ、夜間・休日の受信、低評価が集中する商品やロット。',
    'zh-CN': '先看：未回复消息的时长、夜间和周末来信、差评集中的商品或批次。',
  },
  fulfilment: {
    en: 'Check first: backlog at the warehouse, cut-off time and closing days, carrier notices.',
    ja: 'まず確認：倉庫の出荷残、締め時間と休業日設定、配送会社の遅延情報。',
    'zh-CN': '先看：仓库积压、截单时间与休息日设置、物流公告。',
  },
  stock: {
    en: 'Check first: inbound shipments, best sellers about to run out, counts that differ.',
    ja: 'まず確認：入荷予定、欠品間近の売れ筋、在庫差異。',
    'zh-CN': '先看：在途补货、即将断货的爆款、盘点差异。',
  },
  profit: {
    en: 'Check first: discounts, fees and shipping cost per order, refunds, ad spend.',
    ja: 'まず確認：値引き、手数料と送料、返金、広告費。',
    'zh-CN': '先看：折扣、平台费与运费、退款、广告花费。',
  },
  soft: {
    en: 'Check first: the latest photos and test orders behind the score.',
    ja: 'まず確認：評価のもとになった写真とテスト注文。',
    'zh-CN': '先看：评分依据的照片和测试订单。',
  },
  custom: {
    en: 'Open the trend, find the day it turned, and write the cause as the reason.',
    ja: '推移で変化した日を確認し、原因を記入してください。',
    'zh-CN': '查看趋势，找到拐点日期，并填写原因。',
  },
}

/** The first things to look at when a KPI is off. */
export function adviceFor(kpi: Kpi): Localized {
  return advice[kpi.theme]
}
