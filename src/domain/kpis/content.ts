import { defineKpis } from './kpi.ts'

/** What LIVE streams, videos and creators sold, as TikTok Shop attributes it. */
export const content = defineKpis('traffic', [
  {
    id: 'live_sales',
    label: { en: 'LIVE sales', ja: 'ライブ経由売上', 'zh-CN': '直播成交额' },
    aliases: ['live GMV', 'ライブ売上', '直播销售额'],
    formula: 'live_sales',
    unit: 'money',
    better: 'higher',
    meaning: {
      en: 'What was paid for orders out of LIVE streams, those of creators too; cancelled and refunded orders are in it.',
      ja: 'ライブ配信経由の注文の支払額です。クリエイターの配信も、キャンセル・返金された注文も含みます。',
      'zh-CN': '来自直播（含达人直播）的订单支付金额，包含后来取消或退款的订单。',
    },
  },
  {
    id: 'video_sales',
    label: { en: 'Video sales', ja: '動画経由売上', 'zh-CN': '短视频成交额' },
    aliases: ['video GMV', '動画売上', '短视频销售额'],
    formula: 'video_sales',
    unit: 'money',
    better: 'higher',
    meaning: {
      en: 'What was paid for orders out of videos, those of creators too; cancelled and refunded orders are in it.',
      ja: '動画経由の注文の支払額です。クリエイターの動画も、キャンセル・返金された注文も含みます。',
      'zh-CN': '来自短视频（含达人视频）的订单支付金额，包含后来取消或退款的订单。',
    },
  },
  {
    id: 'affiliate_sales',
    label: { en: 'Affiliate sales', ja: 'アフィリエイト経由売上', 'zh-CN': '达人带货成交额' },
    aliases: ['affiliate GMV', 'creator sales', 'クリエイター経由売上', '达人销售额', '联盟带货销售额'],
    formula: 'affiliate_sales',
    unit: 'money',
    better: 'higher',
    meaning: {
      en: 'Price times quantity of what creators sold for a commission, on the day of the order, before refunds.',
      ja: 'クリエイターが成果報酬で販売した商品の価格×個数です。注文日で集計し、返金は差し引きません。',
      'zh-CN': '达人按佣金带货卖出的商品金额（单价×数量），按下单日统计，未扣退款。',
    },
  },
  {
    id: 'live_sales_share',
    label: { en: 'LIVE share of sales', ja: 'ライブ売上比率', 'zh-CN': '直播成交占比' },
    aliases: ['live share', 'ライブ比率', '直播占比'],
    formula: 'live_sales / (live_sales + video_sales + card_sales)',
    unit: 'ratio',
    better: 'band',
    meaning: {
      en: 'LIVE streams as a share of what was sold by LIVE, videos and product cards.',
      ja: 'ライブ・動画・商品カード経由の売上に占めるライブの割合です。',
      'zh-CN': '直播在直播、短视频与商品卡成交总额中的占比。',
    },
  },
  {
    id: 'affiliate_sales_share',
    label: { en: 'Affiliate share of sales', ja: 'アフィリエイト売上比率', 'zh-CN': '达人带货占比' },
    aliases: ['affiliate share', 'クリエイター売上比率', '达人占比'],
    formula: 'affiliate_sales / net_sales',
    unit: 'ratio',
    better: 'band',
    minimumSample: { measure: 'orders', count: 10 },
    meaning: {
      en: 'What creators sold as a share of net sales; a high share is a dependence, and costs commission.',
      ja: '純売上に占めるクリエイター経由の割合です。高いほど依存が強く、成果報酬もかかります。',
      'zh-CN': '达人带货占净销售额的比例；过高说明依赖达人，且需支付佣金。',
    },
  },
])
