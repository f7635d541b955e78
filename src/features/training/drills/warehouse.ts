import { type Drill, text } from './drill.ts'
import { bestSellerGone, lateParcels } from './troubles.ts'

/** For people who ship and keep stock. */
export const warehouseDrills: readonly Drill[] = [
  {
    id: 'late-parcels',
    track: 'warehouse',
    role: 'operator',
    title: text('Parcels leave too late', '出荷が遅れている', '发货延误'),
    situation: text(
      'An alert says that too few parcels leave within 72 hours. Find out why, take the alert on with the reason.',
      '72時間以内の出荷率が基準を下回るアラートです。原因を調べ、理由を添えて確認しましょう。',
      '告警提示72小时发货率过低。请查明原因，并写明原因确认告警。',
    ),
    trouble: lateParcels,
    alert: { kpi: 'ship_72h_rate', limit: 0.95, value: 0.713 },
    steps: [{ do: 'ask', verb: 'why', kpi: 'ship_72h_rate' }, { do: 'ack' }, { do: 'note' }],
  },
  {
    id: 'shelf-empty',
    track: 'warehouse',
    role: 'operator',
    title: text('A shelf is empty', '棚が空になった', '货架空了'),
    situation: text(
      'A product cannot be bought any more. See how much can be bought, which product it is, and write down when it comes back.',
      '買えなくなった商品があります。在庫保有率とどの商品かを確認し、再入荷の予定をメモに残しましょう。',
      '有商品无法购买。请查看有货率，找出是哪个商品，并写下到货时间。',
    ),
    trouble: bestSellerGone,
    steps: [
      { do: 'ask', verb: 'status', kpi: 'in_stock_rate' },
      { do: 'ask', verb: 'top', kpi: 'units' },
      { do: 'note' },
    ],
  },
  {
    id: 'promised-date',
    track: 'warehouse',
    role: 'operator',
    title: text('Hold the promised date', '約束の日を守る', '守住承诺时效'),
    situation: text(
      'Delays of the last days cost the account its standing. See how the rate of parcels within 48 hours moved, set the rate that you promise, and write down what you change.',
      'ここ数日の遅れが店舗の評価に響いています。48時間以内の出荷率の動きを見て、約束する率を目標にし、変えることをメモに書きましょう。',
      '近几天的延误影响了店铺考核。请查看48小时发货率的走势，设定承诺的比率，并写下改进措施。',
    ),
    trouble: lateParcels,
    steps: [
      { do: 'ask', verb: 'trend', kpi: 'ship_48h_rate' },
      { do: 'target', kpi: 'ship_48h_rate', value: '95%' },
      { do: 'note' },
    ],
  },
]
