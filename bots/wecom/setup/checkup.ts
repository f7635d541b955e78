import { remedies } from '#bots/wecom/api/faults.ts'
import type { AppConfig, WecomConfig } from '#bots/wecom/config.ts'
import type { Check, CheckupContext, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { signInAddress } from './sign-in-address.ts'

/** Asks WeCom what the app is. Nothing is posted, and a wrong secret is tried once only: more gets an address banned. */
export function wecomCheckup({ apiUrl, app, bot }: WecomConfig, context: CheckupContext): readonly Check[] {
  const run = async (signal: AbortSignal) => [
    ...(app ? await appFindings(apiUrl, app, signal) : []),
    ...(app && !context.publicUrl.startsWith('https://') ? [noAddress] : []),
    ...(bot ? [{ state: 'ok' as const, said: texts.bot }] : []),
    ...(app || bot ? [] : [{ state: 'ok' as const, said: texts.groupsOnly }]),
  ]
  return [{ label: texts.label, run }, ...(app ? [signInAddress(context.publicUrl)] : [])]
}

type Answer = Readonly<Record<string, unknown>>

async function ask(apiUrl: string, path: string, query: Readonly<Record<string, string>>, signal: AbortSignal) {
  const url = new URL(`${apiUrl}${path}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) })
  const body: unknown = await answer.json().catch(() => null)
  const found: Answer = typeof body === 'object' && body !== null ? { ...body } : { errcode: answer.status }
  return found
}

/** https://developer.work.weixin.qq.com/document/path/91039 and …/90227 */
async function appFindings(apiUrl: string, app: AppConfig, signal: AbortSignal): Promise<readonly Finding[]> {
  const token = await ask(apiUrl, '/cgi-bin/gettoken', { corpid: app.corpId, corpsecret: app.secret }, signal)
  if (codeOf(token) !== 0) return [refused(token)]
  const access = String(token.access_token ?? '')
  const agent = await ask(apiUrl, '/cgi-bin/agent/get', { access_token: access, agentid: String(app.agentId) }, signal)
  return codeOf(agent) === 0 ? judgeAgent(agent) : [refused(agent)]
}

function codeOf({ errcode }: Answer): number {
  return typeof errcode === 'number' ? errcode : 0
}

/** The remedy names the address that WeCom saw (60020): it has to be added there. */
function refused(answer: Answer): Finding {
  const code = codeOf(answer)
  const ip = /from ip: ?([0-9a-fA-F.:]+)/.exec(String(answer.errmsg ?? ''))?.[1]
  const remedy = remedies[code]
  const advice = remedy ? fill(remedy, { ip: verbatim(ip ? ` (${ip})` : '') }) : texts.lookUp
  return { state: 'error', said: fill(texts.refused, { code }), advice }
}

/** What WeCom says of the app: switched on, and visible to somebody. */
export function judgeAgent(agent: Answer): readonly Finding[] {
  const name = verbatim(String(agent.name ?? ''))
  if (agent.close === 1)
    return [{ state: 'error', said: fill(texts.closed, { name }), advice: remedies[50003] ?? texts.lookUp }]
  const works: Finding = { state: 'ok', said: fill(texts.works, { name }) }
  const seen = [
    ...listIn(agent.allow_userinfos, 'user'),
    ...listIn(agent.allow_partys, 'partyid'),
    ...listIn(agent.allow_tags, 'tagid'),
  ]
  if (seen.length > 0) return [works]
  return [works, { state: 'error', said: texts.nobody, advice: texts.widen }]
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : []
  return Array.isArray(list) ? list : []
}

const texts = {
  label: { en: 'WeCom', ja: 'WeCom（企業微信）', 'zh-CN': '企业微信' },
  works: {
    en: 'The app {name} is on, and WeCom trusts this address.',
    ja: 'アプリ {name} は有効で、このサーバーのIPも許可されています。',
    'zh-CN': '应用 {name} 已启用，本机 IP 可信。',
  },
  closed: {
    en: 'The app {name} is switched off.',
    ja: 'アプリ {name} は停止中です。',
    'zh-CN': '应用 {name} 已停用。',
  },
  nobody: {
    en: 'Nobody stands in the visible scope of the app: nobody can be written to.',
    ja: 'アプリの利用範囲に誰も含まれていないため、誰にも送信できません。',
    'zh-CN': '应用可见范围内没有任何人，无法发送消息。',
  },
  widen: {
    en: 'Admin console → the app → visible scope (可见范围): add everybody who is to use the bot.',
    ja: '管理画面 → アプリ → 可见范围 に利用者を追加してください。',
    'zh-CN': '请在管理后台 → 应用 → “可见范围”中添加使用者。',
  },
  refused: {
    en: 'WeCom refuses (code {code}).',
    ja: 'WeComに拒否されました（コード{code}）。',
    'zh-CN': '企业微信拒绝了请求（错误码 {code}）。',
  },
  lookUp: {
    en: 'Look the code up: https://developer.work.weixin.qq.com/document/path/90313',
    ja: 'コードの意味はこちら：https://developer.work.weixin.qq.com/document/path/90313',
    'zh-CN': '错误码说明：https://developer.work.weixin.qq.com/document/path/90313',
  },
  bot: {
    en: 'The AI bot is set up. It was not tried: a second connection would end that of the running service.',
    ja: 'AIボットは設定済みです。接続の確認は行いません（2つ目の接続は稼働中の接続を切断するため）。',
    'zh-CN': '智能机器人已配置。未做连接测试：第二个连接会挤掉正在运行的服务。',
  },
  groupsOnly: {
    en: 'Only webhooks of groups are set up.',
    ja: 'グループのWebhookのみを使用中です。',
    'zh-CN': '仅使用群机器人 Webhook。',
  },
  noAddress: {
    en: 'WeCom calls the app at PUBLIC_URL, which has to begin with https.',
    ja: 'WeComはアプリのコールバックで PUBLIC_URL に接続します。https のアドレスが必要です。',
    'zh-CN': '企业微信会回调 PUBLIC_URL，必须是 https 地址。',
  },
  address: {
    en: 'Set PUBLIC_URL to the https address of the service, or use the AI bot’s long connection.',
    ja: 'PUBLIC_URL にhttpsのアドレスを設定するか、AIボットの長接続を使ってください。',
    'zh-CN': '请把 PUBLIC_URL 设为服务的 https 地址，或使用智能机器人的长连接。',
  },
} satisfies Record<string, Localized>

const noAddress: Finding = { state: 'error', said: texts.noAddress, advice: texts.address }
