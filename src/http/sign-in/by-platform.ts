import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type SignInWay, signInCallback } from '#src/chat/sign-in.ts'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { TransportError } from '#src/errors.ts'
import { attemptMinutes, beginAttempt, personOfAccount, takeAttempt } from '#src/features/sign-in/index.ts'
import { languageFor } from '#src/http/page/language.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type BrowserParts, keepAttempt, keptAttempt, signIn } from './browser.ts'
import { type NotSignedIn, notSignedInPage } from './pages.ts'

/** A platform that is configured, and how people sign in with it. */
export interface SignInPlatform {
  readonly id: string
  readonly label: Localized
  readonly way: SignInWay
}

interface PlatformParts extends BrowserParts {
  readonly pages: PageLinks
  readonly platforms?: readonly SignInPlatform[]
}

/**
 * `/login/with/<platform>` sends a browser there, `…/callback` is where it comes back. Nothing is kept of who only looks: what
 * belongs together stands in the browser, signed, and a code counts once and only in the browser that asked for it.
 */
export function registerPlatforms(app: FastifyInstance, parts: PlatformParts): void {
  const known = new Map((parts.platforms ?? []).map(platform => [platform.id, platform]))
  app.get<{ Params: { platform: string } }>('/login/with/:platform', async (request, reply) => {
    const platform = known.get(request.params.platform)
    if (!platform) return reply.callNotFound()
    const { attempt, kept } = beginAttempt(
      { pages: parts.pages, now: parts.now() },
      platform.id,
      textIn(request, 'to') ?? undefined,
    )
    keepAttempt(reply, parts.publicUrl, kept, attemptMinutes)
    const userAgent = request.headers['user-agent'] ?? ''
    return reply.redirect(platform.way.address({ ...attempt, redirectUri: backTo(parts, platform), userAgent }), 303)
  })
  app.get<{ Params: { platform: string } }>('/login/with/:platform/callback', async (request, reply) => {
    const platform = known.get(request.params.platform)
    return platform ? comeBack(parts, platform, request, reply) : reply.callNotFound()
  })
}

function backTo({ publicUrl }: PlatformParts, { id }: SignInPlatform): string {
  return signInCallback(publicUrl, id)
}

async function comeBack(parts: PlatformParts, platform: SignInPlatform, request: FastifyRequest, reply: FastifyReply) {
  const { db, pages, publicUrl, now } = parts
  const kept = keptAttempt(parts, request)
  if (kept !== null) keepAttempt(reply, publicUrl, '', 0)
  const given = { messenger: platform.id, kept: kept ?? '', state: textIn(request, 'state') ?? '' }
  const attempt = await takeAttempt({ db, pages, now: now() }, given)
  if (!attempt) return refuse(platform, 'over', request, reply)
  const code = textIn(request, 'code')
  if (code === null) return refuse(platform, 'refused', request, reply)
  try {
    const { nonce, verifier } = attempt
    const account = await platform.way.identify({ code, nonce, verifier, redirectUri: backTo(parts, platform) })
    if (!account) return refuse(platform, 'foreign', request, reply)
    const person = await personOfAccount(db, platform.id, account)
    if (!person) return refuse(platform, 'unknown', request, reply)
    await signIn(parts, request, reply, { personId: person.id, via: platform.id })
    return reply.redirect(attempt.target, 303)
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    request.log.warn({ err: error, platform: platform.id }, 'A platform did not tell who signs in.')
    return refuse(platform, 'busy', request, reply)
  }
}

/** A text of the query; `null`: none, several, or too long for what a platform sends. */
function textIn({ query }: FastifyRequest, name: string): string | null {
  const value: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, name) : null
  return typeof value === 'string' && value !== '' && value.length <= 2_000 ? value : null
}

const statuses: Readonly<Record<NotSignedIn, number>> = {
  over: 403,
  refused: 403,
  foreign: 403,
  unknown: 403,
  busy: 503,
}

function refuse({ label }: SignInPlatform, why: NotSignedIn, request: FastifyRequest, reply: FastifyReply) {
  const page = notSignedInPage(languageFor(request, null), why, label)
  return reply.code(statuses[why]).type('text/html; charset=utf-8').send(page)
}
