import type { Direction, Order, Subject } from '#src/domain/questions/query.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import { fillers } from '#src/language/names.ts'

/** What one word of a question says. */
export type Said =
  | { readonly kind: 'subject'; readonly subject: Subject }
  /** The most, the highest in rank: with another word it orders, alone it asks for the highest. */
  | { readonly kind: 'most' }
  | { readonly kind: 'order'; readonly order: Order }
  /** The quickest: of changes the most, else what is best. */
  | { readonly kind: 'fast' }
  /** `most`: the word asks for the largest by itself, as 跌幅 does; `not`: it says no, as 落ちていない does. */
  | { readonly kind: 'moved'; readonly direction: Direction; readonly most?: true; readonly not?: true }
  /** A state without a number, such as unsold: a KPI that stands to zero in a way. */
  | { readonly kind: 'state'; readonly kpi: string; readonly compare: Compare }
  /** It names a KPI by what is done: profitable, returned. */
  | { readonly kind: 'hint'; readonly kpi: string }
  | {
      readonly kind:
        | 'change'
        | 'attainment'
        | 'missed'
        | 'reached'
        | 'target'
        | 'no_data'
        | 'not'
        | 'between'
        | 'in_a_row'
        | 'than'
        | 'filler'
    }

/** Words of each meaning, Latin ones as whole words; of several the longest counts. */
export const lexicon: readonly (readonly [Said, string])[] = [
  [
    { kind: 'subject', subject: 'store' },
    'stores?|shops?|店铺|网店|门店|商店|店家|店面|店舗|ショップ|お店|店|アカウント',
  ],
  [
    { kind: 'subject', subject: 'owner' },
    "owners?|responsibles?|whose (?:stores?|shops?)|who owns|who is responsible|who's responsible|(?<=\\b(?:by|per|each|every|which) )(?:operators?|managers?|persons?(?: in charge| responsible)?|people(?: in charge| responsible)?|members?|employees?|staff(?: members?)?|assignees?|colleagues?)|负责人|责任人|負責人|責任人|谁负责的?(?:店铺|店)?|谁管的?(?:店铺|店)?|谁的(?:店铺|店)|(?<=[按各每分哪][个位]?)(?:运营(?:人员)?|員工|员工|人员|成员|同事)|(?<=[按分])人(?!民)|担当者?|責任者|誰の(?:店舗|店)|誰が担当|(?:メンバー|社員|個人|人)(?=別|ごと|毎)",
  ],
  [
    { kind: 'subject', subject: 'sku' },
    'skus?|products?|items?|articles?|asins?|listings?|商品|产品|单品|货号|款|爆款|製品|アイテム|品番|品目|品',
  ],
  [{ kind: 'subject', subject: 'market' }, 'markets?|countr(?:y|ies)|国家|市场|国|国别|地区|国・市場|マーケット'],
  [
    { kind: 'subject', subject: 'platform' },
    'platforms?|marketplaces?|channels?|平台|渠道|モール|プラットフォーム|チャネル',
  ],
  [{ kind: 'subject', subject: 'kpi' }, 'kpis?|metrics?|指标|指標|項目'],
  [
    { kind: 'subject', subject: 'day' },
    'day|which days?|what days?|what date|which dates?|on which days?|days|哪天|哪一天|哪几天|哪些天|哪些日子|哪个日子|何日|どの日|どの日付|日付|何曜日|(?<=[たいのな])日(?=[はがを?？]|$)|(?<=的)(?:一天|那天|日子)',
  ],
  [
    { kind: 'subject', subject: 'week' },
    'week|which weeks?|what week|weeks|哪周|哪一周|哪几周|哪些周|哪个星期|哪一个星期|どの週|何週目',
  ],
  [
    { kind: 'subject', subject: 'month' },
    'month|which months?|what month|months|哪个月|哪一个月|哪几个月|哪些月|哪月|どの月|何月',
  ],
  [
    { kind: 'most' },
    'most|top|first|rank(?:ed|ing|s)?|leaderboard|最|前|排名第一|排名|排行|排行榜|排序|排第一|第一|第一名|一番|いちばん|1番|もっとも|最も|トップ|上位|ランキング|順位|首位|1位|number one|no\\.? ?1',
  ],
  [{ kind: 'fast' }, '快|最快|更快|早い|速い|早かった|速かった|fast|fastest|quick|quickest|faster'],
  [
    { kind: 'order', order: 'high' },
    'highest|厉害|狠|猛|凶|惨重|惨|ひどかった|ひどい|激しかった|激しい|大きく|high|higher|larger|bigger|more|更高|更多|更大|largest|biggest|greatest|big|maximum|max|高|多|大|最高|最多|最大|高い|高かった|多い|多かった|大きい|大きかった|高い順|多い順|大きい順|从高到低|由高到低|从大到小|降序|descending|最高値|ベスト順',
  ],
  [
    { kind: 'order', order: 'low' },
    'lowest|low|lower|smaller|fewer|更低|更少|更小|smallest|fewest|least|minimum|min|bottom|低|少|小|最低|最少|最小|低い|低かった|少ない|少なかった|小さい|小さかった|低い順|少ない順|小さい順|从低到高|由低到高|从小到大|升序|ascending|下位|最下位|垫底|倒数|倒数第一|末位',
  ],
  [
    { kind: 'order', order: 'best' },
    'best|どちらが上|どっちが上|どちらのほうが上|谁更胜一筹|better|stronger|更好|更强|更优|更佳|更畅销|更好卖|好卖|strongest|good|well|top performing|best performing|performing best|performed best|leading|好|最好|最佳|最优|最强|强|优秀|表现最好|表现好|卖得最好|卖得好|畅销|热销|卖得最多|卖得多|良い|良かった|いい|よい|よかった|ベスト|好調|好調な|調子がいい|成績が良い|売れ筋|よく売れた|よく売れている|売れている|売れています|売れてます|売れてる|売れました|売れた|よく売れています|beat(?:s|en)?|outsell(?:s|ing)?|outsold|outperform(?:s|ed)?|best[- ]?sell(?:ing|ers?)|top[- ]?sell(?:ing|ers?)|sells? best|sold best|sold the most|sells? most|sold most',
  ],
  [
    { kind: 'order', order: 'worst' },
    'worst|worse|weaker|更差|更糟|更弱|慢|最慢|更慢|slow|slower|slowest|slowly|遅い|遅かった|遅れがち|weakest|poorest|bad|badly|weak|poor|performing worst|performed worst|worst performing|差|最差|糟|最糟|弱|最弱|不好|表现最差|表现差|卖得最差|卖得差|滞销|悪い|悪かった|ワースト|不調|不振|不調な|成績が悪い|売れ残り|sells? worst|sold worst',
  ],
  [
    { kind: 'moved', direction: 'up' },
    'gr[eo]w|(?:sold|sells?|selling) more(?! than)|grown|grows|growing|grew|growth|increases?|increased|increasing|rose|risen|rises|rising|gain(?:s|ed)?|jumped|up|go(?:es)? up|went up|增长|增加|上升|上涨|涨|提升|涨得|长得|增长得|伸び|伸びた|伸びている|成長|成長した|増えた|増加|増加した|上がった|上昇|上昇した|急増した|増えている|上がっている|上がっていた|伸びていた',
  ],
  [
    { kind: 'moved', direction: 'down' },
    'fell|fall(?:s|en|ing)?|(?:sold|sells?|selling) less|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|lost|los(?:es|ing)|shr[aiu]nk|down|go(?:es)? down|went down|slumped|下降|下跌|下滑|减少|降低|跌|降|跌得|降得|下滑得|掉|掉得|落ちた|落ち込んだ|落ちている|下がった|下がっている|減った|減少|減少した|低下|低下した|下落|下落した|減っている',
  ],
  [
    { kind: 'moved', direction: 'up', most: true },
    'fastest[- ]growing|grew fastest|涨幅|增幅|增速|增长率|升幅|伸び率|伸びの|伸び幅|成長率|増加率',
  ],
  [
    { kind: 'moved', direction: 'down', most: true },
    'fastest[- ](?:falling|declining|shrinking)|跌幅|降幅|减幅|落ち込み|減少率|下落率|下げ幅',
  ],
  [
    { kind: 'moved', direction: 'better' },
    'improv(?:ed?|es|ing|ements?)|(?:got|gotten|getting|become|became) better|进步|改善|变好|好转|改善した|改善している|良くなった|よくなった|良くなっている',
  ],
  [{ kind: 'moved', direction: 'better', most: true }, 'most improved|进步最大|改善最大|改善幅度'],
  [
    { kind: 'moved', direction: 'worse' },
    'worsen(?:ed|s|ing)?|deteriorat(?:ed|es|ing)|(?:got|gotten|getting|become|became) worse|退步|恶化|变差|变坏|悪化|悪化した|悪化している|悪くなった|悪くなっている',
  ],
  [
    { kind: 'moved', direction: 'up', not: true },
    '(?:伸び|増え)(?:ていない|てない|ていなかった|なかった|ない|ませんでした)|(?:上が)(?:っていない|ってない|らなかった|らない)|(?:増加|上昇|成長)(?:していない|してない|しなかった)',
  ],
  [
    { kind: 'moved', direction: 'down', not: true },
    '(?:落ち|落ち込ん)(?:ていない|てない|でいない|ていなかった|なかった|ない|ませんでした)|(?:下が|減)(?:っていない|ってない|らなかった|らない)|(?:減少|低下|下落)(?:していない|してない|しなかった)',
  ],
  [{ kind: 'moved', direction: 'better', not: true }, '改善(?:していない|してない|しなかった|されていない)'],
  [{ kind: 'moved', direction: 'worse', not: true }, '悪化(?:していない|してない|しなかった)'],
  [
    { kind: 'state', kpi: 'units', compare: 'equal' },
    '(?:一|1)[件个個单款](?:都|也)(?:没有?|未)(?:卖出去|卖出|卖掉|卖|出|成交|有)?(?:过|东西)?|(?:没有?|未|从未|都没|完全没)(?:卖出去|卖出|卖掉|卖)(?:过)?(?:东西|货|任何东西|一件)?|卖不出去|卖不动|(?:没有?|无)(?:任何)?(?:成交|出单|开单|动销|销售记录|卖出记录)|零(?:销量|销售|成交|出单|动销)|0(?:销量|销售|成交|出单|动销)|未动销|不动销' +
      "|unsold|(?:was|were|is|are)(?: not|n'?t| never) (?:being )?sold(?: at all)?|(?:did|does|do|have|has|had)(?: not|n'?t)(?: \\w+)? (?:sell|sold)(?: (?:anything|any|any units?|any pieces?|a single (?:one|unit|item|piece)|at all))*|(?:not|never) (?:sell|sold|selling)(?: (?:anything|any|at all))*|not a single (?:unit|one|item|piece)(?: (?:was )?sold)?|sold (?:nothing|none|zero|no units)|nothing sold" +
      '|(?:(?:1|一)(?:個|つ|点|件|枚|本|台)も|まったく|全く|全然|まだ)?売れ(?:なかった|ていない|てない|ない|ていなかった|ませんでした)|(?:1|一)(?:個|つ|点|件|枚|本|台)も(?:出ていない|出なかった|動いていない)|未販売',
  ],
  [
    { kind: 'state', kpi: 'ad_spend', compare: 'equal' },
    "(?:没有?|未|无)(?:投|投放|打|做|开|跑|上)(?:过)?广告|(?:没有?|无)广告(?:投放)?|(?:did|does|do|have|has|had)(?: not|n'?t) (?:advertise|advertised|(?:run|buy|have) (?:any )?ads)|not advertis(?:ed|ing)|without (?:any )?ads|no ads|広告を(?:出していない|出してない|出さなかった|出稿していない|打っていない|かけていない|使っていない)|広告(?:なし|出稿なし)",
  ],
  [
    { kind: 'state', kpi: 'profit', compare: 'below' },
    'loss(?:es)?|loss[- ]?making|(?:made|making|make|makes|run(?:ning)?|ran)(?: at)? (?:a |any )?loss(?:es)?|(?:lost|losing|loses?) money|in the red|unprofitable|at a loss|亏损|亏钱|亏本|亏了|亏|赔钱|赔本|赤字|損失|損が出た',
  ],
  [
    { kind: 'state', kpi: 'profit', compare: 'above' },
    '(?:made|making|make|makes) (?:a |any )?(?:profit|money)|in the black|黒字|利益が出た|利益が出ている|利益の出た|儲けが出た',
  ],
  [
    { kind: 'state', kpi: 'profit', compare: 'at_most' },
    '利益(?:が|の|は)?(?:出ていない|出てない|出なかった|出ない)|儲かっていない|儲かってない|不赚钱|没赚钱|没有赚钱|不盈利|没有?盈利|没有?利润|无利润',
  ],
  [
    { kind: 'not' },
    "not|never|no|none|zero|without|without any|(?:did|does|do|have|has|had|is|are|was|were)(?: not|n'?t)|(?:had|have|has|with) (?:no|zero)(?: any)?|没有|没|未|无|不|并未|并没有|没有任何|没什么|零|ゼロ|なかった|ない|無い|無かった|なし|無し|ではない|じゃない|ゼロの|なしの|0件|出ていない|出なかった|出てない|一件もない|1件もない|起きていない|発生していない",
  ],
  [{ kind: 'between' }, 'between|介于|之间|的?之间|の間|間'],
  [
    { kind: 'change' },
    'changes?|changed|moved|movers?|movement|变化|变动|变化最大|波动|变动率|変化|変動|増減|増減率|動いた|変わった',
  ],
  [
    { kind: 'attainment' },
    'attainment|achievement(?: rate)?|of (?:the |their )?(?:target|plan|goal)|towards? (?:the )?target|to target|against target|vs target|target attainment|达成率|完成率|达成|完成度|完成进度|目标完成率|目标达成率|完成了?多少|达成了?多少|完成(?:得|的)?(?:情况|怎么样|如何)|进度|目标达成|達成率|目標達成率|進捗|進捗率|達成度|目標比',
  ],
  [
    { kind: 'missed' },
    "miss(?:ed|es|ing)?(?: (?:the|their|its|day|daily))*(?: (?:targets?|goals?|plans?))?|(?:did not|didn'?t|does not|doesn'?t|do not|don'?t|have not|haven'?t|has not|hasn'?t|not|never|failed to|fail(?:s|ed)?(?: to)?) ?(?:reach|reached|reaching|meet|met|meeting|hit|hitting|make|made|achieve|achieved)(?: (?:the|their|its))?(?: (?:targets?|goals?|plans?))?|(?:are|is|were|was)? ?(?:behind|below|under|off|short of) (?:the |their )?(?:targets?|goals?|plans?)|behind(?: (?:on|with|in))?(?: (?:the|their|its))?(?: (?:targets?|goals?|plans?))?|not on (?:target|track)|off track|underperform(?:ing|ed)?|未达标|未达成|没达标|没有达标|没达成|没有达成|不达标|未完成目标|没完成目标|没有完成目标|未完成|没完成|没有完成|未达目标|没达到目标|没达到|没有达到|未达到|没完成|没有达到目标|未达到目标|低于目标|落后目标|落后|达不到目标|未达成目标|目标未达成|目标未达|目標未達|未達|目標を?(?:達成|クリア)?(?:していない|してない|できていない|できなかった|しなかった)|目標(?:を|に)?(?:下回った|下回っている|下回る|届いていない|届かない|届かなかった|達していない|達しなかった)|未達成|達成(?:していない|してない|できていない|できなかった|しなかった)|目標割れ|遅れている",
  ],
  [
    { kind: 'reached' },
    '(?:reach(?:ed|es)?|met|meets?|hits?|achieved?|made|beat|exceed(?:ed|s)?)(?= +(?:the|their|its) [^,.;?!]{1,40}(?:targets?|goals?|plans?))|(?:完成|达成|达到)了?(?=[^,，。;；]{1,20}目标)|(?:reach(?:ed|es|ing)?|met|meets?|meeting|hit|hits|achiev(?:ed|es|e)|made|beat|exceed(?:ed|s)?)(?: (?:the|their|its))? (?:targets?|goals?|plans?)|(?:are |is |were |was )?(?:on|above|over|ahead of) (?:the |their )?(?:target|goal|plan|track)|达标|完成目标|达成目标|完成了目标|达成了目标|达到目标|达到了目标|超额完成|超过目标|已达标|已完成|目標(?:を)?(?:達成|クリア)(?:した|している|しました)?|達成した|達成している|目標(?:を|に)?(?:上回った|上回っている|上回る|達した)|目標クリア',
  ],
  [
    { kind: 'hint', kpi: 'profit' },
    'profitable|earn(?:s|ed|ing)?|赚钱|赚|盈利|挣钱|儲かった|儲かっている|稼いだ|稼いでいる',
  ],
  [{ kind: 'hint', kpi: 'return_rate' }, 'returned|returns?|sent back|退货|退得|被退|返品された|返品の?多い|返品'],
  [{ kind: 'hint', kpi: 'refund_rate' }, 'refund(?:s|ed)?|退款|返金|返金された'],
  [
    { kind: 'hint', kpi: 'negative_review_rate' },
    '(?:bad|negative|poor|one[- ]star|1[- ]star) (?:reviews?|ratings?)|差评|差評|中差评|低評価|悪いレビュー|低評価レビュー|星1',
  ],
  [
    { kind: 'hint', kpi: 'positive_review_rate' },
    '(?:good|positive|five[- ]star) (?:reviews?|ratings?)|好评|好評|高評価',
  ],
  [
    { kind: 'hint', kpi: 'ship_72h_rate' },
    'ship(?:s|ped|ping|ments?)?(?: on time)?|dispatch(?:es|ed|ing)?|发货|发货速度|出货|出荷|発送|出荷が|発送が',
  ],
  [
    { kind: 'hint', kpi: 'first_response_minutes' },
    'repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|response|answering customers|回复|客服回复|回复速度|响应|返信|返答|問い合わせ対応|顧客対応',
  ],
  [{ kind: 'hint', kpi: 'cancel_rate_total' }, 'cancel(?:s|l?ed|lations?)|取消|取消订单|キャンセル|キャンセルされた'],
  [{ kind: 'hint', kpi: 'orders' }, 'ordered|订单|订单量|下单|下单量|注文された|注文'],
  [{ kind: 'hint', kpi: 'ad_spend' }, 'spen[dt]s?(?: on ads)?|烧钱|投放|広告にお金'],
  [
    { kind: 'hint', kpi: 'avg_stars' },
    'ratings?|rated|reviews?|reviewed|stars?|评分|评价|評価|レビュー|口碑|星级?|星数|星の数',
  ],
  [{ kind: 'hint', kpi: 'sessions' }, 'visited|visits|viewed|访问|流量|アクセス'],
  [{ kind: 'target' }, 'targets?|goals?|目标|目標'],
  [
    { kind: 'no_data' },
    "(?:has |have |had |with )?(?:no|without|missing|lack(?:s|ing)?|not any) (?:any )?(?:data|figures|numbers)|(?:has not|hasn'?t|have not|haven'?t|did not|didn'?t|not) (?:sent|send|reported|report|delivered|deliver|received|upload(?:ed)?)(?: any)?(?: (?:data|figures|numbers))?|(?:data|figures) (?:is|are|was|were) missing|missing|没有数据|没数据|无数据|缺数据|缺少数据|数据缺失|数据没来|数据没到|数据未到|没有上传数据|没传数据|没有更新|没更新|数据没更新|断更|データ(?:が|の|は)?(?:ない|無い|なかった|無かった|来ていない|来てない|届いていない|届かない|入っていない|入ってない|抜けている|欠けている)|データ(?:なし|未着|欠損|欠落)|未入力|数値(?:が|の)?(?:ない|無い)",
  ],
  [
    { kind: 'in_a_row' },
    'in a row|in row|running|straight|consecutive(?:ly)?|on end|back to back|successive|连续|接连|连着|連続で?|続けて|連続して|続いて|連続の|持续|keeps?(?= (?:fall|drop|declin|ris|grow|increas|go))|(?:一直|不断)(?=在?[涨跌升降下上增减])|じりじり',
  ],
  [
    { kind: 'than' },
    'than|since|compared (?:to|with)|versus|vs\\.?|against|比|比起|较|相比|与|对比|より|と比べて|に比べて|比べて|比で|比|対比',
  ],
  [
    { kind: 'filler' },
    'during|throughout|within|people|persons?|which|what|who|whose|whom|often|frequently|that|those|these|there|is|are|was|were|be|been|do|does|did|have|has|had|any|all|the|a|an|of|in|on|at|by|for|with|from|to|as|it|its|their|our|my|and|or|where|when|show|list|find|give|tell|me|us|please|can|could|you|i|we|so far|much|many|how|s|each|every|per|terms|respect|according|sorted|sort|order(?:ed)? by|order|performer?s?|performing|performance|sold|sell(?:s|ing)?|seller|rate of|one|ones|results?|figures|value|currently|now|only|still|ever|got|get|went|go|than the|rest|names?|overall|let|know|want|think|see|look|ran|run|had been|over|come|came|doing|just|also|but|while|yet|though|both|too|very|really|been|being|out|side|way|each other|which is|okay|anything|better off|as well|together|did well|on time|between them|among|amongst' +
      '|分|人|的人|啥|哪|哪个|哪些|哪家|哪几家|哪几个|哪一个|哪一家|哪款|哪种|谁|什么|是|的|有|在|里|中|了|得|按|按照|依|以|根据|从|到|为|请|帮|我|看|查|列出|列|显示|找出|找|告诉|一下|下|呢|吗|吧|啊|呀|都|还|也|就|和|与|个|家|名|位|种|所有|全部|各|每个|我们|表现|卖|卖得|花|花得|花了|用|用得|费|得了|销售|情况|数据|目前|现在|一直|幅度|得到|排|排在|哪里|几个|几家|只|仅|只有|这|那|被|更|更加|较为|哪边|哪一边|哪一方|边|还是|或|或者|而|而且|并|并且|但|但是|不过|却|同时|且|任何|过的|做得|表现得|干得|跑得|卖出|卖出去|出|能|一共|总共|东西|记录|有过|发生|出现|出来|把|过|最后|其中' +
      '|どの|どれ|いつ|どこ|どちら|何|だれ|誰|は|が|の|を|で|に|と|も|や|へ|から|順|順に|順で|教え|教えて|いただけますか|いただけますでしょうか|もらえますか|くれますか|見せて|出して|一覧|表示|ください|です|ですか|か|ある|あった|いる|している|した|なっている|だった|ランク|中で|なか|うち|うちの|いま|今|現在|全部|すべて|場合|ところ|もの|って|とは|について|別|別に|毎|ごと|ずつ|件|つ|個|どっち|どちらが|どっちが|より|だけ|のみ|かつ|だが|ですが|けど|けれど|しかし|一方|一方で|さらに|より良い|おり|ており|いて|れ|られ|出た|出し|まだ|まったく|全く|全然|という|ほう|方|方が|同時に|そして|数値|データ|実績|成績|調子|状況|な|だ|' +
      fillers.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
  ],
]
