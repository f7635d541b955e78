import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { faultOf } from '#bots/wecom/api/faults.ts'
import type { BotConfig } from '#bots/wecom/config.ts'
import { chunkBytes, mostChunks } from '#bots/wecom/limits.ts'
import type { BotLog } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'

/** A frame as the platform sends and takes it. https://developer.work.weixin.qq.com/document/path/101463 */
export interface Frame {
  readonly cmd?: string
  readonly headers?: { readonly req_id?: string }
  readonly body?: unknown
  readonly errcode?: number
}

/** The AI bot's connection. Only the process that holds it can send; others are told to come back. */
export interface BotSocket {
  /** Keeps the connection up until the signal; hears of every message and event. */
  hold(signal: AbortSignal, hear: (frame: Frame) => void): Promise<void>
  /** Sends a message by itself; needs that the conversation spoke to the bot before. */
  push(chatid: string, group: boolean, body: Readonly<Record<string, unknown>>): Promise<void>
  /** Answers a frame under its own id. */
  respond(frame: Frame, cmd: string, body: Readonly<Record<string, unknown>>): Promise<void>
  upload(bytes: Uint8Array): Promise<string>
  readonly connected: boolean
}

export interface SocketTimes {
  readonly pingMs: number
  readonly ackMs: number
  readonly longestPauseMs: number
}

/** Document 101463: a ping each 30 s; two that stay without an answer mean that the connection is dead. */
const usual: SocketTimes = { pingMs: 30_000, ackMs: 5_000, longestPauseMs: 30_000 }

const away = new TransportError('This process does not hold the connection of the AI bot', {
  fault: 'retryable',
  retryAfterSeconds: 1,
})

interface Waiting {
  readonly done: (frame: Frame) => void
  readonly fail: (error: Error) => void
}

/** Makes the connection of a bot; it is opened by `hold`. */
export function createSocket(config: BotConfig | null, log: BotLog, times: SocketTimes = usual): BotSocket {
  let open: WebSocket | null = null
  const waiting = new Map<string, Waiting>()

  async function request(cmd: string, body: unknown, id: string = randomUUID()): Promise<Frame> {
    const socket = open
    if (socket?.readyState !== WebSocket.OPEN) throw away
    let timer: NodeJS.Timeout | undefined
    const answer = await new Promise<Frame>((done, fail) => {
      timer = setTimeout(() => fail(silent()), times.ackMs)
      waiting.set(id, { done, fail })
      socket.send(JSON.stringify({ cmd, headers: { req_id: id }, body }))
    }).finally(() => {
      clearTimeout(timer)
      waiting.delete(id)
    })
    if ((answer.errcode ?? 0) !== 0) throw faultOf(answer.errcode ?? 0)
    return answer
  }

  async function connect({ id, secret, url }: BotConfig, signal: AbortSignal, hear: (frame: Frame) => void) {
    const socket = new WebSocket(url, { handshakeTimeout: times.ackMs })
    const closed = new Promise<void>(done => socket.once('close', () => done()))
    const stop = () => socket.terminate()
    signal.addEventListener('abort', stop, { once: true })
    let unanswered = 0
    socket.on('error', error => log.warn({ code: 'code' in error ? error.code : '' }, 'The AI bot lost its connection'))
    socket.on('message', data => {
      unanswered = 0
      take(String(data), hear)
    })
    const ping = setInterval(() => {
      if (unanswered >= 2) return socket.terminate()
      unanswered += 1
      request('ping', undefined).catch(() => {})
    }, times.pingMs)
    try {
      await new Promise<void>((done, fail) => {
        socket.once('open', done)
        socket.once('close', () => fail(away))
      })
      open = socket
      await request('aibot_subscribe', { bot_id: id, secret })
      log.info({}, 'The AI bot is connected')
      await closed
    } finally {
      clearInterval(ping)
      signal.removeEventListener('abort', stop)
      open = null
      for (const { fail } of waiting.values()) fail(silent())
      socket.terminate()
    }
  }

  function take(text: string, hear: (frame: Frame) => void): void {
    let frame: Frame
    try {
      frame = JSON.parse(text) as Frame // every field is checked where it is used
    } catch {
      return
    }
    if (typeof frame !== 'object' || frame === null) return
    const asked = frame.cmd === undefined ? waiting.get(frame.headers?.req_id ?? '') : undefined
    if (asked) asked.done(frame)
    else if (frame.cmd !== undefined) hear(frame)
  }

  return {
    get connected() {
      return open?.readyState === WebSocket.OPEN
    },
    async hold(signal, hear) {
      for (let tries = 0; config && !signal.aborted; tries += 1) {
        const started = Date.now()
        await connect(config, signal, hear).catch(err => log.warn({ err }, 'The AI bot is not connected'))
        if (Date.now() - started > times.pingMs) tries = 0
        const pause = Math.min(1_000 * 2 ** Math.min(tries, 10), times.longestPauseMs)
        await sleep(pause, undefined, { signal }).catch(() => {})
      }
    },
    push: async (chatid, group, body) => {
      await request('aibot_send_msg', { chatid, chat_type: group ? 2 : 1, ...body })
    },
    respond: async (frame, cmd, body) => {
      await request(cmd, body, frame.headers?.req_id ?? randomUUID())
    },
    upload: bytes => uploadChunks(request, bytes),
  }
}

function silent(): TransportError {
  return new TransportError('The AI bot got no answer', { fault: 'doubtful' })
}

/** Uploads a picture one chunk after the other: in parallel the platform timed out. */
async function uploadChunks(
  request: (cmd: string, body: unknown) => Promise<Frame>,
  bytes: Uint8Array,
): Promise<string> {
  const count = Math.ceil(bytes.byteLength / chunkBytes)
  if (count > mostChunks) throw new TransportError('The picture is too large', { fault: 'permanent' })
  const md5 = createHash('md5').update(bytes).digest('hex')
  const about = { type: 'image', filename: 'chart.png', total_size: bytes.byteLength, total_chunks: count, md5 }
  const upload_id = field(await request('aibot_upload_media_init', about), 'upload_id')
  for (let at = 0; at < count; at += 1) {
    const part = bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes)
    const base64_data = Buffer.from(part).toString('base64')
    await request('aibot_upload_media_chunk', { upload_id, chunk_index: at, base64_data })
  }
  return field(await request('aibot_upload_media_finish', { upload_id }), 'media_id')
}

function field({ body }: Frame, name: string): string {
  const value =
    typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : null
  return typeof value === 'string' ? value : ''
}
