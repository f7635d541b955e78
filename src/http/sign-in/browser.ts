import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSession, isOwnForm, longestDays, type OpenSession } from '#src/features/sign-in/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What it takes to know who a browser is. */
export interface BrowserParts {
  readonly db: Db
  readonly publicUrl: string
  readonly now: () => Date
}

/** Who asks; `null`: nobody who is signed in. */
export function sessionOf({ db, publicUrl, now }: BrowserParts, request: FastifyRequest): Promise<OpenSession | null> {
  const pattern = new RegExp(`(?:^|;\\s*)${cookieName(publicUrl)}=([\\w-]{40,64})(?:;|$)`)
  const secret = pattern.exec(request.headers.cookie ?? '')?.[1]
  return secret === undefined ? Promise.resolve(null) : findSession(db, secret, now())
}

/** Gives a browser the cookie of a session. What it kept for whoever sat there before goes. */
export function keepCookie(reply: FastifyReply, publicUrl: string, secret: string): void {
  forgetViews(reply)
  const age = longestDays * 86_400
  reply.header('set-cookie', `${cookieName(publicUrl)}=${secret}; Max-Age=${age}; ${attributes(publicUrl)}`)
}

/** Takes the cookie away, and with it all views that the browser kept for when there is no network. */
export function dropCookie(reply: FastifyReply, publicUrl: string): void {
  forgetViews(reply)
  reply.header('set-cookie', `${cookieName(publicUrl)}=; Max-Age=0; ${attributes(publicUrl)}`)
}

/** Has a browser forget what it stored for this address, but no cookies (W3C Clear Site Data, section 3.1). */
export function forgetViews(reply: FastifyReply): void {
  reply.header('clear-site-data', '"storage"')
}

/** `__Host-` keeps other hosts of the domain from setting it; browsers allow that name only over TLS. */
function cookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-kpi' : 'kpi_session'
}

function attributes(publicUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? '; Secure' : ''}`
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}

/**
 * Whether a change was asked for by a page of this service: the browser says so, and the form carries what only a page
 * of this session knows. `token` is the form's field, or the header `x-form-token` of a script.
 */
export function mayChange(request: FastifyRequest, open: OpenSession, token: string | undefined): boolean {
  return isOwnSite(request) && isOwnForm(open, token)
}

/** Browsers say where a request comes from; what says nothing is no browser, and has no cookie of one. */
export function isOwnSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = request.headers
  if (origin === undefined) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
