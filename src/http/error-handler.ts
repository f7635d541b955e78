import { randomBytes } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { UserError } from '#src/errors.ts'
import { localeOf } from '#src/i18n/locale.ts'

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
  const reference = randomBytes(4).toString('hex')
  request.log.error({ err: error, reference }, 'A request failed')
  return reply.code(status).send({ error: `Something went wrong on our side. Reference: ${reference}`, reference })
}
