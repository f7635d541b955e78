import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Connector } from '#src/contracts/connector.ts'
import { UserError } from '#src/errors.ts'
import {
  beginTrial,
  type ConnectParts,
  changePage,
  connectedCard,
  consentFieldsOf,
  consentUrl,
  dataOf,
  fieldsOf,
  findByLink,
  findBySession,
  giveApplication,
  giveKeys,
  givenBefore,
  type OpenPage,
  offersOf,
  openByLink,
  otherShops,
  type Problem,
  problemsOfRefusal,
  redirectUri,
  reportLink,
  startStores,
  takeConsentAnswer,
  trialOf,
  workMinutes,
} from '#src/features/connections/index.ts'
import { tellAdministrators } from '#src/features/delivery/index.ts'
import { isOwnSite } from '#src/http/own-site.ts'
import { acceptForms } from '#src/http/page/forms.ts'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { type Locale, type Localized, localeOf, locales } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { keysPage } from './keys-page.ts'
import type { Drawing } from './layout.ts'
import { donePage, gonePage, startPage } from './other-pages.ts'
import { storesPage } from './stores-page.ts'

/** What the pages need besides the steps. */
export interface ConnectRouteParts extends ConnectParts {
  readonly enqueue: (db: Db, job: string, data: unknown) => Promise<void>
}

/** Requests per minute and address (judgement: a person with a form, reloading now and then). */
const requestsPerMinute = 120
const bodyLimit = 64 * 1024
/** A running trial is looked at again after so many seconds (judgement). */
const lookAgainSeconds = 4

/**
 * The pages on which shops are connected: `/connect/:id/start` opens once by its link, `keys`, `consent`, `callback` and
 * `stores` belong to the browser that opened it. Nothing of what is typed is logged or shown again.
 */
export function connectRoutes(parts: ConnectRouteParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000 })
    acceptForms(app, bodyLimit)
    app.addHook('onRequest', async (_request, reply) => void reply.headers(pageHeaders))
    const end = new AbortController()
    app.addHook('onClose', async () => end.abort())
    registerStart(app, parts)
    registerKeys(app, parts)
    registerConsent(app, parts)
    registerStores(app, parts, end.signal)
  }
}

const Params = z.object({ id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/) })
const Query = z.object({ page: z.string().max(300).optional(), lang: z.enum(locales).optional().catch(undefined) })
const Form = z.record(z.string(), z.string()).catch({})

function connectorOf({ connectors }: ConnectRouteParts, request: FastifyRequest): Connector | null {
  const params = Params.safeParse(request.params)
  return params.success ? (connectors.find(one => one.id === params.data.id) ?? null) : null
}

function send(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

function gone(reply: FastifyReply, connector: Connector, request: FastifyRequest): FastifyReply {
  const locale = localeOf(request.headers['accept-language'])
  return send(reply, gonePage({ connector, locale, step: null, again: null }), 403)
}

function registerStart(app: FastifyInstance, parts: ConnectRouteParts): void {
  app.get('/connect/:id/start', async (request, reply) => {
    const connector = connectorOf(parts, request)
    if (!connector) return reply.callNotFound()
    const { page: token = '', lang } = Query.parse(request.query)
    const page = await findByLink(parts, connector.id, token)
    if (!page) {
      // Whoever opened it comes back by the same link.
      return (await ownPage(parts, connector, request))
        ? toStep(reply, connector, 'keys')
        : gone(reply, connector, request)
    }
    const again = `?page=${token}&lang=`
    return send(reply, startPage({ connector, locale: lang ?? page.locale, step: null, again }, page, token))
  })
  app.post('/connect/:id/start', async (request, reply) => {
    const connector = connectorOf(parts, request)
    if (!connector) return reply.callNotFound()
    const token = isOwnSite(request) ? (Form.parse(request.body).page ?? '') : ''
    const session = await openByLink(parts, connector.id, token)
    if (session === null) return gone(reply, connector, request)
    const secure = parts.publicUrl.startsWith('https:') ? '; Secure' : ''
    const scope = `Path=/connect/${connector.id}; Max-Age=${workMinutes * 60}; HttpOnly; SameSite=Lax${secure}`
    reply.header('set-cookie', `${cookieName}=${session}; ${scope}`)
    return toStep(reply, connector, 'keys')
  })
}

const cookieName = 'kpi_connect'

/** The page of the browser that asks; a foreign page cannot make a browser send its cookie with a form. */
async function ownPage(
  parts: ConnectRouteParts,
  connector: Connector,
  request: FastifyRequest,
): Promise<OpenPage | null> {
  if (request.method === 'POST' && !isOwnSite(request)) return null
  const cookie = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{16,64})`).exec(request.headers.cookie ?? '')?.[1]
  return cookie === undefined ? null : findBySession(parts, connector.id, cookie)
}

function toStep(reply: FastifyReply, { id }: Connector, step: 'keys' | 'stores'): FastifyReply {
  return reply.redirect(`/connect/${id}/${step}`, 303)
}

interface Step {
  readonly connector: Connector
  readonly page: OpenPage
  readonly locale: Locale
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Handler = (step: Step) => Promise<FastifyReply>

/** A route of an open page, in its language; a click on another language is kept. */
function step(parts: ConnectRouteParts, handle: Handler) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const connector = connectorOf(parts, request)
    if (!connector) return reply.callNotFound() as unknown as FastifyReply // it answers by itself
    const page = await ownPage(parts, connector, request)
    if (!page) return gone(reply, connector, request)
    const { lang } = Query.parse(request.query)
    if (lang !== undefined && lang !== page.locale) await changePage(parts.db, page.id, { locale: lang })
    return handle({ connector, page, locale: lang ?? page.locale, request, reply })
  }
}

function drawingOf({ connector, locale }: Step, name: 'keys' | 'stores', problem: Localized | null = null): Drawing {
  return { connector, locale, step: name, problem, again: `/connect/${connector.id}/${name}?lang=` }
}

function registerKeys(app: FastifyInstance, parts: ConnectRouteParts): void {
  app.get(
    '/connect/:id/keys',
    step(parts, it => showKeys(parts, it)),
  )
  app.post(
    '/connect/:id/keys',
    step(parts, async it => {
      const sent = Form.parse(it.request.body)
      const tried = sent.step === 'consent' ? 'consent' : 'keys'
      const give = tried === 'consent' ? giveApplication : giveKeys
      try {
        const problems = await give(parts, it.connector, it.page, sent)
        if (problems.length > 0) return await showKeys(parts, it, { problems, tried })
      } catch (error) {
        if (error instanceof UserError) return refuse(parts, it, error, tried)
        throw error
      }
      return toStep(it.reply, it.connector, tried === 'consent' ? 'keys' : 'stores')
    }),
  )
}

interface Trouble {
  readonly problems?: readonly Problem[]
  readonly problem?: Localized
  readonly tried?: 'keys' | 'consent'
}

/** The marketplace's answer above the form, and beside the fields that it means; `tried` `null`: it came by consent. */
function refuse(parts: ConnectRouteParts, it: Step, error: UserError, tried: 'keys' | 'consent' | null) {
  const fields = tried === 'keys' ? fieldsOf(it.connector) : consentFieldsOf(it.connector)
  const problems = problemsOfRefusal(it.connector, error, fields)
  const form = tried ?? (problems.length > 0 ? 'consent' : null)
  return showKeys(parts, it, { problem: error.text, problems, ...(form && { tried: form }) })
}

async function showKeys(parts: ConnectRouteParts, it: Step, trouble: Trouble = {}): Promise<FastifyReply> {
  const { connector, page, reply } = it
  const { problems = [], problem = null, tried = null } = trouble
  const view = {
    fields: fieldsOf(connector),
    consentFields: consentFieldsOf(connector),
    consentReady: dataOf(page).consentReady === true,
    redirectUri: redirectUri(parts, connector),
    given: await givenBefore(parts, page),
    problems,
    tried,
  }
  const wrong = problems.length > 0 || problem !== null
  return send(reply, keysPage(drawingOf(it, 'keys', problem), view), wrong ? 422 : 200)
}

function registerConsent(app: FastifyInstance, parts: ConnectRouteParts): void {
  app.get(
    '/connect/:id/consent',
    step(parts, async it => {
      try {
        return await it.reply.redirect(await consentUrl(parts, it.connector, it.page), 303)
      } catch (error) {
        if (error instanceof UserError) return showKeys(parts, it, { problem: error.text })
        throw error
      }
    }),
  )
  app.get(
    '/connect/:id/callback',
    step(parts, async it => {
      const query = Form.parse(it.request.query)
      try {
        await takeConsentAnswer(parts, it.connector, it.page, query)
      } catch (error) {
        if (error instanceof UserError) return refuse(parts, it, error, null)
        throw error
      }
      return toStep(it.reply, it.connector, 'stores')
    }),
  )
}

function registerStores(app: FastifyInstance, parts: ConnectRouteParts, stop: AbortSignal): void {
  app.get(
    '/connect/:id/stores',
    step(parts, it => showStores(parts, it)),
  )
  app.post(
    '/connect/:id/stores',
    step(parts, async it => {
      const sent = Form.parse(it.request.body)
      try {
        if (sent.step !== 'try') return await start(parts, it, sent)
        await beginTrial(parts, it.connector, it.page, sent, stop) // goes on behind; the page looks again by itself
        return toStep(it.reply, it.connector, 'stores')
      } catch (error) {
        if (error instanceof UserError) return showStores(parts, it, error.text)
        throw error
      }
    }),
  )
}

async function showStores(parts: ConnectRouteParts, it: Step, problem: Localized | null = null): Promise<FastifyReply> {
  const { connector, page, reply } = it
  if (page.connectionId === null) return toStep(reply, connector, 'keys')
  const trial = trialOf(parts, page)
  const refresh = trial.dry?.state === 'running' && !trial.broke && problem === null ? lookAgainSeconds : null
  const offers = await offersOf(parts, connector, page)
  const others = (await otherShops(parts, connector, offers)).map(store => store.name)
  const view = { offers, others, chosen: dataOf(page).chosen ?? null, ...trial }
  if (refresh !== null) reply.header('refresh', refresh) // the page looks again by itself
  return send(reply, storesPage(drawingOf(it, 'stores', problem), view), problem ? 422 : 200)
}

async function start(
  parts: ConnectRouteParts,
  it: Step,
  sent: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const { connector, page, locale, reply } = it
  const taken = await startStores(parts, connector, page, sent)
  await parts.enqueue(parts.db, 'collect', null)
  await tellAdministrators(parts.db, `connected/${page.id.slice(0, 16)}`, connectedCard(connector, taken), parts.now())
  return send(
    reply,
    donePage({ connector, locale, step: 'start', again: null }, taken, reportLink(parts, page.personId)),
  )
}
