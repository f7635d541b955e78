import { type SideSample, under } from './side-sample.ts'

const reverseItem = { item_id: 7, variation_sku: 'RED', amount: 1, item_price: 20 }
const shopeeReturn = (return_sn: string) => ({
  ...{
    return_sn,
    order_sn: `O${return_sn}`,
    status: 'REFUND_PAID',
    reason: 'DAMAGED',
    refund_amount: 20,
    currency: 'SGD',
  },
  ...{ create_time: 1_772_400_000, update_time: 1_772_500_000, item: [reverseItem] },
})
const adDay = (date: string) => ({
  ...{ date, impression: 9, clicks: 3, expense: 1.5, broad_gmv: 20, broad_order: 1, broad_item_sold: 2 },
})
const metric = (metric_id: number) => ({
  ...{ metric_id, current_period: 3.5, unit: 2, target: { value: 10, comparator: '<' } },
})
const paidOut = (order_sn: string) => ({
  escrow_detail: {
    order_sn,
    order_income: { commission_fee: 3, service_fee: 1, seller_transaction_fee: 2, items: [] },
  },
})

const shopee: readonly SideSample[] = [
  {
    feed: 'shopee/returns',
    answers: [['get_return_list', { response: { more: false, return: [shopeeReturn('1'), shopeeReturn('2')] } }]],
    vital: under(
      '.response.return[].',
      'order_sn',
      'status',
      'create_time',
      'update_time',
      'refund_amount',
      'item[].amount',
    ),
    mayLack: ['.response.return[].update_time'],
  },
  {
    feed: 'shopee/ads',
    answers: [['get_all_cpc_ads_daily_performance', { response: [adDay('02-03-2026'), adDay('03-03-2026')] }]],
    vital: under('.response[].', 'impression', 'clicks', 'expense', 'broad_gmv', 'broad_order', 'broad_item_sold'),
    mayLack: ['.response[].broad_order'],
  },
  {
    feed: 'shopee/health',
    answers: [['get_shop_performance', { response: { metric_list: [metric(1), metric(42)] } }]],
    vital: under(
      '.response.metric_list[].',
      'metric_id',
      'current_period',
      'unit',
      'target.value',
      'target.comparator',
    ),
    mayLack: ['.response.metric_list[].current_period'],
  },
  {
    feed: 'shopee/fees',
    answers: [
      [
        'get_escrow_list',
        {
          response: {
            more: false,
            escrow_list: ['A', 'B'].map(order_sn => ({ order_sn, escrow_release_time: 1_772_500_000 })),
          },
        },
      ],
      ['get_escrow_detail_batch', { response: [paidOut('A'), paidOut('B')] }],
    ],
    vital: ['.response.escrow_list[].order_sn'],
    mayLack: ['.response[].escrow_detail.order_income'],
  },
]

const booking = (transaction_number: string) => ({
  ...{ transaction_number, transaction_date: '02 Mar 2026', transaction_type: 'Orders-Lazada Fees' },
  ...{ fee_name: 'Commission', fee_type: '16', amount: '-2.50', order_no: `9${transaction_number}` },
})
const indicator = (type: string) => ({
  ...{ type, score: 0.9, score_format: 'PERCENT', formatted_score: '90%', target: 0.95, target_format: 'GREATER' },
  ...{ formatted_target: '95%', target_respected: 'false' },
})
const campaign = { impressions: 9, clicks: 3, spend: '1.50', storeRevenue: '20', storeOrders: 1, storeUnitSold: 2 }

const lazada: readonly SideSample[] = [
  {
    feed: 'lazada/fees',
    answers: [['/finance/transaction/details/get', { code: '0', data: [booking('1'), booking('2')] }]],
    vital: under('.data[].', 'amount', 'transaction_date'),
    mayLack: ['.data[].amount'],
  },
  {
    feed: 'lazada/ads',
    answers: [
      [
        'getDiscoveryReportCampaign',
        { code: '0', result: { success: true, totalCount: 2, result: [campaign, campaign] } },
      ],
    ],
    vital: under('.result.result[].', ...Object.keys(campaign)),
    mayLack: ['.result.result[].storeOrders'],
  },
  {
    feed: 'lazada/health',
    answers: [
      [
        '/seller/performance/get',
        { code: '0', data: { indicators: [indicator('SHIP_ON_TIME'), indicator('CANCEL_RATE')] } },
      ],
    ],
    vital: ['.data.indicators', '.data.indicators[].type'],
    mayLack: [],
  },
]

const rakuten: readonly SideSample[] = [
  {
    feed: 'rakuten/service',
    answers: [
      [
        '/inquiries',
        {
          totalPageCount: 1,
          list: ['1', '2'].map(inquiryNumber => ({
            ...{ inquiryNumber, type: 'order', regDate: '2026-03-02T10:00:00+09:00', isCompleted: true },
            replies: [{ regDate: '2026-03-02T12:00:00+09:00', replyFrom: 'merchant' }],
          })),
        },
      ],
    ],
    vital: under('.list[].', 'regDate', 'isCompleted', 'replies', 'replies[].regDate', 'replies[].replyFrom'),
    mayLack: ['.list[].replies'],
  },
]

/** Feeds of marketplaces of Asia beside their orders. */
export const asianSamples: readonly SideSample[] = [...shopee, ...lazada, ...rakuten]
