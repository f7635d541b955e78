import type { Localized } from '#src/i18n/locale.ts'

/** What the preview of a rule says. */
export const previewTexts = {
  owner: { en: 'Owner: {name}', ja: '担当者：{name}', 'zh-CN': '负责人：{name}' },
  preview: { en: 'New rule', ja: '新しいルール', 'zh-CN': '新规则' },
  known: { en: 'Rule #{id}', ja: 'ルール#{id}', 'zh-CN': '规则 #{id}' },
  fired: {
    en: 'It would have fired {count} times in the last {days} days.',
    ja: '過去{days}日間では{count}回通知されていました。',
    'zh-CN': '过去{days}天会触发{count}次。',
  },
  firedOnce: {
    en: 'It would have fired once in the last {days} days.',
    ja: '過去{days}日間では1回通知されていました。',
    'zh-CN': '过去{days}天会触发1次。',
  },
  ofThem: {
    en: '{holidays} of them on holidays.',
    ja: 'うち{holidays}回は祝日・休業日です。',
    'zh-CN': '其中{holidays}次在节假日或休业日。',
  },
  allHolidays: {
    en: 'All of them on holidays.',
    ja: 'すべて祝日・休業日です。',
    'zh-CN': '均在节假日或休业日。',
  },
  onAHoliday: { en: 'That was a holiday.', ja: '祝日・休業日でした。', 'zh-CN': '当天是节假日或休业日。' },
  never: {
    en: 'It would not have fired in the last {days} days.',
    ja: '過去{days}日間では一度も通知されませんでした。',
    'zh-CN': '过去{days}天不会触发。',
  },
  nothing: {
    en: 'There are no figures of the last {days} days to try it on.',
    ja: '過去{days}日間に試せるデータがありません。',
    'zh-CN': '过去{days}天没有可供试算的数据。',
  },
  clock: {
    en: 'It watches the clock: every store whose figures are due and not there.',
    ja: '期限を過ぎてもデータが届かない店舗を知らせます。',
    'zh-CN': '到期仍未收到数据的店铺会收到提醒。',
  },
  stood: {
    en: 'Its alerts would have stood on {count} days in all.',
    ja: 'アラートが続いた日数は延べ{count}日です。',
    'zh-CN': '告警持续的天数合计为{count}天。',
  },
  held: {
    en: 'Events and closures would have held it back on {count} days.',
    ja: 'イベント・休業のため判定を保留する日：{count}日。',
    'zh-CN': '另有{count}天因活动或停业而不触发。',
  },
  heldOnce: {
    en: 'An event or closure would have held it back on one day.',
    ja: 'イベント・休業のため判定を保留する日：1日。',
    'zh-CN': '另有1天因活动或停业而不触发。',
  },
  explained: {
    en: 'On {count} of these days another alert would have said it already: nobody is called twice.',
    ja: 'うち{count}日は別のアラートで通知済みとなるため、重ねて通知しません。',
    'zh-CN': '其中{count}天已有其他告警说明，不会重复通知。',
  },
  explainedOnce: {
    en: 'On one of these days another alert would have said it already: nobody is called twice.',
    ja: 'うち1日は別のアラートで通知済みとなるため、重ねて通知しません。',
    'zh-CN': '其中1天已有其他告警说明，不会重复通知。',
  },
  notReplayed: {
    en: 'Late figures, snoozes and mutes of these days are not replayed.',
    ja: '当時のデータ遅延・スヌーズ・ミュートは反映していません。',
    'zh-CN': '未计入当时的数据延迟、稍后提醒和静音。',
  },
  rates: {
    en: 'Held against other currencies at the rate of each day, now {rates}.',
    ja: '通貨の異なる店舗とは各日のレートで比較します。現在：{rates}。',
    'zh-CN': '与其他币种按当日汇率折算比较，当前：{rates}。',
  },
  rate: {
    en: '1 {from} = {rate} {to} since {since}',
    ja: '1 {from} = {rate} {to}（{since}から）',
    'zh-CN': '1 {from} = {rate} {to}（{since}起）',
  },
  wrong: {
    en: '{wrong} of the last {alerts} alerts were called false alarms.',
    ja: '直近{alerts}件のアラートのうち{wrong}件が誤報とされました。',
    'zh-CN': '最近{alerts}条告警中有{wrong}条被判为误报。',
  },
  oneWrong: {
    en: 'One of the last {alerts} alerts was called a false alarm.',
    ja: '直近{alerts}件のアラートのうち1件が誤報とされました。',
    'zh-CN': '最近{alerts}条告警中有1条被判为误报。',
  },
  onlyOneWrong: {
    en: 'The last alert was called a false alarm.',
    ja: '直近のアラートは誤報とされました。',
    'zh-CN': '最近一条告警被判为误报。',
  },
  milder: { en: 'Milder: {rule}', ja: '緩めた条件：{rule}', 'zh-CN': '更宽松的条件：{rule}' },
  milderOut: {
    en: 'It leaves out {dropped} of the {wrong} false alarms that the present line repeats.',
    ja: '現在の条件で再現される誤報{wrong}件のうち{dropped}件を通知しなくなります。',
    'zh-CN': '当前条件会重现{wrong}条误报，更宽松的条件可去除其中{dropped}条。',
  },
  milderKeeps: {
    en: 'It leaves out {dropped} of the {wrong} false alarms that the present line repeats, and none of the {right} with a cause.',
    ja: '現在の条件で再現される誤報{wrong}件のうち{dropped}件を通知しなくなり、原因のあった{right}件はすべて通知します。',
    'zh-CN': '当前条件会重现{wrong}条误报，更宽松的条件可去除其中{dropped}条，并保留全部{right}条有原因的告警。',
  },
  days: { en: 'The days', ja: '該当日', 'zh-CN': '触发日期' },
  latestDays: { en: 'The latest {count} days', ja: '直近の該当日（{count}件）', 'zh-CN': '最近{count}次触发' },
  on: { en: '{day}: {value}', ja: '{day}：{value}', 'zh-CN': '{day}：{value}' },
  onHoliday: {
    en: '{day} (holiday): {value}',
    ja: '{day}（祝日・休業）：{value}',
    'zh-CN': '{day}（节假日）：{value}',
  },
  onExplained: {
    en: '{day}: {value} (another alert said it)',
    ja: '{day}：{value}（別のアラートで通知済み）',
    'zh-CN': '{day}：{value}（已有其他告警）',
  },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  saveMilder: { en: 'Save the milder one', ja: '緩めた条件で保存', 'zh-CN': '按宽松条件保存' },
  useMilder: { en: 'Use the milder line', ja: '緩めた条件に変更', 'zh-CN': '改用宽松条件' },
  change: { en: 'Change', ja: '変更', 'zh-CN': '修改' },
  stop: { en: 'Stop', ja: '停止', 'zh-CN': '停用' },
} satisfies Record<string, Localized>
