import { type Check, signInAddressCheck } from '#src/chat/checkup.ts'
import type { Localized } from '#src/i18n/locale.ts'

const label: Localized = { en: 'WeCom sign-in', ja: 'WeComログイン', 'zh-CN': '企业微信登录' }

const said: Localized = {
  en: 'Sign-in with WeCom is offered on /login and comes back to {address}. WeCom asks for its domain: {host}. On the page of the app: 网页授权及JS-SDK → 可信域名, and 企业微信授权登录 → Web网页 → 授权回调域, both with this domain and its port.',
  ja: '/login でWeComログインを利用できます。戻り先は {address}、WeComに登録するのはドメイン {host} です。アプリ画面の「网页授权及JS-SDK → 可信域名」と「企业微信授权登录 → Web网页 → 授权回调域」の両方に、このドメイン（ポート含む）を登録します。',
  'zh-CN':
    '/login 已提供企业微信登录，回调地址为 {address}，需在企业微信登记域名：{host}。在应用页面的“网页授权及JS-SDK → 可信域名”和“企业微信授权登录 → Web 网页 → 授权回调域”都填此域名（含端口）。',
}

/** What has to be registered for signing in, and where. */
export function signInAddress(publicUrl: string): Check {
  return signInAddressCheck('wecom', publicUrl, { label, said })
}
