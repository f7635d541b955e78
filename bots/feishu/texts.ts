import type { Localized } from '#src/i18n/locale.ts'

/** What the bot says by itself in Feishu and Lark. */
export const texts = {
  noPicture: {
    en: 'The picture could not be shown. The figures above are complete.',
    ja: '画像を表示できませんでした。上の数値はそのままご利用いただけます。',
    'zh-CN': '图片暂时无法显示，上面的数据不受影响。',
  },
  critical: { en: 'Urgent', ja: '緊急', 'zh-CN': '紧急' },
  part: { en: '{title} ({at}/{all})', ja: '{title}（{at}/{all}）', 'zh-CN': '{title}（{at}/{all}）' },
  item: { en: '• {text}', ja: '・{text}', 'zh-CN': '• {text}' },
  more: { en: 'Details', ja: '詳細', 'zh-CN': '详情' },
  confirmTitle: { en: 'Are you sure?', ja: '実行しますか？', 'zh-CN': '确认操作' },
  choose: { en: 'Choose', ja: '選択してください', 'zh-CN': '请选择' },
  typeName: {
    en: 'Type a name, e.g. {names}',
    ja: '名前を入力（例：{names}）',
    'zh-CN': '请输入名称，如 {names}',
  },
  optional: { en: '{label} (optional)', ja: '{label}（任意）', 'zh-CN': '{label}（选填）' },
  working: {
    en: 'Working on it. The answer follows in the chat.',
    ja: '処理中です。結果はチャットでお知らせします。',
    'zh-CN': '正在处理，稍后在会话中回复。',
  },
  formSent: {
    en: 'I sent you the form in our direct chat.',
    ja: '入力フォームを個別チャットに送りました。',
    'zh-CN': '表单已私聊发给你，请查收。',
  },
  sentInPerson: {
    en: 'I answered you in our direct chat.',
    ja: '個別チャットに回答しました。',
    'zh-CN': '已私聊回复你。',
  },
  answered: { en: 'The answer is in the chat.', ja: 'チャットに回答しました。', 'zh-CN': '已在会话中回复。' },
  outdated: {
    en: 'This button is no longer valid. Ask me again, please.',
    ja: 'このボタンは無効になりました。もう一度コマンドを入力してください。',
    'zh-CN': '该按钮已失效，请重新发送指令。',
  },
  sorry: {
    en: 'That did not work. Please try again. Number {reference}',
    ja: '処理できませんでした。もう一度お試しください。番号 {reference}',
    'zh-CN': '操作未成功，请重试。编号 {reference}',
  },
  textOnly: {
    en: 'I read text, and files with rows (CSV, Excel). Type “help” to see what I can do.',
    ja: 'テキストと表のファイル（CSV、Excel）に対応しています。「ヘルプ」と入力すると、できることを確認できます。',
    'zh-CN': '目前支持文字消息和表格文件（CSV、Excel）。输入“帮助”查看可用指令。',
  },
  done: { en: 'Done', ja: '完了しました', 'zh-CN': '已完成' },
  mentionRefused: {
    en: 'A mention was refused by Feishu',
    ja: 'Feishuでメンションできない相手がいます',
    'zh-CN': '飞书拒绝了一次@提醒',
  },
  mentionRefusedWhat: {
    en: 'The message was sent with names instead. These people may have left, or this app is not available to them: {people}. Check the app’s availability, or end their access.',
    ja: '名前の表記に置き換えて送信しました。退職したか、アプリの利用範囲外の可能性があります：{people}。アプリの利用範囲を確認するか、アクセスを停止してください。',
    'zh-CN':
      '消息已改为显示姓名后发出。以下成员可能已离职，或不在应用可用范围内：{people}。请检查应用可用范围，或停用其权限。',
  },
} satisfies Record<string, Localized>
