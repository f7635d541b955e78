import { healthMeasures, pullHealth } from '#src/connectors/amazon/account/health.ts'
import { pullTopics, topicMeasures } from '#src/connectors/amazon/account/review-topics.ts'
import { feedbackMeasures, pullFeedback } from '#src/connectors/amazon/account/seller-feedback.ts'
import { adsHistoryDays, adsMeasures, adsSliceDays, pullAds } from '#src/connectors/amazon/ads/ads.ts'
import { adsScope } from '#src/connectors/amazon/ads/ads-api.ts'
import type { Context } from '#src/connectors/amazon/client/api.ts'
import { economicsHistoryDays, economicsMeasures, pullEconomics } from '#src/connectors/amazon/fees/economics.ts'
import { pullReturns, returnMeasures } from '#src/connectors/amazon/goods/returns.ts'
import { pullStock, stockMeasures } from '#src/connectors/amazon/goods/stock.ts'
import { pullOrderReport } from '#src/connectors/amazon/orders/order-report.ts'
import { pullChangedOrders } from '#src/connectors/amazon/orders/orders.ts'
import { pullTraffic, skuDays, visitsHistoryDays } from '#src/connectors/amazon/traffic/traffic.ts'
import { visitMeasures } from '#src/connectors/amazon/traffic/visits.ts'
import { type Feed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { saleMeasures } from '#src/domain/orders/measures.ts'
import type { Keys } from './keys.ts'

type Pull = (request: PullRequest, context: Context) => Promise<PullStep>

/**
 * A feed that is not there for an account stops nothing else. Says the role by Amazon's own name of it; a request that is
 * refused for good (a report type that the account does not have) is such a case, too.
 */
function needing(role: string, pull: Pull): Pull {
  return async (request, context) => {
    try {
      return await pull(request, context)
    } catch (error) {
      if (!(error instanceof SourceFault) || !['scope', 'permanent', 'unavailable'].includes(error.kind)) throw error
      const kind = error.kind === 'scope' ? 'scope' : 'unavailable'
      const { subject: _, ...fault } = error.said
      throw new SourceFault(kind, says('needsRole', { fault, name: role }), { subject: role, cause: error })
    }
  }
}

const insights = 'Selling Partner Insights'

/** Orders are what the other feeds stand beside: changes by the interface, history by report. */
const orders: Feed<Keys> = {
  id: 'orders',
  label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
  tells: [...saleMeasures, 'discount_shop', 'shipping_income', 'tax_amount'],
  tellsWhereKnown: ['point_cost'], // the report of history does not know points
  grain: 'ledger',
  everyMinutes: 15,
  dueHours: 2,
  finalAfterDays: 30,
  historyDays: null, // two years, in Japan, Australia and Singapore since 2016: what is older is asked for and not there
  sliceDays: 30,
  scopes: ['Inventory and Order Tracking'],
  pull: (request, context) =>
    request.kind === 'tip' || request.kind === 'dry'
      ? pullChangedOrders(request, context)
      : pullOrderReport(request, context),
}

/** What is read of Amazon, the most wanted first. */
export const feeds: readonly Feed<Keys>[] = [
  orders,
  {
    id: 'traffic',
    label: { en: 'Sales and traffic', ja: '売上・トラフィック', 'zh-CN': '销售与流量' },
    tells: visitMeasures,
    grain: 'sku',
    everyMinutes: 360,
    dueHours: 72,
    finalAfterDays: 7,
    historyDays: visitsHistoryDays,
    sliceDays: 90,
    detail: {
      label: { en: 'visits by SKU', ja: 'SKU別アクセス', 'zh-CN': '按 SKU 的访问' },
      sliceDays: 90,
      youngestDays: skuDays,
    },
    scopes: ['Brand Analytics'],
    pull: needing('Brand Analytics', pullTraffic),
  },
  {
    id: 'fees',
    label: { en: 'Fees, refunds and costs', ja: '手数料・返金・原価', 'zh-CN': '费用、退款与成本' },
    tells: economicsMeasures,
    grain: 'sku',
    everyMinutes: 720,
    dueHours: 48,
    finalAfterDays: 14,
    historyDays: economicsHistoryDays,
    sliceDays: 31,
    scopes: ['Finance and Accounting'],
    pull: needing('Finance and Accounting', pullEconomics),
  },
  {
    id: 'ads',
    label: { en: 'Advertising', ja: '広告', 'zh-CN': '广告' },
    tells: adsMeasures,
    grain: 'sku',
    everyMinutes: 720,
    dueHours: 36,
    finalAfterDays: 42, // a window of fourteen days moves a day for up to 42 days
    historyDays: adsHistoryDays,
    sliceDays: adsSliceDays,
    scopes: [adsScope],
    pull: needing(adsScope, pullAds),
  },
  {
    id: 'stock',
    label: { en: 'Stock at Amazon', ja: 'FBA在庫', 'zh-CN': 'FBA库存' },
    tells: stockMeasures,
    grain: 'snapshot',
    everyMinutes: 360,
    dueHours: 24,
    finalAfterDays: 0,
    historyDays: 0,
    sliceDays: 1,
    scopes: ['Amazon Fulfillment'],
    pull: needing('Amazon Fulfillment', pullStock),
  },
  {
    id: 'returns',
    label: { en: 'Returns', ja: '返品', 'zh-CN': '退货' },
    tells: returnMeasures,
    grain: 'sku',
    everyMinutes: 720,
    dueHours: 48,
    finalAfterDays: 14,
    historyDays: 365, // two reports for each sixty days, a report a minute: two years would hold up the orders (judgement)
    sliceDays: 60,
    scopes: ['Amazon Fulfillment'],
    pull: needing('Amazon Fulfillment', pullReturns),
  },
  {
    id: 'health',
    label: { en: 'Account health', ja: 'アカウント健全性', 'zh-CN': '账户健康' },
    tells: healthMeasures,
    grain: 'snapshot',
    everyMinutes: 720,
    dueHours: 24,
    finalAfterDays: 0,
    historyDays: 0,
    sliceDays: 1,
    scopes: [insights],
    pull: needing(insights, pullHealth),
  },
  {
    id: 'feedback',
    label: { en: 'Seller feedback', ja: '出品者への評価', 'zh-CN': '卖家反馈' },
    tells: feedbackMeasures,
    grain: 'store',
    everyMinutes: 1_440,
    dueHours: 48,
    finalAfterDays: 7,
    historyDays: 365,
    sliceDays: 365,
    scopes: [insights],
    pull: needing(insights, pullFeedback),
  },
  {
    id: 'reviews',
    label: { en: 'Topics of reviews', ja: 'レビューの話題', 'zh-CN': '评论主题' },
    tells: topicMeasures,
    grain: 'snapshot',
    everyMinutes: 10_080,
    dueHours: 192,
    finalAfterDays: 0,
    historyDays: 0,
    sliceDays: 1,
    scopes: ['Brand Analytics'],
    pull: needing('Brand Analytics', pullTopics),
  },
]
