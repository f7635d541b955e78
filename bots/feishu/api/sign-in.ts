import { z } from 'zod'
import type { FeishuConfig } from '#bots/feishu/config.ts'
import type { PlatformAccount, SignInAnswer, SignInWay } from '#src/chat/sign-in.ts'
import { TransportError } from '#src/errors.ts'
import type { People } from './people.ts'

/** Judgement: a person waits for it. */
const timeoutMs = 10_000

const Granted = z.object({ code: z.literal(0), access_token: z.string().min(1) })
const Refused = z.object({ code: z.number() })
const Info = z.object({ code: z.literal(0), data: z.object({ open_id: z.string().min(1) }) })

/**
 * Signing in with Feishu or Lark: https://open.feishu.cn/document/common-capabilities/sso/api/obtain-oauth-code. It takes no
 * permission: who somebody is among our people is asked as in chat, by the addresses that the company keeps there.
 */
export function feishuSignIn(config: FeishuConfig, people: Pick<People, 'emailOf'>): SignInWay {
  return {
    address: ({ redirectUri, state, challenge }) => {
      const address = new URL('/open-apis/authen/v1/authorize', accountsOf(config.apiUrl))
      address.search = new URLSearchParams({
        ...{ client_id: config.appId, response_type: 'code', redirect_uri: redirectUri, state },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      }).toString()
      return address.href
    },
    identify: async answer => {
      const token = await exchange(config, answer)
      return token === null ? null : accountOf(config, token, people)
    },
  }
}

/** People sign in at another host than the one that programs ask; any other address, such as a test's, is both. */
function accountsOf(apiUrl: string): string {
  return apiUrl.replace(/^https:\/\/open\.(feishu\.cn|larksuite\.com)$/, 'https://accounts.$1')
}

/** https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token; `null`: the code is not taken. */
async function exchange(
  { apiUrl, appId, appSecret }: FeishuConfig,
  { code, redirectUri, verifier }: SignInAnswer,
): Promise<string | null> {
  const { status, body } = await ask(`${apiUrl}/open-apis/authen/v2/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      ...{ grant_type: 'authorization_code', client_id: appId, client_secret: appSecret },
      ...{ code, redirect_uri: redirectUri, code_verifier: verifier },
    }),
  })
  const granted = Granted.safeParse(body)
  if (granted.success) return granted.data.access_token
  const refused = Refused.safeParse(body)
  if (refused.success && codeFaults.has(refused.data.code)) return null
  throw new TransportError(`Feishu did not tell who signs in (${refused.data?.code ?? `HTTP ${status}`})`, {
    fault: 'retryable',
  })
}

/** The code is wrong, over, used, for another app or address, or its person may not use the app. */
const codeFaults: ReadonlySet<number> = new Set([20003, 20004, 20010, 20024, 20049, 20065, 20071])

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/authen-v1/user_info/get */
async function accountOf(
  { apiUrl, appId }: FeishuConfig,
  token: string,
  people: Pick<People, 'emailOf'>,
): Promise<PlatformAccount> {
  const headers = { authorization: `Bearer ${token}` }
  const { status, body } = await ask(`${apiUrl}/open-apis/authen/v1/user_info`, { headers })
  const info = Info.safeParse(body)
  if (!info.success)
    throw new TransportError(`Feishu did not tell who signs in (HTTP ${status})`, { fault: 'retryable' })
  const { open_id: person } = info.data.data
  return { workspace: appId, person, email: await people.emailOf(person) }
}

async function ask(url: string, init: RequestInit): Promise<{ readonly status: number; readonly body: unknown }> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  } catch (cause) {
    throw new TransportError('Feishu could not be reached', { fault: 'retryable', cause })
  }
}
