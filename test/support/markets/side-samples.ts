import { type SideSample, under } from './side-sample.ts'
import { asianSamples } from './side-samples-asia.ts'

const lines = (...rows: readonly object[]) => rows.map(row => JSON.stringify(row)).join('\n')
const usd = (amount: number) => ({ amount, currencyCode: 'USD' })

const kiosk = (rows: string) => [
  ['/dataKiosk/2023-11-15/queries/Q1', { queryId: 'Q1', processingStatus: 'DONE', dataDocumentId: 'D1' }] as const,
  ['/dataKiosk/2023-11-15/documents/D1', { documentUrl: 'https://made.s3.amazonaws.com/rows' }] as const,
  ['/rows', rows] as const,
]
const waiting = { phase: 'wait', queryId: 'Q1' }
const economicsRow = (startDate: string, msku: string) => ({
  ...{ startDate, endDate: startDate, msku },
  sales: {
    orderedProductSales: usd(50),
    refundedProductSales: usd(2),
    netUnitsSold: 3,
    unitsOrdered: 4,
    unitsRefunded: 1,
  },
  fees: [{ feeTypeName: 'REFERRAL_FEES', charges: [{ aggregatedDetail: { totalAmount: usd(7.5) } }] }],
  cost: { costOfGoodsSold: usd(9) },
})
const visitsRow = (startDate: string) => ({
  startDate,
  sales: { unitsOrdered: 3, unitsRefunded: 0 },
  traffic: { sessions: 70, pageViews: 90, buyBoxPercentage: 80, feedbackReceived: 2, negativeFeedbackReceived: 1 },
})
const rate = (more: object) => ({ status: 'BAD', rate: 0.03, targetValue: 0.04, ...more })
const healthOf = (marketplaceId: string) => ({
  marketplaceId,
  lateShipmentRate: rate({ orderCount: 800, lateShipmentCount: 24 }),
  validTrackingRate: rate({ shipmentCount: 700, validTrackingCount: 660 }),
  orderDefectRate: { afn: rate({ orderCount: 500 }), mfn: rate({ orderCount: 300 }) },
  listingPolicyViolations: { defectsCount: 2, status: 'BAD' },
})

const amazon: readonly SideSample[] = [
  {
    feed: 'amazon/fees',
    state: { via: 'kiosk', inner: waiting, sums: [] },
    answers: kiosk(lines(economicsRow('2026-03-02', 'A'), economicsRow('2026-03-03', 'B'))),
    vital: [
      ...['.msku', '.fees', '.fees[].charges', '.fees[].charges[].aggregatedDetail.totalAmount', '.sales'],
      ...['.sales.orderedProductSales', '.sales.refundedProductSales', '.startDate'],
    ],
    mayLack: ['.fees', '.sales.refundedProductSales', '.msku'],
  },
  {
    feed: 'amazon/traffic',
    state: { part: 'days', inner: waiting, store: [], done: 0 },
    answers: kiosk(lines(visitsRow('2026-03-02'), visitsRow('2026-03-03'))),
    vital: [
      '.startDate',
      ...under('.traffic.', 'sessions', 'pageViews', 'buyBoxPercentage', 'negativeFeedbackReceived'),
    ],
    mayLack: ['.traffic.negativeFeedbackReceived'],
  },
  {
    feed: 'amazon/health',
    state: { phase: 'wait', reportId: 'R1' },
    answers: [
      ['/reports/R1', { reportId: 'R1', processingStatus: 'DONE', reportDocumentId: 'D1' }],
      ['/documents/D1', { url: 'https://made.s3.amazonaws.com/health' }],
      ['/health', { performanceMetrics: [healthOf('ATVPDKIKX0DER'), healthOf('A2EUQ1WTGCTBG2')] }],
    ],
    vital: under(
      '.performanceMetrics[].',
      ...['marketplaceId', 'orderDefectRate', 'orderDefectRate.afn.orderCount', 'orderDefectRate.mfn.orderCount'],
      ...['lateShipmentRate.orderCount', 'lateShipmentRate.status', 'validTrackingRate.shipmentCount'],
      'listingPolicyViolations.status',
    ),
    mayLack: [],
  },
]

const record = (day: string) => ({
  dimensionValues: [{ value: day, applicable: true }],
  metricValues: [
    { value: '40', applicable: true },
    { value: '7', applicable: true },
  ],
})
const transaction = (transactionId: string) => ({
  ...{ transactionId, transactionDate: '2026-03-02T20:00:00.000Z', bookingEntry: 'DEBIT', feeType: 'OTHER_FEES' },
  amount: { value: '3.00', currency: 'USD' },
})
const standing = (cycleType: string) => ({
  program: 'PROGRAM_US',
  cycle: { cycleType },
  metrics: [
    {
      metricKey: 'SHIPPING_MISS_RATE',
      level: 'BELOW_STANDARD',
      value: { value: '1', numerator: '3', denominator: '300' },
    },
  ],
})
const adColumns = ['impressions', 'clicks', 'sales', 'sale_amount', 'ad_fees']

const ebay: readonly SideSample[] = [
  {
    feed: 'ebay/traffic',
    answers: [
      [
        'traffic_report',
        {
          header: { metrics: [{ key: 'LISTING_VIEWS_TOTAL' }, { key: 'LISTING_IMPRESSION_SEARCH_RESULTS_PAGE' }] },
          records: [record('20260302'), record('20260303')],
          lastUpdatedDate: '2026-03-05T08:00:00.000Z',
        },
      ],
    ],
    vital: [
      ...['.header', '.header.metrics', '.header.metrics[].key', '.lastUpdatedDate'],
      ...['.records[].dimensionValues[].value', '.records[].metricValues[].value'],
    ],
    mayLack: [],
  },
  {
    feed: 'ebay/finances',
    answers: [['/sell/finances/v1/transaction', { transactions: [transaction('1'), transaction('2')], total: '2' }]],
    vital: under('.transactions[].', 'bookingEntry', 'feeType', 'amount', 'transactionDate'),
    mayLack: [],
  },
  {
    feed: 'ebay/standards',
    answers: [['seller_standards_profile', { standardsProfiles: [standing('PROJECTED'), standing('CURRENT')] }]],
    vital: under('.standardsProfiles[].', 'program', 'cycle.cycleType', 'metrics[].level', 'metrics[].value'),
    mayLack: [],
  },
  {
    feed: 'ebay/ads',
    state: { model: 1, taskId: 'T1', polls: 0, sums: {}, keys: adColumns },
    answers: [
      [
        '/ad_report_task/T1',
        { reportTaskStatus: 'SUCCESS', reportHref: 'https://api.ebay.com/sell/marketing/v1/ad_report/T1' },
      ],
      [
        '/ad_report/T1',
        `day\t${adColumns.join('\t')}\n2026-03-02\t90\t8\t1\tUSD 20.00\tUSD 1.50\n2026-03-03\t50\t-\t\t0\t0`,
      ],
    ],
    vital: ['day', ...adColumns].map(name => `#${name}`),
    mayLack: [],
  },
]

const interval = (start_date: string) => ({
  ...{ start_date, end_date: start_date, sales: { avg_customers_count: 3 } },
  traffic: { avg_page_views: 100, avg_visitors: 40 },
})
const settled = (order: string) => ({
  ...{ order_id: order, fee_tax_amount: '-9.50', shipping_cost_amount: '-4.00', adjustment_amount: '0' },
  fee_tax_breakdown: {
    fee: { referral_fee_amount: '-6', affiliate_commission_amount: '-3', transaction_fee_amount: '-0.5' },
  },
})
const auction = {
  spend: '9.50',
  impressions: '90',
  clicks: '8',
  onsite_shopping: '2',
  total_onsite_shopping_value: '40',
}
const gmvMax = { cost: '1', orders: '1', gross_revenue: '5', product_impressions: '4', product_clicks: '3' }
const ok = (data: object) => ({ code: 0, message: 'OK', data })
const adRows = (metrics: object) =>
  ok({
    list: ['2026-03-02', '2026-03-03'].map(stat_time_day => ({ dimensions: { stat_time_day }, metrics })),
    page_info: { total_page: 1 },
  })

const tiktok: readonly SideSample[] = [
  {
    feed: 'tiktok/traffic',
    answers: [
      [
        '/shop/performance',
        ok({
          latest_available_date: '2026-03-03',
          performance: { intervals: [interval('2026-03-02'), interval('2026-03-03')] },
        }),
      ],
    ],
    vital: under(
      '.data.performance.intervals[].',
      ...['traffic', 'traffic.avg_page_views', 'traffic.avg_visitors', 'sales.avg_customers_count'],
    ),
    mayLack: ['.data.performance.intervals[].traffic.avg_visitors'],
  },
  {
    feed: 'tiktok/fees',
    state: {
      statements: [
        { id: '1', statement_time: 1_772_582_400, fee_amount: '-9', shipping_cost_amount: '0', adjustment_amount: '0' },
      ],
      ...{ token: '', sums: {} },
    },
    answers: [['/statement_transactions', ok({ transactions: [settled('1'), settled('2')] })]],
    vital: under('.data.transactions[].', 'fee_tax_amount'),
    mayLack: ['.data.transactions[].fee_tax_amount'],
  },
  {
    feed: 'tiktok/ads',
    answers: [
      ['/advertiser/info/', ok({ list: [{ currency: 'USD' }] })],
      ['/gmv_max/report/get/', adRows(gmvMax)],
      ['/report/integrated/get/', adRows(auction)],
    ],
    vital: under('.data.list[].metrics.', ...Object.keys(auction), ...Object.keys(gmvMax)),
    mayLack: [],
  },
  {
    feed: 'tiktok/stock',
    answers: [
      [
        '/products/search',
        ok({
          products: ['1', '2'].map(id => ({ skus: [{ id, seller_sku: `S${id}`, inventory: [{ quantity: 4 }] }] })),
        }),
      ],
    ],
    vital: under('.data.products[].skus', '', '[].inventory', '[].inventory[].quantity'),
    mayLack: ['.data.products[].skus[].inventory'],
  },
]

const cameBack = (returnOrderId: string) => ({
  ...{ returnOrderId, returnOrderDate: '2026-03-02T20:00:00.000Z' },
  returnOrderLines: [
    { returnOrderLineNumber: '1', item: { sku: 'A' }, quantity: { measurementValue: '2' }, returnReason: 'DEFECTIVE' },
  ],
})
const node = (sku: string) => ({ sku, nodes: [{ shipNode: '1', availToSellQty: { unit: 'EACH', amount: '4' } }] })

const walmart: readonly SideSample[] = [
  {
    feed: 'walmart/returns',
    answers: [['/v3/returns', { meta: { totalCount: '2' }, returnOrders: [cameBack('1'), cameBack('2')] }]],
    vital: [
      '.returnOrders[].returnOrderLines',
      ...under('.returnOrders[].returnOrderLines[].', 'item', 'item.sku', 'quantity', 'returnReason'),
    ],
    mayLack: ['.returnOrders[].returnOrderLines[].returnReason'],
  },
  {
    feed: 'walmart/stock',
    answers: [
      ['/v3/inventories', { meta: {}, elements: { inventories: [node('A'), node('B')] } }],
      ['/v3/fulfillment/inventory', { headers: { totalCount: '0' }, payload: { inventory: [] } }],
    ],
    vital: under('.elements.inventories[].nodes', '', '[].availToSellQty'),
    mayLack: ['.elements.inventories[].nodes[].availToSellQty'],
  },
]

/** Feeds beside the orders, each with answers that are right. */
export const sideSamples: readonly SideSample[] = [...amazon, ...ebay, ...tiktok, ...walmart, ...asianSamples]
