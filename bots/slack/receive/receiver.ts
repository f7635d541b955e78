import { type App, AuthorizationError, type Receiver, ReceiverMultipleAckError } from '@slack/bolt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ackTimeoutMs, bodyBytes } from '#bots/slack/limits.ts'
import type { BotLog, Taken } from '#src/chat/messenger.ts'
import { keepRawBody, rawBody } from '#src/http/raw-body.ts'
import type { Accepted } from './accept.ts'
import { type Body, decode, isProbe } from './body.ts'
import { isSigned } from './signature.ts'

/** What the receiver needs. */
export interface ReceiverParts {
  readonly signingSecret: string
  readonly accept: (body: Body) => Promise<Accepted>
  readonly now: () => Date
  readonly log: BotLog
  readonly ackTimeoutMs?: number
}

/** What goes back over HTTP. */
interface Answer {
  readonly status: number
  readonly payload?: string | object
}

const path = '/slack/events'

/**
 * Slack's requests over our own Fastify: signature over the raw bytes, claim, answer when a listener acknowledges, work
 * afterwards. Bolt routes by the shape of the body, so that one address serves all.
 */
export class FastifyReceiver implements Receiver {
  private readonly parts: ReceiverParts
  private readonly running = new Set<Promise<void>>()
  private app: App | null = null

  constructor(parts: ReceiverParts) {
    this.parts = parts
  }

  init(app: App): void {
    this.app = app
  }

  async start(): Promise<void> {}

  /** Waits for what was acknowledged and still works. */
  async stop(): Promise<void> {
    await Promise.allSettled([...this.running])
  }

  /** Registers the address inside the plugin that is given. */
  register(scope: FastifyInstance): void {
    keepRawBody(scope, { limitBytes: bodyBytes })
    scope.post(path, (request, reply) => this.handle(request, reply))
  }

  private async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const type = String(request.headers['content-type'] ?? '').toLowerCase()
    const isForm = type.startsWith('application/x-www-form-urlencoded')
    const bytes = rawBody(request)
    const text = bytes.toString('utf8')
    if (isProbe(text, isForm)) return reply.code(200).send()
    if (!this.isSigned(request, bytes)) return reply.code(401).send()
    if (!isForm && !type.startsWith('application/json')) return reply.code(415).send()
    const body = decode(text, isForm)
    if (body === null) return reply.code(400).send()
    if (body.type === 'url_verification') return reply.send({ challenge: String(body.challenge ?? '') })
    const { status, payload } = await this.answer(body)
    if (status === 401) reply.header('x-slack-no-retry', '1')
    reply.code(status)
    return payload === undefined || payload === '' ? reply.send() : reply.send(payload)
  }

  private isSigned({ headers }: FastifyRequest, body: Uint8Array): boolean {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers
    return isSigned({ body, signature, timestamp }, this.parts.signingSecret, this.parts.now())
  }

  private async answer(body: Body): Promise<Answer> {
    const { log } = this.parts
    if (body.type === 'app_rate_limited') {
      log.error({ minute: body.minute_rate_limited }, 'Slack holds back events: there were too many in an hour.')
      return { status: 200 }
    }
    try {
      const accepted = await this.parts.accept(body)
      if (accepted === 'seen') return { status: 200 }
      return accepted === 'foreign' ? { status: 401 } : await this.dispatch(body, accepted)
    } catch (error) {
      log.error({ err: error }, 'A request of Slack could not be taken.')
      return { status: 503 } // an event is delivered again
    }
  }

  private dispatch(body: Body, taken: Taken): Promise<Answer> {
    return new Promise(resolve => {
      let acked = false
      let answered = false
      const answer = (result: Answer) => {
        answered = true
        clearTimeout(timer)
        resolve(result)
      }
      const timer = setTimeout(() => answer({ status: 500 }), this.parts.ackTimeoutMs ?? ackTimeoutMs)
      const ack = async (payload?: string | object): Promise<void> => {
        if (acked) throw new ReceiverMultipleAckError()
        acked = true
        answer(payload === undefined ? { status: 200 } : { status: 200, payload })
      }
      const work = taken
        .work(() => this.process(body, ack))
        .then(
          () => answer(acked || body.type === 'block_actions' ? { status: 200 } : { status: 404 }),
          error => {
            if (answered) this.parts.log.error({ err: error }, 'Work for Slack failed after its answer.')
            answer({ status: error instanceof AuthorizationError ? 401 : 500 })
          },
        )
      const tracked = work.finally(() => this.running.delete(tracked))
      this.running.add(tracked)
    })
  }

  /** Works on an event that another process had taken and was lost; there is nobody to answer. */
  async again(body: Body): Promise<void> {
    await this.process(body, async () => {})
  }

  private async process(body: Body, ack: (payload?: string | object) => Promise<void>): Promise<void> {
    if (!this.app) throw new Error('the receiver was not given to an App')
    await this.app.processEvent({ body: { ...body }, ack })
  }
}
