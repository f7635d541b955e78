/**
 * The menu under the conversation with the app, in place of slash commands: at most three of five characters each,
 * with five items of thirteen. A key is what a press types. https://developer.work.weixin.qq.com/document/path/90231
 */
export const menu = [
  {
    name: '看数',
    sub_button: [
      { type: 'click', name: '我的状态', key: 'do|状态' },
      { type: 'click', name: '本月达成', key: 'do|状态 本月' },
      { type: 'click', name: '昨日日报', key: 'do|日报' },
    ],
  },
  { type: 'click', name: '告警', key: 'do|告警' },
  {
    name: '更多',
    sub_button: [
      { type: 'click', name: '我的目标', key: 'do|目标' },
      { type: 'click', name: '数据源', key: 'do|数据源' },
      { type: 'click', name: '帮助', key: 'do|帮助' },
    ],
  },
] as const
