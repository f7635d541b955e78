import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { listMethods } from './lists.ts'
import { type Caller, methods, Refused, refuse } from './methods.ts'
import { type Fault, newWorld, type World } from './world.ts'

/** Slack's Web API on loopback. */
export interface FakeSlack {
  readonly url: string
  /** For SLACK_API_URL. */
  readonly apiUrl: string
  readonly world: World
  /** Answers the next calls of a method differently. A fault that names a channel waits for a call for that channel. */
  fault(method: string, ...faults: readonly (Fault & { readonly channel?: string })[]): void
  /** A new response_url. */
  responseUrl(): string
  /** A trigger_id that works once. */
  trigger(): string
  close(): Promise<void>
}

/** Starts it on a free port. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const world = newWorld()
  const server = Fastify({ forceCloseConnections: true })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  let url = ''
  server.post<{ Params: { method: string } }>('/api/:method', (request, reply) => api(world, url, request, reply))
  server.post<{ Params: { id: string } }>('/upload/:id', async request => {
    const file = world.files.get(request.params.id)
    if (!file || (request.body as Buffer).length === 0) throw new Error('no such upload')
    file.uploaded = true
    return 'OK'
  })
  server.get<{ Params: { name: string } }>('/shared/:name', (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const text = world.tokens.has(token) ? world.shared.get(request.params.name) : undefined
    // Without a right token Slack shows its page to sign in.
    const type = typeof text === 'string' ? 'text/csv' : 'image/png'
    return text === undefined ? reply.type('text/html').send('<html>Sign in</html>') : reply.type(type).send(text)
  })
  server.post<{ Params: { id: string } }>('/response/:id', (request, reply) => respond(world, request, reply))
  await server.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  let count = 0
  return {
    url,
    apiUrl: `${url}/api/`,
    world,
    fault: (method, ...faults) => void world.faults.set(method, [...(world.faults.get(method) ?? []), ...faults]),
    responseUrl: () => `${url}/response/${count++}`,
    trigger: () => {
      const id = `trigger.${count++}`
      world.triggers.set(id, 'fresh')
      return id
    },
    close: () => server.close(),
  }
}

function takeFault({ faults }: World, method: string, channel: string | undefined): Fault | undefined {
  const waiting = faults.get(method) ?? []
  const index = waiting.findIndex(fault => fault.channel === undefined || fault.channel === channel)
  return index < 0 ? undefined : waiting.splice(index, 1)[0]
}

type ApiRequest = FastifyRequest<{ Params: { method: string } }>

async function api(world: World, base: string, request: ApiRequest, reply: FastifyReply): Promise<unknown> {
  const { method } = request.params
  const args = Object.fromEntries(new URLSearchParams((request.body as Buffer | undefined)?.toString() ?? ''))
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  world.calls.push({ method, token, args })
  const fault = takeFault(world, method, args.channel)
  if (fault && fault.kind !== 'accepted') return misbehave(fault, request, reply)
  const answer = answerTo(world, base, method, token, args)
  if (fault) return misbehave({ kind: 'closed' }, request, reply)
  return answer
}

function answerTo(world: World, base: string, method: string, token: string, args: Record<string, string>): unknown {
  if (method === 'oauth.v2.access') return oauth(world, args)
  const caller: Caller | undefined = world.tokens.get(token)
  if (!caller) return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' }
  const run = methods[method] ?? listMethods[method]
  if (!run) return { ok: false, error: 'unknown_method' }
  try {
    return { ok: true, ...run(world, args, caller, base) }
  } catch (error) {
    if (error instanceof Refused) return error.answer
    throw error
  }
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
function oauth(world: World, args: Record<string, string>): unknown {
  const token = world.codes.get(args.code ?? '')
  const caller = world.tokens.get(token ?? '')
  if (!token || !caller || args.client_secret !== 'client-secret') return { ok: false, error: 'invalid_code' }
  world.codes.delete(args.code ?? '')
  const place = { id: caller.team, name: 'Second' }
  const whole = caller.team.startsWith('E')
  return {
    ok: true,
    access_token: token,
    token_type: 'bot',
    bot_user_id: caller.user,
    team: whole ? null : place,
    enterprise: whole ? place : null,
    is_enterprise_install: whole,
  }
}

function misbehave(fault: Exclude<Fault, { kind: 'accepted' }>, request: FastifyRequest, reply: FastifyReply): unknown {
  switch (fault.kind) {
    case 'limited':
      return reply.code(429).header('retry-after', String(fault.seconds)).send({ ok: false, error: 'ratelimited' })
    case 'http':
      return reply
        .code(fault.status)
        .type('text/html')
        .send(fault.body ?? '<html>Bad gateway</html>')
    case 'error':
      return { ok: false, error: fault.error }
    case 'closed':
      request.raw.socket.destroy()
      return reply.hijack()
    default:
      return fault satisfies never
  }
}

/** https://docs.slack.dev/interactivity/handling-user-interaction */
async function respond(world: World, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const body = JSON.parse((request.body as Buffer).toString()) as Record<string, unknown>
  const used = world.responses.filter(one => one.channel === request.url).length
  if (used >= 5) return reply.code(404).send('used_url')
  try {
    refuse(world, body.blocks ?? [], 'message', 'T0FAKE0001')
  } catch {
    return reply.code(400).send('invalid_blocks')
  }
  world.responses.push({
    channel: request.url,
    text: String(body.text ?? ''),
    blocks: (body.blocks ?? []) as Record<string, unknown>[],
    replace: body.replace_original === true,
    kind: String(body.response_type ?? 'ephemeral'),
    ...(body.thread_ts !== undefined && { thread: String(body.thread_ts) }),
  })
  return 'ok'
}
