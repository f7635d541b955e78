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
  byAccount: { en: 'With your account', ja: 'アカウントで', 'zh-CN': '使用账号' },
  with: { en: 'Sign in with {platform}', ja: '{platform}でログイン', 'zh-CN': '使用{platform}登录' },
  otherWays: { en: 'All ways to sign in', ja: 'ログイン方法の一覧', 'zh-CN': '返回登录方式' },
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

/** What somebody is told who came back from a platform and is not signed in. */
export const notSignedIn = {
  over: {
    title: { en: 'Start again', ja: 'もう一度お試しください', 'zh-CN': '请重新登录' },
    text: {
      en: 'This took too long, was opened twice, or began in another browser. Sign in with {platform} again.',
      ja: '時間切れか、2回開かれたか、別のブラウザーで始められています。もう一度{platform}でログインしてください。',
      'zh-CN': '登录已超时、被重复打开，或是在其他浏览器中发起的。请重新使用{platform}登录。',
    },
  },
  refused: {
    title: { en: 'Not signed in', ja: 'ログインしていません', 'zh-CN': '未登录' },
    text: {
      en: '{platform} did not let you in, or you cancelled. Nothing was changed.',
      ja: '{platform}で許可されなかったか、キャンセルされました。変更はありません。',
      'zh-CN': '{platform}未授权，或您已取消。未做任何更改。',
    },
  },
  foreign: {
    title: {
      en: 'This account does not belong here',
      ja: 'このアカウントは利用できません',
      'zh-CN': '此账号不属于本公司',
    },
    text: {
      en: '{platform} says that you are not of our workspace, or its answer counts no more. Choose your company’s account and try again.',
      ja: '社外の{platform}アカウントか、応答が無効になっています。会社のアカウントを選んでもう一度お試しください。',
      'zh-CN': '该{platform}账号不属于本公司，或应答已失效。请选择公司账号后重试。',
    },
  },
  unknown: {
    title: { en: 'Nobody knows this account yet', ja: 'このアカウントは未登録です', 'zh-CN': '此账号尚未登记' },
    text: {
      en: 'Your {platform} account is tied to nobody here. Write “link” and your work e-mail to the bot there, or ask an administrator to add you with “people add”.',
      ja: 'この{platform}アカウントは誰にも紐付いていません。ボットに「連携」と仕事用メールアドレスを送るか、管理者に「メンバー 追加」を依頼してください。',
      'zh-CN': '您的{platform}账号尚未绑定。请在其中向机器人发送“绑定”和工作邮箱，或请管理员用“成员 添加”添加您。',
    },
  },
  busy: {
    title: { en: '{platform} does not answer', ja: '{platform}が応答しません', 'zh-CN': '{platform}无响应' },
    text: {
      en: '{platform} could not be asked who you are. Try again in a minute, or write “web” to the bot.',
      ja: '{platform}で本人確認ができませんでした。少し待ってもう一度お試しいただくか、ボットに「ウェブ」と送ってください。',
      'zh-CN': '暂时无法通过{platform}确认身份。请稍后再试，或向机器人发送“网页”。',
    },
  },
} satisfies Record<string, { readonly title: Localized; readonly text: Localized }>
