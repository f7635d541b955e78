import { z } from 'zod'
import { type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** The access token is not accepted any more: another may be. */
export class TokenRefused extends SourceFault {
  constructor(code: string) {
    super('authorisation', says('tokenGone', { vendor: 'Lazada' }), { subject: code })
  }
}

/** What is asked for, such as an order, is not there. */
export class Missing extends SourceFault {
  constructor(code: string, message: string) {
    super('permanent', says('absent', { vendor: 'Lazada', quote: message || code }), { subject: code })
  }
}

const Code = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => String(value ?? '').trim())
const Success = z.union([z.boolean(), z.string()]).nullish()
const Envelope = z.object({
  code: Code,
  type: Code,
  message: Code,
  success: Success,
  error_code: Code,
  errorCode: Code,
  error_msg: Code,
  errorMsg: Code,
})
type Envelope = z.infer<typeof Envelope>

/** Judgement, where a refusal does not say how long it lasts. */
const crowdedMs = 1_000
/** Judgement: it names seconds; more than an hour is no pause but a mistake. */
const longestSeconds = 3_600

const limits =
  /^(?:ApiCallLimit|AppCallLimit|SellerCallLimit|ServiceCurrentlimit|IopSystemFlowlimit|TRAFFIC_CONTROL|E?901)$/i
const tokens = /^(?:IllegalAccessToken|InvalidAccessToken|AccessTokenExpired)$/i
const consents =
  /^(?:IllegalRefreshToken|InvalidRefreshToken|RefreshTokenExpired|AUTH_TYPE_UNSUPPORTED|InvalidAppKey|InvalidClientId|AppKeyNotExist)$/i
const scopes =
  /^(?:InsufficientPermission|InsufficientIsvPermissions|IllegalPermission|ApiNoPermission|PermissionDenied|SellerNotVerified)$/i
const absents = /^(?:Mp3SellerApiLimit|InvalidApiPath|UnsupportedApi|ApiNotExist|ApiOffline)$/i

/** What an answer says went wrong; `null`: nothing. Errors come with HTTP 200. Never holds a secret. */
export function faultIn(answer: HttpResponse, now: Date): SourceFault | null {
  const said = envelopeOf(answer)
  const told = said && codeFault(said, now)
  if (answer.status < 400) return told
  // A refusal that is not known says by its status what it is
  const isVague = told?.kind === 'permanent' && !(told instanceof Missing) && [403, 404].includes(answer.status)
  return told === null || isVague ? statusFault(answer) : told
}

/** Refusals may be pages; an answer that is accepted must be data. */
function envelopeOf(answer: HttpResponse): Envelope | null {
  try {
    return Envelope.parse(answer.json())
  } catch (error) {
    if (answer.status >= 400) return null
    throw error
  }
}

function statusFault({ status }: HttpResponse): SourceFault {
  const subject = String(status)
  if (status === 401) return new TokenRefused(subject)
  if (status === 404) return new SourceFault('unavailable', says('notOffered', { vendor: 'Lazada' }), { subject })
  if (status === 403) return new SourceFault('scope', says('lacksPermission', { vendor: 'Lazada' }), { subject })
  return new SourceFault('permanent', says('answered', { vendor: 'Lazada', code: status }))
}

/** Some modules tell their own errors beside a code of 0. */
function codeFault(said: Envelope, now: Date): SourceFault | null {
  if (said.code !== '' && said.code !== '0') return faultOf(said.code, said.type, said.message, now)
  const inner = said.error_code || said.errorCode
  const isBad = String(said.success ?? 'true') === 'false'
  return isBad ? faultOf(inner || 'failed', said.type, said.error_msg || said.errorMsg || said.message, now) : null
}

function faultOf(code: string, type: string, words: string, now: Date): SourceFault {
  const message = words.slice(0, 200)
  if (limits.test(code)) {
    const seconds = Number(/(\d+)\s*(?:more\s+)?second/i.exec(message)?.[1] ?? crowdedMs / 1_000)
    const until = new Date(now.getTime() + Math.min(longestSeconds, Math.max(1, seconds)) * 1_000)
    return new SourceFault('throttled', says('crowded', { vendor: 'Lazada' }), { until, subject: code })
  }
  if (tokens.test(code)) return new TokenRefused(code)
  if (/signature/i.test(code)) {
    return new SourceFault(
      'authorisation',
      says('signatureRefused', { vendor: 'Lazada', keys: 'app_key, app_secret' }),
      {
        subject: code,
      },
    )
  }
  if (/timestamp/i.test(code)) {
    return new SourceFault('transient', says('clockWrong', { vendor: 'Lazada' }))
  }
  if (consents.test(code)) {
    return new SourceFault('authorisation', says('grantRefusedSaying', { vendor: 'Lazada', quote: message || code }), {
      subject: code,
    })
  }
  if (absents.test(code)) {
    return new SourceFault('unavailable', says('notOffered', { vendor: 'Lazada' }), { subject: code })
  }
  if (scopes.test(code) || /permission/i.test(code)) {
    return new SourceFault('scope', says('lacksPermissionSaying', { vendor: 'Lazada', quote: message || code }), {
      subject: code,
    })
  }
  if (/^E?0?(?:16|37|39)$/.test(code) || /^E0(?:16|37|39)/.test(message)) return new Missing(code, message)
  if (
    type.toUpperCase() === 'SYSTEM' ||
    /^(?:E?0?0?6|Service(?:Unavailable|Timeout)|InternalError|SystemError|1000|500)$/i.test(code)
  ) {
    return new SourceFault('transient', says('failed', { vendor: 'Lazada', code }))
  }
  return new SourceFault('permanent', says('refusedSaying', { vendor: 'Lazada', code, quote: message }), {
    subject: code,
  })
}
