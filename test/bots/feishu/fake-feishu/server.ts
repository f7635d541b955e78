import { createHash, randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { approvalRoutes, type FakeDefinition, type FakeInstance } from './approvals.ts'
import { faultsOf } from './card-lint.ts'
import { type FakeBase, sheetRoutes } from './sheets.ts'
import { addFakeSocket, type FakeSocket } from './socket.ts'
import { type FakeTask, taskRoutes } from './tasks.ts'

/** A message as it stands on the fake platform. */
export interface StandingMessage {
  readonly id: string
  readonly to: string
  readonly kind: string
  readonly type: string
  content: Record<string, unknown>
  readonly at: number
  readonly parent: string | null
  readonly inThread: boolean
  gone: boolean
  edits: number
}

/** A call that was made. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly body: Record<string, unknown>
  readonly query: Record<string, string>
}

/** Somebody in the company's directory. */
export interface FakePerson {
  readonly email: string
  readonly name: string
  /** May use the app. */
  readonly mentionable: boolean
  readonly mobile?: string
}

/** How an answer of the platform goes wrong. */
export interface Fault {
  /** Calls that it concerns: method and path begin so. */
  readonly on: string
  readonly status?: number
  readonly code?: number
  readonly msg?: string
  readonly resetSeconds?: number
  /** `cut`: the connection ends; `cut-after`: it was carried out, but nobody hears of it;
   * `silent`: no answer ever comes; `page`: a proxy answers with a page of its own. */
  readonly how?: 'answer' | 'cut' | 'cut-after' | 'silent' | 'page'
  /** How often; once unless said otherwise. */
  times?: number
}

/** A strict Feishu on loopback: knows tokens, chats and people, and refuses what the platform refuses. */
export interface FakeFeishu {
  readonly url: string
  readonly appId: string
  readonly secret: string
  readonly messages: Map<string, StandingMessage>
  readonly calls: Call[]
  readonly images: Map<string, Buffer>
  readonly people: Map<string, FakePerson>
  readonly chats: Map<string, string>
  /** Bytes of files by message and key. */
  readonly files: Map<string, Buffer>
  readonly commands: Map<string, Record<string, unknown>>
  readonly tasks: Map<string, FakeTask>
  readonly definitions: Map<string, FakeDefinition>
  readonly instances: Map<string, FakeInstance>
  readonly bases: Map<string, FakeBase>
  readonly subscribed: { app: boolean }
  readonly urged: { readonly kind: string; readonly message: string; readonly people: readonly string[] }[]
  readonly refused: string[]
  readonly socket: FakeSocket
  fault(fault: Fault): void
  /** Moves the platform's clock. */
  pass(milliseconds: number): void
  /** Tokens that were handed out are worth nothing any more. */
  revokeTokens(): void
  callsTo(start: string): readonly Call[]
  close(): Promise<void>
}

interface State extends Omit<FakeFeishu, 'url' | 'socket' | 'fault' | 'pass' | 'revokeTokens' | 'callsTo' | 'close'> {
  readonly faults: Fault[]
  readonly tokens: Set<string>
  readonly uuids: Map<string, { readonly id: string; readonly at: number }>
  readonly sends: Map<string, number[]>
  now(): number
}

export const bot = 'ou_b0700000000000000000000000000000'

export async function createFakeFeishu(over: { readonly strictPace?: boolean } = {}): Promise<FakeFeishu> {
  let shift = 0
  const state: State = {
    appId: 'cli_0123456789abcdef',
    secret: 'very-secret-app-secret',
    messages: new Map(),
    calls: [],
    images: new Map(),
    people: new Map(),
    chats: new Map(),
    files: new Map(),
    commands: new Map(),
    tasks: new Map(),
    definitions: new Map(),
    instances: new Map(),
    bases: new Map(),
    subscribed: { app: false },
    urged: [],
    refused: [],
    faults: [],
    tokens: new Set(),
    uuids: new Map(),
    sends: new Map(),
    now: () => Date.now() + shift,
  }
  const app = Fastify({ bodyLimit: 12 * 1024 * 1024 })
  await app.register(multipart, { limits: { fileSize: 10 * 1024 * 1024 } })
  app.addHook('preHandler', async (request, reply) => guard(state, request, reply))
  tokenRoute(app, state)
  messageRoutes(app, state, over.strictPace ?? true)
  otherRoutes(app, state)
  for (const routes of [taskRoutes, approvalRoutes, sheetRoutes])
    routes(app, state, (reply, code) => refuse(state, reply, code, { status: 400 }))
  const socket = addFakeSocket(app, state)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return Object.assign(state, {
    url,
    socket,
    fault: (fault: Fault) => void state.faults.push({ times: 1, ...fault }),
    pass: (milliseconds: number) => {
      shift += milliseconds
    },
    revokeTokens: () => state.tokens.clear(),
    callsTo: (start: string) => state.calls.filter(({ method, path }) => `${method} ${path}`.startsWith(start)),
    close: async () => {
      socket.close()
      app.server.closeAllConnections()
      await app.close()
    },
  })
}

/** Records the call, plays the fault that was ordered, and asks for a valid token. */
async function guard(state: State, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const path = pathOf(request)
  const body = request.isMultipart() ? {} : ((request.body ?? {}) as Record<string, unknown>)
  state.calls.push({ method: request.method, path, body, query: request.query as Record<string, string> })
  const fault = state.faults.find(one => `${request.method} ${path}`.startsWith(one.on) && (one.times ?? 1) > 0)
  if (fault) {
    fault.times = (fault.times ?? 1) - 1
    if (fault.how === 'cut') return hangUp(request, reply)
    if (fault.how === 'silent') return void reply.hijack()
    if (fault.how === 'page') {
      return void (await reply
        .code(fault.status ?? 200)
        .type('text/html')
        .send('<html>slow down</html>'))
    }
    if (fault.how !== 'cut-after') return refuse(state, reply, fault.code ?? 0, fault)
    reply.raw.write = () => true
    reply.raw.end = () => reply.raw.destroy() // carried out, but nobody hears of it
  }
  if (/^(auth|callback|bot\/v2\/hook)\//.test(path)) return
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  if (!state.tokens.has(token)) refuse(state, reply, 99991663, { status: 400, msg: 'Invalid access token' })
}

function hangUp(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  request.raw.socket.destroy()
}

function pathOf(request: FastifyRequest): string {
  return request.url.replace('/open-apis/', '').replace(/\?.*$/, '').replace(/^\//, '')
}

export function refuse(
  state: Pick<State, 'refused'>,
  reply: FastifyReply,
  code: number,
  { status = 200, msg = 'refused', resetSeconds }: Pick<Fault, 'status' | 'msg' | 'resetSeconds'> = {},
): void {
  state.refused.push(`${code} ${msg}`)
  if (resetSeconds !== undefined) void reply.header('x-ogw-ratelimit-reset', String(resetSeconds))
  void reply.code(status).send({ code, msg, error: { log_id: 'fake' } })
}

function tokenRoute(app: FastifyInstance, state: State): void {
  app.post('/open-apis/auth/v3/tenant_access_token/internal', async (request, reply) => {
    const { app_id: id, app_secret: secret } = request.body as Record<string, string>
    if (id !== state.appId || secret !== state.secret) return refuse(state, reply, 10014, { msg: 'app secret invalid' })
    const token = `t-${randomUUID()}`
    state.tokens.add(token)
    return { code: 0, msg: 'ok', tenant_access_token: token, expire: 7_200 }
  })
}

function messageRoutes(app: FastifyInstance, state: State, strictPace: boolean): void {
  app.get('/open-apis/im/v1/messages/:id/resources/:key', async (request, reply) => {
    const { id, key } = request.params as { id: string; key: string }
    const bytes = state.files.get(`${id}/${key}`)
    const wanted = key?.startsWith('img_') ? 'image' : 'file'
    if ((request.query as Record<string, string>).type !== wanted) return refuse(state, reply, 234001, { status: 400 })
    if (!bytes) return refuse(state, reply, 234003, { status: 400 })
    return reply.type('application/octet-stream').send(bytes)
  })
  app.post('/open-apis/im/v1/messages', async (request, reply) => {
    const body = request.body as Record<string, unknown>
    const kind = (request.query as Record<string, string>).receive_id_type ?? ''
    const to = String(body.receive_id)
    if (kind === 'chat_id' ? !state.chats.has(to) : kind !== 'open_id' || !state.people.has(to))
      return refuse(state, reply, kind === 'chat_id' ? 230002 : 230013, { status: 400 })
    if (unknownKeys(body, ['receive_id', 'msg_type', 'content', 'uuid'])) return refuse(state, reply, 99992402)
    return accept(state, reply, { body, to, kind, parent: null, inThread: false, strictPace })
  })
  app.post('/open-apis/im/v1/messages/:id/reply', async (request, reply) => {
    const body = request.body as Record<string, unknown>
    const parent = (request.params as { id: string }).id
    if (unknownKeys(body, ['msg_type', 'content', 'uuid', 'reply_in_thread'])) return refuse(state, reply, 99992402)
    const to = state.messages.get(parent)?.to ?? [...state.chats.keys()][0] ?? ''
    const inThread = body.reply_in_thread === true
    return accept(state, reply, { body, to, kind: 'chat_id', parent, inThread, strictPace })
  })
  app.patch('/open-apis/im/v1/messages/:id', async (request, reply) => {
    const message = state.messages.get((request.params as { id: string }).id)
    const content = parsed((request.body as Record<string, unknown>).content)
    if (!message || message.gone) return refuse(state, reply, 230110, { status: 400 })
    if (message.type !== 'interactive') return refuse(state, reply, 230054)
    if (state.now() - message.at > 14 * 86_400_000) return refuse(state, reply, 230031, { status: 400 })
    const fault = cardFault(state, content)
    if (fault) return refuse(state, reply, 230099, { status: 400, msg: fault })
    message.content = content ?? {}
    message.edits++
    return { code: 0, data: {} }
  })
  app.delete('/open-apis/im/v1/messages/:id', async (request, reply) => {
    const message = state.messages.get((request.params as { id: string }).id)
    if (!message || message.gone) return refuse(state, reply, 230110, { status: 400 })
    message.gone = true
    return { code: 0, data: {} }
  })
}

interface Arrival {
  readonly body: Record<string, unknown>
  readonly to: string
  readonly kind: string
  readonly parent: string | null
  readonly inThread: boolean
  readonly strictPace: boolean
}

function accept(state: State, reply: FastifyReply, arrival: Arrival) {
  const { body, to, kind, parent, inThread, strictPace } = arrival
  const uuid = String(body.uuid ?? '')
  if (uuid.length > 50) return refuse(state, reply, 99992402)
  const known = state.uuids.get(uuid)
  if (known && state.now() - known.at < 3_600_000) return { code: 0, data: { message_id: known.id } }
  const content = parsed(body.content)
  if (content === null) return refuse(state, reply, 230001, { status: 400, msg: 'content is not a JSON string' })
  const fault = body.msg_type === 'interactive' ? cardFault(state, content) : null
  if (fault) return refuse(state, reply, 230099, { status: 400, msg: fault })
  if (strictPace && tooFast(state, to)) return refuse(state, reply, 99991400, { status: 429, resetSeconds: 1 })
  const id = `om_${createHash('md5').update(`${state.messages.size}/${uuid}`).digest('hex')}`
  const type = String(body.msg_type)
  state.messages.set(id, { id, to, kind, type, content, at: state.now(), parent, inThread, gone: false, edits: 0 })
  if (uuid !== '') state.uuids.set(uuid, { id, at: state.now() })
  return { code: 0, data: { message_id: id } }
}

/** 5 messages a second and chat. */
function tooFast(state: State, to: string): boolean {
  const now = state.now()
  const recent = (state.sends.get(to) ?? []).filter(at => now - at < 1_000)
  state.sends.set(to, [...recent, now])
  return recent.length >= 5
}

function cardFault(state: State, card: Record<string, unknown> | null): string | null {
  const faults = faultsOf(card, {
    person: id => id === 'HANDLE1' || state.people.get(id)?.mentionable === true,
    image: key => state.images.has(key),
  })
  if (faults.length === 0) return null
  const sub = faults.some(fault => fault.includes('100290'))
    ? 100290
    : faults.some(fault => fault.includes('200570'))
      ? 200570
      : 200621
  return `Failed to create card content, ext=ErrCode: ${sub}; ErrMsg: ${faults.join('; ')}`
}

function otherRoutes(app: FastifyInstance, state: State): void {
  app.post('/open-apis/im/v1/images', async (request, reply) => {
    let image: Buffer | null = null
    let type = ''
    for await (const part of request.parts()) {
      if (part.type === 'file') image = await part.toBuffer()
      else if (part.fieldname === 'image_type') type = String(part.value)
    }
    if (type !== 'message' || image === null || image.length === 0) return refuse(state, reply, 234001, { status: 400 })
    const key = `img_v3_${randomUUID()}`
    state.images.set(key, image)
    return { code: 0, data: { image_key: key } }
  })
  app.post('/open-apis/im/v1/files', async (request, reply) => {
    const said: Record<string, string> = {}
    let size = 0
    for await (const part of request.parts()) {
      if (part.type === 'file') size = (await part.toBuffer()).length
      else said[part.fieldname] = String(part.value)
    }
    const types = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']
    if (!types.includes(said.file_type ?? '') || !said.file_name || size === 0)
      return refuse(state, reply, 234001, { status: 400 })
    return { code: 0, data: { file_key: `file_v3_${randomUUID()}` } }
  })
  app.patch('/open-apis/im/v1/messages/:id/:urgent', async (request, reply) => {
    const { id, urgent } = request.params as Record<string, string>
    const people = (request.body as { user_id_list?: string[] }).user_id_list ?? []
    const known = state.messages.has(id ?? '') && people.every(person => state.people.has(person))
    if (!known || !/^urgent_(app|sms|phone)$/.test(urgent ?? '')) return refuse(state, reply, 230001, { status: 400 })
    state.urged.push({ kind: urgent ?? '', message: id ?? '', people })
    return { code: 0, data: { invalid_user_id_list: [] } }
  })
  app.post('/open-apis/contact/v3/users/batch_get_id', async (request, reply) => {
    const { emails = [], mobiles = [] } = request.body as { emails?: string[]; mobiles?: string[] }
    if (emails.length > 50 || mobiles.length > 50) return refuse(state, reply, 99992402)
    const entries = [...state.people]
    const idOf = (is: (person: FakePerson) => boolean) => {
      const [id] = entries.find(([, person]) => is(person)) ?? []
      return id === undefined ? {} : { user_id: id }
    }
    const list = [
      ...emails.map(email => ({ email, ...idOf(person => person.email === email) })),
      ...mobiles.map(mobile => ({ mobile, ...idOf(person => person.mobile === mobile) })),
    ]
    return { code: 0, data: { user_list: list } }
  })
  app.post('/open-apis/contact/v3/users/basic_batch', async request => {
    const { user_ids: ids = [] } = request.body as { user_ids?: string[] }
    return { code: 0, data: { users: ids.map(id => ({ user_id: id, name: state.people.get(id)?.name ?? '' })) } }
  })
  app.get('/open-apis/bot/v3/info', async () => ({ code: 0, msg: 'ok', bot: { open_id: bot, app_name: 'KPI' } }))
  app.get('/open-apis/im/v1/chats/:id', async (request, reply) => {
    const name = state.chats.get((request.params as { id: string }).id)
    return name === undefined ? refuse(state, reply, 232009, { status: 400 }) : { code: 0, data: { name } }
  })
  app.post('/open-apis/bot/v2/hook/:token', async () => ({ code: 0, msg: 'success' }))
  commandRoutes(app, state)
}

function commandRoutes(app: FastifyInstance, { commands, ...state }: State): void {
  const path = '/open-apis/application/v7/app_slash_commands'
  app.get(path, async () => ({
    code: 0,
    data: { items: [...commands].map(([id, command]) => ({ command_id: id, ...command })) },
  }))
  app.post(path, async (request, reply) => {
    const body = request.body as Record<string, unknown>
    if (String(body.command).startsWith('/')) return refuse(state, reply, 99992402)
    if ([...commands.values()].some(one => one.command === body.command)) return refuse(state, reply, 40000000)
    commands.set(`cmd_${commands.size + 1}`, body)
    return { code: 0, data: {} }
  })
  app.patch(`${path}/:id`, async (request, reply) => {
    const { id } = request.params as { id: string }
    const standing = commands.get(id)
    if (!standing) return refuse(state, reply, 40000001)
    commands.set(id, { ...standing, ...(request.body as object) })
    return { code: 0, data: {} }
  })
}

function unknownKeys(body: Record<string, unknown>, known: readonly string[]): boolean {
  return Object.keys(body).some(key => !known.includes(key))
}

function parsed(content: unknown): Record<string, unknown> | null {
  if (typeof content !== 'string') return null
  try {
    return JSON.parse(content) as Record<string, unknown>
  } catch {
    return null
  }
}
