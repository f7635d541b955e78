import { randomBytes } from 'node:crypto'
import { webApi } from '@slack/bolt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientOptions, createClient } from '#bots/slack/api/client.ts'
import { transportError } from '#bots/slack/api/faults.ts'
import { type Installation, identify } from '#bots/slack/api/workspaces.ts'
import type { SlackConfig } from '#bots/slack/config.ts'
import type { Slack } from '#bots/slack/context.ts'
import { type Localized, localeOf } from '#src/i18n/locale.ts'
import { isInstallLink, isSame, proofOf, stateSeconds } from './proof.ts'
import { scopes } from './scopes.ts'

type Oauth = NonNullable<SlackConfig['oauth']>

const cookie = 'slack_install'

/** Installing in further workspaces: https://docs.slack.dev/authentication/installing-with-oauth */
export function registerOauth(app: FastifyInstance, slack: Slack): void {
  const { oauth } = slack.config
  if (!oauth) return
  app.get('/slack/install', (request, reply) => begin(slack, oauth, request, reply))
  app.get('/slack/oauth_redirect', (request, reply) => finish(slack, oauth, request, reply))
}

/**
 * Only with a link that an administrator printed: whoever installs the bot decides which e-mail addresses their people
 * have, and so whom we take them for.
 */
function begin({ deps, config }: Slack, oauth: Oauth, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { until, proof } = queryOf(request)
  const now = Math.floor(deps.now().getTime() / 1000)
  if (!isInstallLink(oauth.clientSecret, until, proof, now)) return page(request, reply, 403, texts.link)
  const nonce = randomBytes(18).toString('base64url')
  const claims = `${nonce}.${now + stateSeconds}`
  const address = new URL('/oauth/v2/authorize', config.apiUrl)
  address.search = new URLSearchParams({
    client_id: oauth.clientId,
    scope: Object.keys(scopes).join(','),
    state: `${claims}.${proofOf(oauth.clientSecret, 'state', claims)}`,
    redirect_uri: redirectUri(deps.publicUrl),
  }).toString()
  const secure = deps.publicUrl.startsWith('https:') ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${cookie}=${nonce}; Max-Age=${stateSeconds}; Path=/slack; HttpOnly; SameSite=Lax${secure}`,
  )
  return reply.header('cache-control', 'no-store').redirect(address.href, 302)
}

async function finish(slack: Slack, oauth: Oauth, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { code, state, error } = queryOf(request)
  if (typeof error === 'string') return page(request, reply, 400, texts.cancelled)
  const nonce = nonceOf(state, oauth, slack.deps.now())
  const isOurs = nonce !== null && isSame(cookieOf(request), nonce)
  if (!isOurs || typeof code !== 'string' || !(await slack.deps.claim(`oauth/${nonce}`))) {
    return page(request, reply, 400, texts.state)
  }
  try {
    const installation = await exchange(slack, oauth, code)
    await slack.workspaces.install(installation)
    slack.deps.log.info({ team: installation.team }, 'The bot was installed in a Slack workspace.')
    return page(request, reply, 200, texts.done)
  } catch (fault) {
    slack.deps.log.error({ err: transportError(fault) }, 'Slack did not let the bot be installed.')
    return page(request, reply, 502, texts.failed)
  }
}

/**
 * https://docs.slack.dev/reference/methods/oauth.v2.access — an installation for a whole organisation names no team: it is
 * kept under the organisation.
 */
async function exchange({ config, deps }: Slack, oauth: Oauth, code: string): Promise<Installation> {
  const { clientId: client_id, clientSecret: client_secret } = oauth
  const anonymous = new webApi.WebClient(undefined, clientOptions(config.apiUrl, deps.log))
  const redirect_uri = redirectUri(deps.publicUrl)
  const granted = await anonymous.oauth.v2.access({ client_id, client_secret, code, redirect_uri })
  const { access_token: token } = granted
  const place = granted.is_enterprise_install ? granted.enterprise : granted.team
  if (!token || !place?.id) throw new Error('no installation of a workspace or an organisation')
  const known = await identify(createClient(token, config.apiUrl, deps.log), token)
  if (known.id !== place.id) throw new Error('the token belongs to another workspace')
  const installedAt = Math.floor(deps.now().getTime() / 1000)
  const { botId, botUserId } = known
  return { team: place.id, teamName: place.name ?? '', token, botId, botUserId, installedAt }
}

/** The one-time part of a state that we made and that is not over. */
function nonceOf(state: unknown, { clientSecret }: Oauth, now: Date): string | null {
  const [nonce = '', until = '', proof = ''] = typeof state === 'string' ? state.split('.') : []
  if (!isSame(proof, proofOf(clientSecret, 'state', `${nonce}.${until}`))) return null
  return Number(until) * 1000 > now.getTime() ? nonce : null
}

function cookieOf({ headers }: FastifyRequest): string {
  const found = (headers.cookie ?? '').split(/;\s*/).find(one => one.startsWith(`${cookie}=`))
  return found?.slice(cookie.length + 1) ?? ''
}

function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return typeof query === 'object' && query !== null ? { ...query } : {}
}

function redirectUri(publicUrl: string): string {
  return `${publicUrl}/slack/oauth_redirect`
}

function page(request: FastifyRequest, reply: FastifyReply, status: number, text: Localized): FastifyReply {
  const locale = localeOf(request.headers['accept-language'])
  return reply.code(status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(text[locale])
}

const texts = {
  link: {
    en: 'This install link is not valid any more. Ask the administrator of the KPI bot for a new one.',
    ja: 'このインストール用リンクは無効です。KPIボットの管理者に新しいリンクを依頼してください。',
    'zh-CN': '该安装链接已失效，请向 KPI 机器人的管理员索取新链接。',
  },
  cancelled: {
    en: 'The installation was cancelled. Nothing was changed.',
    ja: 'インストールを中止しました。変更はありません。',
    'zh-CN': '已取消安装，未做任何更改。',
  },
  state: {
    en: 'This page took too long or was opened twice. Start again from the install link.',
    ja: '時間切れ、またはページが二重に開かれました。インストール用リンクからやり直してください。',
    'zh-CN': '页面已超时或被重复打开，请从安装链接重新开始。',
  },
  done: {
    en: 'The KPI bot is installed. Go back to Slack and type /kpi.',
    ja: 'KPIボットをインストールしました。Slackに戻り、/kpi と入力してください。',
    'zh-CN': 'KPI 机器人已安装。请回到 Slack 输入 /kpi。',
  },
  failed: {
    en: 'Slack did not complete the installation. Please try again in a minute.',
    ja: 'Slackでのインストールが完了しませんでした。しばらくしてからもう一度お試しください。',
    'zh-CN': 'Slack 未能完成安装，请稍后再试。',
  },
} satisfies Record<string, Localized>
