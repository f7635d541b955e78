import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { faultOf } from '#bots/wecom/api/faults.ts'
import { uploadChunks } from '#bots/wecom/api/upload.ts'
import type { BotConfig } from '#bots/wecom/config.ts'
import type { BotLog } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { createAsks, type Frame, readFrame } from './frames.ts'

export type { Frame } from './frames.ts'

/** The AI bot's connection. Only the process that holds it can send; others are told to come back. */
export interface BotSocket {
  /** Keeps the connection up until the signal; hears of every message and event. */
  hold(signal: AbortSignal, handlers: SocketHandlers): Promise<void>
  /** Sends a message by itself; needs that the conversation spoke to the bot before. */
  push(chatid: string, group: boolean, body: Readonly<Record<string, unknown>>): Promise<void>
  /** Answers a frame under its own id. */
  respond(frame: Frame, cmd: string, body: Readonly<Record<string, unknown>>): Promise<void>
  /** Uploads a picture, or what is said of a file. */
  upload(bytes: Uint8Array, about?: Parameters<typeof uploadChunks>[2]): Promise<string>
  readonly connected: boolean
  /** Counts the connections that this process had: what was asked on an earlier one may be unknown to this one. */
  readonly connections: number
}

/** Who hears what the connection says. */
export interface SocketHandlers {
  readonly frame: (frame: Frame) => void
  /** The connection stands; the result is called when it is gone. */
  readonly connected?: () => () => void
  /** Another program connected as the same bot; the platform allows one. */
  readonly kicked: () => void
}

export interface SocketTimes {
  readonly pingMs: number
  readonly ackMs: number
  readonly longestPauseMs: number
  /** Before a connection that somebody else took is taken back (judgement: two programs must not fight). */
  readonly kickedPauseMs: number
}

/** Document 101463: a ping each 30 s; two that stay without an answer mean that the connection is dead. */
const usual: SocketTimes = { pingMs: 30_000, ackMs: 5_000, longestPauseMs: 30_000, kickedPauseMs: 60_000 }

/** What one connection works with. */
interface Line {
  readonly config: BotConfig
  readonly log: BotLog
  readonly times: SocketTimes
  readonly asks: ReturnType<typeof createAsks>
  /** The socket while it is open. */
  open: WebSocket | null
  connections: number
}

/** Makes the connection of a bot; it is opened by `hold`. */
export function createSocket(config: BotConfig | null, log: BotLog, times: SocketTimes = usual): BotSocket {
  const line: Line | null = config && { config, log, times, asks: createAsks(times.ackMs), open: null, connections: 0 }
  const ask = (cmd: string, body: unknown, id?: string) => {
    if (!line) throw away()
    return request(line, cmd, body, id)
  }
  return {
    get connected() {
      return line?.open?.readyState === WebSocket.OPEN
    },
    get connections() {
      return line?.connections ?? 0
    },
    hold: async (signal, handlers) => {
      if (line) await keepUp(line, signal, handlers)
    },
    push: async (chatid, group, body) => {
      await ask('aibot_send_msg', { chatid, chat_type: group ? 2 : 1, ...body })
    },
    respond: async (frame, cmd, body) => {
      await ask(cmd, body, frame.headers?.req_id)
    },
    upload: (bytes, about) => uploadChunks(ask, bytes, about),
  }
}

/** Connects again and again, with growing pauses; a connection that held for a while starts from the beginning. */
async function keepUp(line: Line, signal: AbortSignal, handlers: SocketHandlers): Promise<void> {
  const { times, log } = line
  let kicked = false
  const heard: SocketHandlers = {
    ...handlers,
    kicked: () => {
      kicked = true
      handlers.kicked()
    },
  }
  for (let tries = 0; !signal.aborted; tries += 1) {
    kicked = false
    const started = Date.now()
    await connect(line, signal, heard).catch(err => log.warn({ err }, 'The AI bot is not connected'))
    if (Date.now() - started > times.pingMs) tries = 0
    const pause = Math.min(1_000 * 2 ** Math.min(tries, 10), times.longestPauseMs)
    await sleep(kicked ? times.kickedPauseMs : pause, undefined, { signal }).catch(() => {})
  }
}

/** One connection, from its beginning to its end. */
async function connect(line: Line, signal: AbortSignal, handlers: SocketHandlers): Promise<void> {
  const { config, log, times, asks } = line
  const socket = new WebSocket(config.url, { handshakeTimeout: times.ackMs })
  const closed = new Promise<void>(done => socket.once('close', () => done()))
  const stop = () => socket.terminate()
  signal.addEventListener('abort', stop, { once: true })
  socket.on('error', error => log.warn({ code: 'code' in error ? error.code : '' }, 'The AI bot lost its connection'))
  const pulse = beat(line, socket)
  socket.on('message', data => {
    pulse.alive()
    const frame = readFrame(String(data))
    if (!frame || asks.answered(frame)) return
    if (isKick(frame)) handlers.kicked()
    else handlers.frame(frame)
  })
  try {
    await opened(socket)
    line.open = socket
    line.connections += 1
    await request(line, 'aibot_subscribe', { bot_id: config.id, secret: config.secret })
    log.info({}, 'The AI bot is connected')
    const gone = handlers.connected?.()
    await closed
    gone?.()
  } finally {
    pulse.stop()
    signal.removeEventListener('abort', stop)
    line.open = null
    asks.abandon()
    socket.terminate()
  }
}

/** Pings; a connection that stays silent for two of them is dead. */
function beat(line: Line, socket: WebSocket): { alive(): void; stop(): void } {
  let unanswered = 0
  const timer = setInterval(() => {
    if (unanswered >= 2) return socket.terminate()
    unanswered += 1
    request(line, 'ping', undefined).catch(() => {})
  }, line.times.pingMs)
  return {
    alive: () => {
      unanswered = 0
    },
    stop: () => clearInterval(timer),
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise<void>((done, fail) => {
    socket.once('open', done)
    socket.once('close', () => fail(away()))
  })
}

async function request({ open, asks }: Line, cmd: string, body: unknown, id?: string): Promise<Frame> {
  if (open?.readyState !== WebSocket.OPEN) throw away()
  const answer = await asks.ask(frame => open.send(JSON.stringify({ cmd, ...frame, body })), id)
  if ((answer.errcode ?? 0) !== 0) throw faultOf(answer.errcode ?? 0)
  return answer
}

function isKick({ body }: Frame): boolean {
  return JSON.stringify(body ?? null).includes('"eventtype":"disconnected_event"')
}

/** The process that holds the connection sends it. */
export function away(): TransportError {
  return new TransportError('This process does not hold the connection of the AI bot', { fault: 'elsewhere' })
}
