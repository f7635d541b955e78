import { column, figure, names } from './column.ts'
import { dayInName } from './days.ts'
import type { FormatColumn, KnownFormat } from './known-format.ts'

/** Reason codes of returns, by what they mean for us; all others are "other". */
const reasons = {
  quality:
    'DEFECTIVE|QUALITY_UNACCEPTABLE|EXPIRED|EXPIRED_ITEM|MISSING_PARTS|PRODUCT_NOT_WORKING|不良品|動作しない|품질',
  damaged: 'DAMAGED_BY_CARRIER|DAMAGED_BY_FC|DAMAGED|ARRIVED_DAMAGED|CARRIER_DAMAGED|配送中に破損|破損',
  wrong_item: 'SWITCHEROO|WRONG_ITEM|RECEIVED_WRONG_ITEM|EXTRA_ITEM|商品違い|違う商品が届いた',
  not_as_described:
    'NOT_AS_DESCRIBED|INACCURATE_WEBSITE_DESCRIPTION|NOT_COMPATIBLE|PART_NOT_COMPATIBLE|説明と違う|商品説明と異なる',
  late: 'MISSED_ESTIMATED_DELIVERY|ARRIVED_LATE|到着が遅い',
  undelivered: String.raw`UNDELIVERABLE\w*|NEVER_ARRIVED|DID_NOT_ARRIVE|REFUSED|未着`,
  change_of_mind:
    'UNWANTED_ITEM|ORDERED_WRONG_ITEM|FOUND_BETTER_PRICE|ACCIDENTAL_ORDER|UNAUTHORIZED_PURCHASE|MISORDERED|NO_LONGER_NEEDED|BETTER_PRICE_AVAILABLE|不要になった|間違えて注文した',
  size: String.raw`APPAREL_TOO_\w+|APPAREL_STYLE|TOO_SMALL|TOO_LARGE|SIZE\w*|サイズ\S*`,
}

const known = Object.values(reasons).join('|')

function reasonColumns(reason: string, quantity: string): readonly FormatColumn[] {
  const by = (measure: string, is: RegExp) => figure(measure, quantity, { when: [{ column: names(reason), is }] })
  return [
    ...Object.entries(reasons).map(([id, codes]) =>
      by(`returns_reason_${id}`, new RegExp(`^(?:(?:CR|AMZ-PG)-)?(?:${codes})$`, 'i')),
    ),
    by('returns_reason_other', new RegExp(`^(?!(?:(?:CR|AMZ-PG)-)?(?:${known})$)`, 'i')),
  ]
}

const snapshot = ['column', { fileName: dayInName }, 'asked'] as const

/** Returns and stock of goods that Amazon keeps. */
export const amazonFba: readonly KnownFormat[] = [
  {
    id: 'amazon-fba-returns',
    label: { en: 'Amazon FBA customer returns', ja: 'Amazon FBA 返品レポート', 'zh-CN': '亚马逊FBA买家退货报告' },
    platform: 'amazon',
    path: 'Seller Central > Reports > Fulfillment > FBA Customer Returns',
    recognise: {
      columns: [
        'return-date',
        'order-id',
        'sku',
        'quantity',
        'reason',
        names('detailed-disposition | fnsku | license-plate-number'),
      ],
    },
    kind: 'daily',
    columns: [
      column('day', 'return-date'),
      column('sku', 'sku'),
      column('product_name', 'product-name'),
      figure('returns_units', 'quantity'),
      ...reasonColumns('reason', 'quantity'),
    ],
  },
  {
    id: 'amazon-seller-returns',
    label: {
      en: 'Amazon returns (seller-fulfilled)',
      ja: 'Amazon 返品レポート（自社出荷）',
      'zh-CN': '亚马逊退货报告（自发货）',
    },
    platform: 'amazon',
    path: 'Seller Central > Orders > Manage Returns > Return Reports',
    recognise: {
      columns: ['Order ID', 'Return request date', 'Merchant SKU', 'Return quantity', 'Return Reason'],
      optional: ['Refunded Amount', 'Return request status', 'In policy', 'Currency code'],
    },
    kind: 'daily',
    columns: [
      column('day', 'Return request date'),
      column('sku', 'Merchant SKU'),
      column('product_name', 'Item Name'),
      column('currency', 'Currency code'),
      figure('returns_units', 'Return quantity'),
      ...reasonColumns('Return Reason', 'Return quantity'),
    ],
    rows: [{ column: ['Return request status'], not: /reject|cancel|closed without/i }],
  },
  {
    id: 'amazon-fba-inventory',
    label: {
      en: 'Amazon FBA inventory (Manage FBA Inventory)',
      ja: 'Amazon FBA在庫管理レポート',
      'zh-CN': '亚马逊FBA库存管理报告',
    },
    platform: 'amazon',
    path: 'Seller Central > Reports > Fulfillment > Manage FBA Inventory',
    recognise: {
      columns: ['sku', 'afn-fulfillable-quantity'],
      optional: ['fnsku', 'afn-total-quantity', 'mfn-fulfillable-quantity', 'afn-inbound-shipped-quantity'],
    },
    kind: 'daily',
    columns: [
      column('sku', 'sku'),
      column('product_name', 'product-name'),
      figure('stock_on_hand', 'afn-fulfillable-quantity'),
      figure('inbound_units', 'afn-inbound-working-quantity'),
      figure('inbound_units', 'afn-inbound-shipped-quantity'),
      figure('inbound_units', 'afn-inbound-receiving-quantity'),
    ],
    day: snapshot,
  },
  {
    id: 'amazon-fba-age',
    label: {
      en: 'Amazon FBA inventory age and health',
      ja: 'Amazon FBA 在庫状況・在庫年数レポート',
      'zh-CN': '亚马逊FBA库龄与库存健康报告',
    },
    platform: 'amazon',
    path: 'Seller Central > Reports > Fulfillment > Inventory Health / Manage Inventory Health',
    recognise: {
      columns: ['sku', 'available', names('inv-age-91-to-180-days | inv-age-0-to-90-days | inv-age-365-plus-days')],
      optional: ['snapshot-date', 'fnsku', 'inbound-quantity'],
    },
    kind: 'daily',
    columns: [
      column('day', 'snapshot-date'),
      column('sku', 'sku'),
      column('product_name', 'product-name'),
      figure('stock_on_hand', 'available'),
      figure('stock_aged_90d', 'inv-age-91-to-180-days'),
      figure('stock_aged_90d', 'inv-age-181-to-270-days | inv-age-181-to-330-days'),
      figure('stock_aged_90d', 'inv-age-271-to-365-days | inv-age-331-to-365-days'),
      figure('stock_aged_90d', 'inv-age-365-plus-days'),
      figure('inbound_units', 'inbound-quantity'),
    ],
    day: snapshot,
  },
  {
    id: 'amazon-fba-daily-inventory',
    label: {
      en: 'Amazon FBA daily inventory history',
      ja: 'Amazon FBA 日次在庫履歴',
      'zh-CN': '亚马逊FBA每日库存历史',
    },
    platform: 'amazon',
    path: 'Seller Central > Reports > Fulfillment > Daily Inventory History',
    recognise: {
      columns: ['snapshot-date', 'sku', 'quantity', 'detailed-disposition'],
      optional: ['fulfillment-center-id'],
    },
    kind: 'daily',
    columns: [
      column('day', 'snapshot-date'),
      column('sku', 'sku'),
      column('product_name', 'product-name'),
      figure('stock_on_hand', 'quantity'),
    ],
    rows: [{ column: ['detailed-disposition'], only: /^sellable$/i }],
  },
  {
    id: 'amazon-inventory-ledger',
    label: {
      en: 'Amazon inventory ledger (summary)',
      ja: 'Amazon 在庫元帳（概要）',
      'zh-CN': '亚马逊库存分类账（汇总）',
    },
    platform: 'amazon',
    path: 'Seller Central > Reports > Fulfillment > Inventory Ledger > Summary view, by day',
    recognise: {
      columns: ['Date', 'MSKU', 'Disposition', 'Ending Warehouse Balance'],
      optional: ['FNSKU', 'Starting Warehouse Balance', 'Customer Shipments'],
    },
    kind: 'daily',
    columns: [
      column('day', 'Date'),
      column('sku', 'MSKU'),
      column('product_name', 'Title'),
      figure('stock_on_hand', 'Ending Warehouse Balance'),
    ],
    rows: [{ column: ['Disposition'], only: /^sellable$/i }],
  },
]
