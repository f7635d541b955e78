import type { AppConfig } from '#bots/wecom/config.ts'
import type { SignInAsk, SignInWay } from '#src/chat/sign-in.ts'
import { type Client, hasCode } from './client.ts'

const home = 'https://qyapi.weixin.qq.com'

/** Codes for a login code that is wrong, over, or was used: https://developer.work.weixin.qq.com/document/path/90313 */
const codeFaults = [40029, 42003, 42022] as const

/** Signing in with WeCom: without a question inside its own app, by a picture to be scanned anywhere else. */
export function wecomSignIn(apiUrl: string, app: AppConfig, client: Pick<Client, 'call'>): SignInWay {
  return {
    address: ask => (/wxwork/i.test(ask.userAgent) ? insideApp(apiUrl, app, ask) : toScan(apiUrl, app, ask)),
    identify: async ({ code }) => {
      try {
        // https://developer.work.weixin.qq.com/document/path/91023: outsiders have an `openid` and no `userid`
        const answer = await client.call({ path: '/cgi-bin/auth/getuserinfo', query: { code } })
        const person = answer.userid ?? answer.UserId
        return typeof person === 'string' && person !== '' ? { workspace: '', person, email: null } : null
      } catch (error) {
        if (hasCode(error, ...codeFaults)) return null
        throw error
      }
    },
  }
}

/** https://developer.work.weixin.qq.com/document/path/91022; the fragment has to be there. */
function insideApp(apiUrl: string, { corpId, agentId }: AppConfig, { redirectUri, state }: SignInAsk): string {
  const address = new URL('/connect/oauth2/authorize', apiUrl === home ? 'https://open.weixin.qq.com' : apiUrl)
  address.search = new URLSearchParams({
    ...{ appid: corpId, redirect_uri: redirectUri, response_type: 'code', scope: 'snsapi_base' },
    ...{ state, agentid: String(agentId) },
  }).toString()
  return `${address.href}#wechat_redirect`
}

/** https://developer.work.weixin.qq.com/document/path/98152 */
function toScan(apiUrl: string, { corpId, agentId }: AppConfig, { redirectUri, state }: SignInAsk): string {
  const address = new URL('/wwlogin/sso/login', apiUrl === home ? 'https://login.work.weixin.qq.com' : apiUrl)
  address.search = new URLSearchParams({
    ...{ login_type: 'CorpApp', appid: corpId, agentid: String(agentId) },
    ...{ redirect_uri: redirectUri, state },
  }).toString()
  return address.href
}
