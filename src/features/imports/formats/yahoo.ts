import { column, figure, names } from './column.ts'
import { dayAbove, dayInName } from './days.ts'
import type { FormatColumn, KnownFormat } from './known-format.ts'

/** A figure of all devices together, as the layouts of the reports write it. */
function all(name: string): string {
  const plain = [name, `${name}（税込）`, `注文数 - ${name}`, `売上 - ${name}`, `訪問者数 - ${name}`]
  const total = [name, `${name}（税込）`].flatMap(one => [
    ...[`${one}（合算値）`, `${one}_合算値`, `${one}合算値`, `${one} 合算値`],
    ...[`合算値${one}`, `合算値_${one}`, `合算値（${one}）`, `合算値 ${one}`, `（合算値）${one}`],
  ])
  return [...total, ...plain].join(' | ')
}

const sales = all('売上合計値')
const visitors = all('訪問者数')
const pageViews = all('ページビュー')

const figures: readonly FormatColumn[] = [
  figure('net_sales', sales),
  figure('orders', all('注文数合計')),
  figure('units', all('注文点数合計')),
  figure('buyers', all('注文者数合計')),
  figure('page_views', pageViews),
  figure('sessions', `${all('セッション合計')} | ${all('セッション数')}`),
  figure('visitors', visitors),
  figure('favourites_added', all('お気に入り保存数')),
  figure('carts_added', all('カート投入数')),
]

/** Columns that only Yahoo!'s order items have. */
const detail = names(
  'SubCode | SubCodeOption | ItemOptionName | ItemOptionValue | UnitGetPoint | PriceType | サブコード',
)

/** Columns of the report of buyers, as far as one of them tells it: `性別（男性）-20代-新規`. */
const groupsOfBuyers = ['男性', '女性', '不明'].flatMap(gender =>
  ['10代', '20代', '30代', '40代', '50代', '60代', '60代以上', '70代以上'].flatMap(age =>
    ['新規', 'リピート'].map(kind => `性別（${gender}）-${age}-${kind}`),
  ),
)

const jp = { currency: 'JPY', zone: 'Asia/Tokyo' } as const

const itemPath = 'ストアクリエイターPro > 販売管理 > 商品分析 > CSVダウンロード（1日）'

/** Files that only a person can download from ストアクリエイターPro. */
export const yahoo: readonly KnownFormat[] = [
  {
    id: 'yahoo-hourly',
    label: {
      en: 'Yahoo! Shopping by hour',
      ja: 'Yahoo!ショッピング 速報（時間帯別）',
      'zh-CN': '雅虎购物速报（按小时）',
    },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 販売管理 > 速報 > CSVダウンロード',
    recognise: { columns: ['日付', '時間帯', [...names(visitors), ...names(pageViews), ...names(sales)]] },
    kind: 'daily',
    columns: [column('day', '日付'), ...figures],
    ...jp,
    complete: { column: ['時間帯'], rows: 24 },
    note: {
      en: 'The hours of a day are added up; visitors who came in several hours count in each of them.',
      ja: '1日の各時間帯を合計します。複数の時間帯に訪れた人は、それぞれで数えられます。',
      'zh-CN': '一天的各小时相加；在多个小时来访的访客会分别计入。',
    },
  },
  {
    id: 'yahoo-daily',
    label: {
      en: 'Yahoo! Shopping by day',
      ja: 'Yahoo!ショッピング 全体分析（日次）',
      'zh-CN': '雅虎购物整体分析（按日）',
    },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 販売管理 > 全体分析 > 日次 > CSVダウンロード',
    recognise: {
      columns: [
        '日付',
        names(sales),
        [...names(all('注文数合計')), ...names(all('注文点数合計')), ...names(all('注文者数合計'))],
      ],
      optional: [...names(visitors), ...names(pageViews)],
      without: ['時間帯', '商品コード'],
    },
    kind: 'daily',
    columns: [column('day', '日付'), ...figures],
    rows: [
      { column: ['デバイス', '端末'], only: /^(合算値|すべて|全体|合計)$/, whole: '合算値' },
      { column: ['日付'], only: /\d/ },
    ],
    ...jp,
    repeated: 'refuse',
  },
  {
    id: 'yahoo-items',
    label: { en: 'Yahoo! Shopping item analysis', ja: 'Yahoo!ショッピング 商品分析', 'zh-CN': '雅虎购物商品分析' },
    platform: 'yahoo',
    path: itemPath,
    recognise: {
      columns: ['商品コード', names(sales), names(all('注文点数合計'))],
      optional: names(
        '商品名 | サブコード | 注文数合計 | 注文者数合計 | カート投入数 | 訪問者数 | ページビュー（優良配送あり）',
      ),
    },
    kind: 'daily',
    columns: [
      column('day', '日付'),
      column('sku', '商品コード', { joined: ['サブコード'] }),
      column('product_name', '商品名'),
      ...figures.filter(({ role }) => role !== 'measure:page_views'),
      figure('page_views', 'ページビュー（優良配送あり） | ページビュー'),
      figure('page_views', 'ページビュー（優良配送なし）'),
    ],
    day: ['column', { preamble: dayAbove }, { fileName: dayInName }, 'asked'],
    ...jp,
    totalsOf: { key: ['商品コード'], part: ['サブコード'] },
  },
  {
    id: 'yahoo-flow',
    label: { en: 'Yahoo! Shopping visitor flow', ja: 'Yahoo!ショッピング 流入・離脱', 'zh-CN': '雅虎购物流入流出' },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 販売管理 > 流入・離脱',
    recognise: {
      columns: [
        '日付',
        names('流入全体（訪問者数）_合算値 | 流入全体（訪問者数） | 流入全体 | 離脱全体（訪問者数）_合算値 | 離脱全体'),
      ],
    },
    refuse: {
      en: 'This is the report of where visitors come from and go to; it has no figures of the shop. Please download 全体分析 (日次) instead.',
      ja: 'これは「流入・離脱」レポートで、取り込める数値がありません。「全体分析（日次）」をダウンロードしてください。',
      'zh-CN': '这是访客流入流出报告，没有店铺指标。请改为下载“全体分析（日次）”。',
    },
    kind: 'daily',
    columns: [],
  },
  {
    id: 'yahoo-monthly',
    label: {
      en: 'Yahoo! Shopping by month',
      ja: 'Yahoo!ショッピング 全体分析（月次）',
      'zh-CN': '雅虎购物整体分析（按月）',
    },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 販売管理 > 全体分析 > 月次',
    recognise: {
      columns: [names('年月 | 対象月 | 月'), names(sales), names(all('注文数合計'))],
      without: ['日付'],
    },
    refuse: {
      en: 'This Yahoo! report holds months, not days. Please download the daily one (全体分析 > 日次).',
      ja: 'このYahoo!ショッピングのレポートは月次です。日次（全体分析 > 日次）をダウンロードしてください。',
      'zh-CN': '这份雅虎购物报告是按月的。请下载按日的（全体分析 > 日次）。',
    },
    kind: 'daily',
    columns: [],
  },
  {
    id: 'yahoo-customers',
    label: { en: 'Yahoo! Shopping customers', ja: 'Yahoo!ショッピング お客様分析', 'zh-CN': '雅虎购物顾客分析' },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 販売管理 > お客様分析',
    recognise: { columns: ['日付', groupsOfBuyers] },
    refuse: {
      en: 'This is the report of buyers by age and gender; it has no figures that are kept per day. Please download 全体分析 (日次) instead.',
      ja: 'これは「お客様分析」（性別・年代別）レポートで、日別に取り込める数値がありません。「全体分析（日次）」をダウンロードしてください。',
      'zh-CN': '这是按性别、年龄的顾客分析报告，没有可按日保存的指标。请改为下载“全体分析（日次）”。',
    },
    kind: 'daily',
    columns: [],
  },
  {
    id: 'yahoo-order-lines',
    label: { en: 'Yahoo! Shopping order lines', ja: 'Yahoo!ショッピング 注文商品データ', 'zh-CN': '雅虎购物订单明细' },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 注文管理 > 注文検索 > ダウンロード',
    recognise: {
      columns: [
        names('OrderId | 注文ID'),
        names('OrderTime | 注文日時'),
        names('UnitPrice | 商品単価'),
        names('Quantity | 数量'),
        ['ItemId', '商品コード'],
        detail,
      ],
      optional: ['LineId', 'ItemId', 'SubCode', 'OrderStatus', 'LineSubTotal', 'Title'],
    },
    kind: 'orders',
    columns: [
      column('order_id', 'OrderId | 注文ID'),
      column('line_id', 'LineId'),
      column('order_day', 'OrderTime | 注文日時'),
      column('ship_day', 'ShipDate | 出荷日'),
      column('status', 'OrderStatus | 注文ステータス'),
      column('sku', 'ItemId | 商品ID | 商品コード', { joined: ['SubCode', 'サブコード'] }),
      column('product_name', 'Title | 商品名'),
      column('quantity', 'Quantity | 数量'),
      column('sales', 'UnitPrice | 商品単価', { per: 'unit' }),
      figure('shipping_income', 'ShipCharge | 送料', { per: 'order' }),
    ],
    status: yahooStatus(),
    ...jp,
  },
  {
    id: 'yahoo-orders',
    label: { en: 'Yahoo! Shopping orders', ja: 'Yahoo!ショッピング 注文データ', 'zh-CN': '雅虎购物订单' },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 注文管理 > 注文検索 > ダウンロード',
    recognise: {
      columns: [
        names('OrderId | 注文ID'),
        names('OrderTime | 注文日時'),
        names('TotalPrice | 合計金額'),
        names('PayCharge | PayStatus | UsePoint | GiftWrapCharge | QuantityDetail | ShipPrefecture | 手数料'),
      ],
      optional: ['OrderStatus', 'ShipCharge', 'PayCharge', 'PayStatus', 'QuantityDetail'],
      without: ['UnitPrice', '商品単価'],
    },
    kind: 'orders',
    columns: [
      column('order_id', 'OrderId | 注文ID'),
      column('order_day', 'OrderTime | 注文日時'),
      column('ship_day', 'ShipDate | 出荷日'),
      column('status', 'OrderStatus | 注文ステータス'),
      column('quantity', 'TotalQuantity | 数量合計'),
      column('sales', 'TotalPrice | 合計金額'),
      column('sales', 'ShipCharge | 送料', { sign: 'negated' }),
      column('sales', 'PayCharge | 手数料', { sign: 'negated' }),
      column('sales', 'GiftWrapCharge | ギフト包装料', { sign: 'negated' }),
      figure('shipping_income', 'ShipCharge | 送料'),
    ],
    status: yahooStatus(),
    ...jp,
  },
  {
    id: 'yahoo-order-items',
    label: {
      en: 'Yahoo! Shopping order items without a date',
      ja: 'Yahoo!ショッピング 注文商品（日付なし）',
      'zh-CN': '雅虎购物订单商品（无日期）',
    },
    platform: 'yahoo',
    path: 'ストアクリエイターPro > 注文管理 > 注文検索 > ダウンロード',
    recognise: {
      columns: ['OrderId', 'LineId', 'Quantity', 'ItemId', detail],
      without: names('OrderTime | 注文日時 | Order Date | Created at'),
    },
    refuse: {
      en: 'This file of order items has no date of the order. Please add OrderTime and OrderStatus to the download template, or download the orders.',
      ja: 'この注文商品データには注文日時がありません。ダウンロード項目にOrderTimeとOrderStatusを追加するか、注文データをダウンロードしてください。',
      'zh-CN': '这份订单商品文件没有下单时间。请在下载模板中加入OrderTime和OrderStatus，或下载订单数据。',
    },
    kind: 'orders',
    columns: [],
  },
]

/** 1 reserved, 2 in work, 3 on hold, 4 cancelled, 5 done. */
function yahooStatus(): NonNullable<KnownFormat['status']> {
  return {
    sale: ['5', '完了'],
    pending: ['1', '2', '3', '予約中', '処理中', '保留'],
    cancelled: ['4', 'キャンセル'],
  }
}
