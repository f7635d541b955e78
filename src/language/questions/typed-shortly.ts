type Table = readonly (readonly [RegExp, string])[]

/** What people leave out or cut short when they type, each with the plainer words. Tried where a line is not understood. */
export const shortWays: Table = [
  [/(?:请)?(?:帮我)?(?:解释|说明|分析)(?:一?下)?(?=为什么|为何|为啥)/gu, ' '],
  [/是?(?:什么|啥)情况(?=\s*[?？]?\s*$)/gu, ' '],
  [/\b(?<=(?:last|this|next|previous|past) )wks?\b/giu, 'week'],
  [/\bwk ?(?=\d)/giu, 'week '],
  [/\btop(?=\d)/giu, 'top '],
  [/(?<![\d.¥$€£])(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?![\d.%])/gu, '$1/$2'],
  [/(?<=[\p{Script=Han}])(?:啊|呀|哦|哈)?(?:亲爱的|亲|宝|哥|姐)(?=[\s\p{Extended_Pictographic}?？!！。~～]*$)/gu, ''],
  [/达成(?:情况|进度)?(?:怎么样|如何|了吗)?(?=\s*[?？]?\s*$)/gu, ' 达成率 '],
  // What is sold out, as a list.
  [
    /\b(?:which |what |the |any |all )?(?:skus?|products?|items?)(?: (?:that |which )?(?:are|is))? (?:out of stock|sold out|with no stock)\b|\b(?:out[- ]of[- ]stock|sold[- ]out) (?:skus?|products?|items?)\b/giu,
    ' skus without stock ',
  ],
  [
    /(?:哪些|有哪些)?(?:已经?)?(?:断货|缺货|没货|售罄|卖完)了?的(?:sku|商品|产品|货)(?:有哪些|是哪些|有什么)?|(?:哪些|有哪些)(?:sku|商品|产品)(?:已经?)?(?:断货|缺货|没货|售罄|卖完)了?/giu,
    ' skus without stock ',
  ],
  [
    /(?:在庫切れ|欠品|品切れ|売り切れ)(?:の|している|した|中の)?(?:sku|商品|製品)(?:は|一覧|ある|どれ)?|(?:どの)?(?:sku|商品|製品)(?:が|は)?(?:在庫切れ|欠品|品切れ)(?:している|中)?(?:の|か)?/giu,
    ' skus without stock ',
  ],
]

const units = '[wmqy]td|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|quarter|year|weekend'

/** What would be read as something else. */
export const shortAlways: Table = [
  // The same days with a name, a year apart.
  [
    new RegExp(
      `\\b(?:this )?((?!(?:${units})\\b)[a-z]{3,}(?: [a-z0-9]+)?)(?: this year)? (vs\\.?|versus|against|compared (?:to|with)) (?:the )?last \\1\\b`,
      'giu',
    ),
    '$1 $2 $1 last year ',
  ],
  // So many days of stock are no comparison with these days.
  [
    /\b(?:stock cover|days of (?:cover|stock|inventory)|stock days)(?: is| are)? (?:below|under|less than|fewer than|<) ?(\d{1,3}) ?(?:days?|d)?\b/giu,
    ' stock_cover_days < $1 ',
  ],
  [/库存(?:只|还|仅)?不够\s*(\d{1,3})\s*天(?:的)?/gu, ' stock_cover_days < $1 '],
  [
    /在庫(?:が|は)?(?:あと|残り)?\s*(\d{1,3})\s*日(?:分)?(?:を|が)?(?:切って(?:い)?る|切った|切れ|割って(?:い)?る|割った)/gu,
    ' stock_cover_days < $1 ',
  ],
  [/(?:还|還)(?:差|缺)多少(?:钱)?(?=\s*(?:[?？]|$))/gu, ' 销售额 '],
]
