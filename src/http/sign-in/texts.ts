import type { Localized } from '#src/i18n/locale.ts'

/** Everything that the pages of signing in say. */
export const texts = {
  signIn: { en: 'Sign in', ja: 'ログイン', 'zh-CN': '登录' },
  byChat: { en: 'From your chat', ja: 'チャットから', 'zh-CN': '从聊天中登录' },
  byChatHow: {
    en: 'Write “web” to the bot in a private conversation. It answers with a link for you. There are no passwords.',
    ja: 'ボットとの1対1のチャットで「ウェブ」と送ると、本人専用のリンクが届きます。パスワードはありません。',
    'zh-CN': '私聊机器人发送“网页”，即可收到您的专属链接。无需密码。',
  },
  byMail: { en: 'By e-mail', ja: 'メールで', 'zh-CN': '通过邮件' },
  email: { en: 'E-mail address', ja: 'メールアドレス', 'zh-CN': '邮箱地址' },
  mail: { en: 'Send me a link', ja: 'リンクを送る', 'zh-CN': '发送链接' },
  sent: {
    en: 'If this address is known here, a link is on its way. It works for 15 minutes.',
    ja: '登録されたアドレスであれば、まもなくリンクが届きます（有効期限15分）。',
    'zh-CN': '如果该邮箱已登记，链接即将送达，15分钟内有效。',
  },
  hello: {
    en: 'This link signs {name} in, once, in this browser.',
    ja: '{name}さん専用のログインリンクです。このブラウザーで1回だけ使えます。',
    'zh-CN': '此链接供 {name} 在本浏览器登录一次。',
  },
  instead: {
    en: '{name} is signed in here now and will be signed out.',
    ja: '現在{name}さんがログイン中です。続けるとログアウトします。',
    'zh-CN': '当前已登录 {name}，继续后将退出。',
  },
  go: { en: 'Sign in', ja: 'ログインする', 'zh-CN': '登录' },
  gone: { en: 'This link opens nothing', ja: 'このリンクは使えません', 'zh-CN': '此链接无法打开' },
  goneWhy: {
    en: 'It was used already, has run out, or is not complete. Write “web” to the bot for a new one.',
    ja: '使用済みか期限切れ、またはリンクが途中で切れています。ボットに「ウェブ」と送ると新しいリンクが届きます。',
    'zh-CN': '链接已使用、已过期或不完整。向机器人发送“网页”获取新链接。',
  },
  account: { en: 'Your account', ja: 'アカウント', 'zh-CN': '我的账户' },
  signedInAs: { en: 'Signed in as {name}', ja: '{name}さんでログイン中', 'zh-CN': '已登录：{name}' },
  signOut: { en: 'Sign out', ja: 'ログアウト', 'zh-CN': '退出' },
  signOutOthers: { en: 'Sign out all others', ja: '他の端末をすべてログアウト', 'zh-CN': '退出其他所有设备' },
  signOutAll: { en: 'Sign out everywhere', ja: 'すべての端末からログアウト', 'zh-CN': '在所有设备退出' },
  devices: { en: 'Devices', ja: '端末', 'zh-CN': '设备' },
  device: { en: 'Device', ja: '端末', 'zh-CN': '设备' },
  seen: { en: 'Last seen', ja: '最終利用', 'zh-CN': '最近使用' },
  thisOne: { en: 'This one', ja: 'この端末', 'zh-CN': '本设备' },
} satisfies Record<string, Localized>
