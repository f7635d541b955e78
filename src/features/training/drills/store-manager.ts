import { type Drill, text } from './drill.ts'
import { badBatch, cheapPrice, dearClicks } from './troubles.ts'

/** For people who answer for a whole store. */
export const storeManagerDrills: readonly Drill[] = [
  {
    id: 'acos-rule',
    track: 'store-manager',
    role: 'manager',
    title: text(
      'ACoS doubled: make sure you are told',
      'ACoSが2倍：次は必ず知らせてもらう',
      'ACoS 翻倍：确保下次收到通知',
    ),
    situation: text(
      'Your store’s ACoS just doubled and nobody was told. Find out why, tell the team, and set a rule so that the next time somebody is.',
      '担当店舗のACoSが2倍になりましたが、誰にも知らされませんでした。原因を調べ、チームに伝え、次回は通知されるようルールを作りましょう。',
      '店铺 ACoS 翻倍却没有人收到通知。请查明原因、告知团队，并设置规则以便下次及时通知。',
    ),
    trouble: dearClicks,
    steps: [{ do: 'ask', verb: 'why', kpi: 'acos' }, { do: 'note' }, { do: 'rule', kpi: 'acos', limit: '> 30%' }],
  },
  {
    id: 'cheap-price',
    track: 'store-manager',
    role: 'manager',
    title: text('More orders, less money', '注文は増えたのに売上が減った', '订单变多，钱变少'),
    situation: text(
      'Orders rise while takings fall: somebody may have typed a wrong price. Look at the average order, find out why sales fell, and set a rule for the average order.',
      '注文は増え、売上は減っています。価格の入力ミスかもしれません。客単価を確認し、売上減の原因を調べ、客単価のルールを作りましょう。',
      '订单上升而销售额下降，可能有人输错了价格。请查看客单价，查明销售额下降的原因，并为客单价设置规则。',
    ),
    trouble: cheapPrice,
    steps: [
      { do: 'ask', verb: 'trend', kpi: 'aov' },
      { do: 'ask', verb: 'why', kpi: 'sales' },
      { do: 'rule', kpi: 'aov', limit: '< $20' },
    ],
  },
  {
    id: 'bad-batch',
    track: 'store-manager',
    role: 'manager',
    title: text('A bad batch comes back', '不良ロットの返品', '问题批次退货'),
    situation: text(
      'Returns are four times as high. Take the alert on, set the return rate that the store has to hold, and write down what was agreed with the supplier.',
      '返品が4倍になりました。アラートを確認し、店舗が守る返品率を目標に設定し、仕入先との合意をメモに残しましょう。',
      '退货增至四倍。请确认告警，设定店铺须守住的退货率目标，并写下与供应商的约定。',
    ),
    trouble: badBatch,
    alert: { kpi: 'return_rate', limit: 0.05, value: 0.12 },
    steps: [{ do: 'ack' }, { do: 'target', kpi: 'return_rate', value: '4%' }, { do: 'note' }],
  },
]
