// @ts-check

/** @typedef {'en' | 'ja' | 'zh-CN'} Locale */

/** Languages of the page by the name their readers know. @type {readonly {id: Locale, name: string, label: string}[]} */
export const languages = [
  { id: 'zh-CN', name: '简体中文', label: '中文' },
  { id: 'ja', name: '日本語', label: '日本語' },
  { id: 'en', name: 'English', label: 'EN' },
]

/** What the page itself says; the service's texts come with its answers. @type {Record<string, Record<Locale, string>>} */
const texts = {
  skip: { en: 'Skip to the message field', ja: '入力欄へ移動', 'zh-CN': '跳到输入框' },
  demo: { en: 'Demo data', ja: 'デモデータ', 'zh-CN': '演示数据' },
  demoRemove: { en: '· remove with', ja: '· 削除するには', 'zh-CN': '· 移除命令' },
  sideLabel: { en: 'People and conversations', ja: '利用者と会話', 'zh-CN': '成员与会话' },
  openSide: { en: 'Open people and conversations', ja: '利用者と会話を開く', 'zh-CN': '打开成员与会话' },
  speakingAs: { en: 'Speaking as', ja: '利用者', 'zh-CN': '当前身份' },
  choosePerson: { en: 'Choose who speaks', ja: '利用者を選ぶ', 'zh-CN': '选择身份' },
  conversations: { en: 'Conversations', ja: '会話', 'zh-CN': '会话' },
  own: { en: 'You and the bot', ja: 'ボットとの会話', 'zh-CN': '我与机器人' },
  ownAbout: { en: 'Only you see this', ja: '自分だけに表示', 'zh-CN': '仅自己可见' },
  language: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
  themeauto: { en: 'Colours: as the system', ja: '配色：システムに合わせる', 'zh-CN': '配色：跟随系统' },
  themelight: { en: 'Colours: light', ja: '配色：ライト', 'zh-CN': '配色：浅色' },
  themedark: { en: 'Colours: dark', ja: '配色：ダーク', 'zh-CN': '配色：深色' },
  close: { en: 'Close', ja: '閉じる', 'zh-CN': '关闭' },
  cancel: { en: 'Cancel', ja: 'キャンセル', 'zh-CN': '取消' },
  confirm: { en: 'Yes, go on', ja: '実行する', 'zh-CN': '确定执行' },
  confirmTitle: { en: 'Are you sure?', ja: '実行してよろしいですか？', 'zh-CN': '确定要执行吗？' },
  messages: { en: 'Messages', ja: 'メッセージ', 'zh-CN': '消息' },
  newMessages: { en: 'New messages', ja: '新着メッセージ', 'zh-CN': '有新消息' },
  suggestions: { en: 'Suggestions', ja: '候補', 'zh-CN': '建议' },
  recent: { en: 'Typed before', ja: '入力履歴', 'zh-CN': '输入过' },
  lineLabel: { en: 'Message to the bot', ja: 'ボットへのメッセージ', 'zh-CN': '发给机器人的消息' },
  placeholder: { en: 'Ask for a KPI: {example}', ja: 'KPIを聞く：{example}', 'zh-CN': '询问指标：{example}' },
  send: { en: 'Send', ja: '送信', 'zh-CN': '发送' },
  hint: {
    en: 'Enter sends · Shift+Enter new line · ↑ earlier lines · / comes back here',
    ja: 'Enterで送信 · Shift+Enterで改行 · ↑で履歴 · /で入力欄へ',
    'zh-CN': 'Enter 发送 · Shift+Enter 换行 · ↑ 历史 · / 回到输入框',
  },
  connecting: { en: 'Connecting…', ja: '接続中…', 'zh-CN': '连接中…' },
  live: { en: 'Live', ja: '接続済み', 'zh-CN': '已连接' },
  offline: { en: 'Offline, trying again', ja: 'オフライン・再接続中', 'zh-CN': '已断开，正在重连' },
  sending: { en: 'Sending…', ja: '送信中…', 'zh-CN': '发送中…' },
  notSent: { en: 'Not sent.', ja: '送信できませんでした。', 'zh-CN': '发送失败。' },
  readingRest: {
    en: 'The whole file is being read: {rows} rows, {share} %',
    ja: 'ファイル全体を読み込み中：{rows}行（{share} %）',
    'zh-CN': '正在读取完整文件：{rows} 行（{share}%）',
  },
  readingWanted: {
    en: 'Being read; it is imported when that is done: {rows} rows, {share} %',
    ja: '読み込みが終わり次第取り込みます：{rows}行（{share} %）',
    'zh-CN': '读取完成后自动导入：{rows} 行（{share}%）',
  },
  looked: {
    en: 'The first {rows} rows were looked at; the whole file is being read.',
    ja: '先頭{rows}行の結果です。ファイル全体を読み込んでいます。',
    'zh-CN': '以上为前 {rows} 行的结果，正在读取完整文件。',
  },
  differs: {
    en: 'The whole file differs from its beginning',
    ja: 'ファイル全体は先頭部分と異なります',
    'zh-CN': '完整文件与开头部分不同',
  },
  gone: { en: 'The preview is gone.', ja: 'プレビューは破棄されました。', 'zh-CN': '预览已失效。' },
  unreachable: {
    en: 'The service cannot be reached.',
    ja: 'サービスに接続できません。',
    'zh-CN': '无法连接服务。',
  },
  retry: { en: 'Try again', ja: '再試行', 'zh-CN': '重试' },
  editLine: { en: 'Edit', ja: '編集', 'zh-CN': '编辑' },
  edited: { en: 'updated {when}', ja: '{when}に更新', 'zh-CN': '{when}更新' },
  aside: { en: 'Only visible to you', ja: 'あなただけに表示', 'zh-CN': '仅您可见' },
  pressed: { en: 'pressed a button', ja: 'ボタンを押しました', 'zh-CN': '点击了按钮' },
  mentionsYou: { en: 'You are asked', ja: 'あなた宛て', 'zh-CN': '提到了您' },
  mentions: { en: 'For', ja: '宛先', 'zh-CN': '提醒' },
  bot: { en: 'KPI bot', ja: 'KPIボット', 'zh-CN': 'KPI 机器人' },
  good: { en: 'good', ja: '良好', 'zh-CN': '良好' },
  warning: { en: 'attention', ja: '注意', 'zh-CN': '注意' },
  bad: { en: 'bad', ja: '不良', 'zh-CN': '不佳' },
  critical: { en: 'critical', ja: '緊急', 'zh-CN': '紧急' },
  info: { en: 'information', ja: '情報', 'zh-CN': '信息' },
  enlarge: { en: 'Enlarge the picture', ja: '画像を拡大', 'zh-CN': '放大图片' },
  openPicture: { en: 'Open in a new tab', ja: '新しいタブで開く', 'zh-CN': '在新标签页打开' },
  pictureGone: {
    en: 'The picture could not be loaded.',
    ja: '画像を読み込めませんでした。',
    'zh-CN': '图片加载失败。',
  },
  everything: { en: 'All stores', ja: '全店舗', 'zh-CN': '全部店铺' },
  required: { en: 'Please fill this in.', ja: '入力してください。', 'zh-CN': '请填写此项。' },
  number: {
    en: 'Write a number, such as 50000 or 5万.',
    ja: '50000 や 5万 のような数値で入力してください。',
    'zh-CN': '请填写数字，例如 50000 或 5万。',
  },
  optional: { en: 'optional', ja: '任意', 'zh-CN': '选填' },
  choose: { en: 'Choose…', ja: '選択…', 'zh-CN': '请选择…' },
  emptyTitle: { en: 'Hello {name}', ja: '{name}さん、こんにちは', 'zh-CN': '{name}，您好' },
  emptyText: {
    en: 'Ask for figures in your own words. Start with one of these:',
    ja: '知りたい数値を自由な言葉で聞いてください。まずはこちらから：',
    'zh-CN': '用自己的话询问数据即可，不妨从这里开始：',
  },
  viewer: { en: 'Viewer', ja: '閲覧者', 'zh-CN': '查看者' },
  operator: { en: 'Operator', ja: '担当者', 'zh-CN': '运营' },
  manager: { en: 'Manager', ja: 'マネージャー', 'zh-CN': '经理' },
  administrator: { en: 'Administrator', ja: '管理者', 'zh-CN': '管理员' },
  importFile: { en: 'Import a file', ja: 'ファイルを取り込む', 'zh-CN': '导入文件' },
  noPeople: {
    en: 'Nobody is here yet. Load the demo with DEMO=1, or add people with: npm run kpi -- people add',
    ja: '利用者がまだいません。DEMO=1 でデモを読み込むか、npm run kpi -- people add で追加してください。',
    'zh-CN': '还没有成员。可用 DEMO=1 载入演示，或用 npm run kpi -- people add 添加。',
  },
}

/** The language of the page now. @type {{locale: Locale}} */
export const page = { locale: 'en' }

/**
 * A text of the page in its language, with values in the `{gaps}`.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const text = texts[key]?.[page.locale] ?? key
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap))
}

/** Adds texts of another part of the page. @param {Record<string, Record<Locale, string>>} more */
export function addTexts(more) {
  Object.assign(texts, more)
}

/** Every text, for the test that none is missing. */
export const allTexts = texts

/** Which stores somebody sees: `all`, or names that people type; markets are two letters. @param {string} scope */
export function scopeText(scope) {
  const names = scope
    .split(', ')
    .map(name => (name === 'all' ? t('everything') : name.length === 2 ? name.toUpperCase() : name))
  return names.join(', ')
}

/** Puts the language into the fixed parts of the page. */
export function translatePage() {
  document.documentElement.lang = page.locale
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = t(element.getAttribute('data-text') ?? '')
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.getAttribute('data-label') ?? ''))
  }
}
