import type { App, Receiver } from '@slack/bolt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyBytes } from '#bots/slack/limits.ts'
import { keepRawBody, rawBody } from '#src/http/raw-body.ts'
import { type Body, decode, isProbe } from './body.ts'
import { type Answer, Intake, type IntakeParts } from './intake.ts'
import { isSigned } from './signature.ts'

/** What the receiver needs. */
export interface ReceiverParts extends IntakeParts {
  readonly signingSecret: string
  readonly now: () => Date
}

const path = '/slack/events'

/**
 * Slack's requests over our own Fastify: signature over the raw bytes, then the intake. Bolt routes by the shape of the
 * body, so that one address serves all.
 */
export class FastifyReceiver implements Receiver {
  private readonly parts: ReceiverParts
  private readonly intake: Intake

  constructor(parts: ReceiverParts) {
    this.parts = parts
    this.intake = new Intake(parts)
  }

  init(app: App): void {
    this.intake.init(app)
  }

  async start(): Promise<void> {}

  /** Waits for what was acknowledged and still works. */
  async stop(): Promise<void> {
    await this.intake.stop()
  }

  /** Registers the address inside the plugin that is given. */
  register(scope: FastifyInstance): void {
    keepRawBody(scope, { limitBytes: bodyBytes })
    scope.post(path, (request, reply) => this.handle(request, reply))
  }

  /** Works on an event that another process had taken and was lost; there is nobody to answer. */
  again(body: Body): Promise<void> {
    return this.intake.again(body)
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
    if (body.type !== 'app_rate_limited') return this.intake.answer(body)
    const minute = body.minute_rate_limited
    this.parts.log.error({ minute }, 'Slack holds back events: there were too many in an hour.')
    return { status: 200 }
  }
}
