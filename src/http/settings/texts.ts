import { pageNames } from '#src/http/page/page-names.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What all pages of settings say. */
export const texts = {
  skip: { en: 'To the contents', ja: '本文へ', 'zh-CN': '跳到正文' },
  settings: { en: 'Settings', ja: '設定', 'zh-CN': '设置' },
  boards: pageNames.boards,
  account: { en: 'Your account', ja: 'アカウント', 'zh-CN': '我的账户' },
  optional: { en: 'optional', ja: '任意', 'zh-CN': '选填' },
  choose: { en: 'Choose …', ja: '選択してください', 'zh-CN': '请选择' },
  needed: { en: 'Fill this in.', ja: '入力してください。', 'zh-CN': '请填写此项。' },
  sameInChat: { en: 'Same in chat:', ja: 'チャットでは：', 'zh-CN': '聊天中输入：' },
  again: {
    en: 'This was sent before and was done once.',
    ja: 'この操作は送信済みで、1回だけ実行されました。',
    'zh-CN': '该操作已提交过，只执行了一次。',
  },
  notYours: { en: 'This page is not open to you', ja: 'このページは表示できません', 'zh-CN': '您无权查看此页面' },
  notYoursWhy: {
    en: 'It takes the role {needed}; you are {role}. An administrator can change that.',
    ja: '{needed}の権限が必要です（現在の権限：{role}）。変更は管理者に依頼してください。',
    'zh-CN': '需要{needed}权限（您目前是{role}）。如需调整，请联系管理员。',
  },
  foreign: { en: 'Nothing was changed', ja: '変更していません', 'zh-CN': '未做任何修改' },
  foreignWhy: {
    en: 'The form was not sent from this page, or you signed in anew since it was opened. Open the page again and repeat it.',
    ja: 'このページから送られたフォームではないか、開いた後にログインし直しています。ページを開き直してもう一度操作してください。',
    'zh-CN': '该表单不是从本页提交的，或打开页面后您重新登录过。请重新打开页面再操作。',
  },
  back: { en: 'Back to settings', ja: '設定に戻る', 'zh-CN': '返回设置' },
  nothing: { en: 'There is no such page', ja: 'ページがありません', 'zh-CN': '没有此页面' },
  missing: { en: 'Still to do', ja: 'やること', 'zh-CN': '待完成' },
  all: { en: 'All settings', ja: 'すべての設定', 'zh-CN': '全部设置' },
  failed: { en: 'This could not be done', ja: '実行できませんでした', 'zh-CN': '操作未成功' },
  instead: { en: 'You may mean:', ja: '候補：', 'zh-CN': '您是否要：' },
} satisfies Record<string, Localized>
