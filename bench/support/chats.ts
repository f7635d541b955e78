import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Slack, WeCom and Feishu on this machine: they take every message and remember only marks. */
export interface Chats {
  /** What a service needs to be told to speak to them. */
  readonly env: Readonly<Record<string, string>>
  /** How often a message with a mark stands there; the platform's own check against doubles is kept. */
  shown(messenger: ChatName, mark: string): number
  /** Messages that stand there, and calls of all kinds. */
  readonly counts: Readonly<Record<ChatName, { messages: number; edits: number; calls: number }>>
  /** The channel of a person who is known there, and its kind. */
  readonly room: Readonly<Record<ChatName, string>>
  close(): Promise<void>
}

export const chatNames = ['slack', 'wecom', 'feishu'] as const
export type ChatName = (typeof chatNames)[number]

/** Stands for a message that is looked for: `mark17end`. */
const markIn = /mark(\d+)end/

export const chatKeys = {
  signingSecret: 'a signing secret of nobody',
  wecomToken: 'tokenOfNobody',
  wecomAesKey: 'a'.repeat(43),
} as const

interface State {
  readonly marks: Map<string, number>
  readonly counts: Record<ChatName, { messages: number; edits: number; calls: number }>
  /** Kept for an hour of the platforms' own check: the newest ones are enough here. */
  readonly seen: Map<string, string>
  serial: number
}

/** Starts them on one port. */
export async function startChats(): Promise<Chats> {
  const none = () => ({ messages: 0, edits: 0, calls: 0 })
  const state: State = {
    marks: new Map(),
    counts: { slack: none(), wecom: none(), feishu: none() },
    seen: new Map(),
    serial: 1_700_000_000,
  }
  const server = createServer((request, response) => void answer(state, request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
  return {
    env: {
      SLACK_BOT_TOKEN: 'xoxb-token-of-nobody',
      SLACK_SIGNING_SECRET: chatKeys.signingSecret,
      SLACK_API_URL: `${url}/api/`,
      WECOM_CORP_ID: 'wwnobody',
      WECOM_AGENT_ID: '1000002',
      WECOM_SECRET: 'secret-of-nobody',
      WECOM_TOKEN: chatKeys.wecomToken,
      WECOM_ENCODING_AES_KEY: chatKeys.wecomAesKey,
      WECOM_API_URL: url,
      FEISHU_APP_ID: 'cli_0123456789abcdef',
      FEISHU_APP_SECRET: 'secret-of-nobody',
      FEISHU_ENCRYPT_KEY: 'key-of-nobody',
      FEISHU_VERIFICATION_TOKEN: 'token-of-nobody',
      FEISHU_API_URL: url,
    },
    shown: (messenger, mark) => state.marks.get(`${messenger} ${mark}`) ?? 0,
    counts: state.counts,
    room: { slack: 'C0ROOM00001', wecom: 'room', feishu: 'oc_room' },
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer) // a stream of a request gives buffers
  const body = Buffer.concat(chunks).toString('utf8')
  const path = new URL(request.url ?? '/', 'http://platform').pathname
  const given = path.startsWith('/api/') || path.startsWith('/upload')
  const messenger: ChatName = given ? 'slack' : path.startsWith('/cgi-bin/') ? 'wecom' : 'feishu'
  state.counts[messenger].calls++
  const host = `http://${request.headers.host}`
  const said = { slack, wecom, feishu }[messenger](state, { path, body, method: request.method ?? '', host })
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
}

interface Call {
  readonly path: string
  readonly method: string
  readonly body: string
  readonly host: string
}

/** Takes a message; `twin`: what the platform knows it by, so that the same again is no other. Answers its number. */
function take(state: State, messenger: ChatName, body: string, twin: string | null): string {
  const known = twin === null ? undefined : state.seen.get(twin)
  if (known !== undefined) return known
  const id = String(state.serial++)
  if (twin !== null) state.seen.set(twin, id)
  if (state.seen.size > 10_000) state.seen.delete(state.seen.keys().next().value ?? '')
  state.counts[messenger].messages++
  const mark = markIn.exec(body)?.[1]
  if (mark !== undefined) state.marks.set(`${messenger} ${mark}`, (state.marks.get(`${messenger} ${mark}`) ?? 0) + 1)
  return id
}

/** https://docs.slack.dev/reference/methods */
function slack(state: State, { path, body, host }: Call): object {
  const args = new URLSearchParams(body)
  const channel = args.get('channel') ?? ''
  switch (path.split('/').at(-1)) {
    case 'auth.test':
      return { ok: true, team_id: 'T0ROOM', bot_id: 'B0ROOM', user_id: 'U0BOT', team: 'Nobody' }
    case 'chat.postMessage':
      return { ok: true, channel, ts: `${take(state, 'slack', [...args.values()].join(' '), null)}.000100` }
    case 'chat.update':
      state.counts.slack.edits++
      return { ok: true, channel, ts: args.get('ts') }
    case 'conversations.open':
      return { ok: true, channel: { id: `D${args.get('users')?.slice(1)}` } }
    case 'conversations.info':
      return { ok: true, channel: { id: channel, name: 'room', is_im: channel.startsWith('D') } }
    case 'users.info':
      return { ok: true, user: { id: args.get('user'), team_id: 'T0ROOM', profile: {} } }
    case 'files.getUploadURLExternal':
      return { ok: true, upload_url: `${host}/upload/${state.serial}`, file_id: `F${state.serial++}` }
    case 'files.completeUploadExternal':
      return { ok: true, files: [] }
    case 'files.info':
      return { ok: true, file: { id: args.get('file'), mimetype: 'image/png' } }
    default:
      return { ok: true, messages: [], view: { id: 'V1', hash: 'h' } }
  }
}

/** https://developer.work.weixin.qq.com/document/path/90664 */
function wecom(state: State, { path, body }: Call): object {
  const fine = { errcode: 0, errmsg: 'ok' }
  switch (path) {
    case '/cgi-bin/gettoken':
      return { ...fine, access_token: `token-${state.serial++}`, expires_in: 7_200 }
    case '/cgi-bin/message/send': {
      const checks = body.includes('"enable_duplicate_check":1')
      return { ...fine, msgid: take(state, 'wecom', body, checks ? `wecom ${body}` : null), response_code: 'code' }
    }
    case '/cgi-bin/appchat/send':
      take(state, 'wecom', body, null)
      return fine
    case '/cgi-bin/message/update_template_card':
      state.counts.wecom.edits++
      return fine
    case '/cgi-bin/media/upload':
      return { ...fine, media_id: `media-${state.serial++}` }
    case '/cgi-bin/media/uploadimg':
      return { ...fine, url: 'https://example.com/picture.png' }
    default:
      return fine
  }
}

/** https://open.feishu.cn/document/server-docs/api-call-guide/server-api-list */
function feishu(state: State, { path, body, method }: Call): object {
  if (path.endsWith('/tenant_access_token/internal'))
    return { code: 0, msg: 'ok', tenant_access_token: `t-${state.serial++}`, expire: 7_200 }
  if (path.endsWith('/bot/v3/info')) return { code: 0, msg: 'ok', bot: { open_id: 'ou_bot', app_name: 'bot' } }
  if (path.endsWith('/im/v1/images')) return { code: 0, msg: 'ok', data: { image_key: `img_${state.serial++}` } }
  if (/\/im\/v1\/messages(\/[^/]+\/reply)?$/.test(path)) {
    const { uuid } = JSON.parse(body) as { uuid?: string }
    const id = take(state, 'feishu', body, uuid === undefined ? null : `feishu ${uuid}`)
    return { code: 0, msg: 'ok', data: { message_id: `om_${id}` } }
  }
  if (method === 'PATCH') state.counts.feishu.edits++
  return { code: 0, msg: 'ok', data: {} }
}
