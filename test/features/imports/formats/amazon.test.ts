import { testDatabase } from '#test/support/database.ts'
import { describeExports, type ExportCase } from '#test/support/exports.ts'

const { db } = await testDatabase()

const orders =
  'amazon-order-id | merchant-order-id | purchase-date | last-updated-date | order-status | fulfillment-channel | sales-channel | product-name | sku | asin | item-status | quantity | currency | item-price | item-tax | shipping-price | shipping-tax | item-promotion-discount | ship-promotion-discount'

const settlement =
  'settlement-id | settlement-start-date | settlement-end-date | deposit-date | total-amount | currency | transaction-type | order-id | merchant-order-id | adjustment-id | shipment-id | marketplace-name | amount-type | amount-description | amount | fulfillment-id | posted-date | posted-date-time | order-item-code | merchant-order-item-id | merchant-adjustment-item-id | sku | quantity-purchased | promotion-id'

const transactions =
  'date/time | settlement id | type | order id | sku | description | quantity | marketplace | account type | fulfillment | order city | order state | order postal | tax collection model | product sales | product sales tax | shipping credits | shipping credits tax | gift wrap credits | giftwrap credits tax | Regulatory Fee | Tax On Regulatory Fee | promotional rebates | promotional rebates tax | marketplace withheld tax | selling fees | fba fees | other transaction fees | other | total'

const transactionsJp =
  '日付/時間 | 決済番号 | トランザクションの種類 | 注文番号 | SKU | 説明 | 数量 | Amazon 出品サービス | フルフィルメント | 市町村 | 都道府県 | 郵便番号 | 税金徴収型 | 商品売上 | 商品の売上税 | 配送料 | 配送料の税金 | ギフト包装手数料 | ギフト包装クレジットの税金 | Amazonポイントの費用 | プロモーション割引額 | プロモーション割引の税金 | 源泉徴収税を伴うマーケットプレイス | 手数料 | FBA 手数料 | トランザクションに関するその他の手数料 | その他 | 合計'

/** A row of a settlement. */
function booked(sku: string, kind: string, type: string, description: string, amount: string, pieces = '') {
  return {
    'settlement-id': '1',
    'transaction-type': kind,
    'order-id': '111-1',
    'amount-type': type,
    'amount-description': description,
    amount,
    'posted-date': '2026-03-08',
    'posted-date-time': '2026-03-08 12:00:00 UTC',
    sku,
    'quantity-purchased': pieces,
  }
}

const cases: readonly ExportCase[] = [
  {
    id: 'amazon-business-by-date',
    about: 'US, with B2B columns that are parts',
    market: 'us',
    fileName: 'BusinessReport-11-20-26.csv',
    header:
      'Date | Ordered Product Sales | Ordered Product Sales - B2B | Units Ordered | Units Ordered - B2B | Total Order Items | Total Order Items - B2B | Page Views - Total | Page Views - Total - B2B | Sessions - Total | Sessions - Total - B2B | Featured Offer Percentage | Unit Session Percentage | Average Offer Count | Units Refunded',
    rows: [
      {
        Date: '1/5/26',
        'Ordered Product Sales': '$1,040.10',
        'Ordered Product Sales - B2B': '$40.00',
        'Units Ordered': '21',
        'Units Ordered - B2B': '1',
        'Total Order Items': '20',
        'Page Views - Total': '1,900',
        'Sessions - Total': '1,300',
        'Unit Session Percentage': '1.62%',
        'Units Refunded': '2',
      },
      {
        Date: '1/16/26',
        'Ordered Product Sales': '$5.00',
        'Units Ordered': '1',
        'Total Order Items': '1',
        'Sessions - Total': '9',
      },
    ],
    gives: {
      '2026-01-05':
        'net_sales 1040.1, units 21, orders 20, order_lines 20, sessions 1300, page_views 1900, returns_units 2',
      '2026-01-16': 'net_sales 5, units 1, orders 1, order_lines 1, sessions 9',
    },
  },
  {
    id: 'amazon-business-by-date',
    about: 'Japan',
    market: 'jp',
    header:
      '日付 | 注文商品の売上額 | 注文商品の売上額 - B2B | 注文された商品点数 | 注文点数 - B2B | 注文品目総数 | ページビュー数 - 合計 | セッション数 - 合計 | ユニットセッション率',
    rows: [
      {
        日付: '2026/01/05',
        注文商品の売上額: '￥12,300',
        注文された商品点数: '4',
        注文品目総数: '3',
        'ページビュー数 - 合計': '88',
        'セッション数 - 合計': '60',
        ユニットセッション率: '6.67%',
      },
    ],
    gives: { '2026-01-05': 'net_sales 12300, units 4, orders 3, order_lines 3, sessions 60, page_views 88' },
  },
  {
    id: 'amazon-business-by-date',
    about: 'old names',
    market: 'us',
    header: 'Date | Sessions | Page Views | Ordered Product Sales | Units Ordered | Total Order Items',
    rows: [
      {
        Date: '01/05/2026',
        Sessions: '10',
        'Page Views': '12',
        'Ordered Product Sales': '$7.50',
        'Units Ordered': '1',
        'Total Order Items': '1',
      },
    ],
    gives: { '2026-01-05': 'net_sales 7.5, units 1, orders 1, order_lines 1, sessions 10, page_views 12' },
  },
  {
    id: 'amazon-business-by-asin',
    about: 'the day is asked, since the name tells when it was made',
    market: 'us',
    fileName: 'BusinessReport-11-20-26.csv',
    day: '2026-01-05',
    header:
      '(Parent) ASIN | (Child) ASIN | Title | SKU | Sessions - Total | Page Views - Total | Featured Offer Percentage | Units Ordered | Unit Session Percentage | Ordered Product Sales | Total Order Items',
    rows: [
      {
        '(Parent) ASIN': 'B0P',
        '(Child) ASIN': 'B01',
        SKU: 'CUP-R',
        'Sessions - Total': '40',
        'Page Views - Total': '50',
        'Units Ordered': '2',
        'Ordered Product Sales': '$30.00',
        'Total Order Items': '2',
      },
      {
        '(Parent) ASIN': 'B0P',
        '(Child) ASIN': 'B02',
        SKU: 'CUP-B',
        'Sessions - Total': '10',
        'Page Views - Total': '11',
        'Units Ordered': '0',
        'Ordered Product Sales': '$0.00',
        'Total Order Items': '0',
      },
    ],
    gives: {
      '2026-01-05 CUP-B': 'net_sales 0, units 0, orders 0, order_lines 0, sessions 10, page_views 11',
      '2026-01-05 CUP-R': 'net_sales 30, units 2, orders 2, order_lines 2, sessions 40, page_views 50',
    },
  },
  {
    id: 'amazon-business-by-asin',
    about: 'Japan, the day in the name of the file',
    market: 'jp',
    fileName: '商品別_2026-01-05.csv',
    header:
      '（親）ASIN | （子）ASIN | タイトル | セッション数 - 合計 | ユニットセッション率 | 注文された商品点数 | 注文商品の売上額 | 注文品目総数',
    rows: [
      {
        '（親）ASIN': 'B0P',
        '（子）ASIN': 'B01',
        'セッション数 - 合計': '7',
        注文された商品点数: '1',
        注文商品の売上額: '￥990',
        注文品目総数: '1',
      },
    ],
    gives: { '2026-01-05 B01': 'net_sales 990, units 1, orders 1, order_lines 1, sessions 7' },
  },
  {
    id: 'amazon-all-orders',
    about: 'amounts of lines, promotions, a cancelled one, other channels; days of the store',
    market: 'us',
    separator: '\t',
    header: orders,
    rows: [
      {
        'amazon-order-id': '111-1',
        'purchase-date': '2026-01-06T03:30:00+00:00',
        'order-status': 'Shipped',
        'item-status': 'Shipped',
        'sales-channel': 'Amazon.com',
        sku: 'CUP',
        quantity: '2',
        currency: 'USD',
        'item-price': '40.00',
        'item-tax': '3.20',
        'shipping-price': '5.00',
        'item-promotion-discount': '4.00',
        'ship-promotion-discount': '5.00',
      },
      {
        'amazon-order-id': '111-1',
        'purchase-date': '2026-01-06T03:30:00+00:00',
        'order-status': 'Shipped',
        'item-status': 'Shipped',
        'sales-channel': 'Amazon.com',
        sku: 'MUG',
        quantity: '1',
        currency: 'USD',
        'item-price': '10.00',
        'item-tax': '0.80',
      },
      {
        'amazon-order-id': '111-2',
        'purchase-date': '2026-01-05T20:00:00+00:00',
        'order-status': 'Cancelled',
        'item-status': 'Cancelled',
        'sales-channel': 'Amazon.com',
        sku: 'CUP',
        quantity: '0',
        currency: 'USD',
      },
      {
        'amazon-order-id': 'S01-3',
        'purchase-date': '2026-01-05T20:00:00+00:00',
        'order-status': 'Shipped',
        'item-status': 'Shipped',
        'sales-channel': 'Non-Amazon US',
        sku: 'CUP',
        quantity: '1',
      },
    ],
    gives: {
      '2026-01-05':
        'gross_sales 50, net_sales 46, discount_shop 4, units 3, orders 1, order_lines 2, shipping_income 0, tax_amount 4',
      '2026-01-05 CUP':
        'gross_sales 40, net_sales 36, discount_shop 4, units 2, orders 1, order_lines 1, shipping_income 0, tax_amount 3.2',
      '2026-01-05 MUG':
        'gross_sales 10, net_sales 10, discount_shop 0, units 1, orders 1, order_lines 1, tax_amount 0.8',
    },
  },
  {
    id: 'amazon-settlement-v2',
    about: 'sales, refunds and fees of a day; reserves are no cost',
    market: 'us',
    separator: '\t',
    header: settlement,
    rows: [
      {
        'settlement-id': '1',
        'settlement-start-date': '2026-03-01 00:00:00 UTC',
        'total-amount': '100.00',
        currency: 'USD',
      },
      booked('CUP', 'Order', 'ItemPrice', 'Principal', '30.00', '2'),
      booked('CUP', 'Order', 'ItemPrice', 'Tax', '2.40'),
      booked('CUP', 'Order', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', '-2.40'),
      booked('CUP', 'Order', 'Promotion', 'Principal', '-3.00'),
      booked('CUP', 'Order', 'ItemFees', 'Commission', '-4.05'),
      booked('CUP', 'Order', 'ItemFees', 'FBAPerUnitFulfillmentFee', '-6.10'),
      booked('MUG', 'Refund', 'ItemPrice', 'Principal', '-12.00'),
      booked('MUG', 'Refund', 'ItemFees', 'Commission', '1.80'),
      booked('MUG', 'Refund', 'ItemFees', 'RefundCommission', '-0.36'),
      booked('', 'other-transaction', 'other-transaction', 'Storage Fee', '-7.77'),
      booked('', 'other-transaction', 'other-transaction', 'Subscription Fee', '-39.99'),
      booked('', 'ServiceFee', 'Cost of Advertising', 'TransactionTotalAmount', '-55.00'),
      booked('', 'other-transaction', 'other-transaction', 'Current Reserve Amount', '-500.00'),
    ],
    gives: {
      '2026-03-08': 'storage_cost 7.77, platform_fees 39.99',
      '2026-03-08 CUP': 'net_sales 27, units 2, platform_fees 4.05, fulfilment_cost 6.1',
      '2026-03-08 MUG': 'refunds_amount 12, platform_fees -1.44',
    },
  },
  {
    id: 'amazon-transactions',
    about: 'US, below lines that explain it; the transfer is no figure',
    market: 'us',
    above: [
      '"Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions"',
      '"All amounts in USD, unless specified"',
      '"Definitions:"',
      '"Sales tax collected: Includes sales tax collected from buyers for product sales, shipping, and gift wrap."',
    ],
    header: transactions,
    rows: [
      {
        'date/time': 'Mar 9, 2026 12:03:11 AM PDT',
        'settlement id': '9',
        type: 'Order',
        'order id': '111-1',
        sku: 'CUP',
        description: 'Cup',
        quantity: '1',
        'product sales': '1,020.00',
        'product sales tax': '1.60',
        'shipping credits': '4.99',
        'promotional rebates': '-4.99',
        'selling fees': '-3.00',
        'fba fees': '-5.06',
        total: '11.94',
      },
      {
        'date/time': 'Mar 9, 2026 9:00:00 AM PDT',
        'settlement id': '9',
        type: 'Refund',
        'order id': '111-0',
        sku: 'CUP',
        quantity: '1',
        'product sales': '-20.00',
        'selling fees': '2.40',
        total: '-17.60',
      },
      {
        'date/time': 'Mar 9, 2026 10:00:00 AM PDT',
        'settlement id': '9',
        type: 'FBA Inventory Fee',
        description: 'FBA storage fee',
        other: '-8.50',
        total: '-8.50',
      },
      {
        'date/time': 'Mar 9, 2026 11:00:00 AM PDT',
        'settlement id': '9',
        type: 'Service Fee',
        description: 'Subscription',
        other: '-39.99',
        total: '-39.99',
      },
      {
        'date/time': 'Mar 9, 2026 11:10:00 AM PDT',
        'settlement id': '9',
        type: 'Shipping Services',
        description: 'Shipping Label Purchased',
        other: '-6.10',
        total: '-6.10',
      },
      {
        'date/time': 'Mar 9, 2026 11:30:00 PM PDT',
        'settlement id': '9',
        type: 'Transfer',
        description: 'To account ending in 001',
        other: '-900.00',
        total: '-900.00',
      },
    ],
    gives: {
      '2026-03-09': 'storage_cost 8.5, platform_fees 39.99, shipping_cost 6.1',
      '2026-03-09 CUP':
        'net_sales 1015.01, units 1, shipping_income 4.99, tax_amount 1.6, refunds_amount 20, platform_fees 0.6, fulfilment_cost 5.06',
    },
  },
  {
    id: 'amazon-transactions',
    about: 'Japan, with points',
    market: 'jp',
    above: ['"Amazonの処理…"', '"通貨はJPYです"'],
    header: transactionsJp,
    rows: [
      {
        '日付/時間': '2026/03/09 00:10:00JST',
        決済番号: '9',
        トランザクションの種類: '注文',
        注文番号: '250-1',
        SKU: 'CUP',
        数量: '2',
        商品売上: '4,000',
        商品の売上税: '400',
        Amazonポイントの費用: '-40',
        プロモーション割引額: '-200',
        手数料: '-600',
        'FBA 手数料': '-868',
        合計: '2,692',
      },
      {
        '日付/時間': '2026/03/09 12:00:00 JST',
        決済番号: '9',
        トランザクションの種類: '返金',
        注文番号: '250-0',
        SKU: 'CUP',
        数量: '1',
        商品売上: '-2,000',
        手数料: '240',
        合計: '-1,760',
      },
      {
        '日付/時間': '2026/03/09 12:00:00 JST',
        決済番号: '9',
        トランザクションの種類: '注文外料金',
        説明: 'FBA保管手数料',
        その他: '-1,234',
        合計: '-1,234',
      },
      {
        '日付/時間': '2026/03/09 13:00:00 JST',
        決済番号: '9',
        トランザクションの種類: '振込み',
        その他: '-90,000',
        合計: '-90,000',
      },
    ],
    gives: {
      '2026-03-09': 'storage_cost 1234',
      '2026-03-09 CUP':
        'net_sales 3800, units 2, tax_amount 400, point_cost 40, refunds_amount 2000, platform_fees 360, fulfilment_cost 868',
    },
  },
  {
    id: 'amazon-fba-returns',
    about: 'reasons by what they mean',
    market: 'us',
    separator: '\t',
    header:
      'return-date | order-id | sku | asin | fnsku | product-name | quantity | fulfillment-center-id | detailed-disposition | reason | status | license-plate-number | customer-comments',
    rows: [
      {
        'return-date': '2026-01-05T15:00:00+00:00',
        'order-id': '111-1',
        sku: 'CUP',
        quantity: '1',
        'detailed-disposition': 'SELLABLE',
        reason: 'UNWANTED_ITEM',
        'license-plate-number': 'L1',
      },
      {
        'return-date': '2026-01-05T16:00:00+00:00',
        'order-id': '111-2',
        sku: 'CUP',
        quantity: '2',
        'detailed-disposition': 'DEFECTIVE',
        reason: 'DEFECTIVE',
        'license-plate-number': 'L2',
      },
      {
        'return-date': '2026-01-05T17:00:00+00:00',
        'order-id': '111-3',
        sku: 'CUP',
        quantity: '1',
        'detailed-disposition': 'SELLABLE',
        reason: 'APPAREL_TOO_SMALL',
        'license-plate-number': 'L3',
      },
      {
        'return-date': '2026-01-05T17:00:00+00:00',
        'order-id': '111-4',
        sku: 'CUP',
        quantity: '1',
        'detailed-disposition': 'SELLABLE',
        reason: 'NO_REASON_GIVEN',
        'license-plate-number': 'L4',
      },
    ],
    gives: {
      '2026-01-05 CUP':
        'returns_units 5, returns_reason_change_of_mind 1, returns_reason_quality 2, returns_reason_size 1, returns_reason_other 1',
    },
  },
  {
    id: 'amazon-fba-inventory',
    about: 'a snapshot, its day in the name of the file',
    market: 'us',
    separator: '\t',
    fileName: 'manage-fba 20260105.txt',
    header:
      'sku | fnsku | asin | product-name | condition | your-price | mfn-listing-exists | mfn-fulfillable-quantity | afn-listing-exists | afn-warehouse-quantity | afn-fulfillable-quantity | afn-unsellable-quantity | afn-reserved-quantity | afn-total-quantity | per-unit-volume | afn-inbound-working-quantity | afn-inbound-shipped-quantity | afn-inbound-receiving-quantity',
    rows: [
      {
        sku: 'CUP',
        'your-price': '20.00',
        'afn-fulfillable-quantity': '40',
        'afn-reserved-quantity': '5',
        'afn-inbound-working-quantity': '1',
        'afn-inbound-shipped-quantity': '20',
        'afn-inbound-receiving-quantity': '3',
      },
    ],
    gives: { '2026-01-05 CUP': 'stock_on_hand 40, inbound_units 24' },
  },
  {
    id: 'amazon-fba-age',
    about: 'old stock is what is older than 90 days',
    market: 'us',
    separator: '\t',
    header:
      'snapshot-date | sku | fnsku | asin | product-name | condition | available | pending-removal-quantity | inv-age-0-to-90-days | inv-age-91-to-180-days | inv-age-181-to-270-days | inv-age-271-to-365-days | inv-age-365-plus-days | currency | units-shipped-t7 | inbound-quantity',
    rows: [
      {
        'snapshot-date': '2026-01-05',
        sku: 'CUP',
        available: '60',
        'inv-age-0-to-90-days': '40',
        'inv-age-91-to-180-days': '12',
        'inv-age-181-to-270-days': '5',
        'inv-age-271-to-365-days': '2',
        'inv-age-365-plus-days': '1',
        'inbound-quantity': '7',
      },
    ],
    gives: { '2026-01-05 CUP': 'stock_on_hand 60, stock_aged_90d 20, inbound_units 7' },
  },
  {
    id: 'amazon-ads-search-terms',
    about: 'terms of a day are added up',
    market: 'us',
    header:
      'Date | Portfolio name | Currency | Campaign Name | Ad Group Name | Targeting | Match Type | Customer Search Term | Impressions | Clicks | Click-Thru Rate (CTR) | Cost Per Click (CPC) | Spend | 7 Day Total Sales  | Total Advertising Cost of Sales (ACOS)  | 7 Day Total Orders (#) | 7 Day Total Units (#) | 7 Day Advertised SKU Sales ',
    rows: [
      {
        Date: 'Jan 05, 2026',
        Currency: 'USD',
        'Campaign Name': 'A',
        'Customer Search Term': 'cup',
        Impressions: '1,000',
        Clicks: '10',
        Spend: '$5.50',
        '7 Day Total Sales': '$50.00',
        '7 Day Total Orders (#)': '3',
        '7 Day Total Units (#)': '4',
        '7 Day Advertised SKU Sales': '$20.00',
      },
      {
        Date: 'Jan 05, 2026',
        Currency: 'USD',
        'Campaign Name': 'A',
        'Customer Search Term': 'mug',
        Impressions: '100',
        Clicks: '1',
        Spend: '$0.50',
        '7 Day Total Sales': '$0.00',
        '7 Day Total Orders (#)': '0',
        '7 Day Total Units (#)': '0',
      },
    ],
    gives: {
      '2026-01-05':
        'ad_impressions 1100, ad_clicks 11, ad_spend 6, ad_sales 50, ad_sales_7d 50, ad_orders 3, ad_units 4',
    },
  },
  {
    id: 'amazon-ads-products',
    about: 'Japan, by SKU',
    market: 'jp',
    header:
      '日付 | ポートフォリオ名 | 通貨 | キャンペーン名 | 広告グループ名 | 宣伝SKU | 宣伝 ASIN | インプレッション | クリック | クリックスルー率 (CTR) | 平均クリック単価 (CPC) | 費用 | 広告がクリックされてから7日間の総売上高 | 広告費売上高比率（ACOS）合計 | 広告がクリックされてから7日間の合計注文数 | 広告がクリックされてから7日間の合計販売数',
    rows: [
      {
        日付: '2026/01/05',
        通貨: 'JPY',
        キャンペーン名: 'A',
        宣伝SKU: 'CUP',
        インプレッション: '900',
        クリック: '9',
        費用: '￥450',
        広告がクリックされてから7日間の総売上高: '￥3,000',
        広告がクリックされてから7日間の合計注文数: '2',
        広告がクリックされてから7日間の合計販売数: '2',
      },
    ],
    gives: {
      '2026-01-05 CUP':
        'ad_impressions 900, ad_clicks 9, ad_spend 450, ad_sales 3000, ad_sales_7d 3000, ad_orders 2, ad_units 2',
    },
  },
  {
    id: 'amazon-ads-campaigns',
    about: 'sponsored brands count 14 days',
    market: 'us',
    header:
      'Date | Portfolio name | Currency | Campaign Name | Impressions | Clicks | Click-Thru Rate (CTR) | Spend | 14 Day Total Sales  | 14 Day Total Orders (#) | 14 Day Total Units (#) | 14 Day New-to-brand Sales',
    rows: [
      {
        Date: '2026-01-05',
        Currency: 'USD',
        'Campaign Name': 'B',
        Impressions: '500',
        Clicks: '5',
        Spend: '10.00',
        '14 Day Total Sales': '80.00',
        '14 Day Total Orders (#)': '2',
        '14 Day Total Units (#)': '3',
        '14 Day New-to-brand Sales': '60.00',
      },
    ],
    gives: {
      '2026-01-05':
        'ad_impressions 500, ad_clicks 5, ad_spend 10, ad_sales 80, ad_orders 2, ad_units 3, ad_sales_new 60',
    },
  },
]

await describeExports(db, cases)
