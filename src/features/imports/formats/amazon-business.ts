import { column, figure, names } from './column.ts'
import { dayInName } from './days.ts'
import type { FormatColumn, KnownFormat } from './known-format.ts'

const sales = names(
  'Ordered Product Sales | 注文商品の売上額 | 注文商品売上 | 注文商品売上高 | 已订购商品销售额 | 订购商品销售额 | Durch bestellte Produkte erzielter Umsatz | Umsatz aus bestellten Produkten',
)
const units = names(
  'Units Ordered | 注文された商品点数 | 注文商品点数 | 已订购商品数量 | 订购数量 | Bestellte Einheiten',
)
const sessions =
  'Sessions - Total | Sessions | セッション数 - 合計 | セッション数 | セッション | 会话次数 – 总计 | 会话次数 | Sitzungen – Summe | Sitzungen'
const pageViews =
  'Page Views - Total | Page Views | ページビュー数 - 合計 | ページビュー - 合計 | ページビュー数 | ページビュー | 页面浏览量 – 总计 | 页面浏览次数 | Seitenaufrufe – Summe | Seitenaufrufe'

const orderItems = 'Total Order Items | 注文品目総数 | 订单商品总数 | 订单商品种类数 | Zahl der Bestellposten'

const figures: readonly FormatColumn[] = [
  figure('net_sales', sales.join(' | ')),
  figure('units', units.join(' | ')),
  figure('orders', orderItems),
  figure('order_lines', orderItems),
  figure('sessions', sessions),
  figure('page_views', pageViews),
  figure('returns_units', 'Units Refunded | 返金された商品点数 | 返品された商品点数 | 已退款的商品数量'),
  figure('negative_feedback', 'Negative Feedback Received | 低い評価を受けた数'),
  figure('claims_az', 'A-to-z Claims Granted | A to Z Claims Granted | Claims Granted'),
]

const note = {
  en: 'Orders are Amazon’s “total order items”: an order with two products counts twice.',
  ja: '注文数はAmazonの「注文品目総数」です。2商品の注文は2件と数えます。',
  'zh-CN': '订单数取自亚马逊的“订单商品总数”：含两种商品的订单计为两单。',
}

const asinNote = {
  en: 'Sessions of several products add up to more than those of the store; the report by date has the store’s own.',
  ja: '商品別のセッション数の合計は店舗全体より多くなります。店舗全体は日付別レポートをご利用ください。',
  'zh-CN': '各商品的会话数之和大于店铺会话数；店铺数据请用按日期的报告。',
}

/** Business reports of Seller Central. Products are told apart by SKU where the report has it, else by ASIN. */
export const amazonBusiness: readonly KnownFormat[] = [
  {
    id: 'amazon-business-by-date',
    label: {
      en: 'Amazon business report by date',
      ja: 'Amazon ビジネスレポート（日付別）',
      'zh-CN': '亚马逊业务报告（按日期）',
    },
    platform: 'amazon',
    path: 'Seller Central > Reports > Business Reports > Sales and Traffic (By Date), by day',
    recognise: {
      columns: [names('Date | 日付 | 日期 | Datum'), sales, units],
      optional: names(sessions),
      without: names(
        '(Child) ASIN | (Parent) ASIN | (子)ASIN | (親)ASIN | (Untergeordnete) ASIN | (Übergeordnete) ASIN',
      ),
    },
    kind: 'daily',
    columns: [column('day', 'Date | 日付 | 日期 | Datum'), ...figures],
    repeated: 'refuse',
    note,
  },
  {
    id: 'amazon-business-by-asin',
    label: {
      en: 'Amazon business report by ASIN',
      ja: 'Amazon ビジネスレポート（ASIN別）',
      'zh-CN': '亚马逊业务报告（按ASIN）',
    },
    platform: 'amazon',
    path: 'Seller Central > Reports > Business Reports > Detail Page Sales and Traffic By Child Item, for one day',
    recognise: {
      columns: [
        names(
          '(Child) ASIN | (Parent) ASIN | Child ASIN | Parent ASIN | (子)ASIN | (親)ASIN | （子）ASIN | （父）ASIN | (父)ASIN | (Untergeordnete) ASIN | (Übergeordnete) ASIN',
        ),
        sales,
        units,
      ],
      optional: names(sessions),
    },
    kind: 'daily',
    columns: [
      column('day', 'Date | 日付 | 日期 | Datum'),
      column(
        'sku',
        'SKU | (Child) ASIN | Child ASIN | (子)ASIN | （子）ASIN | (Parent) ASIN | Parent ASIN | (親)ASIN | （父）ASIN | (父)ASIN | (Untergeordnete) ASIN | (Übergeordnete) ASIN',
      ),
      column('product_name', 'Title | タイトル | 标题 | 商品名称'),
      ...figures,
    ],
    day: ['column', { fileName: dayInName }, 'asked'],
    note: asinNote,
  },
]
