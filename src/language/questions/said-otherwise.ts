import { emojiPiece } from '#src/language/text.ts'
import { heldAgainst } from './held-against.ts'
import { shortAlways, shortWays } from './typed-shortly.ts'

/**
 * How people say things that have a plainer word here, each with that word (none: the words say nothing that a figure
 * needs). They are tried only where a line is not understood as it stands, and only count where all else of it is.
 */
const ways: readonly (readonly [RegExp, string])[] = [
  ...shortWays,
  // What has added up: of the period that is named, else of the running month.
  [
    /(?<=[年月周週季日天今ytd].*)(?:の)?(?:累[计計]|累积|累積)(?:の|的)?|(?:の)?(?:累[计計]|累积|累積)(?:の|的)?(?=.*(?:[年月周週季]|今[天日]))/giu,
    ' ',
  ],
  [/累[计計]|累积|累積/gu, ' mtd '],
  // Chat around a question.
  [new RegExp(`${emojiPiece}+`, 'gu'), ' '],
  [
    /\b(?:pls|plz|hey|guys|quick(?:ly)? question|quick one|btw|fyi|by any chance|if possible|right now|at the moment)\b/giu,
    ' ',
  ],
  [/(?:大家好|老板|各位|麻烦了?|请问一下|想问下?|问一下|咱们?的?|我们的?|到底|究竟|具体|大概|大致|左右|差不多)/gu, ' '],
  [/(?:ちょっと|とりあえず|ざっくり|すぐ(?=見)|念のため|ちなみに|えっと|あの[ー〜]?|ねえ|やっぱり|やはり)/gu, ' '],
  [
    /(?:を?(?:見|知り|把握し|確認し)たいん?(?:です(?:が|けど)?)?|を?(?:出|見せ)せますか|って(?:どう|いくら)|くれる|もらえる|ほしい|欲しい)/gu,
    ' ',
  ],
  // How things go.
  [
    /\bhow(?:'s| is| are| was| were| did| have| has| do| does)? (?:the |our )?(?:business|things|we|everything|it all)(?: been)?(?: going| doing| look(?:ing)?| do| perform(?:ed|ing)?| far(?:e|ed|ing))?\b/giu,
    ' ',
  ],
  [
    /\b(?:(?:compared (?:to|with)|against|versus|vs\.?) (?:the |our )?(?:plan|targets?|goals?)|so far|overall|in general|in total|all in all)\b/giu,
    ' ',
  ],
  [
    /(?:,|\band\b)? ?\b(?:is|are|was|were) (?:it|they|that|this) (?:going |getting |trending )?(?:up|down|better|worse|rising|falling|growing|ok(?:ay)?|good|bad|fine|normal|high|low)(?: or (?:not|down|worse|bad|low))?(?=\s*[?？]?\s*$)/giu,
    ' ',
  ],
  [
    /(?:生意|业绩|整体|总体|大盘|经营|店铺|销售|运营)*(?:情况|表现|状况|形势|走势)?(?:怎么样|怎样|如何|咋样|好不好|好吗|还好吗|行不行)(?:啊|呀|了|呢|吗)?/gu,
    ' ',
  ],
  [/(?:整体|总体|大盘|经营)(?:的)?(?:情况|表现|状况)?/gu, ' '],
  [
    /(?:調子|景気|商売|業績|全体(?:の)?(?:状況|感じ)?|感じ|具合)は?(?:どう|いかが|どんな感じ)(?:ですか|でしょうか|かな|だった|でしたか|なの)?/gu,
    ' ',
  ],
  [
    /(?:は)?(?:どう(?:だった|でした|なってる|なっている|なった|なの|かな)?|どんな(?:感じ|もん|状況)|いかが)(?:ですか|でしたか|でしょうか|か|かな|だった)?(?=\s*[?？]?\s*$)/gu,
    ' ',
  ],
  // Short words of people who trade.
  [/(?<![a-z])(?:yday|yest|ystd)(?![a-z])/giu, 'yesterday'],
  [/(?<![a-z])(last|this|past) (?:wk|week'?s|weeks)(?![a-z])/giu, '$1 week'],
  [/(?<![a-z])(last|this|past) (?:mth|month'?s|months)(?![a-z])/giu, '$1 month'],
  [/(?<![a-z])rev(?![a-z])/giu, 'revenue'],
  [/\bhow (?:r|are) (?:we|u|you|things) doing\b|\b(?:send|forward|drop) (?:me|us)\b/giu, ' '],
  [/\b(?:mtd|month to date) (?:vs\.?|versus) (?:last|prior|previous) (?:mtd|month to date)\b/giu, ' mtd mom '],
  [/\b(worst|best)(?:[- ]performing)? ads? (?=stores?|shops?|skus?|products?|items?)/giu, ' $1 roas '],
  [/\b(?:stock[- ]?outs?|out[- ]of[- ]stock) risks?\b/giu, ' skus running out '],
  [/美亚(?!马逊)/gu, ' amazon us '],
  [/日亚(?!马逊)/gu, ' amazon jp '],
  [/(?:の|的)?(?:達成率|达成率|完成率|达标率)(?:は|是)?(?:どう|どれくらい|いくら)?(?:です|でしょう)?か?/gu, ' '],
  [/总(?:的)?(?=销售|销量|订单|成交|营收|花费|广告|利润|访客|访问|流量)/gu, ''],
  [/(?:の)?(?:数字|数値|成績)(?:を)?(?:ください|下さい|お願い(?:します)?|くれ|ちょうだい|送って)?/gu, ' '],
  [
    /あと(?:いくら|どれ(?:くらい|ぐらい|だけ|ほど))(?:で)?(?:足りない|足りてない|必要|届く|達成)(?:の|です|でしょう)?か?/gu,
    ' 売上 ',
  ],
  [/^\s*(?:それで|それでは|それじゃあ?|じゃあ?)[、,\s]*/gu, ' '],
  [/いくら(?:使った|使いました|かかった|かかりました)(?:か)?/gu, ' '],
  [/广告(?:的)?(?=\s*(?:acos|roas|ctr|cpc|cvr|roi|投产))/giu, ' '],
  [/客单(?![价量])/gu, '客单价'],
  [/转化(?!率)/gu, '转化率'],
  [/爆单(?:了)?(?:的)?/gu, '订单最多'],
  [/(?:出|接|有|下)了?(?:多少|几)(?:单|个订单|笔订单)/gu, ' 订单数 '],
  [/(?:を)?(?:使い|かけ)(?:すぎ|過ぎ)(?:の|な|ている|てる|た)?/gu, ' が最も多い '],
  // How much it came to.
  [/\bhow many (?=[\p{L} ]*\b(?:days?|weeks?)\b)/giu, 'how many '],
  [/(?:一共|总共|总的|合计)?(?:卖了?|做了?|出了?)(?:有)?多少(?:钱|货)?了?/gu, ' sales '],
  [/(?:一共|总共)?(?:花|用|烧|投|砸)了?(?:有)?多少(?:钱)?了?/gu, ' '],
  [
    /(?:赚|挣)(?:了|到)?(?:有)?多少(?:钱)?了?|(?:赚|挣)(?:到)?钱了?(?:吗|没有?|么)|盈利了?(?:吗|没有?|多少)|亏了?(?:多少(?:钱)?|没有?|吗)了?/gu,
    ' profit ',
  ],
  [/(?:是|有|还有|达到了?)?多少(?:钱|个|件|单)?了?/gu, ' '],
  [/(?:差|相差|差距)(?:了)?(?:有)?(?:多少|多大)/gu, ' '],
  [
    /(?:は)?(?:全部で|合計で?)?(?:いくら|どれ(?:くらい|ぐらい|ほど)|どの(?:くらい|ぐらい)|何件|何個)(?:かかっ(?:た|てる|ている)|使っ(?:た|てる|ている)|あっ(?:た|て)|だった|でした|になった|になってる|です)?(?:の)?(?:か|かな)?(?=\s*[?？]?\s*$)/gu,
    ' ',
  ],
  [/(?:は)?(?:いくら|どれ(?:くらい|ぐらい|だけ))(?:売れ|売っ)(?:た|てる|ている|ました)(?:か)?/gu, ' 売上 '],
  [
    /(?:は)?(?:いくら|どれ(?:くらい|ぐらい|だけ))(?:儲かっ|稼い)(?:た|だ|てる|でる|ている|ました)(?:か)?|(?:は)?(?:儲かった|儲かってる|黒字|赤字)(?:でした|です|だった|なの)?か?(?=\s*[?？]?\s*$)/gu,
    ' 利益 ',
  ],
  [
    /\b(?:did|do|does|are|is) (.{2,40}?) (?:mak(?:e|ing)|earn(?:ing)?|los(?:e|ing)) (?:any |some )?money\b/giu,
    ' profit $1 ',
  ],
  [/\bhow much (?:money )?(?:did|do|have|has|does) (?:we|they|it) (?:made?|earn(?:ed)?)\b/giu, ' profit '],
  [
    /\bhow much (?:money )?(?:did|do|have|has|does) (?:we|they|it) (?:sell|sold|take in|taken in|turn over)\b/giu,
    ' sales ',
  ],
  [
    /\bhow much (?:money )?(?:did|do|have|has|does|was|were|are|is) (?:we |they |it )?(?:spen[dt]|paid|pay)(?: on)? (?:ads?|advertising)\b/giu,
    ' ad_spend ',
  ],
  // Names of figures that are said otherwise.
  [
    /\b(?:ad(?:s|vertising)?|marketing) (?:efficiency|performance|effectiveness)\b|广告(?:的)?(?:效率|效果|表现)|投放(?:的)?(?:效率|效果)|広告の?(?:効率|効果|成果|パフォーマンス)/giu,
    ' roas ',
  ],
  [/\bwast(?:ed?|es|ing) (?:the )?most (?:money )?on ads?\b|\bmost wasteful ads?\b/giu, ' worst acos '],
  [
    /广告(?:费)?(?=(?:烧钱|花费?|花钱|用钱|投放?)?(?:最|得最|烧))(?:烧钱|花费?|花钱|用钱|投放?)?|广告烧钱/gu,
    ' 广告花费 ',
  ],
  [/广告(?=$|\s|[?？呢])|広告(?=$|\s|[?？はで])|\b(?:ads?|advertising)(?=\s*[?？]?\s*$)/giu, ' ad_spend '],
  [
    /\b(?:orders? (?:were |was |got |that were )?cancel(?:l?ed)?|cancel(?:l?ed|l?ation) orders?)\b|(?:订单)?取消(?:的)?(?:订单|率)?(?:有)?|キャンセルされた(?:注文|受注)|(?:注文|受注)(?:の)?キャンセル/giu,
    ' cancel_rate_total ',
  ],
  [/库存(?:还|大概)?(?:能|够|可以)(?:卖|撑)(?:几|多少)天/gu, ' stock_cover_days '],
  // Places.
  [
    /(?<=日本|美国|美國|英国|英國|德国|德國|加拿大|アメリカ|米国|ドイツ|イギリス)(?:区域?|區域?|側|那边|那邊|这边|這邊|方面|サイト|エリア|の方(?!が)|のほう(?!が))/gu,
    ' ',
  ],
  [/日区|日區|日站/gu, ' 日本 '],
  [/美区|美區|美站/gu, ' 美国 '],
  [/不是(?=\S)(?=.*(?:呢|的))/gu, ' 除了 '],
  [/(?:じゃない|ではない|でない)(?:方|ほう|やつ|店舗?|ところ|モール)?(?=は?\s*[?？]?\s*$)/gu, '以外'],
  // Times.
  [/(?<![a-z])(?:last|this) (?:weak|wek|weeek)\b/giu, 'last week'],
  [/\b(?:yesturday|yesterdy|yestarday|yestrday|ysterday)\b/giu, 'yesterday'],
  [/\b(?:last|this) (?:moth|mouth|mnth|monht)\b/giu, 'last month'],
  [/\b(?:recently|lately|these days)\b|最近(?!\s*[\d一两兩二三四五六七八九十])|近来|近期|この頃|ここ最近/giu, ' 7d '],
  [/(?:期间|那天|当天|那几天|的时候|那阵子|期間中?|の(?:とき|時|日))(?:的|の)?/gu, ' '],
  [/(?:本年|今年|去年|昨年)の?同じ(?:月|週|日|時期)と?(?:比べて|比べると|比較して|比較すると)?/gu, ' 前年比 '],
  [
    /\b(?:vs\.?|versus|compared (?:to|with)|against) (?:the )?same (?:days?|weeks?|months?|quarters?|periods?|time) (?:of |in )?last year\b/giu,
    ' yoy ',
  ],
  [/(?:和|与|跟|比)?去年(?:的)?同(?:一)?(?:天|日|周|星期|月|季度|期)(?:比|相比|对比)?/gu, ' 同比 '],
  [
    /(?<!\b(?:last|this|next|past|per|by|a|the|an|each|every|previous|prior|same|current|which|what|of|in|\d+) )\b(week|month|quarter|year)(?=\s*[?？]?\s*$)/giu,
    ' this $1 ',
  ],
  [/退货(?![率金额量数原])/gu, ' 退货率 '],
  [/退款(?![率金额量数原])/gu, ' 退款率 '],
  [/返品(?![率金額数理])/gu, ' 返品率 '],
  // What moved.
  [/(?:有没有|是不是|是否|有無)/gu, ' '],
]

/** How far a target is: what the figures against their targets say. */
const progress: typeof ways = [
  [
    /(?:距离?|离)?(?:完成|达成)?(?:销售额?|营收|业绩)?目标(?:还|还有)?(?:差|缺)了?多少(?:钱)?|还(?:差|缺)多少(?:钱)?(?:才能?|可以)?(?:能)?(?:完成|达成|达到)(?:销售额?|业绩)?目标|(?:销售额?|营收|业绩)?目标(?:的)?(?:完成|达成)(?:了)?(?:多少|几成|百分之几|百分之多少|得怎么样|情况)了?/gu,
    ' 销售额 ',
  ],
  [
    /目標(?:達成)?(?:まで|に)(?:は)?(?:あと|残り)?(?:いくら|どれ(?:くらい|ぐらい|だけ)|どの(?:くらい|ぐらい)|何円)(?:足りない|必要)?(?:です)?か?|目標の?(?:進捗|達成度|達成状況)/gu,
    ' 売上 ',
  ],
  [
    /\bhow (?:far|close) (?:are|r) we (?:off |away )?(?:from|to) (?:the |our )?(?:targets?|goals?|plan)\b|\b(?:did|have|do) we (?:hit|reach(?:ed)?|meet|met|make|made) (?:the |our )?(?:targets?|goals?|plan)\b|\bhow much (?:is (?:left|missing)|do we (?:need|lack)) (?:to|until|till|for) (?:reach |hit |make )?(?:the |our )?(?:targets?|goals?|plan)\b/giu,
    ' sales ',
  ],
]

const sent =
  '(?:(?:please|pls|can you|could you|send|show|give|get|post)\\s+(?:me\\s+|us\\s+)?)*(?:the\\s+|our\\s+|my\\s+)?'
const report = (words: string) => new RegExp(`^\\s*(?:${sent}(?:${words}))(?=$|[\\s:：?？!！。])`, 'iu')

/** What would be read as something else: so many days of stock are no comparison with these days; posts by how often they come. */
const always: readonly (readonly [RegExp, string])[] = [
  ...shortAlways,
  ...heldAgainst,
  [report('weekly report|周报|週报|週報|週次(?:レポート|報告)|週間レポート'), 'digest weekly '],
  [report('monthly report|月报|月報|月次(?:レポート|報告)|月間レポート'), 'digest monthly '],
  [report('quarterly report|季报|季度报告|季報|四半期(?:レポート|報告)'), 'digest quarterly '],
  [
    /(?<=\b(?:yesterday|today|week|month|quarter|mtd|wtd|friday|monday|day|11|12|christmas|thanksgiving|this year)\b.*)\b(?:vs\.?|versus|with|against|compared (?:to|with)|than) last year\b(?!')/giu,
    ' yoy ',
  ],
  // What sells best is a product where nothing else is named.
  [
    /^(?!.*\b(?:skus?|products?|items?|asins?|listings?|stores?|shops?|platforms?|marketplaces?|markets?|countr(?:y|ies))\b)(.*?)\b(?:top|best)[- ]?sellers?\b/iu,
    '$1 best selling skus ',
  ],
  [
    /^(?!.*(?:商品|产品|產品|单品|货|款|品|店|平台|渠道|市场|国|sku))(.*?)(?:热销|熱銷|畅销|暢銷)(?:榜单?|排行榜?)?/iu,
    '$1热销商品 ',
  ],
  [/^(?!.*(?:商品|製品|品|アイテム|店|ショップ|モール|市場|国|sku))(.*?)売れ筋(?:ランキング)?/iu, '$1売れ筋商品 '],
  // Whether something is wrong is what alerts say.
  [
    /^\s*(?:(?:is|was) )?(?:there )?(?:anything|something) (?:is )?(?:wrong|broken|off|abnormal|unusual|to worry about)(?=\s*[?？]?\s*$)|^\s*what(?:['’]s| is) (?:wrong|broken|abnormal)(?=\s*[?？]?\s*$)/iu,
    ' alerts ',
  ],
  [/^\s*(?:现在|目前)?(?:有没有|有)(?:什么|啥|任何)?(?:异常|問題|问题)(?:吗|么|嗎|没有?)?(?=\s*[?？]?\s*$)/u, ' 告警 '],
  [
    /^\s*(?:何か|なにか)?(?:異常|問題|トラブル)[はが]?(?:ない|ある|あります|ありません)(?:です)?か?(?=\s*[?？]?\s*$)/u,
    ' アラート ',
  ],
  // How much each of several things sold is a list of them.
  [
    /\b(?:how much|what|how many)(?: money)? (?:did|does|do|has|have|was|were)? ?(?:each|every)(?: of (?:the|our))? (stores?|shops?|platforms?|marketplaces?|markets?|countr(?:y|ies)|skus?|products?|items?)(?: (?:sell|sold|selling|make|made|take in|taken in|turn over))\b|\bwhich (stores?|shops?|platforms?|marketplaces?|markets?|skus?|products?|items?) sold how much\b/giu,
    ' sales by $1$2 ',
  ],
  [
    /(?:哪(?:一?[个家些款]|几[个家])?|各[个家]?|每一?[个家款]?)(店铺|门店|网店|店|平台|渠道|市场|国家|商品|产品|单品|sku)([^，,。？?]{0,16}?)(?:一共|总共|都|各|各自|分别)?(?:卖了?|做了?|出了?)(?:有)?多少(?:钱|货)?了?/giu,
    ' 按$1 销售额 $2 ',
  ],
  [
    /(?:どの|各|それぞれの)(店舗|店|ショップ|お店|モール|市場|商品|製品)(?:[がはでの])?([^、。？?]{0,16}?)(?:それぞれ|各々)?(?:いくら|どれ(?:くらい|ぐらい|だけ|ほど))を?(?:売った|売っ(?:てる|ている|ています|てます)|売りました|売れた|売れました|売れ(?:てる|ている|ています|てます)|売り上げた|売り上げました)(?:の)?(?:ですか|でしょうか|か|かな)?/gu,
    ' $1別 売上 $2 ',
  ],
  [
    /(店舗|店|ショップ|お店|モール|市場|商品|製品)(?:ごと|別|毎)(?:に|で|の)?([^、。？?]{0,16}?)(?:いくら|どれ(?:くらい|ぐらい|だけ|ほど))を?(?:売った|売りました|売れた|売れました|売れ(?:てる|ている|ています|てます))(?:の)?(?:ですか|でしょうか|か|かな)?/gu,
    ' $1別 売上 $2 ',
  ],
  [
    /在庫(?:が|は)?(?:あと|残り)?\s*(\d{1,3})\s*日(?:分)?(?:も|しか)?(?:もたない|ない|持たない|未満の?)/gu,
    ' stock_cover_days < $1 ',
  ],
  [
    /在庫(?:が|は)?(?:あと|残り)?\s*[1一]\s*週間(?:分)?(?:も|しか)?(?:もたない|ない|持たない|未満の?)/gu,
    ' stock_cover_days < 7 ',
  ],
  [
    /库存(?:只|还|仅)?(?:够|能|剩)?(?:卖)?(?:不到|不足|少于|低于)\s*(\d{1,3})\s*天(?:的)?|库存(?:撑不到|卖不到|不够卖)\s*(\d{1,3})\s*天(?:的)?/gu,
    ' stock_cover_days < $1$2 ',
  ],
  [
    /\b(?:with )?(?:less|fewer) than (\d{1,3}) days(?:'| worth)? (?:of )?(?:stock|inventory|cover)(?: left)?\b/giu,
    ' stock_cover_days < $1 ',
  ],
]

/** Whether there are alerts: those that are open are shown, or that there are none. */
const anyAlerts: typeof ways = [
  [
    /\b(?:(?:are|were) there |do we have |have we got |got |have there been )?(?:any|some)(?: (?:new|open|active|unresolved))?(?= (?:alerts?|alarms?)\b)/giu,
    ' ',
  ],
  [/(?<=\b(?:alerts?|alarms?))(?: (?:open|active|now|right now|currently|at the moment))+(?=\s*[?？]?\s*$)/giu, ' '],
  [/(?:现在|目前|当前)?(?:还)?(?:有没有|有)(?:什么|任何|哪些|新的?|未处理的?|没处理的?)?(?=告警|预警|警报)/gu, ' '],
  [/(?<=告警|预警|警报)(?:吗|么|嗎|没有?|呢)(?=\s*[?？]?\s*$)/gu, ' '],
  [/(?:何か|なにか|いま|今|現在)(?:の|、)?(?=.*(?:アラート|警告))/gu, ' '],
  [
    /(?<=アラート|警告)(?:って|[はが])?(?:あり(?:ます|ました)|ある|あった|(?:出|来|き)(?:てい|て)?(?:る|ます|た|ました))(?:の|ん)?(?:です|でしょう)?(?:か|かな)?(?=\s*[?？]?\s*$)/gu,
    ' ',
  ],
]

/** The line as one for alerts where it asks whether there are any; `null`: it does not. */
export function alertsPlainly(line: string): string | null {
  return replaced(line, anyAlerts)
}

/** The line with its own words for what would be read as something else; `null`: it has nothing of the kind. */
export function saidPlainly(line: string): string | null {
  return replaced(line, always)
}

/** The line as one for figures against their targets where it asks how far a target is; `null`: it does not. */
export function progressPlainly(line: string): string | null {
  return progress.some(([said]) => line.search(said) >= 0) ? replaced(line, progress) : null
}

/** The line with plainer words for what people say otherwise; `null`: it has none of them. */
export function saidOtherwise(line: string): string | null {
  return replaced(line, ways)
}

function replaced(line: string, table: typeof ways): string | null {
  let text = line
  for (const [said, plain] of table) text = text.replace(said, plain)
  const tidy = text.replace(/\s+/gu, ' ').replace(/^[\s,，。?？!！]+|[\s,，。?？!！]+$/gu, '')
  return tidy === line.trim() ? null : tidy
}
