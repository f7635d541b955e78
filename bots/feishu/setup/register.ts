import { createApi, type FeishuApi } from '#bots/feishu/api/client.ts'
import { FeishuError } from '#bots/feishu/api/faults.ts'
import { readConfig } from '#bots/feishu/config.ts'
import { byPlatformLocale } from '#bots/feishu/render/language.ts'
import type { BotTool, BotToolContext } from '#src/chat/messenger.ts'
import { StartError, TransportError } from '#src/errors.ts'

/** The one command; what follows it is our language. */
const command = 'kpi'

const description = {
  en: 'KPI bot: status, trend, target, note, alerts, help',
  ja: 'KPIボット：状況・推移・目標・メモ・アラート・ヘルプ',
  'zh-CN': 'KPI机器人：状态、趋势、目标、备注、告警、帮助',
}

/** `npm run kpi -- feishu register`: the native slash command `/kpi`, as often as one likes. */
export const registerTool: BotTool = {
  name: 'register',
  summary: 'register the native slash command /kpi with Feishu or Lark, or bring it up to date',
  async run(_words, { env, print }: BotToolContext) {
    const config = readConfig(env)
    if (config === null || 'robotsOnly' in config)
      throw new StartError('Feishu is not configured: set FEISHU_APP_ID and the others first.')
    const silent = () => {}
    const api = createApi({ config, now: () => new Date(), log: { info: silent, warn: silent, error: silent } })
    try {
      print(await register(api))
    } catch (error) {
      throw error instanceof TransportError ? new StartError(explain(error)) : error
    }
  },
}

interface Registered {
  readonly id: string
  readonly same: boolean
}

/** https://open.feishu.cn/document/mcp_open_tools/agent-best-practices/agent-supports-slash-commands */
const path = 'application/v7/app_slash_commands'

async function register(api: FeishuApi): Promise<string> {
  const standing = await findCommand(api)
  const texts = { default_value: description.en, i18n: byPlatformLocale(description) }
  if (standing?.same) return 'The slash command /kpi is registered already.'
  if (standing) {
    const one = `${path}/${encodeURIComponent(standing.id)}`
    await api({ method: 'PATCH', path: one, data: { description: texts } })
    return 'The slash command /kpi is brought up to date. Clients show it after about five minutes.'
  }
  await api({ method: 'POST', path, data: { command, description: texts } })
  return 'The slash command /kpi is registered. Clients show it after about five minutes.'
}

async function findCommand(api: FeishuApi): Promise<Registered | null> {
  const answer = await api({ method: 'GET', path })
  const list = answer.items
  for (const one of Array.isArray(list) ? (list as Readonly<Record<string, unknown>>[]) : []) {
    const id = one.command_id
    if (one.command === command && typeof id === 'string') return { id, same: isSame(one.description) }
  }
  return null
}

function isSame(standing: unknown): boolean {
  if (typeof standing !== 'object' || standing === null) return false
  const { default_value: value, i18n } = standing as Readonly<Record<string, unknown>>
  const wanted = Object.entries(byPlatformLocale(description))
  const told = typeof i18n === 'object' && i18n !== null ? (i18n as Readonly<Record<string, unknown>>) : {}
  return value === description.en && wanted.every(([locale, text]) => told[locale] === text)
}

function explain(error: TransportError): string {
  const code = error instanceof FeishuError ? error.code : null
  if (code === 99991672 || code === 99991679)
    return 'Feishu refuses it: grant application:app_slash_command:read and :write, and publish a version.'
  if (code === 40000000) return 'Another command of that name stands already; remove it in the console first.'
  return `${error.message}. Check FEISHU_APP_ID, FEISHU_APP_SECRET and FEISHU_API_URL.`
}
