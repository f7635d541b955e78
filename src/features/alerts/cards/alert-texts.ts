import type { Localized } from '#src/i18n/locale.ts'

/** What alerts say. */
export const alertTexts = {
  targetMissed: { en: 'target missed', ja: '目標未達', 'zh-CN': '未达标' },
  limitCrossed: {
    en: 'marketplace limit crossed',
    ja: 'モール基準値を超過',
    'zh-CN': '触及平台红线',
  },
  taken: { en: 'being worked on', ja: '対応中', 'zh-CN': '处理中' },
  recovered: { en: 'back to normal', ja: '正常に復帰', 'zh-CN': '已恢复' },
  explained: { en: 'explained by an event', ja: 'イベントによる変動', 'zh-CN': '已由活动或停业说明' },
  closed: { en: 'closed', ja: '対応完了', 'zh-CN': '已关闭' },
  onDay: {
    en: '{kpi} was {value} on {day}; target {limit}.',
    ja: '{day}の{kpi}は{value}（目標{limit}）でした。',
    'zh-CN': '{day}{kpi}为{value}，目标{limit}。',
  },
  overWindow: {
    en: '{kpi} is {value} over the last {days} days; limit {limit}.',
    ja: '直近{days}日間の{kpi}は{value}（基準{limit}）です。',
    'zh-CN': '近{days}天{kpi}为{value}，红线{limit}。',
  },
  ownWindow: {
    en: 'The figure is the marketplace’s own, as it stands in its account health.',
    ja: 'この値はモール自身の集計（アカウント健全性）によるものです。',
    'zh-CN': '该数值为平台自身统计（账户健康页面）。',
  },
  nowFine: {
    en: '{kpi} is {value} as of {day}.',
    ja: '{kpi}は{day}時点で{value}です。',
    'zh-CN': '截至{day}，{kpi}为{value}。',
  },
  limit: { en: 'Limit', ja: '基準値', 'zh-CN': '红线' },
  since: { en: 'Since', ja: '発生日', 'zh-CN': '起始日' },
  acknowledgedBy: {
    en: '{name} took this on ({time}).',
    ja: '{name}さんが確認しました（{time}）。',
    'zh-CN': '{name}已确认（{time}）。',
  },
  reason: { en: 'Reason: {reason}', ja: '原因：{reason}', 'zh-CN': '原因：{reason}' },
  resolvedBy: {
    en: '{name} closed it ({time}).',
    ja: '{name}さんが対応完了にしました（{time}）。',
    'zh-CN': '{name}已关闭（{time}）。',
  },
  acknowledge: { en: 'Acknowledge', ja: '確認する', 'zh-CN': '确认' },
  acknowledgeWithReason: { en: 'Acknowledge with reason', ja: '原因を書いて確認', 'zh-CN': '确认并说明原因' },
  addReason: { en: 'Add reason', ja: '原因を追記', 'zh-CN': '补充原因' },
  reasonTitle: { en: 'What is the cause?', ja: '原因は何ですか', 'zh-CN': '原因是什么？' },
  reasonLabel: { en: 'Cause', ja: '原因', 'zh-CN': '原因' },
  reasonHint: {
    en: 'e.g. typhoon, carrier stopped for a day',
    ja: '例：台風で集荷が1日停止',
    'zh-CN': '例：台风，物流停运一天',
  },
  resolve: { en: 'Resolve', ja: '対応完了', 'zh-CN': '关闭告警' },
  snoozed: { en: 'snoozed', ja: 'スヌーズ中', 'zh-CN': '稍后提醒' },
  snoozedUntil: {
    en: 'Snoozed until {time}.',
    ja: '{time}までスヌーズ中です。',
    'zh-CN': '已设为{time}再提醒。',
  },
  snooze: { en: 'Snooze', ja: 'スヌーズ', 'zh-CN': '稍后提醒' },
  wake: { en: 'End snooze', ja: 'スヌーズ解除', 'zh-CN': '取消稍后提醒' },
  snoozeTitle: { en: 'Remind me later', ja: 'あとで通知', 'zh-CN': '稍后提醒' },
  snoozeUntil: { en: 'Until', ja: 'いつまで', 'zh-CN': '何时提醒' },
  falseAlarm: { en: 'False alarm', ja: '誤報', 'zh-CN': '误报' },
  falseTitle: { en: 'Why is it a false alarm?', ja: '誤報と判断した理由', 'zh-CN': '为什么是误报？' },
  falseLabel: { en: 'Reason', ja: '理由', 'zh-CN': '原因' },
  falseHint: {
    en: 'e.g. store was closed for stocktaking',
    ja: '例：棚卸しで休業していた',
    'zh-CN': '例：当天盘点停业',
  },
  tuneRule: { en: 'Quieten the rule', ja: 'ルールを見直す', 'zh-CN': '调整规则' },
  history: { en: 'History', ja: '履歴', 'zh-CN': '处理记录' },
} satisfies Record<string, Localized>
