import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { includes } from '#src/contracts/command.ts'
import { roleNames } from '#src/features/people/index.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import { acceptFormLists } from '#src/http/page/forms.ts'
import { hashedAssetRoutes } from '#src/http/page/hashed-assets.ts'
import { languageFor } from '#src/http/page/language.ts'
import { packAnswers } from '#src/http/page/packed.ts'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { mayChange, sessionOf } from '#src/http/sign-in/browser.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { plainPage, settingsPage } from './layout.ts'
import { homeBody } from './pages/home.ts'
import { runSent } from './run-sent.ts'
import { sections } from './sections.ts'
import { style } from './style.ts'
import { texts } from './texts.ts'
import type { Outcome, Section, SettingsParts } from './view.ts'
import { viewOf } from './view-of.ts'

/** Requests per minute and address (judgement: a person who clicks fast; pages of settings read little). */
const requestsPerMinute = 240
/** A form of every field of a year of targets, pasted as a table. */
const bodyLimit = 512 * 1024

/**
 * `/settings`: what an administrator sets up, as pages. A page reads from the features; whatever it changes is a command line
 * that is run for whoever is signed in, with the check and the record that it has in chat. Works without script.
 */
export function settingsRoutes(parts: SettingsParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    acceptFormLists(app, bodyLimit)
    await app.register(hashedAssetRoutes(sections.flatMap(({ script }) => (script ? [script] : []))))
    app.addHook('onRequest', async (_request, reply) => void reply.headers(pageHeaders))
    packAnswers(app)
    app.get('/settings/style.css', (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(style),
    )
    app.get('/settings', (request, reply) => show(parts, request, reply, null))
    app.get<{ Params: { section: string } }>('/settings/:section', (request, reply) =>
      show(parts, request, reply, request.params.section),
    )
    app.post<{ Params: { section: string } }>('/settings/:section', (request, reply) => change(parts, request, reply))
  }
}

async function show(parts: SettingsParts, request: FastifyRequest, reply: FastifyReply, id: string | null) {
  const open = await sessionOf(parts, request)
  if (!open) return reply.redirect(`/login?to=${encodeURIComponent(request.url)}`, 303)
  return answer(parts, { request, reply, open, id, outcome: null })
}

interface Answering {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly open: OpenSession
  readonly id: string | null
  readonly outcome: Outcome | null
}

async function answer(parts: SettingsParts, { request, reply, open, id, outcome }: Answering) {
  const locale = languageFor(request, open.person.locale)
  const visible = sections.filter(section => includes(open.person.role, section.role))
  const section = id === null ? null : sections.find(one => one.id === id)
  if (section === undefined) return send(reply, plainPage(locale, texts.nothing[locale], ''), 404)
  if (section && !visible.includes(section)) return send(reply, refusedPage(section, open, locale), 403)
  const path = section ? `/settings/${section.id}` : '/settings'
  const view = await viewOf(parts, { open, locale, path, query: queryOf(request), outcome })
  const body = section ? await section.body(view) : await homeBody(view, visible)
  const status = outcome?.kind === 'unfinished' ? 422 : 200
  allowScript(reply, section)
  return send(reply, settingsPage(view, section, visible, body), status)
}

function refusedPage(section: Section, { person }: OpenSession, locale: Locale): string {
  const why = fill(texts.notYoursWhy, { needed: roleNames[section.role], role: roleNames[person.role] })
  return plainPage(locale, texts.notYours[locale], why[locale])
}

async function change(
  parts: SettingsParts,
  request: FastifyRequest<{ Params: { section: string } }>,
  reply: FastifyReply,
) {
  const open = await sessionOf(parts, request)
  const { section } = request.params
  if (!open) return reply.redirect(`/login?to=${encodeURIComponent(`/settings/${section}`)}`, 303)
  const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const locale = languageFor(request, open.person.locale)
  if (!mayChange(request, open, body.get('form') ?? undefined))
    return send(reply, plainPage(locale, texts.foreign[locale], texts.foreignWhy[locale]), 403)
  const known = sections.find(one => one.id === section)
  const may = known && includes(open.person.role, known.role)
  if (may && known.post && body.has('step')) return answerOwn(parts, { request, reply, open, section: known, body })
  const outcome = may ? await runSent(parts, open, body) : null
  const after = (await sessionOf(parts, request)) ?? open // the line may have changed the language
  return answer(parts, { request, reply, open: after, id: section, outcome })
}

/** A form of the page's own kind. */
async function answerOwn(
  parts: SettingsParts,
  {
    request,
    reply,
    open,
    section,
    body,
  }: Omit<Answering, 'id' | 'outcome'> & { section: Section; body: URLSearchParams },
) {
  const locale = languageFor(request, open.person.locale)
  const visible = sections.filter(one => includes(open.person.role, one.role))
  const path = `/settings/${section.id}`
  const view = await viewOf(parts, { open, locale, path, query: queryOf(request), outcome: null })
  const posted = await section.post?.(view, body)
  if (!posted) throw new Error('A page without forms of its own was sent one')
  allowScript(reply, section)
  return send(
    reply,
    posted.bare ? posted.html.markup : settingsPage(view, section, visible, posted.html),
    posted.status,
  )
}

/** A page with a script of ours may run that, and ask us. */
function allowScript(reply: FastifyReply, section: Section | null): void {
  const policy = `${pageHeaders['content-security-policy']}; script-src 'self'; connect-src 'self'`
  if (section?.script) reply.header('content-security-policy', policy)
}

function send(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

function queryOf(request: FastifyRequest): Readonly<Record<string, string>> {
  const given = Object.entries(request.query ?? {}).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(given.map(([name, value]) => [name, String(value).slice(0, 200)]))
}
