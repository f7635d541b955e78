/**
 * Lines as people write them, each with the exact line whose answer it must have. Monday, 23 November 2026, 02:00 UTC:
 * Monday in Shanghai and Tokyo, still Sunday evening in the United States.
 */
export type Said = readonly [line: string, exact: string]

/** Periods in words: the calendar of the store that is named; without one, or with several, that of whoever asks. */
export const periodsInWords: readonly Said[] = [
  ['sales kyoto last week', 'status sales kyoto 2026-W47'],
  ['kyoto上周销售额', 'status sales kyoto 2026-W47'],
  ['kyotoの先週の売上', 'status sales kyoto 2026-W47'],
  ['sales west last week', 'status sales west 2026-W46'],
  ['west 昨日の売上', 'status sales west 2026-11-21'],
  ['kyoto 昨日の売上', 'status sales kyoto 2026-11-22'],
  ['sales last week', 'status sales 2026-W47'],
  ['上周销售额', 'status sales 2026-W47'],
  ['先週の売上', 'status sales 2026-W47'],
  ['昨天销售额', 'status sales 2026-11-22'],
  ['昨日の売上', 'status sales 2026-11-22'],
  ['sales yesterday', 'status sales 2026-11-22'],
  ['sales kyoto west yesterday', 'status sales kyoto west 2026-11-22'],
  ['trend sales 7d', 'trend sales 2026-11-16..2026-11-22'],
  ['which store has the best sales last week', 'top stores sales best 2026-W47'],
  ['上周销售额最高的店', 'top stores sales highest 2026-W47'],
  ['先週売上が一番高い店', 'top stores sales highest 2026-W47'],
  ['this week sales kyoto', 'status sales kyoto 2026-W48'],
]

/** A SKU that one store sells needs no store; its title names it as well as its number. */
export const products: readonly Said[] = [
  ['sales sku:K2 last week', 'status sales kyoto sku:K2 2026-W47'],
  ['sku:K2 上周销售额', 'status sales kyoto sku:K2 2026-W47'],
  ['kettle sales last week', 'status sales kyoto sku:K2 2026-W47'],
  ['how did the kettle do last week', 'status kyoto sku:K2 2026-W47'],
  ['水壶上周卖了多少', 'status osaka sku:SH-1 2026-W47'],
  ['水壶 销售额', 'status sales osaka sku:SH-1'],
  ['やかんの先週の売上', 'status sales osaka sku:YK-1 2026-W47'],
  ['kettles yesterday', 'status kyoto sku:K2 2026-11-22'],
  ['lamp west sales', 'status sales west sku:L7'],
  ['sku:L7 market:jp sales', 'status sales kyoto sku:L7'],
  ['sku:P9 sales last week', 'status sales osaka sku:P9 2026-W47'],
  ['sales sku:p9 上周', 'status sales osaka sku:P9 2026-W47'],
  ['trend sales kettle 7d', 'trend sales kyoto sku:K2 7d'],
]

/** Talk of people among each other: nothing is done and nothing is changed. */
export const smallTalk: readonly string[] = [
  ...['谢谢', '辛苦了', '好的'],
  ...['確認ありがとうございます', 'see you at the meeting', 'see you tomorrow at the meeting'],
  ...['the meeting went well', 'good morning', 'thanks for the report', 'nice score!', 'help yourself'],
  ...[
    '明天会议见',
    '会议见',
    '開会了',
    '会議でまた',
    '我确认一下',
    '确认一下再说',
    '確認しておきます',
    '目标很远大',
    '备注一下就好',
  ],
  ...[
    'sync up later',
    'note to self',
    'link in bio',
    'let us team up',
    'mute yourself please',
    'target practice',
    'undo that thought',
  ],
  ...[
    'see you next week',
    'done for today, bye',
    'close the window',
    '问题解决了，大家辛苦',
    '再见',
    'また明日',
    '対応ありがとうございました',
  ],
]

/** An everyday word by itself, or with what makes it a command: it takes the alert on. */
export const takesOn: readonly string[] = [
  ...[
    '收到',
    '收到！',
    '收到了',
    '确认',
    '认领',
    '了解',
    '了解です',
    '了解しました。',
    '対応します',
    '確認しました',
    'on it',
    'On it!',
    'confirm',
  ],
  ...[
    '收到，谢谢',
    '收到谢谢',
    '好的收到',
    '好的，收到',
    '收到！辛苦了',
    '收到，我看看',
    '了解です、ありがとう',
    '知道了，谢谢',
  ],
  ...['ok got it, thanks', 'ok got it', 'Got it, thanks!', 'on it, thanks', 'noted', '确认，马上处理', '收到👍'],
  ...[
    '承知しました',
    'かしこまりました。',
    '確認します',
    'はい、すぐに対応します',
    '分かりました、ありがとうございます',
  ],
  ...['收到 #1', '確認 1', '收到 1 台风停运', '收到 “台风停运”', 'ack carrier stopped', 'on it "carrier stopped"'],
]

/** A range without an end goes on to today, one without a start is asked about. */
export const openRanges: readonly Said[] = [
  ['sales kyoto 2026-11-01..', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['sales kyoto since 2026-11-01', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['sales kyoto from Nov 1', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['sales kyoto 11/1-', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['kyoto 11月1日以来的销售额', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['kyoto 从11月1日到现在的销售额', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['kyoto 自11月1日起销售额', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['kyoto 11月1日からの売上', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['kyoto 11/1〜 売上', 'status sales kyoto 2026-11-01..2026-11-23'],
  ['kyoto 11月1日以降の売上', 'status sales kyoto 2026-11-01..2026-11-23'],
]

/** Nobody said from when on: the line is refused and asks for the first day. */
export const withoutStart: readonly string[] = [
  'sales kyoto ..2026-11-10',
  'sales kyoto 〜11/10',
  'sales kyoto until 11/10',
  'sales kyoto up to Nov 10',
  'sales kyoto through 11/10',
  'trend sales kyoto ..2026-11-10',
  'kyoto 11月10日までの売上',
]

/** Dates with the words of another language, in every line. */
export const mixedDates: readonly Said[] = [
  ['sales kyoto 2026年', 'status sales kyoto ytd'],
  ['sales kyoto 2026年10月', 'status sales kyoto 2026-10'],
  ['sales kyoto 10月', 'status sales kyoto 2026-10'],
  ['sales kyoto in 10月', 'status sales kyoto 2026-10'],
  ['sales kyoto 11月3日', 'status sales kyoto 2026-11-03'],
  ['trend sales kyoto 2026年11月3日', 'trend sales kyoto 2026-11-03'],
  ['kyoto の October の 売上', 'status sales kyoto 2026-10'],
  ['kyoto Oct 2026 销售额', 'status sales kyoto 2026-10'],
  ['kyoto last week 销售额', 'status sales kyoto 2026-W47'],
  ['sales kyoto 上周', 'status sales kyoto 2026-W47'],
  ['sales kyoto 先週', 'status sales kyoto 2026-W47'],
]

/** Two periods against each other, a rating below a number, people behind their targets, a marketplace by another name. */
export const comparisons: readonly Said[] = [
  ['今年黑五比去年黑五', 'compare 2026-11-27 2025-11-28'],
  ['今年双11比去年双11销售额', 'compare sales 2026-11-11 2025-11-11'],
  ["this year's singles day vs last year's singles day sales", 'compare sales 2026-11-11 2025-11-11'],
  ['今年のブラックフライデーと去年のブラックフライデーの売上', 'compare sales 2026-11-27 2025-11-28'],
  ['今年の独身の日と去年の独身の日の売上', 'compare sales 2026-11-11 2025-11-11'],
  ['kyoto sales last week vs week before last', 'compare sales kyoto 2026-W47 2026-W46'],
  ['昨天和前天的销售额 kyoto', 'compare sales kyoto 2026-11-22 2026-11-21'],
  ['这周比上周同期差了多少', 'compare this week last week'],
  ['这个月比上个月同期销售额差多少', 'compare sales this month last month'],
  ['今月と先月同期の売上の差', 'compare sales this month last month'],
  ['星が4を切った店', 'top stores avg_stars < 4'],
  ['評価が4を切っている店', 'top stores avg_stars < 4'],
  ['stores with less than 4 stars', 'top stores avg_stars < 4'],
  ['星级低于4的店铺', 'top stores avg_stars < 4'],
  ["who's behind on target this month", 'top owners missed target this month'],
  ['这个月谁没完成目标', 'top owners missed target this month'],
  ['今月目標に届いていない人は誰', 'top owners missed target this month'],
  ['people who missed the sales target this month', 'top owners sales missed target this month'],
]

/** Both ends of a list at once: it is asked which, and each offer runs. */
export const bothEnds: readonly string[] = [
  ...['top stores sales best worst', 'worst and best store', '卖得最好和最差的店', '売上が一番高い店と一番低い店'],
  ...['销售额最高和最低的店铺', 'highest and lowest sales by store'],
]

/** By whom, and the line: nothing near can be meant, so that nothing is offered. */
export const noOffers: readonly (readonly [string, string])[] = [
  ['owner', 'people remove @boss'],
  ['owner', 'people remove @mena'],
  ['owner', 'top 0 stars sales'],
  ['owner', 'digest subscribe:61'],
  ['owner', "'; DROP TABLE people; --"],
  ['owner', 'status <script>alert(1)</script>'],
  ['mona', 'the meeting went well'],
  ['mona', 'good morning, sales kyoto please'],
  ['mona', 'target practice'],
]
