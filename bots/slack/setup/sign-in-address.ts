import { type Check, signInAddressCheck } from '#src/chat/checkup.ts'
import type { Localized } from '#src/i18n/locale.ts'

const label: Localized = { en: 'Slack sign-in', ja: 'Slackログイン', 'zh-CN': 'Slack 登录' }

const said: Localized = {
  en: 'Sign-in with Slack is offered on /login. It needs this redirect address, letter by letter: {address}. Register it at api.slack.com/apps, “OAuth & Permissions”, “Redirect URLs”, with the user scopes openid, profile, email; an app made from our manifest has both.',
  ja: '/login でSlackログインを利用できます。リダイレクトURLに次を一字一句そのまま登録してください：{address}。api.slack.com/apps の「OAuth & Permissions」→「Redirect URLs」に登録し、ユーザースコープ openid・profile・email を付けます（マニフェストから作ったアプリには両方あります）。',
  'zh-CN':
    '/login 已提供 Slack 登录。需一字不差地登记此重定向地址：{address}。在 api.slack.com/apps 的“OAuth & Permissions”→“Redirect URLs”中登记，并添加用户权限 openid、profile、email（用清单创建的应用已包含）。',
}

/** What has to be registered for signing in, and where. */
export function signInAddress(publicUrl: string): Check {
  return signInAddressCheck('slack', publicUrl, { label, said })
}
