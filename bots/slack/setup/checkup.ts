import { remedies } from '#bots/slack/api/remedies.ts'
import type { SlackConfig } from '#bots/slack/config.ts'
import type { Check, CheckupContext, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { scopes } from './scopes.ts'
import { signInAddress } from './sign-in-address.ts'

/** Asks Slack what the tokens are worth. Nothing is posted. */
export function slackCheckup(config: SlackConfig, { publicUrl, vault }: CheckupContext): readonly Check[] {
  const label = texts.label
  const run = async (signal: AbortSignal) => {
    const own = config.botToken === null ? [] : [config.botToken]
    const installed = config.oauth && vault ? await installedTokens(vault) : []
    const found: Finding[] = []
    for (const token of [...own, ...installed]) found.push(...(await botFindings(config.apiUrl, token, signal)))
    if (own.length + installed.length === 0)
      found.push({ state: 'warning', said: texts.nowhere, advice: texts.install })
    if (config.appToken !== null) found.push(await socketFinding(config.apiUrl, config.appToken, signal))
    return [...found, ...wayIn(config, publicUrl)]
  }
  return [{ label, run }, ...(config.oauth ? [signInAddress(publicUrl)] : [])]
}

async function installedTokens(vault: NonNullable<CheckupContext['vault']>): Promise<readonly string[]> {
  const tokens: string[] = []
  for (const name of await vault.list()) {
    if (!name.startsWith('installation/')) continue
    const stored: unknown = JSON.parse((await vault.find(name)) ?? '{}')
    const token: unknown = typeof stored === 'object' && stored !== null ? Reflect.get(stored, 'token') : null
    if (typeof token === 'string') tokens.push(token)
  }
  return tokens
}

interface Answer {
  readonly body: Readonly<Record<string, unknown>>
  readonly granted: string | null
}

async function ask(apiUrl: string, method: string, token: string, signal: AbortSignal): Promise<Answer> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${apiUrl}${method}`, { method: 'POST', headers, body: '', signal: until })
  const body: unknown = await answer.json().catch(() => ({ ok: false, error: `http_${answer.status}` }))
  const record = typeof body === 'object' && body !== null ? body : {}
  return { body: { ...record }, granted: answer.headers.get('x-oauth-scopes') }
}

/** https://docs.slack.dev/reference/methods/auth.test; the header: https://docs.slack.dev/authentication/installing-with-oauth */
async function botFindings(apiUrl: string, token: string, signal: AbortSignal): Promise<readonly Finding[]> {
  const { body, granted } = await ask(apiUrl, 'auth.test', token, signal)
  if (body.ok !== true) return [refusedFinding(String(body.error ?? 'unknown'))]
  const team = verbatim(String(body.team ?? body.team_id ?? ''))
  if (granted === null) return [{ state: 'warning', said: fill(texts.unsaid, { team }) }]
  const given = new Set(granted.split(',').map(scope => scope.trim()))
  const missing = Object.keys(scopes).filter(scope => !given.has(scope))
  const bot = verbatim(String(body.user ?? ''))
  if (missing.length === 0)
    return [{ state: 'ok', said: fill(texts.works, { team, bot, count: Object.keys(scopes).length }) }]
  return missing.map(scope => ({
    state: 'error',
    said: fill(texts.missing, { team, scope, why: scopes[scope] ?? '' }),
    advice: remedies.get('missing_scope') ?? texts.install,
  }))
}

function refusedFinding(error: string): Finding {
  const passing = /^(ratelimited|rate_limited|http_5\d\d|http_429|service_unavailable|internal_error|fatal_error)$/
  const said = fill(texts.refused, { error })
  if (passing.test(error)) return { state: 'warning', said, advice: texts.again }
  return { state: 'error', said, advice: remedies.get(error) ?? texts.copyToken }
}

/** https://docs.slack.dev/reference/methods/apps.connections.open: gives an address, opens no connection. */
async function socketFinding(apiUrl: string, token: string, signal: AbortSignal): Promise<Finding> {
  const { body } = await ask(apiUrl, 'apps.connections.open', token, signal)
  if (body.ok === true) return { state: 'ok', said: texts.socket }
  const said = fill(texts.socketRefused, { error: String(body.error ?? 'unknown') })
  return { state: 'error', said, advice: texts.appToken }
}

function wayIn({ appToken, signingSecret }: SlackConfig, publicUrl: string): readonly Finding[] {
  const odd = signingSecret !== null && !/^[0-9a-f]{32}$/.test(signingSecret)
  const secret: readonly Finding[] = odd ? [{ state: 'warning', said: texts.oddSecret, advice: texts.copySecret }] : []
  if (appToken !== null || publicUrl.startsWith('https://')) return secret
  return [...secret, { state: 'error', said: texts.noAddress, advice: texts.address }]
}

const texts = {
  label: { en: 'Slack', ja: 'Slack', 'zh-CN': 'Slack' },
  works: {
    en: 'Workspace {team} accepts the bot {bot} with all {count} permissions.',
    ja: 'ワークスペース {team} でボット {bot} を利用できます（権限{count}件すべてあり）。',
    'zh-CN': '工作区 {team} 接受机器人 {bot}，{count} 项权限齐全。',
  },
  unsaid: {
    en: 'Workspace {team} accepts the bot, but did not say which permissions it has.',
    ja: 'ワークスペース {team} に接続できましたが、権限の一覧は得られませんでした。',
    'zh-CN': '工作区 {team} 接受机器人，但没有告知权限列表。',
  },
  missing: {
    en: 'Workspace {team}: the permission {scope} is missing ({why}).',
    ja: 'ワークスペース {team}：権限 {scope} がありません（{why}）。',
    'zh-CN': '工作区 {team} 缺少权限 {scope}（{why}）。',
  },
  refused: {
    en: 'Slack does not accept SLACK_BOT_TOKEN: {error}',
    ja: 'SLACK_BOT_TOKEN がSlackに拒否されました：{error}',
    'zh-CN': 'Slack 不接受 SLACK_BOT_TOKEN：{error}',
  },
  copyToken: {
    en: 'Copy the Bot User OAuth Token again (OAuth & Permissions) and start the service again.',
    ja: 'Bot User OAuth Token（OAuth & Permissions）をコピーし直し、サービスを再起動してください。',
    'zh-CN': '请重新复制 Bot User OAuth Token（OAuth & Permissions）并重启服务。',
  },
  again: {
    en: 'Slack is busy: try again in a minute.',
    ja: 'Slackが混み合っています。少し待ってからもう一度お試しください。',
    'zh-CN': 'Slack 繁忙，请一分钟后再试。',
  },
  nowhere: {
    en: 'No workspace has installed the bot yet.',
    ja: 'まだどのワークスペースにもインストールされていません。',
    'zh-CN': '还没有工作区安装机器人。',
  },
  install: {
    en: 'Hand out the link of: npm run kpi -- slack install',
    ja: '次のコマンドのリンクからインストールしてください：npm run kpi -- slack install',
    'zh-CN': '请用以下命令的链接安装：npm run kpi -- slack install',
  },
  socket: {
    en: 'Socket Mode can be opened.',
    ja: 'Socket Modeで接続できます。',
    'zh-CN': '可以使用 Socket Mode。',
  },
  socketRefused: {
    en: 'Slack does not accept SLACK_APP_TOKEN: {error}',
    ja: 'SLACK_APP_TOKEN がSlackに拒否されました：{error}',
    'zh-CN': 'Slack 不接受 SLACK_APP_TOKEN：{error}',
  },
  appToken: {
    en: 'Basic Information → App-Level Tokens: make one with the scope connections:write, and switch Socket Mode on.',
    ja: 'Basic Information → App-Level Tokens で connections:write のトークンを作り、Socket Modeをオンにしてください。',
    'zh-CN': '请在 Basic Information → App-Level Tokens 创建带 connections:write 的令牌，并开启 Socket Mode。',
  },
  oddSecret: {
    en: 'SLACK_SIGNING_SECRET does not look like one (32 hexadecimal digits).',
    ja: 'SLACK_SIGNING_SECRET の形式が違うようです（通常は16進32桁）。',
    'zh-CN': 'SLACK_SIGNING_SECRET 的格式不像签名密钥（应为 32 位十六进制）。',
  },
  copySecret: {
    en: 'Copy it from Basic Information → App Credentials → Signing Secret.',
    ja: 'Basic Information → App Credentials → Signing Secret からコピーしてください。',
    'zh-CN': '请从 Basic Information → App Credentials → Signing Secret 复制。',
  },
  noAddress: {
    en: 'Without SLACK_APP_TOKEN Slack comes to PUBLIC_URL, which has to begin with https.',
    ja: 'SLACK_APP_TOKEN がない場合、Slackは PUBLIC_URL に接続します。https のアドレスが必要です。',
    'zh-CN': '未设置 SLACK_APP_TOKEN 时，Slack 会访问 PUBLIC_URL，必须是 https 地址。',
  },
  address: {
    en: 'Set PUBLIC_URL to the https address of the service, or SLACK_APP_TOKEN for Socket Mode.',
    ja: 'PUBLIC_URL にhttpsのアドレスを設定するか、Socket Mode用の SLACK_APP_TOKEN を設定してください。',
    'zh-CN': '请把 PUBLIC_URL 设为服务的 https 地址，或设置 SLACK_APP_TOKEN 使用 Socket Mode。',
  },
} satisfies Record<string, Localized>
