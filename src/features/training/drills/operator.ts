import { type Drill, text } from './drill.ts'
import { bestSellerGone, fewerBuy, fewerVisitors } from './troubles.ts'

/** For people who run shops day by day. */
export const operatorDrills: readonly Drill[] = [
  {
    id: 'sales-fell',
    track: 'operator',
    role: 'operator',
    title: text('Sales fell by a third', '売上が3割以上落ちた', '销售额下降三成多'),
    situation: text(
      'For three days your store has sold far less than on the same weekdays before. Find out what is behind it, and write it next to the number so that nobody asks twice.',
      'この3日間、担当店舗の売上が前の同じ曜日を大きく下回っています。原因を調べ、誰も二度聞かずに済むよう数値にメモを残しましょう。',
      '最近三天，您店铺的销售额远低于之前的同一星期日期。请查明原因，并在数据旁写下备注，避免重复询问。',
    ),
    trouble: fewerVisitors,
    steps: [{ do: 'ask', verb: 'trend', kpi: 'sales' }, { do: 'ask', verb: 'why', kpi: 'sales' }, { do: 'note' }],
  },
  {
    id: 'conversion-fell',
    track: 'operator',
    role: 'operator',
    title: text('Visitors come, but do not buy', '訪問はあるのに買われない', '有访客却不下单'),
    situation: text(
      'As many people look at your store as before, and fewer buy. See it in the figures, explain it, and set the conversion rate that you want back.',
      '訪問数は変わらないのに購入が減っています。数値で確かめ、理由を書き、取り戻したい転換率を目標に設定しましょう。',
      '访客数不变，下单却减少了。请用数据确认、写明原因，并设定要恢复到的转化率目标。',
    ),
    trouble: fewerBuy,
    steps: [
      { do: 'ask', verb: 'trend', kpi: 'conversion_rate' },
      { do: 'ask', verb: 'why', kpi: 'conversion_rate' },
      { do: 'note' },
      { do: 'target', kpi: 'conversion_rate', value: '5%' },
    ],
  },
  {
    id: 'best-seller-gone',
    track: 'operator',
    role: 'operator',
    title: text('An alert: the best seller is gone', 'アラート：一番の売れ筋が消えた', '告警：主力商品断货'),
    situation: text(
      'An alert about your sales stands open. Look at it, see which product is missing, take the alert on with the reason, and end it when you are done.',
      '売上のアラートが出ています。内容を見て、どの商品が売れなくなったか調べ、理由を添えて確認し、終わったら解決済みにしましょう。',
      '有一条销售额告警未处理。请查看告警，找出缺失的商品，填写原因并确认，处理完后将其解决。',
    ),
    trouble: bestSellerGone,
    alert: { kpi: 'sales', limit: 430_000, value: 238_000 },
    steps: [{ do: 'ask', verb: 'alerts' }, { do: 'ask', verb: 'top', kpi: 'sales' }, { do: 'ack' }, { do: 'resolve' }],
  },
]
