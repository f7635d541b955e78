import { type Check, signInAddressCheck } from '#src/chat/checkup.ts'
import type { Localized } from '#src/i18n/locale.ts'

const label: Localized = { en: 'Feishu sign-in', ja: 'Feishuログイン', 'zh-CN': '飞书登录' }

const said: Localized = {
  en: 'Sign-in with Feishu is offered on /login. It needs this redirect address, letter by letter: {address}. Register it in the developer console of the app: 开发配置 → 安全设置 → 重定向 URL. It takes no permission.',
  ja: '/login でFeishuログインを利用できます。リダイレクトURLに次を一字一句そのまま登録してください：{address}。開発者コンソールのアプリで 开发配置 → 安全设置 → 重定向 URL に登録します（権限は不要）。',
  'zh-CN':
    '/login 已提供飞书登录。需一字不差地登记此重定向 URL：{address}。在开发者后台该应用的“开发配置 → 安全设置 → 重定向 URL”中登记，无需权限。',
}

/** What has to be registered for signing in, and where. */
export function signInAddress(publicUrl: string): Check {
  return signInAddressCheck('feishu', publicUrl, { label, said })
}
