import { column, cost, figure, names } from './column.ts'
import { dayAbove, dayInName } from './days.ts'
import type { FormatColumn, KnownFormat } from './known-format.ts'

/** Postage and tax that the shop has not fixed yet stand there as -9999. */
const fixed = (name: string) => [{ column: names(name), is: /^[\d,]+$/ }]

function onceFixed(measure: string, name: string): FormatColumn {
  return figure(measure, name, { per: 'order', when: fixed(name) })
}

/**
 * The shop's own number of a variant; else the item's number with the variant's, which alone repeats over items; else
 * the item's.
 */
const sku: readonly FormatColumn[] = [
  column('sku', 'システム連携用SKU番号'),
  column('sku', '商品管理番号', {
    lower: true, // RMS keeps it in small letters, some of its reports print capitals
    joined: ['SKU管理番号'],
    when: [{ column: ['SKU管理番号'], is: /^(?!normal-inventory$)\S/i }],
  }),
  column('sku', '商品管理番号', { lower: true }),
  column('sku', '商品番号'),
]

const downloadDaily = {
  en: 'This Rakuten file holds months, not days. Please download the daily one (RMS > データ分析 > データダウンロード > 日次).',
  ja: 'この楽天のファイルは月次です。日次（RMS > データ分析 > データダウンロード > 日次）をダウンロードしてください。',
  'zh-CN': '这份乐天文件是按月的。请下载按日的（RMS > データ分析 > データダウンロード > 日次）。',
}

const storeFigures = (suffix: string): readonly FormatColumn[] => [
  figure('net_sales', `売上金額${suffix}`),
  figure('orders', `売上件数${suffix}`),
  figure('sessions', `アクセス人数${suffix}`),
  figure('visitors', `ユニークユーザー数${suffix}`),
  figure('buyers', `購入者数（会員）${suffix}`),
  figure('buyers', `購入者数（非会員）${suffix}`),
  figure('buyers_new', `新規購入者数${suffix}`),
  figure('buyers_repeat', `リピート購入者数${suffix}`),
  figure('tax_amount', `税額（外税額）${suffix}`),
  figure('shipping_income', `送料額${suffix}`),
  cost('coupon_cost', `クーポン値引額（店舗）${suffix}`),
  figure('discount_platform', `クーポン値引額（楽天）${suffix}`, { sign: 'positive' }),
  cost('payment_fees', `決済手数料${suffix}`),
  cost('point_cost', `運用型ポイント変倍経由ポイント付与料${suffix}`),
]

const sourceNote = {
  en: 'Sales of R-Karte are before later cancellations.',
  ja: 'R-Karteの売上は、後日のキャンセルを差し引く前の金額です。',
  'zh-CN': 'R-Karte的销售额未扣除之后的取消。',
}

const orders: KnownFormat = {
  id: 'rakuten-orders',
  label: { en: 'Rakuten RMS orders', ja: '楽天RMS 受注データ', 'zh-CN': '乐天RMS订单' },
  platform: 'rakuten',
  path: 'RMS > 受注・決済管理 > 楽天ペイ受注管理 > データダウンロード',
  recognise: {
    columns: [
      names('注文番号 | 受注番号'),
      names('注文日時 | 注文日'),
      '単価',
      '個数',
      names('ステータス | 受注ステータス'),
    ],
    optional: names(
      '商品管理番号 | 商品明細ID | SKU管理番号 | 送付先ID | 請求金額 | 送料合計 | クーポン利用総額 | 商品合計金額',
    ),
  },
  kind: 'orders',
  columns: [
    column('order_id', '注文番号 | 受注番号'),
    column('order_day', '注文日時 | 注文日'),
    column('ship_day', '発送日'),
    column('status', 'ステータス | 受注ステータス'),
    ...sku,
    column('product_name', '商品名'),
    column('quantity', '個数'),
    column('sales', '単価', { per: 'unit' }),
    column('discount', '店舗発行クーポン利用額', { per: 'order', sign: 'positive' }),
    figure('discount_platform', '楽天発行クーポン利用額', { per: 'order', sign: 'positive' }),
    onceFixed('shipping_income', '送料合計'),
    onceFixed('tax_amount', '消費税合計'),
  ],
  rows: [{ column: ['商品削除フラグ'], not: /^1$/ }],
  status: {
    sale: ['500', '600', '700', /^発送済/, /^支払手続き/],
    pending: ['100', '200', '300', '400', /^注文確認待ち/, /^楽天処理中/, /^発送待ち/, /^変更確定待ち/],
    cancelled: ['800', '900', /^キャンセル/],
  },
  discounts: 'to-take-off',
  currency: 'JPY',
  zone: 'Asia/Tokyo',
}

const storeDaily: KnownFormat = {
  id: 'rakuten-store-daily',
  label: {
    en: 'Rakuten R-Karte store data by day',
    ja: '楽天R-Karte 店舗データ（日次）',
    'zh-CN': '乐天R-Karte店铺数据（按日）',
  },
  platform: 'rakuten',
  path: 'RMS > データ分析 > 店舗データ > データダウンロード（日次）',
  recognise: {
    columns: ['日付', 'デバイス', '売上金額', '売上件数', 'アクセス人数'],
    optional: names('曜日 | 転換率 | 客単価 | ユニークユーザー数 | 購入者数（会員） | サブジャンルTOP10平均 売上金額'),
  },
  kind: 'daily',
  columns: [column('day', '日付'), ...storeFigures('')],
  rows: [
    { column: ['デバイス'], only: /^すべて$/, whole: 'すべて' },
    { column: ['サブジャンルTOP10平均 売上金額'], only: /\S/ },
  ],
  currency: 'JPY',
  zone: 'Asia/Tokyo',
  repeated: 'refuse',
  note: sourceNote,
}

const analysis: KnownFormat = {
  id: 'rakuten-analysis-daily',
  label: { en: 'Rakuten analysis report by day', ja: '楽天 分析用レポート（日次）', 'zh-CN': '乐天分析用报告（按日）' },
  platform: 'rakuten',
  path: 'RMS > データ分析 > データダウンロード > 分析用レポート（日次）',
  recognise: {
    columns: ['日付', '売上金額（すべて）', names('アクセス人数（すべて） | 売上件数（すべて）')],
    optional: ['売上金額（PC）', '売上金額（楽天市場アプリ）', '売上金額（スマートフォン）'],
  },
  kind: 'daily',
  columns: [column('day', '日付'), ...storeFigures('（すべて）')],
  rows: [{ column: ['日付'], not: /実績|合計|平均/ }],
  currency: 'JPY',
  zone: 'Asia/Tokyo',
  repeated: 'refuse',
  note: sourceNote,
}

const itemColumns = ['商品管理番号', '売上', '売上件数', 'アクセス人数']
const itemOptional = names(
  '商品名 | 売上個数 | ユニークユーザー数 | 転換率 | 直帰数 | お気に入り登録ユーザ数 | 在庫数 | 商品ID | ジャンル',
)

const items: KnownFormat = {
  id: 'rakuten-items',
  label: { en: 'Rakuten item analysis', ja: '楽天 商品分析', 'zh-CN': '乐天商品分析' },
  platform: 'rakuten',
  path: 'RMS > データ分析 > 商品分析 > データダウンロード（1日、端末すべて）',
  recognise: { columns: itemColumns, optional: itemOptional },
  kind: 'daily',
  columns: [
    column('sku', '商品管理番号', { lower: true }),
    column('product_name', '商品名'),
    figure('net_sales', '売上'),
    figure('orders', '売上件数'),
    figure('units', '売上個数'),
    figure('sessions', 'アクセス人数'),
    figure('visitors', 'ユニークユーザー数'),
    figure('bounces', '直帰数'),
    figure('favourites_added', 'お気に入り登録ユーザ数'),
    figure('stock_on_hand', '在庫数'),
  ],
  day: [{ preamble: dayAbove }, { fileName: dayInName }, 'asked'],
  currency: 'JPY',
  zone: 'Asia/Tokyo',
}

const filteredItems: KnownFormat = {
  ...items,
  id: 'rakuten-items-filtered',
  label: {
    en: 'Rakuten item analysis, filtered',
    ja: '楽天 商品分析（絞り込みあり）',
    'zh-CN': '乐天商品分析（已筛选）',
  },
  recognise: {
    columns: itemColumns,
    optional: itemOptional,
    preamble: /^(?:端末[\s,]+(?!すべて)\S|キーワード[\s,]+\S)/,
  },
  refuse: {
    en: 'This item analysis is filtered by device or keyword and shows only a part of the sales. Please download it with 端末 = すべて and no keyword.',
    ja: 'この商品分析は端末またはキーワードで絞り込まれています。端末「すべて」・キーワードなしでダウンロードしてください。',
    'zh-CN': '这份商品分析按设备或关键词筛选过，只是一部分。请以“端末 = すべて”、无关键词重新下载。',
  },
}

const skuSales: KnownFormat = {
  id: 'rakuten-sku-sales',
  label: { en: 'Rakuten sales by SKU', ja: '楽天 SKU別売上データ', 'zh-CN': '乐天SKU销售数据' },
  platform: 'rakuten',
  path: 'RMS > データ分析 > データダウンロード > SKU別売上データ（1日）',
  recognise: {
    columns: ['商品管理番号', 'SKU管理番号', '売上金額', '売上件数', '売上個数'],
    optional: names('カタログID | システム連携用SKU番号 | SKU項目1 | 商品名'),
  },
  kind: 'daily',
  columns: [
    ...sku,
    column('product_name', '商品名'),
    figure('net_sales', '売上金額'),
    figure('orders', '売上件数'),
    figure('units', '売上個数'),
  ],
  day: [{ preamble: dayAbove }, { fileName: dayInName }, 'asked'],
  currency: 'JPY',
  zone: 'Asia/Tokyo',
}

const rppColumns = ['日付', 'クリック数(合計)', '実績額(合計)', '売上金額(合計720時間)']

const rpp: KnownFormat = {
  id: 'rakuten-rpp',
  label: { en: 'Rakuten RPP ads by day', ja: '楽天RPP 検索連動型広告（日次）', 'zh-CN': '乐天RPP搜索广告（按日）' },
  platform: 'rakuten',
  path: 'RMS > 広告・アフィリエイト > RPP > パフォーマンスレポート（すべての広告、日ごとに集計）',
  recognise: {
    columns: rppColumns,
    optional: names('コントロールカラム | 商品管理番号 | CTR(%) | 売上金額(合計12時間) | 売上金額(新規720時間)'),
  },
  kind: 'daily',
  columns: [
    column('day', '日付'),
    column('sku', '商品管理番号', { lower: true }),
    figure('ad_clicks', 'クリック数(合計)'),
    figure('ad_spend', '実績額(合計)'),
    figure('ad_sales', '売上金額(合計720時間)'),
    figure('ad_sales_720h', '売上金額(合計720時間)'),
    figure('ad_orders', '売上件数(合計720時間)'),
    figure('ad_sales_new', '売上金額(新規720時間)'),
  ],
  currency: 'JPY',
  zone: 'Asia/Tokyo',
  note: {
    en: 'Ad sales are those within 720 hours after the click; those within 12 hours are a part of them and left out. A day grows for 30 days: import the last 33 days again every week.',
    ja: '広告経由売上はクリック後720時間のものです（12時間分はその一部のため除外）。30日間は増えるため、毎週直近33日分を再取り込みしてください。',
    'zh-CN': '广告销售额为点击后720小时内的（12小时的已包含其中，不另计）。数据30天内会增长，请每周重新导入最近33天。',
  },
}

const rppMonthly: KnownFormat = {
  ...rpp,
  id: 'rakuten-rpp-period',
  label: { en: 'Rakuten RPP ads of a period', ja: '楽天RPP（月・期間集計）', 'zh-CN': '乐天RPP（按月或时段）' },
  recognise: {
    columns: rppColumns,
    optional: ['コントロールカラム'],
    preamble: /月ごとに集計|全期間で集計|期間で集計/,
  },
  refuse: {
    en: 'This RPP report adds up months or a whole period. Please download it with すべての広告 and 日ごとに集計 (by day).',
    ja: 'このRPPレポートは月または全期間の集計です。「すべての広告」「日ごとに集計」でダウンロードしてください。',
    'zh-CN': '这份RPP报告按月或整个时段汇总。请选择“すべての広告”“日ごとに集計”（按日）下载。',
  },
}

const monthly: KnownFormat = {
  id: 'rakuten-store-monthly',
  label: { en: 'Rakuten R-Karte by month', ja: '楽天R-Karte（月次）', 'zh-CN': '乐天R-Karte（按月）' },
  platform: 'rakuten',
  path: 'RMS > データ分析 > データダウンロード（月次）',
  recognise: {
    columns: [names('年月 | 対象月 | 月'), names('新規購入者数 | リピート購入者数 | アクセス人数 | 新規購入件数')],
    without: ['日付'],
  },
  refuse: downloadDaily,
  kind: 'daily',
  columns: [],
}

/** Files that only a person can download from RMS. The stricter ones of two that look alike stand first. */
export const rakuten: readonly KnownFormat[] = [
  orders,
  storeDaily,
  analysis,
  filteredItems,
  items,
  skuSales,
  rppMonthly,
  rpp,
  monthly,
]
