import { ConfigError } from '#src/errors.ts'
import { groupPrefix } from './send/groups.ts'

/** The self-built app: sends to members and hears from them by callback. */
export interface AppConfig {
  readonly corpId: string
  readonly agentId: number
  readonly secret: string
  readonly token: string
  readonly aesKey: string
}

/** The AI bot on its long connection. */
export interface BotConfig {
  readonly id: string
  readonly secret: string
  readonly url: string
}

/** What is configured of WeCom. Without `app` and `bot` it only speaks, by the webhooks of groups. */
export interface WecomConfig {
  readonly apiUrl: string
  readonly app: AppConfig | null
  readonly bot: BotConfig | null
}

type Env = Readonly<Record<string, string | undefined>>

const appNames = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_ENCODING_AES_KEY'] as const
const botNames = ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'] as const

/**
 * Reads the variables of WeCom; `null` when none is set and no group's webhook is kept.
 * @throws ConfigError with everything that is missing or wrong.
 */
export function readConfig(env: Env, kept: readonly string[] = []): WecomConfig | null {
  const value = (name: string) => env[name]?.trim() ?? ''
  const anyApp = appNames.some(name => value(name) !== '')
  const anyBot = botNames.some(name => value(name) !== '')
  if (!anyApp && !anyBot && !kept.some(name => name.startsWith(groupPrefix))) return null
  const apiUrl = value('WECOM_API_URL') || 'https://qyapi.weixin.qq.com'
  const botUrl = value('WECOM_BOT_WS_URL') || 'wss://openws.work.weixin.qq.com'
  const problems = [
    ...(anyApp ? missing(appNames, value, 'the app') : []),
    ...(anyBot ? missing(botNames, value, 'the AI bot') : []),
    ...wrong(value, apiUrl, botUrl),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    apiUrl: apiUrl.replace(/\/+$/, ''),
    app: anyApp ? appOf(value) : null,
    bot: anyBot ? { id: value('WECOM_BOT_ID'), secret: value('WECOM_BOT_SECRET'), url: botUrl } : null,
  }
}

type Value = (name: string) => string

function missing(names: readonly string[], value: Value, what: string): readonly string[] {
  return names.filter(name => value(name) === '').map(name => `${name} is missing: ${what} of WeCom needs it`)
}

function wrong(value: Value, apiUrl: string, botUrl: string): readonly string[] {
  const is = (name: string, good: RegExp, text: string) =>
    value(name) === '' || good.test(value(name)) ? [] : [`${name} ${text}`]
  return [
    ...is('WECOM_AGENT_ID', /^\d{1,15}$/, 'is the number of the app, such as 1000002'),
    ...is('WECOM_TOKEN', /^[A-Za-z0-9]{1,32}$/, 'has up to 32 letters and digits, as its page shows it'),
    ...is('WECOM_ENCODING_AES_KEY', /^[A-Za-z0-9]{43}$/, 'has 43 letters and digits, as its page shows it'),
    ...(isUrl(apiUrl, ['https:', 'http:']) ? [] : ['WECOM_API_URL is an address such as https://qyapi.weixin.qq.com']),
    ...(isUrl(botUrl, ['wss:', 'ws:']) ? [] : ['WECOM_BOT_WS_URL is an address that begins with wss://']),
  ]
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}

function appOf(value: Value): AppConfig {
  return {
    corpId: value('WECOM_CORP_ID'),
    agentId: Number(value('WECOM_AGENT_ID')),
    secret: value('WECOM_SECRET'),
    token: value('WECOM_TOKEN'),
    aesKey: value('WECOM_ENCODING_AES_KEY'),
  }
}
