import { remedies } from '#bots/feishu/api/remedies.ts'
import type { FeishuConfig, RobotsOnly } from '#bots/feishu/config.ts'
import type { Check, CheckupContext, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { optionalScopes, scopes } from './scopes.ts'
import { signInAddress } from './sign-in-address.ts'

/** Asks Feishu what the app is and may do. Nothing is posted. */
export function feishuCheckup(config: FeishuConfig | RobotsOnly, { publicUrl }: CheckupContext): readonly Check[] {
  if ('robotsOnly' in config) return [{ label: texts.label, run: async () => [{ state: 'ok', said: texts.robots }] }]
  const run = async (signal: AbortSignal) => {
    const token = await issueToken(config, signal)
    if (typeof token !== 'string') return [token, ...wayIn(config, publicUrl)]
    const robot = await robotFinding(config, token, signal)
    return [robot, ...(await scopeFindings(config, token, signal)), ...wayIn(config, publicUrl)]
  }
  return [{ label: texts.label, run }, signInAddress(publicUrl)]
}

type Body = Readonly<Record<string, unknown>>

async function ask(url: string, init: RequestInit, signal: AbortSignal): Promise<Body> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) })
  const body: unknown = await answer.json().catch(() => null)
  return typeof body === 'object' && body !== null ? { ...body } : { code: answer.status }
}

/** https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal */
async function issueToken({ apiUrl, appId, appSecret }: FeishuConfig, signal: AbortSignal): Promise<string | Finding> {
  const body = await ask(
    `${apiUrl}/open-apis/auth/v3/tenant_access_token/internal`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ app_id: appId, app_secret: appSecret }),
    },
    signal,
  )
  if (body.code === 0 && typeof body.tenant_access_token === 'string') return body.tenant_access_token
  return refused(Number(body.code), remedies.get(10014))
}

function refused(code: number, otherwise: Localized | undefined): Finding {
  const advice = remedies.get(code) ?? otherwise
  return { state: 'error', said: fill(texts.refused, { code }), ...(advice && { advice }) }
}

/** https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM: `activate_status` 2 is in use. */
async function robotFinding({ apiUrl }: FeishuConfig, token: string, signal: AbortSignal): Promise<Finding> {
  const body = await ask(`${apiUrl}/open-apis/bot/v3/info`, { headers: bearer(token) }, signal)
  if (body.code !== 0) return refused(Number(body.code), remedies.get(230006))
  const bot: Body = typeof body.bot === 'object' && body.bot !== null ? { ...body.bot } : {}
  const name = String(bot.app_name ?? '')
  const status = Number(bot.activate_status ?? 2)
  if (status === 2) return { state: 'ok', said: fill(texts.works, { name }) }
  return { state: 'error', said: fill(texts.inactive, { name, status }), advice: texts.activate }
}

/** https://open.feishu.cn/document/server-docs/application-v6/scope/list: `grant_status` 1 is granted. */
async function scopeFindings(
  { apiUrl }: FeishuConfig,
  token: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const body = await ask(`${apiUrl}/open-apis/application/v6/scopes`, { headers: bearer(token) }, signal)
  const data: Body = typeof body.data === 'object' && body.data !== null ? { ...body.data } : {}
  const listed = Array.isArray(data.scopes) ? (data.scopes as readonly unknown[]) : null // checked one by one below
  if (body.code !== 0 || listed === null)
    return [{ state: 'warning', said: fill(texts.unsaid, { code: Number(body.code) }), advice: texts.compare }]
  const granted = new Set(listed.flatMap(grantedName))
  const lacking = (wanted: Readonly<Record<string, string>>, state: 'error' | 'warning'): readonly Finding[] =>
    Object.entries(wanted)
      .filter(([scope]) => !granted.has(scope))
      .map(([scope, why]) => ({ state, said: fill(texts.missing, { scope, why }), advice: texts.grant }))
  const found = [...lacking(scopes, 'error'), ...lacking(optionalScopes, 'warning')]
  if (found.some(({ state }) => state === 'error')) return found
  return [{ state: 'ok', said: fill(texts.allScopes, { count: Object.keys(scopes).length }) }, ...found]
}

/** The name of a granted permission of the app itself; of one that only users grant, nothing. */
function grantedName(scope: unknown): readonly string[] {
  if (typeof scope !== 'object' || scope === null) return []
  const { scope_name: name, grant_status: status, scope_type: type } = { ...scope } as Body
  return typeof name === 'string' && Number(status) === 1 && type !== 'user' ? [name] : []
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

function wayIn({ http }: FeishuConfig, publicUrl: string): readonly Finding[] {
  if (http === null) return [{ state: 'ok', said: texts.longConnection }]
  if (publicUrl.startsWith('https://')) return []
  return [{ state: 'error', said: texts.noAddress, advice: texts.address }]
}

const texts = {
  label: { en: 'Feishu', ja: 'Feishu', 'zh-CN': '飞书' },
  robots: {
    en: 'Only group robots are set up, which need no permissions.',
    ja: 'グループのカスタムボットのみを使用中です（権限は不要）。',
    'zh-CN': '仅使用群自定义机器人，无需权限。',
  },
  works: {
    en: 'The app {name} is in use.',
    ja: 'アプリ {name} は有効です。',
    'zh-CN': '应用 {name} 已启用。',
  },
  inactive: {
    en: 'The app {name} is not in use in the company (state {status}).',
    ja: 'アプリ {name} は社内で有効になっていません（状態{status}）。',
    'zh-CN': '应用 {name} 在企业内未启用（状态 {status}）。',
  },
  activate: {
    en: 'Publish a version (版本管理与发布) and let the administrator approve it.',
    ja: '「版本管理与发布」でバージョンを公開し、管理者の承認を受けてください。',
    'zh-CN': '请在“版本管理与发布”中发布版本并由管理员审核通过。',
  },
  refused: {
    en: 'Feishu refuses the app (code {code}).',
    ja: 'Feishuがアプリを拒否しました（コード{code}）。',
    'zh-CN': '飞书拒绝了该应用（错误码 {code}）。',
  },
  missing: {
    en: 'The permission {scope} is missing ({why}).',
    ja: '権限 {scope} がありません（{why}）。',
    'zh-CN': '缺少权限 {scope}（{why}）。',
  },
  grant: {
    en: 'Developer console → 权限管理: grant it as application identity, then publish a version.',
    ja: '開発者コンソールの「权限管理」でアプリとして追加し、新しいバージョンを公開してください。',
    'zh-CN': '请在开发者后台“权限管理”中以应用身份开通，并发布新版本。',
  },
  allScopes: {
    en: 'All {count} needed permissions are granted.',
    ja: '必要な権限{count}件はすべて付与されています。',
    'zh-CN': '必需的 {count} 项权限均已开通。',
  },
  unsaid: {
    en: 'Feishu did not say which permissions are granted (code {code}).',
    ja: '付与済みの権限を確認できませんでした（コード{code}）。',
    'zh-CN': '未能查询已开通的权限（错误码 {code}）。',
  },
  compare: {
    en: 'Compare 权限管理 with the table in bots/feishu/README.md.',
    ja: '「权限管理」を bots/feishu/README.md の表と見比べてください。',
    'zh-CN': '请将“权限管理”与 bots/feishu/README.md 中的表格核对。',
  },
  longConnection: {
    en: 'Events come over the long connection, which the running service holds.',
    ja: 'イベントは、稼働中のサービスが張る長接続で受信します。',
    'zh-CN': '事件通过服务保持的长连接接收。',
  },
  noAddress: {
    en: 'With FEISHU_CONNECTION=http Feishu comes to PUBLIC_URL, which has to begin with https.',
    ja: 'FEISHU_CONNECTION=http ではFeishuが PUBLIC_URL に接続します。https のアドレスが必要です。',
    'zh-CN': 'FEISHU_CONNECTION=http 时飞书会访问 PUBLIC_URL，必须是 https 地址。',
  },
  address: {
    en: 'Set PUBLIC_URL to the https address of the service, or FEISHU_CONNECTION=websocket.',
    ja: 'PUBLIC_URL にhttpsのアドレスを設定するか、FEISHU_CONNECTION=websocket にしてください。',
    'zh-CN': '请把 PUBLIC_URL 设为服务的 https 地址，或使用 FEISHU_CONNECTION=websocket。',
  },
} satisfies Record<string, Localized>
