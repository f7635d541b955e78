import type { Localized } from '#src/i18n/locale.ts'

/** What WeCom itself has to say, in every language. */
export const texts = {
  commands: { en: 'To do next', ja: '次の操作', 'zh-CN': '可执行的操作' },
  inGroup: {
    en: 'This group cannot show buttons. Send me the command in person:',
    ja: 'このグループにはボタンを表示できません。個別チャットで次のコマンドを送ってください：',
    'zh-CN': '本群无法显示按钮，请私聊我发送以下指令：',
  },
  moreCommands: {
    en: 'These do not fit on a button. Send the command instead:',
    ja: 'ボタンに収まらない操作です。次のコマンドを送ってください：',
    'zh-CN': '以下操作按钮放不下，请直接发送指令：',
  },
  next: { en: 'What next?', ja: '次の操作', 'zh-CN': '接下来' },
  noPicture: {
    en: 'The picture could not be shown: {alt}',
    ja: '画像を表示できませんでした：{alt}',
    'zh-CN': '图片未能显示：{alt}',
  },
  pictureRefused: {
    en: 'A picture could not be shown.',
    ja: '画像を1枚表示できませんでした。',
    'zh-CN': '有一张图片未能显示。',
  },
  picture: { en: 'Picture: {alt}', ja: '画像：{alt}', 'zh-CN': '图：{alt}' },
  responsible: { en: 'Owner: {names}', ja: '担当：{names}', 'zh-CN': '负责人：{names}' },
  urgent: {
    en: 'Nobody has taken it on yet. Please acknowledge now.',
    ja: 'まだ誰も対応していません。至急ご確認ください。',
    'zh-CN': '目前无人处理，请立即确认。',
  },
  owner: { en: 'Owner', ja: '担当', 'zh-CN': '负责人' },
  cut: {
    en: 'The rest did not fit into the message. Ask for fewer stores, KPIs or days.',
    ja: '以降は長すぎるため省略しました。店舗・指標・期間を絞ってください。',
    'zh-CN': '内容过长，其余部分已省略，请缩小店铺、指标或时间范围。',
  },
  sentPrivately: {
    en: 'Sent to you in person: look in the app.',
    ja: '個別チャットに送りました。',
    'zh-CN': '已私信回复您，请查看应用消息。',
  },
  comesPrivately: {
    en: 'The answer is for you alone and reaches you in person a little later.',
    ja: 'ご本人宛の回答です。少し遅れて個別チャットにお送りします。',
    'zh-CN': '回复仅限本人查看，稍后会私信发给您。',
  },
  askPrivately: {
    en: 'That is for you alone. Please ask me in a direct message.',
    ja: 'ご本人だけにお見せする内容です。個別チャットで聞いてください。',
    'zh-CN': '该内容仅限本人查看，请私聊我。',
  },
  outOfScope: {
    en: 'Not reached in person (outside the visible scope of the app): {names}',
    ja: '個別に通知できませんでした（アプリの利用範囲外）：{names}',
    'zh-CN': '未能私信（不在应用可见范围内）：{names}',
  },
  ask: { en: '{title}\n{label}', ja: '{title}\n{label}', 'zh-CN': '{title}\n{label}' },
  answerNow: {
    en: 'Reply with the answer alone; “cancel” stops it.',
    ja: '回答だけを送信してください。「キャンセル」で中止します。',
    'zh-CN': '请直接回复内容；回复“取消”即可放弃。',
  },
  skip: {
    en: 'Reply “-” to leave it empty.',
    ja: '空欄にするには「-」を送信してください。',
    'zh-CN': '不填请回复“-”。',
  },
  keep: {
    en: '{value} – reply “ok” to take it.',
    ja: '{value}（「はい」でこの値にします）',
    'zh-CN': '{value}（回复“好”即采用）',
  },
  choose: { en: 'Choose one by its number:', ja: '番号で選んでください：', 'zh-CN': '请回复编号选择：' },
  chooseHere: {
    en: 'Choose below and confirm.',
    ja: '下から選んで確定してください。',
    'zh-CN': '请在下方选择后确认。',
  },
  chooseAll: { en: 'Please choose first.', ja: '先に選択してください。', 'zh-CN': '请先选择。' },
  submit: { en: 'Confirm', ja: '確定', 'zh-CN': '确认' },
  submitted: { en: 'Sent', ja: '送信済み', 'zh-CN': '已提交' },
  formOver: {
    en: 'This form is closed. Press its button again to begin anew.',
    ja: 'このフォームは終了しています。もう一度ボタンを押してください。',
    'zh-CN': '该表单已结束，请重新点击按钮开始。',
  },
  notOffered: {
    en: 'That is not among the choices.',
    ja: '選択肢にありません。',
    'zh-CN': '没有这个选项。',
  },
  notNumber: { en: 'That is not a number.', ja: '数値ではありません。', 'zh-CN': '这不是数字。' },
  notDate: {
    en: 'That is not a day. Write it like 2026-11-20.',
    ja: '日付ではありません。2026-11-20 のように入力してください。',
    'zh-CN': '这不是日期，请写成 2026-11-20 这样的形式。',
  },
  cancelled: { en: 'Cancelled. Nothing was changed.', ja: '中止しました。', 'zh-CN': '已取消，未做任何更改。' },
  confirmYes: { en: 'Yes', ja: 'はい', 'zh-CN': '确定' },
  confirmNo: { en: 'No', ja: 'いいえ', 'zh-CN': '取消' },
  tooOld: {
    en: 'This card is too old for its form. Type the command instead: {line}',
    ja: 'このカードは古いため入力できません。コマンドを送ってください：{line}',
    'zh-CN': '卡片已过期，请直接发送指令：{line}',
  },
  onlyText: {
    en: 'I read text; files with rows (CSV, Excel) go to the AI bot or the web console. Send “help” to see what I can do.',
    ja: 'テキストに対応しています。表のファイル（CSV、Excel）はAIボットかWebコンソールへお送りください。「ヘルプ」と送ってください。',
    'zh-CN': '我能看懂文字；表格文件（CSV、Excel）请发给智能机器人或在网页控制台导入。发送“帮助”查看可用指令。',
  },
  openPage: { en: 'Open the board', ja: 'ボードを開く', 'zh-CN': '打开看板' },
  pleaseWait: {
    en: 'Please wait a moment: WeCom takes only so many messages a minute. The rest follows by itself.',
    ja: '少々お待ちください。WeComの送信数の上限に達したため、続きは自動で順にお送りします。',
    'zh-CN': '请稍候：企业微信每分钟可发送的消息数有限，其余内容会自动陆续发出。',
  },
  greeting: {
    en: 'Hello, I am the KPI bot. Send “status” for your figures, “alerts” for what needs attention, “help” for everything else.',
    ja: 'KPIボットです。「状況」で数値、「アラート」で要対応の件、「ヘルプ」で使い方を表示します。',
    'zh-CN': '您好，我是KPI机器人。发送“状态”看数据，“告警”看待处理事项，“帮助”看全部用法。',
  },
  working: { en: 'Working on it', ja: '処理中', 'zh-CN': '处理中' },
  source: { en: 'KPI', ja: 'KPI', 'zh-CN': 'KPI' },
} as const satisfies Record<string, Localized>
