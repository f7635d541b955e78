import { type Drill, text } from './drill.ts'
import { fewerBuy, fewerVisitors, lateParcels } from './troubles.ts'

/** For people who lead others. */
export const leaderDrills: readonly Drill[] = [
  {
    id: 'month-target',
    track: 'leader',
    role: 'manager',
    title: text('A fair target for the month', '納得できる月目標', '合理的月度目标'),
    situation: text(
      'Your store needs a target for this month. Look where the month will land, let a target with its reasons be suggested, and set one.',
      '担当店舗の今月の目標を決めます。着地見込みを確認し、根拠つきの目標案を出してもらい、目標を設定しましょう。',
      '您的店铺需要设定本月目标。请查看本月预计落点，获取带依据的目标建议，然后设定目标。',
    ),
    trouble: fewerVisitors,
    steps: [
      { do: 'ask', verb: 'forecast', kpi: 'sales' },
      { do: 'ask', verb: 'suggest', kpi: 'sales' },
      { do: 'target', kpi: 'sales', value: '120000' },
    ],
  },
  {
    id: 'nobody-took-it',
    track: 'leader',
    role: 'manager',
    title: text('An alert that nobody took', '誰も対応していないアラート', '无人认领的告警'),
    situation: text(
      'An alert has stood open since yesterday. See what is open, find out what it is about, take it on yourself, and end it.',
      '昨日からアラートが放置されています。未対応を確認し、内容を調べ、自分で引き受け、解決済みにしましょう。',
      '有条告警从昨天起无人处理。请查看未处理告警，了解内容，自己认领并解决。',
    ),
    trouble: lateParcels,
    alert: { kpi: 'ship_72h_rate', limit: 0.95, value: 0.713 },
    steps: [
      { do: 'ask', verb: 'alerts' },
      { do: 'ask', verb: 'why', kpi: 'ship_72h_rate' },
      { do: 'ack' },
      { do: 'resolve' },
    ],
  },
  {
    id: 'before-the-meeting',
    track: 'leader',
    role: 'manager',
    title: text('Before the weekly meeting', '週次会議の前に', '周会之前'),
    situation: text(
      'In ten minutes somebody will ask you why sales are down. Have the figures, the reason next to them, and a rule that tells you earlier the next time.',
      '10分後の会議で売上減の理由を聞かれます。数値とその理由を用意し、次はもっと早く分かるルールを作りましょう。',
      '十分钟后有人会问您销售额为何下降。请准备好数据和原因，并设置规则以便下次更早得知。',
    ),
    trouble: fewerBuy,
    steps: [
      { do: 'ask', verb: 'status', kpi: 'sales' },
      { do: 'ask', verb: 'why', kpi: 'sales' },
      { do: 'note' },
      { do: 'rule', kpi: 'conversion_rate', limit: '< 4%' },
    ],
  },
]
