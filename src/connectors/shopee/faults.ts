import { z } from 'zod'
import { type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** The access token is not accepted any more: another may be. */
export class TokenRefused extends SourceFault {
  constructor(code: string) {
    super('authorisation', says('tokenGone', { vendor: 'Shopee' }), { subject: code })
  }
}

/** What is asked for, such as an order, is not there. */
export class Missing extends SourceFault {
  constructor(code: string, message: string) {
    super('permanent', says('absent', { vendor: 'Shopee', quote: message || code }), { subject: code })
  }
}

const Envelope = z.object({ error: z.string().nullish(), message: z.string().nullish() })

/** Judgement: rates are not stated; a second is what operators of many shops wait at first, advertising longer. */
const [crowdedMs, adsCrowdedMs] = [1_000, 5_000]
const dayMs = 86_400_000
const chinaMs = 8 * 3_600_000

/** Codes of a grant that only a person can renew (common errors of the reference, and those of the refresh). */
const consentCodes =
  /^(?:shop_no_linked|partner_shop_no_link|shop_banned|shop_access_expired|refresh_token_expired|error_shop_refresh_token|invalid_partner_id|error_partner_key_expired)$/
const scopeCodes =
  /^(?:error_permission|error_perm|error_api_permission|error_api_call_restricted|error_kyc_auth|error_ashop_api_permission|api_suspended)$/
const passingCodes =
  /^(?:error_server|error_network|error_inner|error_data|error_exception|error_unknown|error_system_busy|error_busy|product\.get_cmt_failed)$/

/** What an answer says went wrong; `null`: nothing. Errors come with HTTP 200, too. Never holds a secret. */
export function faultIn(answer: HttpResponse, now: Date): SourceFault | null {
  const said = envelopeOf(answer)
  const code = (said?.error ?? '').trim().replace(/^-$/, '')
  const told = said !== null && code !== '' ? faultOf(code, (said.message ?? '').trim().slice(0, 200), now) : null
  // A refusal that is not known says by its status what it is
  const isClear = told?.kind !== 'permanent' || told instanceof Missing || /param|invalid/.test(code)
  if (told !== null && (isClear || ![403, 404].includes(answer.status))) return told
  if (answer.status === 401) return new TokenRefused('401')
  if (answer.status === 404) return gone('404')
  if (answer.status === 403)
    return new SourceFault('scope', says('lacksPermission', { vendor: 'Shopee' }), { subject: '403' })
  if (answer.status >= 400)
    return new SourceFault('permanent', says('answered', { vendor: 'Shopee', code: answer.status }))
  return null
}

/** Refusals may be pages; an answer that is accepted must be data. */
function envelopeOf(answer: HttpResponse): z.infer<typeof Envelope> | null {
  try {
    return Envelope.parse(answer.json())
  } catch (error) {
    if (answer.status >= 400) return null
    throw error
  }
}

function faultOf(full: string, message: string, now: Date): SourceFault {
  const code = full.replace(/^(?:common|order|payment|account_health)\./, '')
  const after = (ms: number) => ({ until: new Date(now.getTime() + ms), subject: full })
  if (/rate_limit|too_many_request/.test(full)) {
    return new SourceFault(
      'throttled',
      says('crowded', { vendor: 'Shopee' }),
      after(full.startsWith('ads') ? adsCrowdedMs : crowdedMs),
    )
  }
  if (code === 'error_limit' && /daily|reached/i.test(message)) {
    return new SourceFault('throttled', says('dayUsedUp', { vendor: 'Shopee' }), {
      until: nextDayInChina(now),
      subject: full,
    })
  }
  if (code === 'source_ip_undeclared') {
    return new SourceFault('scope', says('addressRefused', { vendor: 'Shopee' }), { subject: code })
  }
  if (code === 'error_sign')
    return new SourceFault(
      'authorisation',
      says('signatureRefused', { vendor: 'Shopee', keys: 'partner_id, partner_key' }),
      {
        subject: code,
      },
    )
  if (/timestamp/i.test(message)) return new SourceFault('transient', says('clockWrong', { vendor: 'Shopee' }))
  if (/^invalid_ac+e+s+_token$/.test(code) || (/auth/.test(code) && /access.?token/i.test(message)))
    return new TokenRefused(full)
  if (
    consentCodes.test(code) ||
    (code === 'error_auth' && /refresh.?token|partner_id|shopid|App is deleted|restricted/i.test(message))
  ) {
    return new SourceFault('authorisation', says('grantRefusedSaying', { vendor: 'Shopee', quote: message || code }), {
      subject: full,
    })
  }
  if (scopeCodes.test(code) || /no permission|permission denied/i.test(message)) return lacking(full, message)
  if (passingCodes.test(code) || (code === 'error_auth' && /try again/i.test(message)) || code === 'error_limit')
    return new SourceFault('transient', says('failed', { vendor: 'Shopee', code: full }))
  if (/not_?found|not_exist/.test(code) || /not found/i.test(message)) return new Missing(full, message)
  return new SourceFault('permanent', says('refusedSaying', { vendor: 'Shopee', code: full, quote: message }), {
    subject: full,
  })
}

/** An operation that is not there any more is told with the words of a missing permission. */
function lacking(code: string, message: string): SourceFault {
  if (/offline|path is incorrect/i.test(message)) return gone(code)
  return new SourceFault('scope', says('lacksPermission', { vendor: 'Shopee' }), { subject: code })
}

function gone(code: string): SourceFault {
  return new SourceFault('unavailable', says('notOffered', { vendor: 'Shopee' }), { subject: code })
}

/** The daily allowance comes back at midnight of UTC+8 (common error `error_limit`). */
function nextDayInChina(now: Date): Date {
  const day = Math.floor((now.getTime() + chinaMs) / dayMs) + 1
  return new Date(day * dayMs - chinaMs)
}
