import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { UserError } from '#src/errors.ts'
import { faultPage } from '#src/http/page/fault-page.ts'
import { pageHeaders } from '#src/http/page/page-headers.ts'
import { localeOf } from '#src/i18n/locale.ts'
import { newReference } from '#src/platform/observability/reference.ts'

/** Answers what went wrong: to a person in their language, of a fault of ours only a number that the log knows too. */
export function handleError(
  error: FastifyError | UserError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof UserError) {
    const text = error.text[localeOf(request.headers['accept-language'])]
    return reply.code(400).send({ error: text, ...(error.details !== undefined && { details: error.details }) })
  }
  const status = error.statusCode ?? 500
  if (status < 500) return reply.code(status).send({ error: error.message })
  const reference = newReference()
  request.log.error({ err: error, reference }, 'A request failed')
  if (isPage(request)) {
    const page = faultPage(localeOf(request.headers['accept-language']), reference)
    return reply.code(status).headers(pageHeaders).type('text/html; charset=utf-8').send(page)
  }
  return reply.code(status).send({ error: `Something went wrong on our side. Reference: ${reference}`, reference })
}

/** A person's browser asks for a page; programs and scripts of pages ask for JSON. */
function isPage({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate' || /^text\/html\b/.test(headers.accept ?? '')
}
