import { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** What every answer is wrapped in; the code is 0 for success, also inside HTTP 200. Numbers come as texts. */
export const Envelope = z.object({
  code: z.union([z.string(), z.number()]).transform(String),
  message: z.string().nullish(),
  data: z.unknown().optional(),
})
export type Envelope = z.infer<typeof Envelope>

/** Too many requests of the application or for the shop. */
const throttling = new Set(['36009002', '36009037'])
/** Internal errors and time-outs of TikTok. */
const passing = new Set(['36009003', '36009007'])
/** A token that is missing, wrong or has expired: another one is minted. */
const tokens = new Set(['105000', '105001', '105002', '105003'])
/** The application lacks a scope. */
const scopes = new Set(['105005'])
/** There is no such operation for this shop. */
const missing = new Set(['36009009', '36009010'])

/** Days that lie further back than the analytics reach. */
const tooOld = '28001022'

/** Whether days were asked for that are not kept any more. */
export function isTooOld(fault: unknown): boolean {
  return fault instanceof SourceFault && fault.subject === tooOld
}

/** Judgement: TikTok does not tell how long to wait; the rate belongs to the application and the shop. */
const pauseMs = 3_000

/** What a code that is not 0 means. https://partner.tiktokshop.com/docv2/page/common-errors */
export function faultOf({ code, message }: Envelope, now: Date): SourceFault {
  const subject = code
  if (throttling.has(code)) {
    return new SourceFault('throttled', says('pause', { vendor: 'TikTok Shop' }), {
      until: new Date(now.getTime() + pauseMs),
    })
  }
  if (passing.has(code) || /^5\d\d$/.test(code)) {
    return new SourceFault('transient', says('failed', { vendor: 'TikTok Shop', code }), { subject })
  }
  if (scopes.has(code) || /scope|no permission/i.test(message ?? '')) {
    return new SourceFault('scope', says('lacksPermission', { vendor: 'TikTok Shop' }), { subject })
  }
  if (missing.has(code)) {
    return new SourceFault('unavailable', says('notOffered', { vendor: 'TikTok Shop' }), { subject })
  }
  return new SourceFault('permanent', says('refusedSaying', { vendor: 'TikTok Shop', code, quote: said(message) }), {
    subject,
  })
}

/** Whether the access token itself was refused. */
export function isTokenRefused({ code }: Envelope): boolean {
  return tokens.has(code)
}

/** Words of the marketplace, short. */
export function said(message: string | null | undefined): string {
  return (message ?? '').slice(0, 200)
}
