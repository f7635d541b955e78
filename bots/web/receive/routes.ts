import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ask, lineOf } from '#bots/web/answer/ask.ts'
import { type CallerContext, callerOf, directoryOut, me } from '#bots/web/answer/directory.ts'
import { createPacer, maxBodyBytes, maxStreamsPerPerson, pace } from '#bots/web/limits.ts'
import { readBookmark } from '#bots/web/send/bookmark.ts'
import type { OpenPages } from '#bots/web/send/open-pages.ts'
import { openStream } from '#bots/web/send/stream.ts'
import { type Refusal, Refused, refusals } from '#bots/web/texts.ts'
import { choiceSources } from '#src/chat/card.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { UserError } from '#src/errors.ts'
import { locales } from '#src/i18n/locale.ts'
import { refuseForeign, safeHeaders } from './guard.ts'
import { registerImports } from './imports.ts'
import { readPageFiles } from './page-files.ts'

const Locale = z.enum(locales).optional()
const Id = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .optional()
const Message = z.object({ as: z.string(), channel: z.string().default(me), text: z.string(), id: Id, locale: Locale })
const Press = z.object({
  as: z.string(),
  channel: z.string().default(me),
  line: z.string(),
  form: z.boolean().default(false),
  id: Id,
  locale: Locale,
})
const Choices = z.object({
  as: z.string(),
  source: z.enum(choiceSources),
  query: z.string().max(100).default(''),
})
const Stream = z.object({
  as: z.string(),
  channel: z.string().default(me),
  locale: Locale,
  after: z.string().optional(),
})

/** The page and what it talks to. Everything else on the service is not ours and keeps its own rules. */
export async function registerRoutes(app: FastifyInstance, deps: BotDeps, hub: OpenPages): Promise<void> {
  const pacer = createPacer(pace)
  app.removeContentTypeParser('text/plain') // only JSON: what a foreign form can send is refused
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders)
    refuseForeign(request, deps.publicUrl)
  })
  app.addHook('preClose', () => hub.stop()) // open streams would hold the server open
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(deps, error, request, reply))

  const paced = async (as: string, channel: string): Promise<CallerContext> => {
    const caller = await callerOf(deps.directory, as, channel)
    const wait = pacer.take(caller.person.email.toLowerCase(), deps.now())
    if (wait > 0) throw new Refused(refusals.fast, wait)
    return caller
  }
  registerPage(app)
  app.get('/web/directory', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return directoryOut(deps)
  })
  app.post('/web/messages', { bodyLimit: maxBodyBytes }, async request => {
    const { as, channel, text, id, locale } = parse(Message, request.body)
    const words = lineOf(text)
    return ask(deps, { caller: await paced(as, channel), ...words, id: id ?? null, locale: locale ?? null })
  })
  app.post('/web/actions', { bodyLimit: maxBodyBytes }, async request => {
    const { as, channel, line, form, id, locale } = parse(Press, request.body)
    const pressed = lineOf(line).line
    const caller = await paced(as, channel)
    return ask(deps, { caller, line: pressed, via: form ? 'form' : 'button', id: id ?? null, locale: locale ?? null })
  })
  app.get('/web/choices', async (request, reply) => {
    const { as, source, query } = parse(Choices, request.query)
    const { person } = await callerOf(deps.directory, as, me)
    reply.header('cache-control', 'no-store')
    const by = { messenger: 'web', workspace: '', person: person.email }
    return { choices: await deps.choices(source, query, by) }
  })
  app.get('/web/stream', (request, reply) => stream(deps, hub, request, reply))
  registerImports(app, deps, paced)
}

function registerPage(app: FastifyInstance): void {
  const files = readPageFiles()
  const send = (name: string, request: FastifyRequest, reply: FastifyReply) => {
    const file = files.get(name)
    if (!file) return reply.callNotFound()
    reply.header('cache-control', 'no-cache').header('etag', file.etag)
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
    return reply.type(file.type).send(file.content)
  }
  app.get('/', (request, reply) => send('index.html', request, reply))
  app.get<{ Params: { name: string } }>('/web/page/:name', (request, reply) =>
    send(request.params.name, request, reply),
  )
}

async function stream(deps: BotDeps, hub: OpenPages, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { as, channel, locale, after } = parse(Stream, request.query)
  const caller = await callerOf(deps.directory, as, channel)
  if (hub.count(caller.person.email.toLowerCase()) >= maxStreamsPerPerson) throw new Refused(refusals.streams)
  const last = request.headers['last-event-id'] ?? after
  reply.hijack()
  reply.raw.writeHead(200, {
    ...safeHeaders,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no', // nginx would hold events back
  })
  reply.raw.write('retry: 2000\n\n')
  try {
    const from = readBookmark(typeof last === 'string' ? last : undefined)
    await openStream(deps, hub, reply.raw, { caller, locale: locale ?? caller.person.locale, from })
  } catch (error) {
    deps.log.error({ err: error }, 'A stream of the web console broke off.')
    reply.raw.end() // the page reconnects
  }
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (!result.success) throw new Refused(refusals.malformed)
  return result.data
}

function answerError(deps: BotDeps, error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof UserError) {
    return reply
      .code(400)
      .send({ error: 'user', text: error.text, suggestions: error.suggestions, details: error.details })
  }
  const refusal = refusalOf(error)
  if (error instanceof Refused && error.retryAfterSeconds !== null) reply.header('retry-after', error.retryAfterSeconds)
  if (refusal !== refusals.failed) return reply.code(refusal.status).send({ error: refusal.code, text: refusal.text })
  const reference = randomUUID().slice(0, 8)
  deps.log.error({ err: error, reference, route: request.routeOptions.url }, 'A request of the web console failed.')
  return reply.code(500).send({ error: refusal.code, text: refusal.text, reference })
}

function refusalOf(error: FastifyError | Error): Refusal {
  if (error instanceof Refused) return error.refusal
  const status = 'statusCode' in error ? error.statusCode : 500
  if (status === 413) return refusals.large
  if (status === 415) return refusals.json
  return status !== undefined && status >= 400 && status < 500 ? refusals.malformed : refusals.failed
}
