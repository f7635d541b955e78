import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { approvalAnswer, type FakeApprovals } from './approvals.ts'
import { checkMessage } from './rules.ts'
import { type FakeSheet, sheetAnswer } from './sheets.ts'

export type Json = Record<string, unknown>

/** A message as it stands on the platform. */
export interface Shown {
  readonly id: string
  readonly to: string
  body: Json
  readonly card: {
    code: string | null
    codes: Set<string>
    users: readonly string[]
    perUser: Map<string, unknown>
  } | null
  recalled: boolean
}

/** A proxy, a gateway or the network instead of the platform. */
export type Trouble =
  | {
      readonly how: 'text'
      readonly status: number
      readonly text?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly how: 'reset' }

/** A strict WeCom on loopback: it refuses what the real one refuses, and drops silently what the real one drops. */
export interface FakeWecom {
  readonly url: string
  readonly shown: Shown[]
  /** Everything that was asked, newest last, without credentials. */
  readonly calls: { readonly path: string; readonly body: Json }[]
  /** Messages that were taken with code 0 and never shown, because a budget was exceeded. */
  dropped: number
  tokens: number
  /** What members sent to the app, by its media id. */
  readonly kept: Map<string, Buffer>
  /** Pictures that were uploaded as media. */
  uploads: number
  /** Answers the next calls of a path with a code. */
  readonly faults: { path: string; code: number; times: number; errmsg?: string }[]
  /** What comes instead of an answer of the platform, one each for the calls of a path; nothing is carried out. */
  readonly troubles: ({ path: string } & Trouble)[]
  /** The next so many sends are carried out, but nobody hears of it. */
  cut: number
  /** Whether a repeated task id is noticed before a repeated content. */
  tasksFirst: boolean
  trusted: boolean
  secret: string
  readonly scope: Set<string>
  readonly hooks: Set<string>
  readonly approvals: FakeApprovals
  readonly sheets: FakeSheet[]
  /** The figures that members see on the workbench. */
  readonly tiles: Map<string, Json>
  expireToken(): void
  expireMedia(): void
  /** A click of a member on a card: a fresh code. */
  click(taskId: string): string
  standing(): readonly Shown[]
  /** From now on nothing answers. */
  breakDown(): void
  now: () => number
  close(): Promise<void>
}

export async function fakeWecom(options: { now?: () => number; secret?: string } = {}): Promise<FakeWecom> {
  const state: Internal = {
    token: 'token-1',
    media: new Set(),
    urls: new Set(),
    tasks: new Set(),
    sent: new Map(),
    duplicates: new Map(),
    broken: false,
    counter: 0,
    tile: null,
  }
  const fake: FakeWecom = {
    url: '',
    shown: [],
    calls: [],
    dropped: 0,
    tokens: 0,
    uploads: 0,
    faults: [],
    troubles: [],
    cut: 0,
    tasksFirst: true,
    trusted: true,
    secret: options.secret ?? 'app-secret',
    scope: new Set(['zhangsan', 'lisi', 'wangwu', 'tanaka', 'handle1']),
    tiles: new Map(),
    kept: new Map(),
    sheets: [],
    approvals: { templates: new Map(), requests: [], cutApplies: 0 },
    hooks: new Set(['hook-key-1', 'hook-key-2']),
    expireToken: () => {
      state.token = `token-${Math.random()}`
    },
    expireMedia: () => state.media.clear(),
    click: taskId => {
      const card = fake.shown.find(one => taskOf(one.body) === taskId)?.card
      const code = `click-${++state.counter}`
      card?.codes.add(code)
      return code
    },
    standing: () => fake.shown.filter(one => !one.recalled),
    breakDown: () => {
      state.broken = true
    },
    now: options.now ?? (() => Date.now()),
    close: () => new Promise(done => server.close(() => done())),
  }
  const server = createServer((request, response) => {
    if (state.broken) return void request.socket.destroy()
    void read(request).then(raw => {
      const url = new URL(request.url ?? '/', 'http://fake')
      if (isTroubled(fake, url.pathname, response)) return
      if (givesKept(fake, state, url, response)) return
      const answer = answerTo(fake, state, url, raw, request)
      if (url.pathname.endsWith('/oa/applyevent') && fake.approvals.cutApplies > 0) {
        fake.approvals.cutApplies -= 1
        return void request.socket.destroy()
      }
      if (url.pathname.endsWith('/message/send') && fake.cut > 0) {
        fake.cut -= 1
        return void request.socket.destroy()
      }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ errcode: 0, errmsg: 'ok', ...answer }))
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', () => done()))
  server.unref()
  Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  return fake
}

interface Internal {
  token: string
  readonly media: Set<string>
  readonly urls: Set<string>
  readonly tasks: Set<string>
  readonly sent: Map<string, number[]>
  readonly duplicates: Map<string, number>
  broken: boolean
  counter: number
  /** The kind of tile on the workbench; it must be set before data of a member. */
  tile: string | null
}

function answerTo(fake: FakeWecom, state: Internal, url: URL, raw: Buffer, request: IncomingMessage): Json {
  const path = url.pathname.replace('/cgi-bin', '')
  const fault = fake.faults.find(one => one.path === path && one.times > 0)
  if (fault) {
    fault.times -= 1
    return { errcode: fault.code, errmsg: fault.errmsg ?? 'fault' }
  }
  if (path === '/gettoken') return gettoken(fake, state, url)
  if (path === '/webhook/send') return hook(fake, state, url, parse(raw))
  if (!fake.trusted)
    return { errcode: 60020, errmsg: 'not allow to access from your ip, hint: [1], from ip: 203.0.113.9' }
  const token = url.searchParams.get('access_token')
  if (token === null) return { errcode: 41001 }
  if (token !== state.token) return { errcode: 40014 }
  if (path === '/media/get') return { errcode: 40007 }
  if (path.startsWith('/media/')) {
    fake.uploads += path === '/media/upload' ? 1 : 0
    return upload(state, path, url, raw, request)
  }
  const body = parse(raw)
  fake.calls.push({ path, body })
  const platformWork = approvalAnswer(fake, path, body) ?? sheetAnswer(fake.sheets, fake.scope, path, body)
  if (platformWork) return platformWork
  switch (path) {
    case '/message/send':
      return sendMessage(fake, state, body)
    case '/message/update_template_card':
      return updateCard(fake, state, body)
    case '/message/recall':
      return recall(fake, body)
    case '/appchat/create':
      return { chatid: `chat${++state.counter}` }
    case '/appchat/send':
      return chat(fake, state, body)
    case '/agent/set_workbench_template':
      return setTemplate(state, body)
    case '/agent/set_workbench_data':
      return setTile(fake, state, body)
    case '/menu/create':
      return Array.isArray(body.button) && body.button.length <= 3 ? {} : { errcode: 40016 }
    case '/batch/openuserid_to_userid':
      return { userid_list: [{ open_userid: (body.open_userid_list as string[])[0], userid: 'zhangsan' }] }
    default:
      return { errcode: 404, errmsg: 'no such api' }
  }
}

/** What somebody sent to the app: bytes, without JSON around them. https://developer.work.weixin.qq.com/document/path/90254 */
function givesKept(fake: FakeWecom, state: Internal, url: URL, response: ServerResponse): boolean {
  const bytes = fake.kept.get(url.searchParams.get('media_id') ?? '')
  if (!url.pathname.endsWith('/media/get') || url.searchParams.get('access_token') !== state.token || !bytes)
    return false
  response
    .writeHead(200, { 'content-type': 'image/jpeg', 'content-disposition': 'attachment; filename="x.jpg"' })
    .end(bytes)
  return true
}

/** Plays what was ordered for a path. */
function isTroubled(fake: FakeWecom, pathname: string, response: ServerResponse): boolean {
  const at = fake.troubles.findIndex(one => pathname.endsWith(one.path))
  const [trouble] = at < 0 ? [] : fake.troubles.splice(at, 1)
  if (!trouble) return false
  if (trouble.how === 'reset') response.destroy()
  else response.writeHead(trouble.status, trouble.headers).end(trouble.text ?? '<html>slow down</html>')
  return true
}

function gettoken(fake: FakeWecom, state: Internal, url: URL): Json {
  if (url.searchParams.get('corpsecret') !== fake.secret) return { errcode: 40001, errmsg: `bad ${fake.secret}` }
  fake.tokens += 1
  return { access_token: state.token, expires_in: 7_200 }
}

function sendMessage(fake: FakeWecom, state: Internal, body: Json): Json {
  if (body.agentid !== 1000002) return { errcode: 40056 }
  const users = String(body.touser ?? '')
    .split('|')
    .filter(Boolean)
  if (users.length === 0 || users.includes('@all')) return { errcode: 82001 }
  const invalid = users.filter(user => !fake.scope.has(user.toLowerCase())).map(user => user.toLowerCase())
  if (invalid.length === users.length) return { errcode: 81013, invaliduser: invalid.join('|') }
  const id = `msg-${++state.counter}`
  const twin = JSON.stringify([body.touser, body.msgtype, body[String(body.msgtype)]])
  const before = state.duplicates.get(twin)
  const seconds = Number(body.duplicate_check_interval ?? 1_800)
  const again = body.enable_duplicate_check === 1 && before !== undefined && fake.now() - before < seconds * 1_000
  if (again && !fake.tasksFirst) return { msgid: id }
  const wrong = checkMessage('app', body, { media: state.media, urls: state.urls, tasks: state.tasks })
  if (wrong !== 0) return { errcode: wrong }
  if (again) return { msgid: id }
  state.duplicates.set(twin, fake.now())
  const reached = users.filter(
    user => !invalid.includes(user.toLowerCase()) && within(fake, state, `member/${user}`, 30, 1_000),
  )
  if (reached.length === 0) {
    fake.dropped += 1
    return { msgid: id }
  }
  const code = body.msgtype === 'template_card' ? `code-${++state.counter}` : null
  const card = code ? { code, codes: new Set([code]), users: reached, perUser: new Map() } : null
  fake.shown.push({ id, to: reached.join('|'), body, card, recalled: false })
  return {
    msgid: id,
    ...(code && { response_code: code }),
    ...(invalid.length > 0 && { invaliduser: invalid.join('|') }),
  }
}

function setTemplate(state: Internal, body: Json): Json {
  if (body.agentid !== 1000002) return { errcode: 40056 }
  if (body.type !== 'keydata' || !areTileItems(body.keydata)) return { errcode: 40058 }
  state.tile = 'keydata'
  return {}
}

function setTile(fake: FakeWecom, state: Internal, body: Json): Json {
  if (state.tile !== body.type || !areTileItems(body.keydata)) return { errcode: 40058 }
  if (!fake.scope.has(String(body.userid).toLowerCase())) return { errcode: 60011 }
  fake.tiles.set(String(body.userid), body.keydata as Json)
  return {}
}

function areTileItems(keydata: unknown): boolean {
  const items = (keydata as { items?: unknown } | undefined)?.items
  return Array.isArray(items) && items.length >= 1 && items.length <= 4 && items.every(it => it.key && it.data)
}

function updateCard(fake: FakeWecom, state: Internal, body: Json): Json {
  const found = fake.shown.find(one => one.card?.codes.has(String(body.response_code)))
  if (!found?.card || found.recalled) return { errcode: 60140 }
  const card = body.template_card as Json | undefined
  if (card && String(card.task_id) !== taskOf(found.body)) return { errcode: 42014 }
  const wrong = card
    ? checkMessage('app', { msgtype: 'template_card', template_card: card }, { ...state, tasks: new Set() })
    : 0
  if (wrong !== 0) return { errcode: wrong }
  found.card.codes.delete(String(body.response_code))
  const users = body.userids as string[]
  for (const user of users) found.card.perUser.set(user, card ?? body.button)
  if (card && found.card.users.every(user => found.card?.perUser.has(user)))
    found.body = { ...found.body, template_card: card }
  return {}
}

function recall(fake: FakeWecom, { msgid }: Json): Json {
  const found = fake.shown.find(one => one.id === msgid)
  if (!found) return { errcode: 40058 }
  found.recalled = true
  return {}
}

function chat(fake: FakeWecom, state: Internal, body: Json): Json {
  if (!String(body.chatid).startsWith('chat')) return { errcode: 86008 }
  if (body.msgtype === 'template_card') return { errcode: 40008 }
  const wrong = checkMessage('chat', body, { media: state.media, urls: state.urls, tasks: state.tasks })
  if (wrong !== 0) return { errcode: wrong }
  fake.shown.push({ id: `c${++state.counter}`, to: String(body.chatid), body, card: null, recalled: false })
  return {}
}

function hook(fake: FakeWecom, state: Internal, url: URL, body: Json): Json {
  const key = url.searchParams.get('key') ?? ''
  if (!fake.hooks.has(key)) return { errcode: 93000 }
  const wrong = checkMessage('hook', body, { media: state.media, urls: state.urls, tasks: state.tasks })
  if (wrong !== 0) return { errcode: wrong }
  if (!within(fake, state, `hook/${key}`, 20, Number.MAX_SAFE_INTEGER)) {
    fake.dropped += 1
    return { errcode: 45009 }
  }
  fake.shown.push({ id: `h${++state.counter}`, to: `hook:${key}`, body, card: null, recalled: false })
  return {}
}

function upload(state: Internal, path: string, url: URL, raw: Buffer, request: IncomingMessage): Json {
  const text = raw.toString('latin1')
  if (
    !request.headers['content-type']?.startsWith('multipart/form-data') ||
    !/name="media"; filename="[^"]+"/.test(text)
  ) {
    return { errcode: 41005 }
  }
  if (path === '/media/uploadimg') {
    const address = `https://wework.qpic.cn/${++state.counter}`
    state.urls.add(address)
    return { url: address }
  }
  const type = url.searchParams.get('type')
  if (type !== 'image' && type !== 'file') return { errcode: 40004 }
  if (raw.length > (type === 'image' ? 10 : 20) * 1_024 * 1_024) return { errcode: 40009 }
  const id = `media-${++state.counter}`
  state.media.add(id)
  return { media_id: id, created_at: '1700000000' }
}

/** Counts in sliding windows of a minute and an hour. */
function within(fake: FakeWecom, state: Internal, name: string, perMinute: number, perHour: number): boolean {
  const now = fake.now()
  const times = (state.sent.get(name) ?? []).filter(at => now - at < 3_600_000)
  const lately = times.filter(at => now - at < 60_000).length
  const fits = lately < perMinute && times.length < perHour
  state.sent.set(name, [...times, now])
  return fits
}

export function taskOf(body: Json): string {
  return String((body.template_card as Json | undefined)?.task_id ?? '')
}

function parse(raw: Buffer): Json {
  return JSON.parse(raw.toString('utf8')) as Json
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
