import { testDatabase } from '#test/support/database.ts'
import { describeExports, type ExportCase } from '#test/support/exports.ts'

const { db } = await testDatabase()

const rms =
  '注文番号 | ステータス | サブステータスID | サブステータス | 注文日時 | 注文日 | 注文時間 | 発送日 | 支払方法名 | 商品合計金額 | 消費税合計 | 送料合計 | 請求金額 | 合計金額 | ポイント利用額 | クーポン利用総額 | 店舗発行クーポン利用額 | 楽天発行クーポン利用額 | 送付先ID | 商品明細ID | 商品ID | 商品名 | 商品番号 | 商品管理番号 | 単価 | 個数 | 送料込別 | 税込別 | SKU管理番号 | システム連携用SKU番号'

const karte =
  '日付 | 曜日 | デバイス | 売上金額 | 売上件数 | アクセス人数 | 転換率 | 客単価 | ユニークユーザー数 | 購入者数（会員） | 購入者数（非会員） | 新規購入者数 | リピート購入者数 | 税額（外税額） | 送料額 | クーポン値引額（店舗） | クーポン値引額（楽天） | 決済手数料 | サブジャンルTOP10平均 売上金額 | サブジャンルTOP10平均 売上件数'

/** A row of R-Karte. */
function karteRow(day: string, device: string, sales: string, orders: string, visits: string, top = '900,000') {
  return {
    日付: day,
    デバイス: device,
    売上金額: sales,
    売上件数: orders,
    アクセス人数: visits,
    'サブジャンルTOP10平均 売上金額': top,
  }
}

const rppHeader =
  'コントロールカラム | 日付 | 商品ページURL | 商品管理番号 | 入札単価 | CTR(%) | クリック数(合計) | 実績額(合計) | CPC実績(合計) | クリック数(新規) | 実績額(新規) | 売上金額(合計12時間) | 売上件数(合計12時間) | CVR(合計12時間)(%) | 売上金額(新規12時間) | 売上金額(合計720時間) | 売上件数(合計720時間) | 売上金額(新規720時間) | 売上件数(新規720時間)'

/** All hours of a day as the hourly file has them: newest first, the day on the first row only. */
function hours(day: string, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const hour = String(count - 1 - index).padStart(2, '0')
    return {
      日付: index === 0 ? day : '',
      時間帯: `${hour}:00 ～ ${hour}:59`,
      '売上合計値（合算値）': '100',
      '訪問者数（合算値）': '2',
      '訪問者数（PC）': '1',
    }
  })
}

const cases: readonly ExportCase[] = [
  {
    id: 'rakuten-orders',
    about: 'price times pieces, a cancelled order, coupons and postage once, postage not fixed yet',
    market: 'jp',
    header: rms,
    rows: [
      {
        注文番号: 'r-1',
        ステータス: '700',
        注文日時: '2026-01-05 23:50:00',
        注文日: '2026-01-05',
        商品合計金額: '3000',
        送料合計: '500',
        店舗発行クーポン利用額: '300',
        楽天発行クーポン利用額: '100',
        商品明細ID: '1',
        商品管理番号: 'cup',
        単価: '1000',
        個数: '1',
        SKU管理番号: 'red',
      },
      {
        注文番号: 'r-1',
        ステータス: '700',
        注文日時: '2026-01-05 23:50:00',
        注文日: '2026-01-05',
        商品合計金額: '3000',
        送料合計: '500',
        店舗発行クーポン利用額: '300',
        楽天発行クーポン利用額: '100',
        商品明細ID: '2',
        商品管理番号: 'mug',
        単価: '500',
        個数: '4',
        SKU管理番号: 'normal-inventory',
      },
      {
        注文番号: 'r-2',
        ステータス: '900',
        注文日時: '2026-01-05 10:00:00',
        注文日: '2026-01-05',
        商品合計金額: '2000',
        送料合計: '500',
        商品明細ID: '1',
        商品管理番号: 'cup',
        単価: '1000',
        個数: '2',
        SKU管理番号: 'red',
      },
      {
        注文番号: 'r-3',
        ステータス: '100',
        注文日時: '2026-01-06 10:00:00',
        注文日: '2026-01-06',
        商品合計金額: '700',
        送料合計: '-9999',
        商品明細ID: '1',
        商品管理番号: 'cup',
        単価: '700',
        個数: '1',
        SKU管理番号: 'red',
        システム連携用SKU番号: 'OWN-1',
      },
    ],
    gives: {
      '2026-01-05':
        'gross_sales 3000, net_sales 2700, discount_shop 300, units 5, orders 1, order_lines 2, shipping_income 500, discount_platform 100, shipments_due 0, shipped_within_24h 0, shipped_within_48h 0, shipped_within_72h 0',
      '2026-01-05 cup/red':
        'gross_sales 1000, net_sales 1000, discount_shop 0, units 1, orders 1, order_lines 1, shipments_due 0, shipped_within_24h 0, shipped_within_48h 0, shipped_within_72h 0',
      '2026-01-05 mug':
        'gross_sales 2000, net_sales 2000, discount_shop 0, units 4, orders 1, order_lines 1, shipments_due 0, shipped_within_24h 0, shipped_within_48h 0, shipped_within_72h 0',
      '2026-01-06':
        'gross_sales 700, net_sales 700, discount_shop 0, units 1, orders 1, order_lines 1, shipments_due 0, shipped_within_24h 0, shipped_within_48h 0, shipped_within_72h 0',
      '2026-01-06 OWN-1':
        'gross_sales 700, net_sales 700, discount_shop 0, units 1, orders 1, order_lines 1, shipments_due 0, shipped_within_24h 0, shipped_within_48h 0, shipped_within_72h 0',
    },
  },
  {
    id: 'rakuten-store-daily',
    about: 'the row of all devices counts; a day to come is left out; buyers are members and others',
    market: 'jp',
    above: ['※取扱注意', '"データ対象期間","2026/01/05 ～ 2026/01/07"'],
    header: karte,
    rows: [
      {
        ...karteRow('2026/01/05', 'すべて', '50,000', '20', '1,000'),
        ユニークユーザー数: '900',
        '購入者数（会員）': '18',
        '購入者数（非会員）': '1',
        新規購入者数: '12',
        リピート購入者数: '7',
        送料額: '550',
        'クーポン値引額（店舗）': '500',
        決済手数料: '30',
      },
      karteRow('2026/01/05', 'PC', '10,000', '4', '300'),
      karteRow('2026/01/05', 'スマートフォン', '40,000', '16', '700'),
      karteRow('2026/01/06', 'すべて', '0', '0', '12'),
      karteRow('2026/01/07', 'すべて', '0', '0', '0', ''),
    ],
    gives: {
      '2026-01-05':
        'net_sales 50000, orders 20, sessions 1000, visitors 900, buyers 19, buyers_new 12, buyers_repeat 7, shipping_income 550, coupon_cost 500, payment_fees 30',
      '2026-01-06': 'net_sales 0, orders 0, sessions 12',
    },
  },
  {
    id: 'rakuten-analysis-daily',
    about: 'devices side by side, the row of sums left out',
    market: 'jp',
    header:
      '日付 | 売上金額（すべて） | 売上金額（PC） | 売上金額（楽天市場アプリ） | 売上金額（スマートフォン） | 売上件数（すべて） | 売上件数（PC） | アクセス人数（すべて） | アクセス人数（PC） | 転換率（すべて）',
    rows: [
      {
        日付: '2026年01月05日',
        '売上金額（すべて）': '50,000',
        '売上金額（PC）': '10,000',
        '売上件数（すべて）': '20',
        'アクセス人数（すべて）': '1,000',
      },
      {
        日付: '通算実績',
        '売上金額（すべて）': '50,000',
        '売上件数（すべて）': '20',
        'アクセス人数（すべて）': '1,000',
      },
    ],
    gives: { '2026-01-05': 'net_sales 50000, orders 20, sessions 1000' },
  },
  {
    id: 'rakuten-items',
    about: 'the day above the header',
    market: 'jp',
    above: ['商品分析', '"表示期間","2026年01月05日から2026年01月05日"', 'キーワード,', '端末,すべて', ''],
    header:
      '# | ジャンル | カタログID | 商品ID | 商品名 | 商品管理番号 | 商品番号 | 売上 | 売上件数 | 売上個数 | アクセス人数 | ユニークユーザー数 | 転換率 | 客単価 | 総購入件数 | レビュー投稿数 | 直帰数 | お気に入り登録ユーザ数 | お気に入り総ユーザ数 | 在庫数',
    rows: [
      {
        '#': '1',
        商品管理番号: 'cup',
        売上: '7,920',
        売上件数: '3',
        売上個数: '4',
        アクセス人数: '120',
        ユニークユーザー数: '105',
        転換率: '2.50%',
        直帰数: '61',
        お気に入り登録ユーザ数: '2',
        お気に入り総ユーザ数: '940',
        在庫数: '12',
      },
    ],
    gives: {
      '2026-01-05 cup':
        'net_sales 7920, orders 3, units 4, sessions 120, visitors 105, bounces 61, favourites_added 2, stock_on_hand 12',
    },
  },
  {
    id: 'rakuten-sku-sales',
    about: 'the day twice in the name of the file; a default variant is its item',
    market: 'jp',
    fileName: '20260105_20260105_SKU別売上データ.csv',
    header:
      'カタログID | 商品管理番号 | 商品番号 | 商品名 | SKU管理番号 | システム連携用SKU番号 | SKU項目1 | 売上金額 | 売上件数 | 売上個数',
    rows: [
      { 商品管理番号: 'cup', SKU管理番号: 'normal-inventory', 売上金額: '1,000', 売上件数: '1', 売上個数: '1' },
      { 商品管理番号: 'mug', SKU管理番号: 'normal-inventory', 売上金額: '2,000', 売上件数: '2', 売上個数: '2' },
      { 商品管理番号: 'bag', SKU管理番号: 'black', 売上金額: '3,000', 売上件数: '3', 売上個数: '4' },
      {
        商品管理番号: 'bag',
        SKU管理番号: 'white',
        システム連携用SKU番号: 'BAG-W',
        売上金額: '500',
        売上件数: '1',
        売上個数: '1',
      },
    ],
    gives: {
      '2026-01-05 BAG-W': 'net_sales 500, orders 1, units 1',
      '2026-01-05 bag/black': 'net_sales 3000, orders 3, units 4',
      '2026-01-05 cup': 'net_sales 1000, orders 1, units 1',
      '2026-01-05 mug': 'net_sales 2000, orders 2, units 2',
    },
  },
  {
    id: 'rakuten-rpp',
    about: 'ad figures within 720 hours, never sales of the shop',
    market: 'jp',
    above: [
      '"レポート名","検索連動型広告-キャンペーンレポート"',
      '"集計単位","すべての広告"',
      '"集計期間: 日ごとに集計 2026-01-05 - 2026-01-05"',
      '',
    ],
    header: rppHeader,
    rows: [
      {
        日付: '2026年01月05日',
        'CTR(%)': '1.25',
        'クリック数(合計)': '1,200',
        '実績額(合計)': '26,400',
        'クリック数(新規)': '840',
        '売上金額(合計12時間)': '98,000',
        '売上件数(合計12時間)': '31',
        '売上金額(合計720時間)': '156,000',
        '売上件数(合計720時間)': '50',
        '売上金額(新規720時間)': '93,600',
        '売上件数(新規720時間)': '30',
      },
    ],
    gives: {
      '2026-01-05':
        'ad_clicks 1200, ad_spend 26400, ad_sales 156000, ad_sales_720h 156000, ad_orders 50, ad_sales_new 93600',
    },
  },
  {
    id: 'yahoo-daily',
    about: 'all devices side by side',
    market: 'jp',
    header:
      '日付 | 売上合計値（合算値） | 売上合計値（PC） | 注文数合計（合算値） | 注文点数合計（合算値） | 注文者数合計（合算値） | ページビュー（合算値） | セッション合計（合算値） | 訪問者数（合算値） | 訪問者数（PC）',
    rows: [
      {
        日付: '2026/01/05',
        '売上合計値（合算値）': '12,000',
        '売上合計値（PC）': '2,000',
        '注文数合計（合算値）': '6',
        '注文点数合計（合算値）': '8',
        '注文者数合計（合算値）': '5',
        'ページビュー（合算値）': '400',
        'セッション合計（合算値）': '150',
        '訪問者数（合算値）': '120',
      },
    ],
    gives: { '2026-01-05': 'net_sales 12000, orders 6, units 8, buyers 5, page_views 400, sessions 150, visitors 120' },
  },
  {
    id: 'yahoo-daily',
    about: 'one device in a file',
    market: 'jp',
    header:
      '日付 | 売上合計値 | 注文数 - 注文数合計 | 注文数 - 注文点数合計 | 注文数 - 注文者数合計 | 平均購買率 | 平均客単価 | ページビュー | 訪問者数',
    rows: [
      {
        日付: '2026-01-05',
        売上合計値: '9,000',
        '注文数 - 注文数合計': '3',
        '注文数 - 注文点数合計': '4',
        '注文数 - 注文者数合計': '3',
        ページビュー: '90',
        訪問者数: '30',
      },
    ],
    gives: { '2026-01-05': 'net_sales 9000, orders 3, units 4, buyers 3, page_views 90, visitors 30' },
  },
  {
    id: 'yahoo-hourly',
    about: 'the 24 hours of a day are added up',
    market: 'jp',
    header: '日付 | 時間帯 | 売上合計値（合算値） | 訪問者数（合算値） | 訪問者数（PC）',
    rows: hours('2026/01/05', 24),
    gives: { '2026-01-05': 'net_sales 2400, visitors 48' },
  },
  {
    id: 'yahoo-items',
    about: 'rows of items are not added to those of their sub codes; few visitors are unknown',
    market: 'jp',
    fileName: 'item-report_20260105.csv',
    header:
      '商品名 | 商品コード | サブコード | 売上合計値（税込） | 注文数合計 | 注文点数合計 | 注文者数合計 | 平均購買率 | お気に入り保存数 | カート投入数 | ページビュー（優良配送あり） | ページビュー（優良配送なし） | 訪問者数 | 貢献度（カテゴリ）',
    rows: [
      { 商品コード: 'cup', '売上合計値（税込）': '5,000', 注文数合計: '3', 注文点数合計: '3', 訪問者数: '50' },
      {
        商品コード: 'cup',
        サブコード: 'red',
        '売上合計値（税込）': '3,000',
        注文数合計: '2',
        注文点数合計: '2',
        'ページビュー（優良配送あり）': '20',
        'ページビュー（優良配送なし）': '1',
        訪問者数: '30',
      },
      {
        商品コード: 'cup',
        サブコード: 'blue',
        '売上合計値（税込）': '2,000',
        注文数合計: '1',
        注文点数合計: '1',
        訪問者数: '20',
      },
      {
        商品コード: 'mug',
        '売上合計値（税込）': '0',
        注文数合計: '0',
        注文点数合計: '0',
        カート投入数: '1',
        訪問者数: '2未満',
      },
    ],
    gives: {
      '2026-01-05 cup/blue': 'net_sales 2000, orders 1, units 1, visitors 20',
      '2026-01-05 cup/red': 'net_sales 3000, orders 2, units 2, page_views 21, visitors 30',
      '2026-01-05 mug': 'net_sales 0, orders 0, units 0, carts_added 1',
    },
  },
  {
    id: 'yahoo-orders',
    about: 'postage and charges are no sales; status 4 is cancelled',
    market: 'jp',
    header:
      'OrderId | OrderTime | OrderStatus | PayStatus | TotalPrice | ShipCharge | PayCharge | GiftWrapCharge | UsePoint',
    rows: [
      {
        OrderId: 'shop-10001',
        OrderTime: '2026-01-05 23:59:59',
        OrderStatus: '5',
        PayStatus: '1',
        TotalPrice: '3,550',
        ShipCharge: '550',
        PayCharge: '0',
      },
      {
        OrderId: 'shop-10002',
        OrderTime: '2026-01-05 10:00:00',
        OrderStatus: '4',
        TotalPrice: '9,999',
        ShipCharge: '0',
      },
    ],
    gives: { '2026-01-05': 'gross_sales 3000, net_sales 3000, orders 1, order_lines 1, shipping_income 550' },
  },
  {
    id: 'yahoo-order-lines',
    about: 'price times pieces',
    market: 'jp',
    header:
      'OrderId | LineId | OrderTime | OrderStatus | ItemId | SubCode | Title | Quantity | UnitPrice | LineSubTotal | ShipCharge',
    rows: [
      {
        OrderId: 'shop-10001',
        LineId: '1',
        OrderTime: '2026-01-05 10:00:00',
        OrderStatus: '2',
        ItemId: 'cup',
        SubCode: 'red',
        Quantity: '2',
        UnitPrice: '800',
        LineSubTotal: '1600',
        ShipCharge: '550',
      },
      {
        OrderId: 'shop-10001',
        LineId: '2',
        OrderTime: '2026-01-05 10:00:00',
        OrderStatus: '2',
        ItemId: 'mug',
        Quantity: '1',
        UnitPrice: '500',
        LineSubTotal: '500',
        ShipCharge: '550',
      },
    ],
    gives: {
      '2026-01-05': 'gross_sales 2100, net_sales 2100, units 3, orders 1, order_lines 2, shipping_income 550',
      '2026-01-05 cup/red': 'gross_sales 1600, net_sales 1600, units 2, orders 1, order_lines 1',
      '2026-01-05 mug': 'gross_sales 500, net_sales 500, units 1, orders 1, order_lines 1',
    },
  },
]

await describeExports(db, cases)
