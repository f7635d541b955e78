import { type Drill, text } from './drill.ts'
import { badBatch, badReviews, slowReplies } from './troubles.ts'

/** For people who answer buyers. */
export const serviceDrills: readonly Drill[] = [
  {
    id: 'slow-replies',
    track: 'service',
    role: 'operator',
    title: text('Buyers wait for an answer', '返信が遅れている', '买家等待回复'),
    situation: text(
      'Half of the messages are no longer answered within 24 hours, and marketplaces count that. Look at the rate, find out whether more came or fewer were answered, write it down.',
      '24時間以内の返信率が半分近くまで落ちました。モールの評価に響きます。率を確認し、問い合わせが増えたのか返信が減ったのかを調べ、メモに残しましょう。',
      '近一半消息未能在24小时内回复，平台会计入考核。请查看回复率，弄清是消息增多还是回复减少，并写下备注。',
    ),
    trouble: slowReplies,
    steps: [
      { do: 'ask', verb: 'status', kpi: 'response_rate_24h' },
      { do: 'ask', verb: 'why', kpi: 'response_rate_24h' },
      { do: 'note' },
    ],
  },
  {
    id: 'returns-rose',
    track: 'service',
    role: 'operator',
    title: text('Four times as many returns', '返品が4倍に', '退货增至四倍'),
    situation: text(
      'An alert about returns stands open. See since when they rise, take the alert on, and say what buyers complain about.',
      '返品率のアラートが出ています。いつから増えたかを見て、アラートを確認し、購入者の声を理由に書きましょう。',
      '退货率告警未处理。请查看从何时上升，确认告警，并写明买家反映的问题。',
    ),
    trouble: badBatch,
    alert: { kpi: 'return_rate', limit: 0.05, value: 0.12 },
    steps: [{ do: 'ask', verb: 'trend', kpi: 'return_rate' }, { do: 'ack' }, { do: 'note' }],
  },
  {
    id: 'bad-reviews',
    track: 'service',
    role: 'operator',
    title: text('Reviews got worse', 'レビューの評価が下がった', '评价变差'),
    situation: text(
      'For five days the mean of the stars has been falling. See it, explain it, and set the number of stars that you want to hold.',
      '5日前から平均の星が下がっています。数値で確かめ、理由を書き、守りたい星の数を目標に設定しましょう。',
      '近五天平均星级持续下降。请查看数据、说明原因，并设定要守住的星级目标。',
    ),
    trouble: badReviews,
    steps: [
      { do: 'ask', verb: 'trend', kpi: 'avg_stars' },
      { do: 'note' },
      { do: 'target', kpi: 'avg_stars', value: '4.3' },
    ],
  },
]
