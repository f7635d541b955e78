import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { feishu } from '#bots/feishu/index.ts'
import { scopes as feishuScopes, optionalScopes } from '#bots/feishu/setup/scopes.ts'
import { mail } from '#bots/mail/index.ts'
import { slack } from '#bots/slack/index.ts'
import { scopes as slackScopes } from '#bots/slack/setup/scopes.ts'
import { wecom } from '#bots/wecom/index.ts'
import type { BotFactory } from '#src/chat/messenger.ts'
import { runChecks } from '#src/features/checkup/run.ts'
import { projectRoot } from '#src/paths.ts'

/** A platform that answers paths with bodies, and keeps what was asked. */
interface Platform {
  readonly url: string
  readonly asked: string[]
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

type Answers = Readonly<Record<string, { readonly body: unknown; readonly headers?: Record<string, string> }>>

async function platform(answers: Answers): Promise<Platform> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const answer = answers[(request.url ?? '').split('?')[0] ?? '']
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json', ...answer?.headers })
    response.end(JSON.stringify(answer?.body ?? {}))
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  open.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked } // it listens on TCP
}

async function look(factory: BotFactory, env: Record<string, string>, publicUrl = 'https://kpi.example.com') {
  const checks = factory.checkup?.(factory.readConfig(env), { publicUrl, vault: null }) ?? []
  const found = await runChecks(checks, { secrets: [] })
  return found.map(({ state, said, advice }) => `${state}: ${said.en} → ${advice?.en ?? ''}`)
}

const slackEnv = { SLACK_BOT_TOKEN: 'xoxb-1-made-up', SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' }
const all = Object.keys(slackScopes).join(',')
const works = { ok: true, team: 'Acme', team_id: 'T1', user: 'kpi', user_id: 'U1', bot_id: 'B1' }

describe('Slack', () => {
  const withScopes = (granted: string) => ({ '/auth.test': { body: works, headers: { 'x-oauth-scopes': granted } } })

  it('is well with all scopes', async () => {
    const { url } = await platform(withScopes(`${all},extra:read`))
    const lines = await look(slack, { ...slackEnv, SLACK_API_URL: url })

    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^ok: .*Acme/)
  })

  it.each(Object.keys(slackScopes))('names the missing scope %s', async missing => {
    const { url } = await platform(
      withScopes(
        all
          .split(',')
          .filter(scope => scope !== missing)
          .join(', '),
      ),
    )
    const lines = await look(slack, { ...slackEnv, SLACK_API_URL: url })

    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`error: Workspace Acme: the permission ${missing} is missing`)
  })

  it.each(['invalid_auth', 'token_revoked', 'account_inactive', 'something_new'])(
    'says what to do about %s',
    async error => {
      const { url } = await platform({ '/auth.test': { body: { ok: false, error } } })
      const [line = ''] = await look(slack, { ...slackEnv, SLACK_API_URL: url })

      expect(line).toMatch(/^error/)
      expect(line).toContain(error)
      expect(line.split('→')[1]).toMatch(/\w{3}/)
    },
  )

  it('takes a limit for a passing trouble, and wants https unless it has Socket Mode', async () => {
    const { url } = await platform({
      '/auth.test': { body: { ok: false, error: 'ratelimited' } },
      '/apps.connections.open': { body: { ok: false, error: 'not_allowed_token_type' } },
    })
    const http = await look(slack, { ...slackEnv, SLACK_API_URL: url }, 'http://127.0.0.1:3000')
    const socket = await look(
      slack,
      { SLACK_BOT_TOKEN: slackEnv.SLACK_BOT_TOKEN, SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: url },
      'http://127.0.0.1:3000',
    )

    expect(http.map(line => line.split(':')[0])).toEqual(['warning', 'error'])
    expect(socket.map(line => line.split(':')[0])).toEqual(['warning', 'error'])
    expect(socket[1]).toContain('SLACK_APP_TOKEN')
  })
})

describe('Feishu', () => {
  const env = {
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'made-up',
    FEISHU_CONNECTION: 'websocket',
  }
  const token = '/open-apis/auth/v3/tenant_access_token/internal'
  const list = '/open-apis/application/v6/scopes'
  const info = '/open-apis/bot/v3/info'
  const granted = (names: readonly string[]) =>
    names.map(scope_name => ({ scope_name, grant_status: 1, scope_type: 'tenant' }))
  const answers = (scopes: readonly unknown[], status = 2): Answers => ({
    [token]: { body: { code: 0, tenant_access_token: 't-1', expire: 7200 } },
    [info]: { body: { code: 0, bot: { app_name: 'KPI', activate_status: status } } },
    [list]: { body: { code: 0, data: { scopes } } },
  })
  const names = [...Object.keys(feishuScopes), ...Object.keys(optionalScopes)]

  it('is well with all permissions', async () => {
    const { url } = await platform(answers(granted(names)))

    expect((await look(feishu, { ...env, FEISHU_API_URL: url })).every(line => line.startsWith('ok'))).toBe(true)
  })

  it.each(names)('names the missing permission %s, also where only users grant it', async missing => {
    const others = granted(names.filter(name => name !== missing))
    const { url } = await platform(answers([...others, { scope_name: missing, grant_status: 1, scope_type: 'user' }]))
    const lines = await look(feishu, { ...env, FEISHU_API_URL: url })

    expect(lines.filter(line => !line.startsWith('ok'))).toHaveLength(1)
    expect(lines.join('\n')).toContain(
      `${missing in feishuScopes ? 'error' : 'warning'}: The permission ${missing} is missing`,
    )
  })

  it('tells a wrong secret, an app that is off, and a list that is not told', async () => {
    const refused = await platform({ [token]: { body: { code: 10014, msg: 'app secret invalid' } } })
    const off = await platform(answers(granted(names), 1))
    const silent = await platform({ ...answers([]), [list]: { body: { code: 99991672 } } })

    expect((await look(feishu, { ...env, FEISHU_API_URL: refused.url }))[0]).toMatch(/^error.*10014.*FEISHU_APP_SECRET/)
    expect((await look(feishu, { ...env, FEISHU_API_URL: off.url }))[0]).toMatch(/^error.*KPI/)
    expect((await look(feishu, { ...env, FEISHU_API_URL: silent.url }))[1]).toMatch(/^warning/)
  })

  it('asks for the permissions that its page lists', () => {
    const readme = readFileSync(join(projectRoot, 'bots/feishu/README.md'), 'utf8')

    for (const name of names) expect(readme).toContain(name)
  })
})

describe('WeCom', () => {
  const env = {
    WECOM_CORP_ID: 'ww1',
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'made-up-secret',
    WECOM_TOKEN: 'abc',
    WECOM_ENCODING_AES_KEY: 'a'.repeat(43),
  }
  const agent = { errcode: 0, name: '指标', close: 0, allow_userinfos: { user: [{ userid: 'a' }] } }
  const answers = (said: unknown): Answers => ({
    '/cgi-bin/gettoken': { body: { errcode: 0, access_token: 'tok', expires_in: 7200 } },
    '/cgi-bin/agent/get': { body: said },
  })

  it.each([
    ['is well', agent, ['ok']],
    ['is off', { ...agent, close: 1 }, ['error']],
    ['is seen by nobody', { ...agent, allow_userinfos: { user: [] } }, ['ok', 'error']],
    ['is seen by a department', { ...agent, allow_userinfos: {}, allow_partys: { partyid: [1] } }, ['ok']],
    ['belongs to another secret', { errcode: 301002, errmsg: 'x' }, ['error']],
  ])('tells an app that %s', async (_what, said, states) => {
    const { url } = await platform(answers(said))

    const lines = (await look(wecom, { ...env, WECOM_API_URL: url })).filter(line => !line.includes('/login'))
    expect(lines.map(line => line.split(':')[0])).toEqual(states)
  })

  it('names the address that has to be trusted (60020)', async () => {
    const { url } = await platform(
      answers({ errcode: 60020, errmsg: 'not allow to access from your ip, from ip: 203.0.113.9' }),
    )
    const [line = ''] = await look(wecom, { ...env, WECOM_API_URL: url })

    expect(line).toMatch(/^error.*60020/)
    expect(line).toContain('203.0.113.9')
  })

  it('tries a wrong secret once only', async () => {
    const { url, asked } = await platform({
      '/cgi-bin/gettoken': { body: { errcode: 40001, errmsg: 'invalid credential' } },
    })
    const [line = ''] = await look(wecom, { ...env, WECOM_API_URL: url })

    expect(line).toMatch(/^error.*40001.*WECOM_SECRET/)
    expect(asked).toHaveLength(1)
  })
})

it('tells a mail server that does not answer, without its password', async () => {
  const [line = ''] = await look(mail, { SMTP_URL: 'smtp://bot:topsecret@127.0.0.1:1', MAIL_FROM: 'kpi@example.com' })

  expect(line).toMatch(/^error.*127\.0\.0\.1.*E[A-Z]+/)
  expect(line).not.toContain('topsecret')
})

describe('where people sign in with their account', () => {
  const slackApp = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'made-up', SLACK_API_URL: 'http://127.0.0.1:9/' }
  const feishuApp = {
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'made-up',
    FEISHU_CONNECTION: 'websocket',
  }
  const wecomApp = {
    ...{ WECOM_CORP_ID: 'ww1', WECOM_AGENT_ID: '1000002', WECOM_SECRET: 'made-up', WECOM_TOKEN: 'abc' },
    WECOM_ENCODING_AES_KEY: 'a'.repeat(43),
  }

  it.each([
    [slack, { ...slackEnv, ...slackApp }, 'OAuth & Permissions'],
    [feishu, { ...feishuApp, FEISHU_API_URL: 'http://127.0.0.1:9' }, '重定向 URL'],
    [wecom, { ...wecomApp, WECOM_API_URL: 'http://127.0.0.1:9' }, '授权回调域'],
  ] as const)('the address to register there is named, and where: %#', async (factory, env, where) => {
    const lines = await look(factory, env, 'https://kpi.example.com:8443')
    const [line = ''] = lines.filter(one => one.includes('/login'))

    expect(line).toContain(`https://kpi.example.com:8443/login/with/${factory.id}/callback`)
    expect(line).toContain(where)
  })

  it('nothing is to be registered where nobody signs in so', async () => {
    const { url } = await platform({})
    expect((await look(slack, { ...slackEnv, SLACK_API_URL: url })).join('\n')).not.toContain('/login')
  })
})
