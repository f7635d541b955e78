import { nameKey } from '#src/domain/names.ts'
import { figureNamed, readBrackets } from '#src/language/figure-names.ts'

/** Columns that only advertising consoles have. */
const campaign =
  /^(campaign|campaignname|adgroup|adgroupname|adset(name)?|adname|ad|keyword|targeting|matchtype|customersearchterm|searchterm|placement|portfolioname|キャンペーン名?|広告グループ名?|キーワード|検索キーワード|広告名?|コントロールカラム|广告活动(名称)?|广告组(名称)?|推广计划|推广单元|计划名称|关键词|广告名称|廣告活動|廣告名稱|廣告組合|캠페인(명)?|광고그룹|키워드|kampagne|campagne|campaña)$/i
const cost =
  /^(spend|cost|totalcost|amountspent.*|totalspend|実績額.*|ご?利用金額|ご?利用額|消化金額|消化額|課金額|広告利用額|花费|消耗|总花费|总费用|费用|費用|花費|광고비|expense|expenses)$/i
const attention =
  /^(impressions?|impr\.?|clicks?|ctr.*|cpc.*|acos.*|roas.*|クリック(数.*)?|表示回数.*|インプレッション数?|点击量?|点击数|点击次数|展现量?|展示数|曝光量?|曝光|點擊.*|노출수|클릭수)$/i
const shop =
  /^(sessions?.*|アクセス人数.*|pageviews?.*|ページビュー.*|adspend|advertising.*|広告費.*|广告费.*|广告花费|廣告費.*|訪問者数.*|访客数|visitors?|netsales|grosssales|unitsordered|cogs|profit)$/i

/** Days or hours in which a sale is credited to an advertisement: `12時間`, `7 Day Total Sales`, `14日間`. */
const window = /(\d+)\s*-?\s*(時間|小时|小時|hours?|hrs?|h|日間?|天|days?|d)(?![a-z])/i

const figures: readonly (readonly [measure: string, name: RegExp])[] = [
  ['ad_spend', cost],
  [
    'ad_sales',
    /^(totalsales|sales|revenue|conv\.?value|conversionvalue|purchasevalue|purchasesconversionvalue|websitepurchasesconversionvalue|grossrevenue|gmv|attributedsales|売上金額|売上高?|销售额|成交金额|总成交金额|转化金额|銷售額|銷售金額|총매출|전환매출액?|umsatz|ventas|sales\(?.*\)?)$/i,
  ],
  [
    'ad_orders',
    /^(totalorders|orders|conversions?|purchases|websitepurchases|results|skuorders|売上件数|注文件数|注文数|注文|订单|コンバージョン数?|订单[数量]|成交订单数|总成交笔数|转化数|訂單數|轉換數?|전환수|주문수)$/i,
  ],
  ['ad_units', /^(totalunits|units|unitssold|itemssold|売上個数|販売個数|销量|成交件数|商品销售数)$/i],
  ['ad_clicks', /^(clicks?|linkclicks|クリック数?|点击量?|点击数|点击次数|點擊數?|點擊次數|클릭수|klicks|clics)$/i],
  [
    'ad_impressions',
    /^(impressions?|impr\.?|表示回数|インプレッション数?|展现量?|展示数|曝光量?|曝光|曝光數|曝光次數|노출수)$/i,
  ],
]

/** A column of an advertising console. */
export interface AdFigure {
  readonly measure: string
  /** The window of attribution in hours; 0 where the name says none. */
  readonly hours: number
  /** How many words the name has besides the figure itself: the plainest name is the surest. */
  readonly rest: number
}

/**
 * Whether these are the columns of an advertising console: then its sales and orders are those of the advertisements,
 * never those of the shop.
 */
export function isAdConsole(names: readonly string[]): boolean {
  const keys = names.map(name => nameKey(name))
  const has = (pattern: RegExp) => keys.some(key => pattern.test(key))
  if (has(campaign) && (has(cost) || has(attention))) return true
  const windows = names.filter(name => window.test(name.normalize('NFKC')) && !/shipped|発送|发货|出荷/i.test(name))
  if (windows.length > 0 && (has(cost) || has(attention))) return true
  return has(cost) && has(attention) && !has(shop)
}

/** What a column of an advertising console holds; `null`: nothing that is stored. */
export function adFigure(name: string): AdFigure | null {
  const plain = readBrackets(name).base
  if (
    /新規|既存|new|other|halo|same|view|指名|率|rate|ratio|cpc|cpm|ctr|acos|roas|単価|单价|均|per |cost per/i.test(
      plain,
    )
  )
    return null
  const found = window.exec(plain)
  const hours = found ? hoursOf(found) : 0
  const own = figureNamed(plain)
  if (own && 'measure' in own && own.measure.startsWith('ad_')) return { measure: own.measure, hours, rest: 0 }
  const base = nameKey(
    plain.replace(window, '').replace(/合計|total(?=\s*(?:sales|orders|units))|[()[\]【】#$¥￥€]|円|元|间|間/gi, ''),
  ).replace(
    /^(?:の|経由|[総总]|広告(?:経由)?|广告|廣告|ads?(?=[a-z])|advertising|advertisement)+|(?<=[数量])[件個个]$/g,
    '',
  )
  const measure = figures.find(([, pattern]) => pattern.test(base))?.[0]
  if (!measure) return null
  return { measure, hours, rest: Math.abs(nameKey(plain).length - base.length) }
}

function hoursOf([, number = '0', unit = '']: RegExpExecArray): number {
  return Number(number) * (/^(?:時間|小|h)/i.test(unit) ? 1 : 24)
}
