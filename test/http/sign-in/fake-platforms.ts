import { createHash } from 'node:crypto'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** Keys of apps as their owners know them. */
export const keys = {
  slack: { clientId: '111.222', clientSecret: 'slack-secret' },
  feishu: { appId: 'cli_0123456789abcdef', appSecret: 'feishu-secret' },
  wecom: { corpId: 'wwcompany', agentId: 1000002, secret: 'wecom-secret', token: 't', aesKey: 'k' },
} as const

/** Who presses “Allow” there, by platform. */
interface Person {
  slack: { team: string; user: string; email: string; verified: boolean }
  feishu: string
  /** `null`: somebody who is no member. */
  wecom: string | null
}

/** Slack, Feishu and WeCom as far as people sign in with them: strict about what they are sent. */
export async function fakePlatforms() {
  const app = Fastify({ forceCloseConnections: true })
  const form = 'application/x-www-form-urlencoded'
  app.addContentTypeParser(form, { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  const pair = await generateKeyPair('RS256')
  const stranger = await generateKeyPair('RS256')
  const fake = {
    url: '',
    /** What was sent that the platform would refuse, in words. */
    faults: [] as string[],
    person: {
      slack: { team: 'T1', user: 'U1', email: 'mei@example.com', verified: true },
      feishu: 'ou_mei',
      wecom: 'Mei',
    } as Person,
    /** Changes what Slack signs, or signs it with another key. */
    claims: {} as Record<string, unknown>,
    forged: false,
    /** What every call but the authorisation answers instead. */
    trouble: null as { readonly status: number; readonly body: string } | null,
    close: () => app.close(),
  }
  /** Codes that were handed out, with what they were asked with; each counts once. */
  const codes = new Map<string, Record<string, string>>()

  const ask = (request: FastifyRequest, reply: FastifyReply, wanted: Readonly<Record<string, string | RegExp>>) => {
    const query = request.query as Record<string, string>
    for (const [name, value] of Object.entries(wanted))
      if (typeof value === 'string' ? query[name] !== value : !value.test(query[name] ?? ''))
        fake.faults.push(`${name} is ${query[name]}`)
    for (const name of Object.keys(query)) if (!(name in wanted)) fake.faults.push(`${name} is not known`)
    const code = `code-${codes.size + 1}`
    codes.set(code, query)
    const back = `${query.redirect_uri}?${new URLSearchParams({ code, state: query.state ?? '' })}`
    return reply.type('text/html').send(`<h1>Authorise</h1><a href="${back.replaceAll('&', '&amp;')}">Allow</a>`)
  }
  /** What a code was asked with, once; `null`: it is unknown or used. */
  const redeem = (code: unknown): Record<string, string> | null => {
    const found = codes.get(String(code)) ?? null
    codes.delete(String(code))
    return found
  }
  app.addHook('preHandler', async (request, reply) => {
    const { trouble } = fake
    if (trouble && !/authorize|sso\/login/.test(request.url))
      return reply.code(trouble.status).type('text/html').send(trouble.body)
  })

  app.get('/openid/connect/authorize', (request, reply) =>
    ask(request, reply, {
      ...{ response_type: 'code', scope: 'openid profile email', client_id: keys.slack.clientId },
      ...{ state: /^[0-9a-f]{64}$/, nonce: /^[\w-]{43}$/, redirect_uri: /\/login\/with\/slack\/callback$/ },
    }),
  )
  app.get('/openid/connect/keys', async () => ({
    keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }],
  }))
  app.post('/api/openid.connect.token', async request => {
    const body = request.body as Record<string, string>
    const asked = redeem(body.code)
    if (body.client_id !== keys.slack.clientId || body.client_secret !== keys.slack.clientSecret)
      return { ok: false, error: 'bad_client_secret' }
    if (!asked || body.grant_type !== 'authorization_code') return { ok: false, error: 'invalid_code' }
    if (body.redirect_uri !== asked.redirect_uri) return { ok: false, error: 'bad_redirect_uri' }
    const { team, user, email, verified } = fake.person.slack
    const claims = {
      ...{ nonce: asked.nonce, email, email_verified: verified, 'https://slack.com/team_id': team },
      ...{ 'https://slack.com/user_id': user, ...fake.claims },
    }
    const now = Math.floor(Date.now() / 1000)
    const token = new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(String(fake.claims.iss ?? 'https://slack.com'))
      .setAudience(String(fake.claims.aud ?? keys.slack.clientId))
      .setSubject(user)
      .setIssuedAt(now)
      .setExpirationTime(Number(fake.claims.exp ?? now + 300))
    return {
      ok: true,
      access_token: 'xoxp-1',
      token_type: 'Bearer',
      id_token: await token.sign((fake.forged ? stranger : pair).privateKey),
    }
  })

  app.get('/open-apis/authen/v1/authorize', (request, reply) =>
    ask(request, reply, {
      ...{ client_id: keys.feishu.appId, response_type: 'code', redirect_uri: /\/login\/with\/feishu\/callback$/ },
      ...{ state: /^[0-9a-f]{64}$/, code_challenge: /^[\w-]{43}$/, code_challenge_method: 'S256' },
    }),
  )
  app.post('/open-apis/authen/v2/oauth/token', async (request, reply) => {
    const body = request.body as Record<string, string>
    const asked = redeem(body.code)
    const challenge = createHash('sha256')
      .update(body.code_verifier ?? '')
      .digest('base64url')
    const code =
      body.client_id !== keys.feishu.appId || body.client_secret !== keys.feishu.appSecret
        ? 20002
        : !asked || body.grant_type !== 'authorization_code'
          ? 20003
          : body.redirect_uri !== asked.redirect_uri
            ? 20071
            : challenge !== asked.code_challenge
              ? 20049
              : 0
    if (code !== 0) return reply.code(400).send({ code, error: 'invalid_grant', error_description: 'no' })
    return { code: 0, access_token: 'u-token', expires_in: 7200, token_type: 'Bearer', scope: '' }
  })
  app.get('/open-apis/authen/v1/user_info', async (request, reply) => {
    if (request.headers.authorization !== 'Bearer u-token') return reply.code(400).send({ code: 20005, msg: 'no' })
    return { code: 0, msg: 'success', data: { open_id: fake.person.feishu, name: 'Somebody', tenant_key: 'tenant' } }
  })

  const wecomAsk = { appid: keys.wecom.corpId, agentid: String(keys.wecom.agentId), state: /^[0-9a-zA-Z]{1,128}$/ }
  const redirect_uri = /\/login\/with\/wecom\/callback$/
  app.get('/wwlogin/sso/login', (request, reply) =>
    ask(request, reply, { ...wecomAsk, login_type: 'CorpApp', redirect_uri }),
  )
  app.get('/connect/oauth2/authorize', (request, reply) =>
    ask(request, reply, { ...wecomAsk, response_type: 'code', scope: 'snsapi_base', redirect_uri }),
  )
  app.get('/cgi-bin/gettoken', async request => {
    const { corpid, corpsecret } = request.query as Record<string, string>
    if (corpid !== keys.wecom.corpId || corpsecret !== keys.wecom.secret) return { errcode: 40001, errmsg: 'no' }
    return { errcode: 0, access_token: 'w-token', expires_in: 7200 }
  })
  app.get('/cgi-bin/auth/getuserinfo', async request => {
    const { access_token, code } = request.query as Record<string, string>
    if (access_token !== 'w-token') return { errcode: 40014, errmsg: 'no' }
    if (!redeem(code)) return { errcode: 40029, errmsg: 'invalid code' }
    return { errcode: 0, ...(fake.person.wecom === null ? { openid: 'o-1' } : { userid: fake.person.wecom }) }
  })

  fake.url = await app.listen({ host: '127.0.0.1', port: 0 })
  return fake
}
