import { type Drill, text } from './drill.ts'
import { dearClicks, nothingWrong, noYesterday } from './troubles.ts'

/** For people who keep the bot running. */
export const administratorDrills: readonly Drill[] = [
  {
    id: 'figures-missing',
    track: 'administrator',
    role: 'administrator',
    title: text('Yesterday is missing', '昨日のデータがない', '昨天的数据缺失'),
    situation: text(
      'The store sent nothing for yesterday. See what is missing, see that the days before are there, and write down why, so that nobody takes the gap for a bad day.',
      '昨日分のデータが届いていません。何が欠けているか、その前の日は揃っているかを確認し、不調と誤解されないよう理由をメモに残しましょう。',
      '店铺昨天没有传来数据。请查看缺失情况，确认之前的数据完整，并写下原因，以免被误认为业绩不佳。',
    ),
    trouble: noYesterday,
    steps: [{ do: 'ask', verb: 'status', kpi: 'sales' }, { do: 'ask', verb: 'trend', kpi: 'sales' }, { do: 'note' }],
  },
  {
    id: 'wrong-target',
    track: 'administrator',
    role: 'administrator',
    title: text('A target was typed wrongly', '目標値を打ち間違えた', '目标输错了'),
    situation: text(
      'Set a target with a zero too many, notice it, and take it back. Nothing is lost: what stood before stands again.',
      '桁を間違えた目標を設定し、気づいて取り消してみましょう。前の状態に戻るので何も失われません。',
      '设定一个多了一位的目标，发现后撤销。之前的状态会恢复，不会丢失任何内容。',
    ),
    trouble: nothingWrong,
    steps: [
      { do: 'target', kpi: 'sales', value: '9000000' },
      { do: 'undo' },
      { do: 'ask', verb: 'status', kpi: 'sales' },
    ],
  },
  {
    id: 'noisy-rule',
    track: 'administrator',
    role: 'administrator',
    title: text('A rule that cries wolf', '鳴りすぎるルール', '过于频繁的规则'),
    situation: text(
      'Set a rule that is too strict, see it in the list of rules, and stop it again.',
      '厳しすぎるルールを作り、一覧で確認して、停止しましょう。',
      '创建一条过严的规则，在规则列表中查看，然后停用。',
    ),
    trouble: dearClicks,
    steps: [{ do: 'rule', kpi: 'acos', limit: '> 5%' }, { do: 'ask', verb: 'rules' }, { do: 'stop-rule' }],
  },
]
