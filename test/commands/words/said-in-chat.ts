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
  ...[
    '收到，谢谢',
    '收到谢谢',
    '好的收到',
    '收到！辛苦了',
    '收到，我看看',
    '谢谢',
    '辛苦了',
    '好的',
    '了解です、ありがとう',
  ],
  ...['確認ありがとうございます', 'ok got it, thanks', 'see you at the meeting', 'see you tomorrow at the meeting'],
  ...[
    'the meeting went well',
    'on it, thanks',
    'good morning',
    'thanks for the report',
    'nice score!',
    'help yourself',
  ],
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
  ...['收到 #1', '確認 1', '收到 1 台风停运', '收到 “台风停运”', 'ack carrier stopped', 'on it "carrier stopped"'],
]
