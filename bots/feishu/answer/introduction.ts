import type { Card } from '#src/chat/card.ts'

/** What the bot says when it comes into a group. It holds no figures: nobody has chosen yet what may be said there. */
export const introduction: Card = {
  title: {
    en: 'Hello, I am the KPI bot',
    ja: 'KPIボットです。よろしくお願いします',
    'zh-CN': '大家好，我是 KPI 机器人',
  },
  tone: 'info',
  blocks: [
    {
      type: 'text',
      text: {
        en: 'Mention me with a question, such as “@bot status sales”. Before I show figures here, a manager chooses the stores of this group; then I can also post reports and alerts.',
        ja: '「@ボット 状況 売上」のようにメンションして質問してください。このグループに数値を表示するには、まずマネージャーが対象店舗を選びます。レポートやアラートの配信もできます。',
        'zh-CN':
          '@我并提问即可，例如“@机器人 状态 销售额”。在本群显示数据之前，需由主管选择本群可看的店铺；之后还可以推送日报和告警。',
      },
    },
    {
      type: 'actions',
      actions: [
        {
          label: { en: 'Choose stores', ja: '店舗を選ぶ', 'zh-CN': '选择店铺' },
          line: 'channel',
          style: 'primary',
        },
        { label: { en: 'What I can do', ja: 'できること', 'zh-CN': '我能做什么' }, line: 'help' },
      ],
    },
  ],
}
