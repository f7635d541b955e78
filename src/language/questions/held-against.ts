const than = '(?:vs\\.?|versus|against|compared (?:to|with|against)|than)'
const otherPeriod =
  '(?:yesterday|today|(?:this|next|previous|past|same) \\w+|last \\w+|[wmqy]td|\\d+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|christmas|thanksgiving|friday|monday)'

/** Periods of one length, running and over, as they are said in Chinese and in Japanese. */
const lengths: readonly (readonly [now: string, before: string, plain: string])[] = [
  ['本周', '上个?(?:周|星期|礼拜)', '上周'],
  ['本月', '上个?月', '上月'],
  ['本季度', '上个?季度?', '上季度'],
  ['今年', '去年', '去年'],
  ['今週', '(?:先|前)週', '先週'],
  ['今月', '(?:先|前)月', '先月'],
  ['今年', '(?:昨|去)年', '昨年'],
]
const anyPeriod = '今|本|这|当|昨|前天|同期|同比|年比|月比|週比|\\d|[一二三四五六七八九十]月'

/**
 * The only period of a line is what something is held against: what runs now is held against it. “Sales vs last year” is this
 * year so far, not the last year alone. Each pattern with the words that say so.
 */
export const heldAgainst: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `^(?!.*\\b${otherPeriod}\\b.*\\b${than} )(.*?)\\b${than} (?:the )?last (week|month|quarter|year)(?![\\w'’]|.*\\b${otherPeriod}\\b)`,
      'iu',
    ),
    '$1 this $2 vs last $2 ',
  ],
  [/(?<=(?:[本这上昨前\d]|今天).*)(?:对比|相比|比较|比)去年(?=\s*[?？]?\s*$)/u, ' 同比 '],
  [/(?<=(?:[今先前\d]|昨日).*)(?:昨年|去年|前年)と(?:の)?(?:比較|比べて?)(?:して)?(?=\s*[?？]?\s*$)/u, ' 前年比 '],
  ...lengths.flatMap(([now, before, plain]): readonly (readonly [RegExp, string])[] => [
    [
      new RegExp(`^(?!.*(?:${anyPeriod}))(.*?)(?:对比|相比|比较|比)${before}(?:的|比)?(?=\\s*[?？]?\\s*$|\\s)`, 'u'),
      `$1 ${now} 对比 ${plain} `,
    ],
    [
      new RegExp(
        `^(?!.*(?:${anyPeriod.replace('|昨', '|昨日')}))(.*?)${before}(?:と(?:の)?比較|と比べて?|に比べて?|との比較)(?:して)?`,
        'u',
      ),
      `$1 ${now} ${plain}と比べて `,
    ],
  ]),
]
