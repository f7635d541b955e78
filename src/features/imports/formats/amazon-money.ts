import { column, figure, names } from './column.ts'
import type { Condition, FormatColumn, KnownFormat } from './known-format.ts'

const dayNote = {
  en: 'Amounts stand on the day on which Amazon booked them (usually the shipment), not on the day of the order. Advertising is left out: the invoice does not say which day it was spent on.',
  ja: '金額は注文日ではなくAmazonの計上日（通常は出荷日）のものです。広告費は使用日が分からないため除外しています。',
  'zh-CN': '金额按亚马逊入账日（通常为发货日）计，而非下单日。广告费因账单不含消耗日期而不计入。',
}

const partsNote = {
  en: `${dayNote.en} The first and the last day of a settlement are only parts of a day.`,
  ja: `${dayNote.ja}決済期間の最初と最後の日は1日分に足りません。`,
  'zh-CN': `${dayNote['zh-CN']}结算周期的首日和末日不是完整的一天。`,
}

const type = ['amount-type']
const description = ['amount-description']
const transaction = ['transaction-type']

/** An amount of a settlement that stands there as a negative number. */
function booked(measure: string, ...when: readonly Condition[]): FormatColumn {
  return figure(measure, 'amount', { sign: 'negated', when })
}

const fba = /fba|fulfil+ment|weightbased|perunit|perorder/i

const settlement: KnownFormat = {
  id: 'amazon-settlement-v2',
  source: 'statement',
  label: { en: 'Amazon settlement (flat file V2)', ja: 'Amazon 決済レポート（V2）', 'zh-CN': '亚马逊结算报告（V2）' },
  platform: 'amazon',
  path: 'Seller Central > Payments > Reports Repository (All Statements) > Download Flat File V2',
  recognise: {
    columns: ['settlement-id', 'transaction-type', 'amount-type', 'amount-description', 'amount', 'posted-date'],
    optional: ['posted-date-time', 'order-id', 'sku', 'quantity-purchased', 'total-amount'],
  },
  kind: 'daily',
  columns: [
    column('day', 'posted-date-time'),
    column('day', 'posted-date'),
    column('sku', 'sku'),
    figure('net_sales', 'amount', {
      when: [
        { column: transaction, is: /^order$/i },
        { column: type, is: /^itemprice$/i },
        { column: description, is: /^principal$/i },
      ],
    }),
    figure('net_sales', 'amount', {
      when: [
        { column: transaction, is: /^order$/i },
        { column: type, is: /^promotion$/i },
        { column: description, is: /^principal$/i },
      ],
    }),
    figure('units', 'quantity-purchased', {
      when: [
        { column: transaction, is: /^order$/i },
        { column: type, is: /^itemprice$/i },
        { column: description, is: /^principal$/i },
      ],
    }),
    figure('shipping_income', 'amount', {
      when: [
        { column: transaction, is: /^order$/i },
        { column: type, is: /^itemprice$/i },
        { column: description, is: /^shipping$/i },
      ],
    }),
    figure('shipping_income', 'amount', {
      when: [
        { column: transaction, is: /^order$/i },
        { column: type, is: /^promotion$/i },
        { column: description, is: /^shipping$/i },
      ],
    }),
    booked(
      'refunds_amount',
      { column: transaction, is: /^(refund|chargeback refund|a-to-z guarantee refund)$/i },
      { column: type, is: /^(itemprice|promotion)$/i },
      { column: description, is: /^principal$/i },
    ),
    booked('fulfilment_cost', { column: type, is: /^itemfees$/i }, { column: description, is: fba }),
    booked(
      'platform_fees',
      { column: type, is: /^itemfees$/i },
      { column: description, is: new RegExp(`^(?!.*(${fba.source}))`, 'i') },
    ),
    booked('platform_fees', { column: description, is: /subscription/i }),
    booked('storage_cost', { column: description, is: /storage/i }, { column: type, is: /^(?!itemfees$)/i }),
    booked('shipping_cost', { column: description, is: /shipping ?label|postage|buy ?shipping/i }),
    booked('coupon_cost', { column: description, is: /coupon/i }),
    booked('point_cost', { column: description, is: /pointsgranted|points ?fee|costofpoints/i }),
    booked('other_cost', {
      column: description,
      is: /^(?!.*storage).*(removal|disposal|inbound|vine|lightning|deal|prep|liquidation|unplanned)/i,
    }),
  ],
  rows: [{ column: ['posted-date', 'posted-date-time'], only: /\S/ }],
  note: partsNote,
}

const settlementV1: KnownFormat = {
  id: 'amazon-settlement-v1',
  label: {
    en: 'Amazon settlement (old flat file)',
    ja: 'Amazon 決済レポート（旧）',
    'zh-CN': '亚马逊结算报告（旧版）',
  },
  platform: 'amazon',
  path: 'Seller Central > Payments > Reports Repository',
  recognise: { columns: ['settlement-id', 'price-type', 'price-amount', 'item-related-fee-type'] },
  refuse: {
    en: 'This is a settlement in the old layout. Please download the same statement as “Flat File V2”.',
    ja: 'これは旧形式の決済レポートです。同じ期間を「フラットファイルV2」でダウンロードしてください。',
    'zh-CN': '这是旧版结算报告，请下载同一期的“Flat File V2”。',
  },
  kind: 'daily',
  columns: [],
}

const kind = names('type | トランザクションの種類 | 类型')
const ordered: Condition = { column: kind, is: /^(order|注文|订单)$/i }
const refunded: Condition = {
  column: kind,
  is: /^(refund|返金|退款|chargeback refund|a-to-z guarantee claim|マーケットプレイス保証申請)$/i,
}
const text = names('description | 説明 | 描述')

const transactions: KnownFormat = {
  id: 'amazon-transactions',
  source: 'statement',
  label: {
    en: 'Amazon date range report (transactions)',
    ja: 'Amazon 期間別レポート（トランザクション）',
    'zh-CN': '亚马逊日期范围报告（交易明细）',
  },
  platform: 'amazon',
  path: 'Seller Central > Payments > Reports Repository > Transaction (date range report)',
  recognise: {
    columns: [
      names('date/time | 日付/時間 | 日期/时间'),
      names('settlement id | 決済番号 | 结算编号'),
      kind,
      names('product sales | 商品売上 | 商品の売上 | 商品销售额'),
      names('total | 合計 | 总计'),
    ],
    optional: names('fba fees | FBA 手数料 | selling fees | 手数料 | promotional rebates'),
  },
  kind: 'daily',
  columns: [
    column('day', 'date/time | 日付/時間 | 日期/时间'),
    column('sku', 'sku'),
    figure('net_sales', 'product sales | 商品売上 | 商品の売上 | 商品销售额', { when: [ordered] }),
    figure('net_sales', 'promotional rebates | プロモーション割引額 | 促销返点', { when: [ordered] }),
    figure('units', 'quantity | 数量', { when: [ordered] }),
    figure('shipping_income', 'shipping credits | 配送料 | 运费', { when: [ordered] }),
    figure('tax_amount', 'product sales tax | 商品の売上税 | 商品销售税', { when: [ordered] }),
    figure('refunds_amount', 'product sales | 商品売上 | 商品の売上 | 商品销售额', {
      sign: 'negated',
      when: [refunded],
    }),
    figure('refunds_amount', 'promotional rebates | プロモーション割引額 | 促销返点', {
      sign: 'negated',
      when: [refunded],
    }),
    figure('platform_fees', 'selling fees | 手数料 | 销售费用', { sign: 'negated' }),
    figure('platform_fees', 'other transaction fees | トランザクションに関するその他の手数料 | 其他交易费用', {
      sign: 'negated',
    }),
    figure('fulfilment_cost', 'fba fees | FBA 手数料 | FBA手数料 | 亚马逊物流费用', { sign: 'negated' }),
    figure('point_cost', 'Amazonポイントの費用 | amazon points | 亚马逊积分', { sign: 'negated' }),
    ...other('storage_cost', /storage|保管/i),
    ...other('platform_fees', /subscription|月額登録料|月間登録料|订阅/i),
    ...other('coupon_cost', /coupon|クーポン|优惠券/i),
    ...other(
      'other_cost',
      /^(?!.*(storage|保管)).*(removal|disposal|inbound|vine|deal|prep|返送|廃棄|納品|移除|弃置|入库)/i,
    ),
    figure('shipping_cost', 'other | その他 | 其他', {
      sign: 'negated',
      when: [{ column: kind, is: /^(shipping services?|配送サービス|配送服务)$/i }],
    }),
  ],
  note: dayNote,
}

/** A cost in the column of everything else, told by the words beside it. */
function other(measure: string, words: RegExp): readonly FormatColumn[] {
  return [
    figure(measure, 'other | その他 | 其他', {
      sign: 'negated',
      when: [
        { column: text, is: words },
        { column: kind, is: /^(?!(order|注文|订单|refund|返金|退款|transfer|振込み|转账)$)/i },
      ],
    }),
  ]
}

/** What Amazon paid out, kept and charged. */
export const amazonMoney: readonly KnownFormat[] = [settlement, settlementV1, transactions]
