import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  closeSessions,
  deviceName,
  findSession,
  isOwnForm,
  longestDays,
  type OpenSession,
  startSession,
} from '#src/features/sign-in/index.ts'
import { isOwnSite } from '#src/http/own-site.ts'
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
  if (secret === undefined) return Promise.resolve(null)
  return findSession(db, secret, now(), deviceName(request.headers['user-agent']))
}

/** Signs a browser in with a new session; whoever was signed in there is signed out. */
export async function signIn(
  parts: BrowserParts,
  request: FastifyRequest,
  reply: FastifyReply,
  who: { readonly personId: number; readonly via: string },
): Promise<void> {
  const { db, publicUrl, now } = parts
  const before = await sessionOf(parts, request)
  if (before) await closeSessions(db, before.person.id, { only: before.session.id }, now())
  const device = deviceName(request.headers['user-agent'])
  keepCookie(reply, publicUrl, await startSession(db, { ...who, device, now: now() }))
}

/** Gives a browser the cookie of a session. What it kept for whoever sat there before goes. */
function keepCookie(reply: FastifyReply, publicUrl: string, secret: string): void {
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

/** What a browser keeps while it is with a platform; `null`: nothing. */
export function keptAttempt({ publicUrl }: BrowserParts, request: FastifyRequest): string | null {
  const pattern = new RegExp(`(?:^|;\\s*)${attemptName(publicUrl)}=([\\w.-]{1,1500})(?:;|$)`)
  return pattern.exec(request.headers.cookie ?? '')?.[1] ?? null
}

/** Lets a browser keep it, for so many minutes; 0 takes it away. */
export function keepAttempt(reply: FastifyReply, publicUrl: string, kept: string, minutes: number): void {
  reply.header('set-cookie', `${attemptName(publicUrl)}=${kept}; Max-Age=${minutes * 60}; ${attributes(publicUrl)}`)
}

function attemptName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-kpi-with' : 'kpi_with'
}

/** `__Host-` keeps other hosts of the domain from setting it; browsers allow that name only over TLS. */
function cookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-kpi' : 'kpi_session'
}

/** `Lax`: a platform sends people back by a plain link, and the cookie has to come along. */
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
