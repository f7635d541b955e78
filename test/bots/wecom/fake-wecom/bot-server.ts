import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { checkMessage } from './rules.ts'
import type { Json } from './server.ts'

/** The platform's end of the AI bot's connection: one connection per bot, the older one is kicked. */
export interface FakeBotServer {
  readonly url: string
  /** Messages that stand in conversations. */
  readonly said: { readonly chatid: string; readonly body: Json; readonly via: string }[]
  /** Changes of cards by clicks. */
  readonly updates: Json[]
  readonly kicked: number
  /** How often somebody subscribed. */
  readonly subscribed: number
  readonly connected: boolean
  /** Says something to the bot; needed before it may push there. */
  speak(message: { user: string; text: string; chatid?: string; msgid?: string }): void
  /** Somebody drops a file that lies under an address, sealed with a key. */
  dropFile(message: { user: string; url: string; aeskey: string }): void
  /** Somebody sends a picture, with words beside it or alone. */
  sendPicture(message: { user: string; url: string; aeskey: string; words?: string }): void
  /** Somebody opens the chat for the first time today. */
  enter(user: string): void
  click(click: {
    user: string
    key: string
    taskId: string
    chatid?: string
    chosen?: Readonly<Record<string, string>>
  }): string
  /** Somebody spoke to the bot there at some time, so that it may write. */
  spokenTo(chatid: string): void
  /** Commands that came, in order. */
  readonly calls: readonly string[]
  /** The next command of a kind is refused. */
  refuse(cmd: string, code: number): void
  /** The connection breaks at the next command of a kind, which is not carried out. */
  dropAt(cmd: string): void
  /** The next command of a kind is carried out, and nobody hears of it. */
  swallow(cmd: string): void
  /** Breaks the connection without a word. */
  drop(): void
  close(): Promise<void>
}

interface State {
  live: WebSocket | null
  kicked: number
  subscribed: number
  counter: number
  readonly known: Set<string>
  readonly media: Set<string>
  readonly tasks: Set<string>
  readonly uploads: Map<string, { left: number }>
  readonly asked: Map<string, { at: number; kind: 'message' | 'event'; chatid: string; used: boolean }>
}

export async function fakeBotServer(secret = 'bot-secret'): Promise<FakeBotServer> {
  const state: State = {
    live: null,
    kicked: 0,
    subscribed: 0,
    counter: 0,
    known: new Set(),
    media: new Set(),
    tasks: new Set(),
    uploads: new Map(),
    asked: new Map(),
  }
  const said: FakeBotServer['said'] = []
  const updates: Json[] = []
  const calls: string[] = []
  const ordered: { readonly cmd: string; readonly what: number | 'drop' | 'swallow' }[] = []
  const orderFor = (cmd: string) => {
    const at = ordered.findIndex(one => one.cmd === cmd)
    return at < 0 ? null : (ordered.splice(at, 1)[0]?.what ?? null)
  }
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise<void>(done => server.once('listening', () => done()))
  server.on('connection', socket => {
    socket.on('message', data => {
      const { cmd, headers, body } = JSON.parse(String(data)) as {
        cmd: string
        headers: { req_id: string }
        body: Json
      }
      calls.push(cmd)
      const order = orderFor(cmd)
      if (order === 'drop') return socket.terminate()
      const refusal = typeof order === 'number' ? { errcode: order } : null
      const answer = refusal ?? take(state, said, updates, socket, { cmd, id: headers.req_id, body, secret })
      if (order !== 'swallow') socket.send(JSON.stringify({ headers, errcode: 0, errmsg: 'ok', ...answer }))
    })
    socket.on('close', () => {
      if (state.live === socket) state.live = null
    })
  })
  const send = (cmd: string, body: Json, kind: 'message' | 'event', chatid: string): string => {
    const id = `req-${++state.counter}`
    state.asked.set(id, { at: Date.now(), kind, chatid, used: false })
    state.live?.send(JSON.stringify({ cmd, headers: { req_id: id }, body }))
    return id
  }
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    said,
    updates,
    calls,
    refuse: (cmd, code) => void ordered.push({ cmd, what: code }),
    dropAt: cmd => void ordered.push({ cmd, what: 'drop' }),
    swallow: cmd => void ordered.push({ cmd, what: 'swallow' }),
    get kicked() {
      return state.kicked
    },
    get subscribed() {
      return state.subscribed
    },
    get connected() {
      return state.live !== null
    },
    speak: ({ user, text, chatid, msgid = `m${++state.counter}` }) => {
      state.known.add(chatid ?? user)
      const where = chatid ? { chatid, chattype: 'group' } : { chattype: 'single' }
      const body = { msgid, aibotid: 'B', ...where, from: { userid: user }, msgtype: 'text', text: { content: text } }
      send('aibot_msg_callback', body, 'message', chatid ?? user)
    },
    dropFile: ({ user, ...file }) => {
      state.known.add(user)
      const body = { msgid: `f${++state.counter}`, aibotid: 'B', chattype: 'single', from: { userid: user } }
      send('aibot_msg_callback', { ...body, msgtype: 'file', file }, 'message', user)
    },
    sendPicture: ({ user, words, ...image }) => {
      state.known.add(user)
      const body = { msgid: `p${++state.counter}`, aibotid: 'B', chattype: 'single', from: { userid: user } }
      const text = { msgtype: 'text', text: { content: words } }
      const mixed = { msg_item: [text, { msgtype: 'image', image }] }
      const what = words === undefined ? { msgtype: 'image', image } : { msgtype: 'mixed', mixed }
      send('aibot_msg_callback', { ...body, ...what }, 'message', user)
    },
    enter: user => {
      const body = { msgid: `n${++state.counter}`, chattype: 'single', from: { userid: user }, msgtype: 'event' }
      send('aibot_event_callback', { ...body, event: { eventtype: 'enter_chat' } }, 'event', user)
    },
    click: ({ user, key, taskId, chatid, chosen = {} }) => {
      const where = chatid ? { chatid, chattype: 'group' } : { chattype: 'single' }
      const items = Object.entries(chosen).map(([name, id]) => ({
        question_key: name,
        option_ids: { option_id: [id] },
      }))
      const selected_items = { selected_item: items }
      const template_card_event = { event_key: key, task_id: taskId, ...(items.length > 0 && { selected_items }) }
      const event = { eventtype: 'template_card_event', template_card_event }
      const body = { msgid: `e${++state.counter}`, ...where, from: { userid: user }, msgtype: 'event', event }
      return send('aibot_event_callback', body, 'event', chatid ?? user)
    },
    spokenTo: chatid => void state.known.add(chatid),
    drop: () => state.live?.terminate(),
    close: async () => {
      for (const socket of server.clients) socket.terminate()
      await new Promise<void>(done => server.close(() => done()))
    },
  }
}

interface Taken {
  readonly cmd: string
  readonly id: string
  readonly body: Json
  readonly secret: string
}

function take(
  state: State,
  said: FakeBotServer['said'],
  updates: Json[],
  socket: WebSocket,
  { cmd, id, body, secret }: Taken,
): Json {
  if (cmd === 'aibot_subscribe') {
    if (body.secret !== secret) return { errcode: 40001 }
    if (state.live && state.live !== socket) {
      state.live.send(
        JSON.stringify({
          cmd: 'aibot_event_callback',
          headers: { req_id: 'd' },
          body: { event: { eventtype: 'disconnected_event' } },
        }),
      )
      state.live.close()
      state.kicked += 1
    }
    state.live = socket
    state.subscribed += 1
    return {}
  }
  if (cmd === 'ping') return {}
  if (state.live !== socket) return { errcode: 846600 }
  if (cmd === 'aibot_send_msg') return push(state, said, body)
  if (cmd.startsWith('aibot_upload_media_')) return upload(state, cmd, body)
  const asked = state.asked.get(id)
  if (!asked) return { errcode: 846605 }
  if (cmd === 'aibot_respond_msg') return respond(said, asked, body)
  if (cmd === 'aibot_respond_welcome_msg') {
    if (asked.kind !== 'event' || asked.used) return { errcode: 846605 }
    if (Date.now() - asked.at > 5_000) return { errcode: 846604 }
    if (body.msgtype !== 'text' || String((body.text as Json).content) === '') return { errcode: 40008 }
    asked.used = true
    said.push({ chatid: asked.chatid, body, via: 'welcome' })
    return {}
  }
  if (cmd === 'aibot_respond_update_msg') {
    if (asked.kind !== 'event') return { errcode: 846605 }
    if (Date.now() - asked.at > 5_000) return { errcode: 846604 }
    updates.push(body)
    return {}
  }
  return { errcode: 846609 }
}

function push(state: State, said: FakeBotServer['said'], body: Json): Json {
  const chatid = String(body.chatid)
  if (!state.known.has(chatid)) return { errcode: 93006 }
  if (body.msgtype === 'text' || body.msgtype === 'markdown_v2') return { errcode: 40008 }
  if (body.msgtype === 'markdown' && Buffer.byteLength(String((body.markdown as Json).content)) > 20_480)
    return { errcode: 45002 }
  if (body.msgtype === 'image' || body.msgtype === 'template_card') {
    const wrong = checkMessage('app', body, { media: state.media, urls: new Set(), tasks: state.tasks })
    if (wrong !== 0) return { errcode: wrong }
  }
  said.push({ chatid, body, via: 'push' })
  return {}
}

function respond(
  said: FakeBotServer['said'],
  asked: { kind: string; chatid: string; used: boolean },
  body: Json,
): Json {
  const stream = body.stream as Json | undefined
  if (asked.kind !== 'message' || asked.used) return { errcode: 846605 }
  if (body.msgtype !== 'stream' || stream?.finish !== true) return { errcode: 40008 }
  if (Buffer.byteLength(String(stream.content)) > 20_480) return { errcode: 45002 }
  asked.used = true
  said.push({ chatid: asked.chatid, body, via: 'respond' })
  return {}
}

function upload(state: State, cmd: string, body: Json): Json {
  if (cmd === 'aibot_upload_media_init') {
    const id = `up-${++state.counter}`
    state.uploads.set(id, { left: Number(body.total_chunks) })
    return { body: { upload_id: id } }
  }
  const found = state.uploads.get(String(body.upload_id))
  if (!found) return { errcode: 40007 }
  if (cmd === 'aibot_upload_media_chunk') {
    if (Buffer.from(String(body.base64_data), 'base64').length > 512 * 1_024) return { errcode: 40009 }
    found.left -= 1
    return {}
  }
  if (found.left !== 0) return { errcode: 40007 }
  const id = `media-${++state.counter}`
  state.media.add(id)
  return { body: { media_id: id } }
}
