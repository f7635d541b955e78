import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { BotDeps } from '#src/chat/messenger.ts'
import { keepRawBody, rawBody } from '#src/http/raw-body.ts'
import { type Bounce, readBounces } from './bounce.ts'

/** The longest notification that is read: servers return at most the headers, some the whole mail with its charts. */
const maxBytes = 4 * 1024 * 1024

/**
 * `POST /mail/bounces`: the mail server hands on what comes back to the return address, as it stands. Whoever has the
 * token may say that mails did not arrive. Answers how many of ours they are.
 */
export async function registerBounceRoute(app: FastifyInstance, deps: BotDeps, token: string): Promise<void> {
  keepRawBody(app, { limitBytes: maxBytes })
  app.post('/mail/bounces', { bodyLimit: maxBytes }, async (request, reply) => {
    if (!isAllowed(request.headers.authorization, token)) return reply.code(401).send({ error: 'unauthorised' })
    const bounces = await readBounces(rawBody(request), request.headers['content-type'] ?? '')
    let taken = 0
    for (const bounce of bounces) taken += (await report(deps, bounce)) ? 1 : 0
    if (taken > 0) deps.log.warn({ taken }, 'Mails came back')
    return { found: bounces.length, taken }
  })
}

/** The first name of the recipient that is one of our conversations counts. */
async function report({ undelivered }: BotDeps, { addresses, messageId, status, gone }: Bounce): Promise<boolean> {
  for (const channel of addresses) {
    const error = `the mail came back with status ${status}`
    if (await undelivered?.({ workspace: '', channel, refPart: messageId, error, gone })) return true
  }
  return false
}

function isAllowed(header: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? ''
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
