import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { rowNumber } from '#src/contracts/row-number.ts'
import { canMail } from '#src/features/people/index.ts'
import {
  closeSessions,
  homePath,
  listOpenSessions,
  lookAtLink,
  mailSignInLink,
  type OpenSession,
  ownPath,
  signInPath,
  takeLink,
} from '#src/features/sign-in/index.ts'
import { isOwnSite } from '#src/http/own-site.ts'
import { acceptForms } from '#src/http/page/forms.ts'
import { languageFor } from '#src/http/page/language.ts'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { type BrowserParts, dropCookie, mayChange, sessionOf, signIn } from './browser.ts'
import { registerPlatforms, type SignInPlatform } from './by-platform.ts'
import { accountPage, gonePage, loginPage, openPage } from './pages.ts'

/** What the pages need. */
export interface SignInParts extends BrowserParts {
  readonly pages: PageLinks
  /** Platforms whose accounts people may sign in with; absent: none. */
  readonly platforms?: readonly SignInPlatform[]
}

/** Requests per minute and address (judgement: a person who reloads; guessing a secret of 192 bits gets nowhere). */
const requestsPerMinute = 60
const bodyLimit = 16 * 1024

const Query = z.object({
  page: z.string().max(300).catch(''),
  to: z.string().max(500).optional().catch(undefined),
  sent: z.string().optional().catch(undefined),
})
const Form = z.record(z.string(), z.string()).catch({})

/**
 * Signing in without passwords: `/login` says how, `/login/open` takes a link, `/account` lists the devices and signs them
 * out. A link is used up by a press of its button alone, not by whoever looks at it.
 */
export function signInRoutes(parts: SignInParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    acceptForms(app, bodyLimit)
    app.addHook('onRequest', async (_request, reply) => void reply.headers(pageHeaders))
    registerLogin(app, parts)
    registerOpen(app, parts)
    registerPlatforms(app, parts)
    registerAccount(app, parts)
  }
}

function send(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

function registerLogin(app: FastifyInstance, parts: SignInParts): void {
  app.get('/login', async (request, reply) => {
    const { to, sent } = Query.parse(request.query)
    const target = ownPath(to)
    if (await sessionOf(parts, request)) return reply.redirect(target, 303)
    const view = { locale: languageFor(request, null), again: `/login?to=${encodeURIComponent(target)}&lang=` }
    return send(
      reply,
      loginPage(view, {
        mail: await canMail(parts.db),
        sent: sent !== undefined,
        target,
        platforms: parts.platforms ?? [],
      }),
    )
  })
  app.post('/login', async (request, reply) => {
    const { email = '', to } = Form.parse(request.body)
    const target = ownPath(to)
    const { db, pages, now } = parts
    if (isOwnSite(request) && email.length <= 200) await mailSignInLink({ db, pages, now: now() }, email, target)
    return reply.redirect(`/login?sent=1&to=${encodeURIComponent(target)}`, 303)
  })
  app.post('/login/out', async (request, reply) => {
    const open = await sessionOf(parts, request)
    if (open && mayChange(request, open, Form.parse(request.body).form)) {
      await closeSessions(parts.db, open.person.id, { only: open.session.id }, parts.now())
      dropCookie(reply, parts.publicUrl)
    }
    return reply.redirect('/login', 303)
  })
}

function registerOpen(app: FastifyInstance, parts: SignInParts): void {
  const { db, pages, now } = parts
  app.get(signInPath, async (request, reply) => {
    const { page: token } = Query.parse(request.query)
    const found = await lookAtLink({ db, pages, now: now() }, token)
    const open = await sessionOf(parts, request)
    if (!found) {
      if (open) return reply.redirect(homePath, 303) // whoever is signed in here comes back by the same link
      return send(reply, gonePage({ locale: languageFor(request, null), again: null }), 403)
    }
    const view = { locale: languageFor(request, found.person.locale), again: `${signInPath}?page=${token}&lang=` }
    const other = open && open.person.id !== found.person.id ? open.person.name : null
    return send(reply, openPage(view, { name: found.person.name, token, other }))
  })
  app.post(signInPath, async (request, reply) => {
    const locale = languageFor(request, null)
    if (!isOwnSite(request)) return send(reply, gonePage({ locale, again: null }), 403)
    const found = await takeLink({ db, pages, now: now() }, Form.parse(request.body).page ?? '')
    if (!found) return send(reply, gonePage({ locale, again: null }), 403)
    const { link, person } = found
    await signIn(parts, request, reply, { personId: person.id, via: link.via })
    return reply.redirect(link.target, 303)
  })
}

function registerAccount(app: FastifyInstance, parts: SignInParts): void {
  const { db, publicUrl, now } = parts
  app.get('/account', async (request, reply) => {
    const open = await sessionOf(parts, request)
    if (!open) return reply.redirect('/login?to=/account', 303)
    const view = { locale: languageFor(request, open.person.locale), again: '/account?lang=' }
    return send(reply, accountPage(view, open, await listOpenSessions(db, open.person.id, now())))
  })
  const ways = {
    end: ({ session }: OpenSession, id: number) => ({ only: id === session.id ? -1 : id }),
    others: ({ session }: OpenSession) => ({ except: session.id }),
    everywhere: () => ({}),
  } as const
  for (const [way, which] of Object.entries(ways)) {
    app.post(`/account/${way}`, async (request, reply) => {
      const open = await sessionOf(parts, request)
      const { form, id } = Form.parse(request.body)
      if (!open) return reply.redirect('/login?to=/account', 303)
      if (!mayChange(request, open, form)) return send(reply, gonePage({ locale: 'en', again: null }), 403)
      await closeSessions(db, open.person.id, which(open, rowNumber(id) ?? -1), now())
      if (way === 'everywhere') dropCookie(reply, publicUrl)
      return reply.redirect(way === 'everywhere' ? '/login' : '/account', 303)
    })
  }
}
