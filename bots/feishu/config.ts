import { ConfigError } from '#src/errors.ts'
import { robotPrefix } from './send/robots/name.ts'

/** What the administrator set up for Feishu, or for Lark by its own address. */
export interface FeishuConfig {
  readonly appId: string
  readonly appSecret: string
  /** Over HTTP: keys of the console's 加密策略 page. `null` with the long connection, which needs neither. */
  readonly http: HttpKeys | null
  readonly apiUrl: string
  readonly urgent: UrgentConfig
}

/** What requests of the platform are checked with. While a key is being changed two of them are valid. */
export interface HttpKeys {
  readonly encryptKeys: readonly string[]
  readonly verificationTokens: readonly string[]
}

/** How hard a person may be called when nobody takes on a critical alert. */
export interface UrgentConfig {
  readonly most: 'off' | 'app' | 'sms' | 'phone'
  /** Calls by SMS or phone in a calendar month: they cost the company's paid quota. */
  readonly monthlyBudget: number
}

/** Nothing but custom group robots: they need no app. */
export interface RobotsOnly {
  readonly robotsOnly: true
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads `FEISHU_*`. Without any, the group robots that are kept are enough to speak; without those, too, `null`.
 * @throws ConfigError that lists everything missing or wrong.
 */
export function readConfig(env: Env, kept: readonly string[] = []): FeishuConfig | RobotsOnly | null {
  const names = Object.keys(env).filter(name => name.startsWith('FEISHU_') && text(env, name) !== '')
  if (names.length === 0) return kept.some(name => name.startsWith(robotPrefix)) ? { robotsOnly: true } : null
  return readApp(env)
}

function readApp(env: Env): FeishuConfig {
  const websocket = text(env, 'FEISHU_CONNECTION') === 'websocket'
  const problems = [
    ...missing(env, ['FEISHU_APP_ID', 'FEISHU_APP_SECRET']),
    ...(websocket ? [] : missing(env, ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'])),
    ...oneOf(env, 'FEISHU_CONNECTION', ['http', 'websocket']),
    ...oneOf(env, 'FEISHU_URGENT', ['off', 'app', 'sms', 'phone']),
    ...wrongId(text(env, 'FEISHU_APP_ID')),
    ...wrongUrl(text(env, 'FEISHU_API_URL')),
    ...wrongBudget(text(env, 'FEISHU_URGENT_MONTHLY')),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    appId: text(env, 'FEISHU_APP_ID'),
    appSecret: text(env, 'FEISHU_APP_SECRET'),
    http: websocket
      ? null
      : {
          encryptKeys: listed(env, 'FEISHU_ENCRYPT_KEY'),
          verificationTokens: listed(env, 'FEISHU_VERIFICATION_TOKEN'),
        },
    apiUrl: (text(env, 'FEISHU_API_URL') || 'https://open.feishu.cn').replace(/\/+$/, ''),
    urgent: {
      most: (text(env, 'FEISHU_URGENT') || 'app') as UrgentConfig['most'], // checked above
      monthlyBudget: Number(text(env, 'FEISHU_URGENT_MONTHLY') || 0),
    },
  }
}

function text(env: Env, name: string): string {
  return env[name]?.trim() ?? ''
}

/** Values with commas between them; an empty one never counts, because it would let anybody in. */
function listed(env: Env, name: string): readonly string[] {
  return text(env, name)
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
}

function missing(env: Env, names: readonly string[]): string[] {
  return names.filter(name => listed(env, name).length === 0).map(name => `${name} is missing`)
}

function oneOf(env: Env, name: string, values: readonly string[]): string[] {
  const value = text(env, name)
  return value === '' || values.includes(value) ? [] : [`${name} must be one of ${values.join(', ')}`]
}

/** The SDK's long connection silently never starts with another shape. */
function wrongId(id: string): string[] {
  return id === '' || /^cli_[0-9a-f]{16}$/.test(id) ? [] : ['FEISHU_APP_ID must be cli_ and 16 hexadecimal digits']
}

function wrongUrl(url: string): string[] {
  return url === '' || /^https?:\/\/[^/\s]+\/*$/.test(url)
    ? []
    : ['FEISHU_API_URL must be an address without a path, such as https://open.larksuite.com']
}

function wrongBudget(budget: string): string[] {
  return /^\d*$/.test(budget) ? [] : ['FEISHU_URGENT_MONTHLY must be a number of calls']
}
