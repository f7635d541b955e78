import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { UserError } from '#src/errors.ts'
import { languageFor } from '#src/http/page/language.ts'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { type Problem, problemPage } from '#src/http/page/problem-page.ts'
import { type Locale, localeOf } from '#src/i18n/locale.ts'
import { newReference } from '#src/platform/observability/reference.ts'
import type { KnownMethods } from './known-methods.ts'

/** Who is signed in in a browser: their language, `null` where they chose none. */
export interface Reader {
  readonly locale: Locale | null
}

/** Finds who asks; `null`: nobody who is signed in. */
export type FindReader = (request: FastifyRequest) => Promise<Reader | null>

type Handler = (error: FastifyError | UserError, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Answers what went wrong: to a person in their language, of a fault of ours only a number that the log knows too. */
export function errorHandler(findReader: FindReader): Handler {
  return async (error, request, reply) => {
    if (error instanceof UserError) {
      if (isPage(request)) return sendPage(findReader, request, reply, { status: 400, text: error.text })
      const text = error.text[localeOf(request.headers['accept-language'])]
      return reply.code(400).send({ error: text, ...(error.details !== undefined && { details: error.details }) })
    }
    const status = error.statusCode ?? 500
    if (status < 500) {
      if (isPage(request)) return sendPage(findReader, request, reply, { status })
      return reply.code(status).send({ error: error.message })
    }
    const reference = newReference()
    request.log.error({ err: error, reference }, 'A request failed')
    if (isPage(request)) return sendPage(findReader, request, reply, { status, reference })
    return reply.code(status).send({ error: `Something went wrong on our side. Reference: ${reference}`, reference })
  }
}

/** Answers for addresses that nothing is registered at, and for methods that an address does not take (RFC 9110, 15.5.6). */
export function unknownHandler(findReader: FindReader, methodsOf: KnownMethods) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const meant = withoutSlash(request, methodsOf)
    if (meant !== null) return reply.redirect(meant, 308)
    const methods = methodsOf(request.url)
    const isOther = methods.length > 0 && !methods.includes(request.method)
    const status = isOther ? 405 : 404
    if (isOther) reply.header('allow', methods.join(', '))
    if (isPage(request)) return sendPage(findReader, request, reply, { status })
    const error = isOther ? `This address takes ${methods.join(', ')}.` : 'There is nothing at this address.'
    return reply.code(status).send({ error })
  }
}

/** What somebody meant who typed `/boards/`; `null`: nothing that is there. One slash at the beginning: two name a host. */
function withoutSlash({ method, url }: FastifyRequest, methodsOf: KnownMethods): string | null {
  const [path = '', query] = url.split(/\?(.*)/s)
  const short = `/${path.replace(/^\/+|\/+$/g, '')}`
  if (method !== 'GET' || short === path || !methodsOf(short).includes('GET')) return null
  return query === undefined ? short : `${short}?${query}`
}

async function sendPage(
  findReader: FindReader,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
): Promise<FastifyReply> {
  const reader = await inTime(findReader(request))
  const locale = languageFor(request, reader?.locale ?? null)
  const page = problemPage({ locale, again: againOf(request), signedIn: reader !== null }, problem)
  return reply
    .code(problem.status)
    .headers({ ...pageHeaders, vary: 'accept, accept-language, cookie' })
    .type('text/html; charset=utf-8')
    .send(page)
}

/** Judgement: the page of a fault comes also while the database does not answer. */
const readerMilliseconds = 500

/** Who asks, where that is found out in time. */
async function inTime(found: Promise<Reader | null>): Promise<Reader | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(resolve => {
    timer = setTimeout(() => resolve(null), readerMilliseconds)
  })
  const reader = await Promise.race([found.catch(() => null), late])
  clearTimeout(timer)
  return reader
}

/** The same address in another language, as a query alone: an address that somebody else made up leads nowhere from here. */
function againOf(request: FastifyRequest): string | null {
  if (request.method !== 'GET') return null
  const words = new URLSearchParams(request.url.split('?')[1] ?? '')
  words.delete('lang')
  words.append('lang', '')
  return `?${words}`
}

/** A person's browser asks for a page; programs and scripts of pages ask for JSON. */
function isPage({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate' || /^text\/html\b/.test(headers.accept ?? '')
}
