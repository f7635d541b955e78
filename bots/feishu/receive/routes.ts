import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { HttpKeys } from '#bots/feishu/config.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import { limits } from '#bots/feishu/limits.ts'
import { keepRawBody, rawBody } from '#src/http/raw-body.ts'
import { type Checks, type Envelope, type Refused, verify } from './verify.ts'

/** Takes what was proved: answers what the platform is to be told. */
export type Receiver = (envelope: Envelope) => Promise<unknown>

/**
 * `POST /feishu/events` for events and card callbacks. Only what is proved is looked at; everything else gets a bare
 * 401 and is counted. Answers within the platform's three seconds, whatever happens behind it.
 */
export async function registerRoutes(app: FastifyInstance, feishu: Feishu, keys: HttpKeys, receive: Receiver) {
  const { AESCipher } = await import('@larksuiteoapi/node-sdk')
  const ciphers = new Map(keys.encryptKeys.map(key => [key, new AESCipher(key)]))
  const refusals = createTally(feishu)
  const checks = (): Checks => ({
    ...keys,
    appId: feishu.config.appId,
    nowSeconds: feishu.deps.now().getTime() / 1_000,
    decrypt: (encrypted, key) => ciphers.get(key)?.decrypt(encrypted) ?? '',
  })
  keepRawBody(app, { limitBytes: limits.requestBytes })
  app.post('/feishu/events', async (request, reply) => {
    const verified = verify(rawBody(request), request.headers, checks())
    if (verified.kind === 'probe') return reply.send({ challenge: verified.challenge })
    if (verified.kind === 'event') return answer(feishu, receive, verified.envelope, reply)
    refusals.count(verified.why)
    return reply.code(401).send({})
  })
}

const late = Symbol('late')

/** An event that could not be taken in time is pushed again by the platform: by then it is known, or taken anew. */
async function answer({ deps }: Feishu, receive: Receiver, envelope: Envelope, reply: FastifyReply) {
  const work = receive(envelope)
  const deadline = new AbortController()
  const timer = pause(limits.answerMs + 400, late, { signal: deadline.signal }).catch(() => late)
  try {
    const said = await Promise.race([work, timer])
    if (said !== late) return reply.send(isObject(said) ? said : {})
    work.catch(err => deps.log.error({ err }, 'A late event of Feishu failed'))
  } catch (err) {
    deps.log.error({ err }, 'An event of Feishu could not be taken')
  } finally {
    deadline.abort()
  }
  return reply.code(503).send({})
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Counts what was refused and says so once a minute: forged traffic cannot fill the log. */
function createTally({ deps }: Feishu) {
  let counts: Partial<Record<Refused, number>> = {}
  let saidAt = 0
  return {
    count(why: Refused): void {
      counts[why] = (counts[why] ?? 0) + 1
      const now = deps.now().getTime()
      if (now - saidAt < 60_000) return
      deps.log.warn({ counts }, 'Requests to Feishu’s address were refused')
      saidAt = now
      counts = {}
    },
  }
}
