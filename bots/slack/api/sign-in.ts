import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import type { SlackConfig } from '#bots/slack/config.ts'
import { signInScopes } from '#bots/slack/setup/scopes.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import type { PlatformAccount, SignInAnswer, SignInWay } from '#src/chat/sign-in.ts'
import { TransportError } from '#src/errors.ts'
import type { Workspaces } from './workspaces.ts'

type Oauth = NonNullable<SlackConfig['oauth']>

/** Judgement: a person waits for it. */
const timeoutMs = 10_000
/** How far our clock and theirs may differ (judgement). */
const clockSeconds = 60

const Granted = z.object({ ok: z.literal(true), id_token: z.string() })
const Claims = z.object({
  nonce: z.string(),
  'https://slack.com/team_id': z.string(),
  'https://slack.com/user_id': z.string(),
  'https://slack.com/enterprise_id': z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
})

/** Sign in with Slack (OpenID Connect): https://docs.slack.dev/authentication/sign-in-with-slack */
export function slackSignIn(
  { apiUrl }: Pick<SlackConfig, 'apiUrl'>,
  oauth: Oauth,
  { workspaces, log, now }: { readonly workspaces: Workspaces } & Pick<BotDeps, 'log' | 'now'>,
): SignInWay {
  const keys = createRemoteJWKSet(new URL('/openid/connect/keys', apiUrl), { timeoutDuration: timeoutMs })
  return {
    address: ({ redirectUri, state, nonce }) => {
      const address = new URL('/openid/connect/authorize', apiUrl)
      address.search = new URLSearchParams({
        ...{ response_type: 'code', scope: signInScopes.join(' '), client_id: oauth.clientId },
        ...{ state, nonce, redirect_uri: redirectUri },
      }).toString()
      return address.href
    },
    identify: async answer => {
      const token = await exchange(apiUrl, oauth, answer)
      if (token === null) return null
      const issuer = ['https://slack.com', new URL(apiUrl).origin]
      const usual = { issuer, audience: oauth.clientId, algorithms: ['RS256'], requiredClaims: ['exp', 'iat', 'sub'] }
      const verify = () => jwtVerify(token, keys, { ...usual, currentDate: now(), clockTolerance: clockSeconds })
      const payload = await verified(async () => (await verify()).payload, log)
      return payload && accountOf(payload, answer.nonce, workspaces)
    },
  }
}

/** https://docs.slack.dev/reference/methods/openid.connect.token; `null`: the code is old, used or not ours. */
async function exchange(apiUrl: string, oauth: Oauth, { code, redirectUri }: SignInAnswer): Promise<string | null> {
  const body = new URLSearchParams({
    ...{ client_id: oauth.clientId, client_secret: oauth.clientSecret, grant_type: 'authorization_code' },
    ...{ code, redirect_uri: redirectUri },
  })
  const answer = await reach(`${apiUrl}openid.connect.token`, { method: 'POST', body })
  const said: unknown = await answer.json().catch(() => null)
  const granted = Granted.safeParse(said)
  if (granted.success) return granted.data.id_token
  const refused = z.object({ ok: z.literal(false), error: z.string() }).safeParse(said)
  if (refused.success && codeFaults.has(refused.data.error)) return null
  const why = refused.success ? refused.data.error : `HTTP ${answer.status}`
  throw new TransportError(`Slack did not tell who signs in (${why})`, { fault: 'retryable' })
}

/** The code, not us and not Slack. */
const codeFaults: ReadonlySet<string> = new Set([
  'invalid_code',
  'code_already_used',
  'invalid_grant',
  'bad_redirect_uri',
])

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) })
  } catch (cause) {
    throw new TransportError('Slack could not be reached', { fault: 'retryable', cause })
  }
}

/** What Slack signed for us; `null`: it did not sign it, not for us, or not now. Its keys not coming is a fault of the way. */
async function verified(verify: () => Promise<JWTPayload>, log: BotDeps['log']): Promise<JWTPayload | null> {
  try {
    return await verify()
  } catch (error) {
    const ofToken = error instanceof errors.JOSEError && !unreached.has(error.code)
    if (!ofToken) throw new TransportError('The keys of Slack did not come', { fault: 'retryable', cause: error })
    log.warn({ code: error.code }, 'Somebody came from Slack with a token that was not meant for us.')
    return null
  }
}

/** Codes of a key set that could not be fetched or read. */
const unreached: ReadonlySet<string> = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/** Ids are those of the workspace or, where all of an organisation has the bot, of the organisation. */
async function accountOf(payload: JWTPayload, nonce: string, workspaces: Workspaces): Promise<PlatformAccount | null> {
  const claims = Claims.safeParse(payload)
  if (!claims.success || claims.data.nonce !== nonce) return null
  const { email, email_verified } = claims.data
  const places = [claims.data['https://slack.com/team_id'], claims.data['https://slack.com/enterprise_id'] ?? '']
  for (const place of places.filter(one => one !== '')) {
    const workspace = await workspaces.find(place)
    if (!workspace) continue
    const person = claims.data['https://slack.com/user_id']
    return { workspace: workspace.id, person, email: email_verified === true && email ? email : null }
  }
  return null
}
