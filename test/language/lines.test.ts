import { describe, expect, it } from 'vitest'
import { read } from './fixture.ts'

const yesterday = '2026-11-20..2026-11-20'
const lastWeek = '2026-11-09..2026-11-15'
const month = '2026-11-01..2026-11-21'

describe('a line in English', () => {
  it.each([
    ['status', 'status'],
    ['/kpi status', 'status'],
    ['kpi status west', 'status | west'],
    ['@kpi bot status west', 'status | west'],
    ['KPI: status west', 'status | west'],
    ['/status west', 'status | west'],
    ['status amazon jp', 'status | amazon-jp'],
    ['status amazon-jp', 'status | amazon-jp'],
    ['status Amazon Japan', 'status | amazon-jp'],
    ['status amazon in the US', 'status | amazon-us'],
    ['status store:west', 'status | west'],
    ['status market:jp', 'status | market:jp'],
    ['status platform:rakuten', 'status | platform:rakuten'],
    ['status japan', 'status | market:jp'],
    ['status all', 'status | all'],
    ['status all stores yesterday', `status | all | ${yesterday}`],
    ['status west sales yesterday', `status | sales | west | ${yesterday}`],
    ['yesterday west sales status', `status | sales | west | ${yesterday}`],
    ['status for sales of west in 2017-11', 'status | sales | west | 2017-11-01..2017-11-30'],
    ['status sales,orders west', 'status | orders_kpi | sales | west'],
    ['status sales/orders west', 'status | orders_kpi | sales | west'],
    ['status ad spend last week', `status | ad_spend | ${lastWeek}`],
    ['status ad_spend wtd', 'status | ad_spend | 2026-11-16..2026-11-21'],
    ['status AD-SPEND mtd', `status | ad_spend | ${month}`],
    ['status adspend mtd', `status | ad_spend | ${month}`],
    ['trend conversion rate rakuten 7d', 'trend | conversion_rate | rakuten | 2026-11-14..2026-11-20'],
    ['trend conversion rakuten', 'trend | conversion_rate | rakuten'],
    ['chart CVR walmart', 'trend | conversion_rate | walmart'],
    ['show me the trend of roas for walmart', 'trend | roas | walmart'],
    ['compare amazon rakuten last month', 'compare | platform:amazon | rakuten | 2026-10-01..2026-10-31'],
    ['compare amazon jp us', 'compare | amazon-jp | amazon-us'],
    ['compare jp us', 'compare | market:jp | market:us'],
    ['compare this month last month', `compare | 2026-10-01..2026-10-31 | ${month}`],
    ['target sales west 2017-11 50000 @owner', 'target | sales | west | 2017-11-01..2017-11-30 | 50000 | Owner'],
    ['target sales west 2017-11 50,000', 'target | sales | west | 2017-11-01..2017-11-30 | 50000'],
    ['target sales west 2017-11 $50,000.50', 'target | sales | west | 2017-11-01..2017-11-30 | 50000.5 USD'],
    ['target sales west 1.2M', 'target | sales | west | 1200000'],
    ['target sales west 1.2 million', 'target | sales | west | 1200000'],
    ['target sales west usd 300k', 'target | sales | west | 300000 USD'],
    ['target sales amazon jp 500 jpy', 'target | sales | amazon-jp | 500 JPY'],
    ['target acos amazon us 8%', 'target | acos | amazon-us | 0.08 percent'],
    ['target acos amazon us 8.5 %', 'target | acos | amazon-us | 0.085 percent'],
    ['target set sales west 5000 @me', 'target.set | sales | west | 5000 | Owner'],
    ['goal sales west 5000 li.wei@example.com', 'target | sales | west | 5000 | Li Wei'],
    ['target sales west 5000 @li.wei@example.com', 'target | sales | west | 5000 | Li Wei'],
    ['target sales west 5000 @Li Wei', 'target | sales | west | 5000 | Li Wei'],
    ['target list', 'target.list'],
    ['list targets', 'target.list'],
    ['target remove sales west', 'target.remove | sales | west'],
    [
      'note west sales 11/3-11/5 "Typhoon closed the port"',
      'note | sales | west | 2026-11-03..2026-11-05 | "Typhoon closed the port"',
    ],
    ['note west yesterday “status is bad, 5% off”', `note | west | ${yesterday} | "status is bad, 5% off"`],
    ['note west "it never closes', 'note | west | "it never closes"'],
    ['ack 42', 'ack | #42'],
    ['ack #42', 'ack | #42'],
    ['ack 42 "restock on Friday"', 'ack | #42 | "restock on Friday"'],
    ['acknowledge 42', 'ack | #42'],
    ['alerts west', 'alerts | west'],
    ['help', 'help'],
    ['help target', 'help | ?target'],
    ['help roas', 'help | roas'],
    ['status 72-hour ship rate', 'status | ship_72h_rate'],
    ['status 24-hour response rate west', 'status | response_rate_24h | west'],
    ['status "ad spend" west', 'status | ad_spend | west'],
    ['sales west yesterday', `status | sales | west | ${yesterday}`],
    ['west', 'status | west'],
    ['roas', 'status | roas'],
    ['status sku:ABC-1 west', 'status | west/ABC-1'],
    ['status store:west/sku:FUR-1', 'status | west/FUR-1'],
    ['status west store:west', 'status | west'],
    ['status west us', 'status | west'],
  ])('%s', (line, expected) => {
    expect(read(line)).toBe(expected)
  })
})

describe('a line in Chinese', () => {
  it.each([
    ['状态', 'status'],
    ['/kpi 状态 乐天', 'status | rakuten'],
    ['状态：乐天，上周。', `status | rakuten | ${lastWeek}`],
    ['乐天上周销售额', `status | sales | rakuten | ${lastWeek}`],
    ['上周乐天销售额', `status | sales | rakuten | ${lastWeek}`],
    ['乐天上周的销售额是多少？', `status | sales | rakuten | ${lastWeek}`],
    ['查看 乐天 的 销售额', 'status | sales | rakuten'],
    ['亚马逊日本昨天转化率', `status | conversion_rate | amazon-jp | ${yesterday}`],
    ['亚马逊美国昨天转化率', `status | conversion_rate | amazon-us | ${yesterday}`],
    ['日本亚马逊昨天转化率', `status | conversion_rate | amazon-jp | ${yesterday}`],
    ['美国 状态 今天', 'status | market:us | 2026-11-21..2026-11-21'],
    ['美国站本月销量', `status | units_kpi | market:us | ${month}`],
    ['全部店铺 销售额', 'status | sales | all'],
    ['全店销售额本月', `status | sales | all | ${month}`],
    ['趋势 广告花费 近7天', 'trend | ad_spend | 2026-11-14..2026-11-20'],
    ['广告销售额趋势', 'trend | ad_sales'],
    ['对比 亚马逊 乐天', 'compare | platform:amazon | rakuten'],
    ['对比 亚马逊 日本 美国', 'compare | amazon-jp | amazon-us'],
    ['目标 销售额 乐天 本月 5万', `target | sales | rakuten | ${month} | 50000`],
    ['目标销售额乐天本月5万', `target | sales | rakuten | ${month} | 50000`],
    ['设定目标 销售额 乐天 1.2亿', 'target.set | sales | rakuten | 120000000'],
    ['目标 销售额 西部 5000美元', 'target | sales | west | 5000 USD'],
    ['目标 销售额 乐天 ￥5,000,000', 'target | sales | rakuten | 5000000 money'],
    ['目标 销售额 乐天 80万日元', 'target | sales | rakuten | 800000 JPY'],
    ['目标 退货率 乐天 2.5％', 'target | return_rate | rakuten | 0.025 percent'],
    ['目标 列表', 'target.list'],
    ['备注「台风停运」乐天 昨天', `note | rakuten | ${yesterday} | "台风停运"`],
    ['备注 乐天 11月3日 “物流延误”', 'note | rakuten | 2026-11-03..2026-11-03 | "物流延误"'],
    ['备注 乐天 『双十一爆仓』', 'note | rakuten | "双十一爆仓"'],
    ['确认 42', 'ack | #42'],
    ['确认42', 'ack | #42'],
    ['告警 乐天', 'alerts | rakuten'],
    ['帮助', 'help'],
    ['帮助 广告投产比', 'help | roas'],
    ['24小时回复率 乐天', 'status | response_rate_24h | rakuten'],
    ['状态　乐天　本月', `status | rakuten | ${month}`],
    ['乐天店 营业额', 'status | sales | rakuten'],
    ['状态 沃尔玛 客单价', 'status | aov | walmart'],
    ['目标 销售额 乐天 5万 @佐藤 花子', 'target | sales | rakuten | 50000 | 佐藤 花子'],
  ])('%s', (line, expected) => {
    expect(read(line)).toBe(expected)
  })
})

describe('a line in Japanese', () => {
  it.each([
    ['状況', 'status'],
    ['／ｋｐｉ　状況　楽天', 'status | rakuten'],
    ['状況、楽天、先週', `status | rakuten | ${lastWeek}`],
    ['売上 楽天 先週', `status | sales | rakuten | ${lastWeek}`],
    ['先週分の楽天の売上を見せて', `status | sales | rakuten | ${lastWeek}`],
    ['らくてん 先週 売上', `status | sales | rakuten | ${lastWeek}`],
    ['令和7年11月の楽天の売上', 'status | sales | rakuten | 2025-11-01..2025-11-30'],
    ['令和元年の売上', 'status | sales | 2019-01-01..2019-12-31'],
    ['先週の楽天の売上を見せて', `status | sales | rakuten | ${lastWeek}`],
    ['楽天市場の昨日の転換率は？', `status | conversion_rate | rakuten | ${yesterday}`],
    ['アマゾン アメリカ 昨日 状況', `status | amazon-us | ${yesterday}`],
    ['ｱﾏｿﾞﾝ 日本 状況', 'status | amazon-jp'],
    ['米国 売上 今月', `status | sales | market:us | ${month}`],
    ['ヤフーの客単価', 'status | aov | yahoo-jp'],
    ['Yahoo!ショッピング 売上', 'status | sales | yahoo-jp'],
    ['ウォルマート 受注件数 昨日', `status | orders_kpi | walmart | ${yesterday}`],
    ['全店 売上', 'status | sales | all'],
    ['全店舗の売上金額', 'status | sales | all'],
    ['推移 広告費 楽天 直近7日', 'trend | ad_spend | rakuten | 2026-11-14..2026-11-20'],
    ['広告費用対効果の推移', 'trend | roas'],
    ['比較 日本 米国', 'compare | market:jp | market:us'],
    ['目標 売上 楽天 今月 ¥5,000,000 @佐藤 花子', `target | sales | rakuten | ${month} | 5000000 money | 佐藤 花子`],
    ['目標 売上 楽天 1億2000万円', 'target | sales | rakuten | 120000000 JPY'],
    ['目標 売上 楽天 500万', 'target | sales | rakuten | 5000000'],
    ['楽天の売上目標500万円設定', 'target.set | sales | rakuten | 5000000 JPY'],
    ['目標 返品率 楽天 ３％', 'target | return_rate | rakuten | 0.03 percent'],
    ['目標 一覧', 'target.list'],
    ['メモ 楽天 昨日 「台風で配送停止」', `note | rakuten | ${yesterday} | "台風で配送停止"`],
    ['確認 42 「在庫補充済み」', 'ack | #42 | "在庫補充済み"'],
    ['アラート 楽天', 'alerts | rakuten'],
    ['ヘルプ', 'help'],
    ['ヘルプ 転換率', 'help | conversion_rate'],
    ['７２時間以内出荷率　楽天', 'status | ship_72h_rate | rakuten'],
    ['楽天 平均評価 先月', 'status | avg_stars | rakuten | 2026-10-01..2026-10-31'],
  ])('%s', (line, expected) => {
    expect(read(line)).toBe(expected)
  })
})

describe('what is not known', () => {
  it.each([
    ['hello there', '? | ?there'],
    ['メモリ', '? | ?メモリ'],
    ['在庫', '? | ?在庫'],
    ['status saels west', 'status | west | ?saels'],
    ['status west 42', 'status | west | !42'],
    ['status west @li wei', 'status | west | !@li wei'],
    ['help west 42', 'help | ?west | ?42'],
    ['status westwards', 'status | ?westwards'],
    ['ack 42 yesterday', 'ack | #42 | !yesterday'],
    ['status amazon jp sku:ABC-9', 'status | amazon-jp/ABC-9'],
    ['status sku:ABC-9', 'status | sku?ABC-9'],
  ])('%s', (line, expected) => {
    expect(read(line)).toBe(expected)
  })

  it.each(['', '  ', '　', '/kpi', ' /KPI ', '@kpi bot'])('an empty line is nothing: “%s”', line => {
    expect(read(line)).toBe('')
  })
})
