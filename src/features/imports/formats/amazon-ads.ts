import { column, figure, names } from './column.ts'
import type { FormatColumn, KnownFormat, Signature } from './known-format.ts'

/** A report of the time unit “Summary” has a first and a last day: it is of one day where they are the same. */
const day = 'Date | 日付 | 日期 | Start Date | 開始日 | 开始日期'
const lastDay = 'End Date | 終了日 | 结束日期'
const clicks = 'Clicks | クリック | クリック数 | 点击量 | 点击次数'
const spend = 'Spend | Cost | Total cost | 費用 | 広告費 | 花费 | 总花费'

/** Sales, orders and units that Amazon counts for a click, within 7 or 14 days. */
function attributed(kind: 'Sales' | 'Orders' | 'Units'): string {
  const words = {
    Sales: [
      '{n} Day Total Sales',
      '広告がクリックされてから{n}日間の総売上高',
      '広告がクリックされてから{n}日間の合計売上',
      '広告がクリックされてから{n}日間の総売上',
      '{n}日間の総売上高',
      '{n}日間の総売上',
      '{n}日間の合計売上高',
      '{n}日間の合計売上',
      '{n}天总销售额',
    ],
    Orders: [
      '{n} Day Total Orders (#)',
      '{n} Day Total Orders',
      '広告がクリックされてから{n}日間の合計注文数',
      '{n}日間の合計注文数',
      '{n}日間の合計注文数（件）',
      '{n}日間の合計注文数(#)',
      '{n}天总订单数(#)',
      '{n}天总订单数',
    ],
    Units: [
      '{n} Day Total Units (#)',
      '{n} Day Total Units',
      '広告がクリックされてから{n}日間の合計販売数',
      '{n}日間の合計販売数',
      '{n}日間の合計販売数（個）',
      '{n}日間の合計販売数(#)',
      '{n}天总销售量(#)',
      '{n}天总销售量',
    ],
  }[kind]
  return ['7', '14'].flatMap(n => words.map(name => name.replace('{n}', n))).join(' | ')
}

const sevenDays = names(attributed('Sales')).filter(name => name.includes('7'))

const figures: readonly FormatColumn[] = [
  figure('ad_impressions', 'Impressions | インプレッション | インプレッション数 | 展示量 | 曝光量'),
  figure('ad_clicks', clicks),
  figure('ad_spend', spend),
  figure('ad_sales', attributed('Sales')),
  figure('ad_sales_7d', sevenDays.join(' | ')),
  figure('ad_orders', attributed('Orders')),
  figure('ad_units', attributed('Units')),
  figure('ad_sales_new', '14 Day New-to-brand Sales | 広告がクリックされてから14日間のブランド新規顧客の売上'),
]

const campaign = names('Campaign Name | キャンペーン名 | 广告活动名称 | 广告活动')
const term = names('Customer Search Term | カスタマーの検索キーワード | 検索用語 | 客户搜索词')
const product = names(
  'Advertised SKU | 宣伝SKU | 宣伝 SKU | 広告SKU | 広告対象のSKU | 広告対象SKU | 广告SKU | 推广的SKU',
)
const common: Signature['columns'] = [names(day), names(clicks), names(spend), names(attributed('Sales'))]

function report(
  id: string,
  label: KnownFormat['label'],
  recognise: Signature,
  more: Pick<KnownFormat, 'columns'> & Pick<Partial<KnownFormat>, 'note'>,
): KnownFormat {
  return {
    id,
    label,
    platform: 'amazon',
    path: 'Amazon Ads console > Measurement & Reporting > Sponsored ads reports, time unit “Daily”',
    recognise,
    kind: 'daily',
    columns: [
      column('day', day),
      column('last_day', lastDay),
      column('currency', 'Currency | 通貨 | 货币'),
      ...more.columns,
      ...figures,
    ],
    ...(more.note ? { note: more.note } : {}),
  }
}

/** Reports of the advertising console. Sponsored Products count 7 days after the click, the others 14. */
export const amazonAds: readonly KnownFormat[] = [
  report(
    'amazon-ads-search-terms',
    { en: 'Amazon ads: search terms', ja: 'Amazon広告 検索用語レポート', 'zh-CN': '亚马逊广告：搜索词报告' },
    { columns: [...common, term], optional: campaign },
    {
      columns: [],
      note: {
        en: 'Search terms without a click are not in this report, so impressions are too few; the campaign report has all.',
        ja: 'クリックのない検索用語は含まれないため、インプレッションは実際より少なくなります。全体はキャンペーンレポートをご利用ください。',
        'zh-CN': '没有点击的搜索词不在报告中，因此展示量偏少；完整数据请用广告活动报告。',
      },
    },
  ),
  report(
    'amazon-ads-products',
    {
      en: 'Amazon ads: advertised products',
      ja: 'Amazon広告 広告対象商品レポート',
      'zh-CN': '亚马逊广告：推广的商品报告',
    },
    { columns: [...common, product], optional: campaign },
    { columns: [column('sku', product.join(' | '))] },
  ),
  report(
    'amazon-ads-campaigns',
    { en: 'Amazon ads: campaigns', ja: 'Amazon広告 キャンペーンレポート', 'zh-CN': '亚马逊广告：广告活动报告' },
    {
      columns: [...common, campaign],
      without: [...term, ...product],
      optional: names('Budget | 予算 | 预算 | Ad Group Name'),
    },
    { columns: [figure('ad_budget', 'Budget | 予算 | 预算')] },
  ),
]
