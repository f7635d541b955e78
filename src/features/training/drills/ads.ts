import { type Drill, text } from './drill.ts'
import { dearClicks, idleClicks } from './troubles.ts'

/** For people who answer for advertising. */
export const adsDrills: readonly Drill[] = [
  {
    id: 'acos-doubled',
    track: 'ads',
    role: 'operator',
    title: text('Your store’s ACoS just doubled', 'ACoSが急に2倍になった', 'ACoS 突然翻倍'),
    situation: text(
      'Ads cost twice as much of their sales as last week. Find out why, tell the team, and set the ACoS that you will hold.',
      '広告費の割合が先週の2倍になりました。原因を調べ、チームに伝え、守るACoSを目標に設定しましょう。',
      '广告成本占比是上周的两倍。请查明原因、告知团队，并设定要守住的 ACoS 目标。',
    ),
    trouble: dearClicks,
    steps: [{ do: 'ask', verb: 'why', kpi: 'acos' }, { do: 'note' }, { do: 'target', kpi: 'acos', value: '25%' }],
  },
  {
    id: 'clicks-do-not-sell',
    track: 'ads',
    role: 'operator',
    title: text('Clicks that no longer sell', '売れないクリック', '点击不再带来订单'),
    situation: text(
      'Spend and clicks are as they were, the return on ad spend is not. See since when, find out which part moved, write it down.',
      '広告費とクリック数は同じなのに、ROASだけが下がっています。いつからか、どの要素が動いたかを調べ、メモに残しましょう。',
      '花费和点击没有变化，广告回报率却下降了。请查看从何时开始、哪一部分变动，并写下备注。',
    ),
    trouble: idleClicks,
    steps: [{ do: 'ask', verb: 'trend', kpi: 'roas' }, { do: 'ask', verb: 'why', kpi: 'roas' }, { do: 'note' }],
  },
  {
    id: 'dear-clicks',
    track: 'ads',
    role: 'operator',
    title: text('An alert about the price of clicks', 'クリック単価のアラート', '点击单价告警'),
    situation: text(
      'An alert says that clicks became too dear. Look at the price of a click, take the alert on with what you will do, and be asked again tomorrow.',
      'クリック単価が高すぎるというアラートです。単価を確認し、対応内容を添えて確認し、明日もう一度知らせてもらいましょう。',
      '告警提示点击单价过高。请查看单价，写明处理方式并确认，再设置明天重新提醒。',
    ),
    trouble: dearClicks,
    alert: { kpi: 'cpc', limit: 60, value: 108 },
    steps: [{ do: 'ask', verb: 'status', kpi: 'cpc' }, { do: 'ack' }, { do: 'snooze' }],
  },
]
