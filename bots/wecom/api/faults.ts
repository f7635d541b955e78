import { TransportError, type TransportFault } from '#src/errors.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** WeCom refused. `code` is its errcode; its text is never shown, it carries ids and addresses. */
export class WecomError extends TransportError {
  readonly code: number

  constructor(code: number, options: { readonly fault: TransportFault; readonly retryAfterSeconds?: number }) {
    super(`WeCom answered with code ${code}`, options)
    this.code = code
  }
}

/** Codes after which the access token is fetched anew, once. Never 40001 and the like: wrong secrets get an address banned. */
export const staleTokenCodes: ReadonlySet<number> = new Set([40014, 42001])

/** A wrong secret or company: no call is made for an hour, because repeated ones get our address banned (document 90313). */
export const credentialCodes: ReadonlySet<number> = new Set([40001, 40013, 40091])

/** Members out of scope or unknown, groups that are gone or without us, robots that were removed. */
const unreachable: ReadonlySet<number> = new Set([
  40003, 60111, 60021, 60011, 46004, 81013, 86001, 86003, 86006, 86007, 86008, 86215, 86216, 86217, 93000, 93001, 93004,
  93006, 93008,
])

/** Nothing was shown, and it may work later: requests of the AI bot that came too late or on a connection that is gone. */
const passing: ReadonlySet<number> = new Set([-1, 6000, 846600, 846604, 846605, 846606, 846607, 846608])

/** The message itself is at fault: its kind, its length, its fields, its pictures, its words. */
const aboutContent: ReadonlySet<number> = new Set([
  40004, 40005, 40006, 40007, 40008, 40009, 40011, 40016, 40033, 40035, 40058, 40063, 40123, 41004, 41005, 41006, 41016,
  42014, 42016, 44001, 44002, 44003, 44004, 45001, 45002, 45003, 45004, 45007, 45008, 60140, 82001, 82002, 82003, 82004,
  301007, 846609,
])

/** Fields of cards: document 90313 lists them in one row. */
function isAboutCard(code: number): boolean {
  return code >= 42031 && code <= 42051
}

/** The message was refused for what it is, or nobody knows why: as plain text it may be taken. */
export function isRefusedContent(error: unknown): boolean {
  if (!(error instanceof WecomError)) return false
  return error.fault === 'permanent' || (error.fault === 'unreachable' && !unreachable.has(error.code))
}

/**
 * What a code of WeCom means for a message. One that nobody knows is taken as a closed door: whom it concerns hears of
 * it elsewhere at once. https://developer.work.weixin.qq.com/document/path/90313
 */
export function faultOf(code: number): WecomError {
  if (passing.has(code)) return new WecomError(code, { fault: 'retryable' })
  if (code === 45033) return new WecomError(code, { fault: 'retryable', retryAfterSeconds: 2 })
  if (code === 45009) return new WecomError(code, { fault: 'retryable', retryAfterSeconds: 60 })
  if (credentialCodes.has(code)) return new WecomError(code, { fault: 'retryable', retryAfterSeconds: 3_600 })
  if (code in remedies) return new WecomError(code, { fault: 'retryable', retryAfterSeconds: 300 })
  return new WecomError(code, { fault: aboutContent.has(code) || isAboutCard(code) ? 'permanent' : 'unreachable' })
}

/** Faults that only an administrator can mend, with the remedy. Messages wait meanwhile. `{ip}` is our address. */
export const remedies: Readonly<Record<number, Localized>> = {
  60020: {
    en: 'WeCom does not trust the address of this server{ip}. Admin console → the app → Trusted IP (企业可信IP): add it. It takes about a minute.',
    ja: 'このサーバーのIP{ip}がWeComで許可されていません。管理画面 → アプリ → 企業可信IP に追加してください（反映まで約1分）。',
    'zh-CN': '企业微信未信任本服务器的 IP{ip}。请在管理后台 → 应用 → “企业可信IP”中添加，约一分钟后生效。',
  },
  40001: {
    en: 'WECOM_SECRET is wrong. Copy it from the app’s page and start the service again. I do not ask again for an hour: WeCom bans addresses that do.',
    ja: 'WECOM_SECRET が正しくありません。アプリの画面から確認し、サービスを再起動してください。連続試行は禁止されるため、1時間は再試行しません。',
    'zh-CN': 'WECOM_SECRET 不正确。请从应用页面重新复制并重启服务。为避免 IP 被封，一小时内不会再尝试。',
  },
  40013: {
    en: 'WECOM_CORP_ID is wrong. It stands in the admin console under My company (企业信息), at the bottom.',
    ja: 'WECOM_CORP_ID が正しくありません。管理画面の「我的企业」下部で確認してください。',
    'zh-CN': 'WECOM_CORP_ID 不正确，请在管理后台“我的企业”页面底部查看企业ID。',
  },
  40056: {
    en: 'WECOM_AGENT_ID is wrong: it stands on the app’s page (AgentId).',
    ja: 'WECOM_AGENT_ID が正しくありません。アプリの画面の AgentId を確認してください。',
    'zh-CN': 'WECOM_AGENT_ID 不正确，请查看应用页面的 AgentId。',
  },
  301002: {
    en: 'WECOM_AGENT_ID and WECOM_SECRET belong to different apps.',
    ja: 'WECOM_AGENT_ID と WECOM_SECRET が別々のアプリのものです。',
    'zh-CN': 'WECOM_AGENT_ID 与 WECOM_SECRET 不是同一个应用的。',
  },
  48002: {
    en: 'The app may not use this function. Groups made by the app need a visible scope of the whole company.',
    ja: 'アプリにこの機能の権限がありません。アプリが作るグループには、全社の利用範囲が必要です。',
    'zh-CN': '应用没有该接口权限。应用创建群聊要求可见范围为全公司（根部门）。',
  },
  50003: {
    en: 'The app is switched off in the admin console. Switch it on again.',
    ja: 'アプリが管理画面で停止されています。再度有効にしてください。',
    'zh-CN': '应用已在管理后台停用，请重新启用。',
  },
}
