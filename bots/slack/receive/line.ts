import WebSocket from 'ws'
import type { BotLog } from '#src/chat/messenger.ts'
import { type Body, stringIn } from './body.ts'

/** Times of a connection in milliseconds. */
export interface LineTimes {
  /** How long the handshake and Slack's greeting may take. */
  readonly openMs: number
  /** How often we ping. */
  readonly pingMs: number
  /** A connection that is silent for so long is dead: busy proxies hold frames back (slackapi/bolt-js#2496). */
  readonly silentMs: number
}

/** Something that Slack sends over a socket: https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface Envelope {
  readonly id: string
  readonly payload: Body
  /** Acknowledges it where it came from; `false` where that connection cannot any more. */
  acknowledge(payload: string | object | undefined): boolean
}

/** One open connection. */
export interface Line {
  /** Slack announced the end of the connection, or it ended: time for the next one. */
  readonly ending: Promise<void>
  /** Acknowledges an envelope; `false` where this connection cannot any more. */
  acknowledge(id: string, payload: string | object | undefined): boolean
  close(): void
}

/** What happens on a connection. */
interface LineHandlers {
  readonly log: BotLog
  readonly envelope: (envelope: Envelope) => void
}

/** Connects and waits for Slack's greeting. @throws Error when it does not come. */
export async function openLine(url: string, times: LineTimes, handlers: LineHandlers): Promise<Line> {
  const socket = new WebSocket(url, { handshakeTimeout: times.openMs })
  let end = () => {}
  const ending = new Promise<void>(resolve => {
    end = resolve
  })
  socket.once('close', end)
  socket.on('error', () => {}) // the close follows
  const stopPings = watch(socket, times)
  socket.once('close', stopPings)
  const greeted = greeting(socket, times.openMs)
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? null : read(String(data))
    if (message?.type === 'disconnect') {
      handlers.log.info({ reason: stringIn(message, 'reason') }, 'Slack renews the connection.')
      end()
    }
    const id = stringIn(message, 'envelope_id')
    if (id === '' || !isBody(message?.payload)) return
    handlers.envelope({ id, payload: message.payload, acknowledge: payload => acknowledge(socket, id, payload) })
  })
  await greeted
  return { ending, acknowledge: (id, payload) => acknowledge(socket, id, payload), close: () => close(socket) }
}

function acknowledge(socket: WebSocket, id: string, payload: string | object | undefined): boolean {
  if (socket.readyState !== WebSocket.OPEN) return false
  const content = typeof payload === 'string' ? { text: payload } : payload
  const isEmpty = content === undefined || payload === ''
  socket.send(JSON.stringify({ envelope_id: id, ...(isEmpty ? {} : { payload: content }) }))
  return true
}

/** How long the other end may take to say good-bye. Judgement. */
const goodbyeMs = 3_000

function close(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CLOSED) return
  const timer = setTimeout(() => socket.terminate(), goodbyeMs)
  socket.once('close', () => clearTimeout(timer))
  if (socket.readyState === WebSocket.OPEN) socket.close(1000)
  else socket.terminate()
}

function greeting(socket: WebSocket, openMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.terminate(), openMs)
    socket.on('message', data => {
      if (read(String(data))?.type !== 'hello') return
      clearTimeout(timer)
      resolve()
    })
    socket.once('close', code => {
      clearTimeout(timer)
      reject(new Error(`the socket closed before Slack greeted us (${code})`))
    })
  })
}

/** Pings, and ends a connection that stays silent. */
function watch(socket: WebSocket, { pingMs, silentMs }: LineTimes): () => void {
  let heard = performance.now()
  for (const sign of ['message', 'ping', 'pong', 'open'] as const) {
    socket.on(sign, () => {
      heard = performance.now()
    })
  }
  const timer = setInterval(() => {
    if (performance.now() - heard > silentMs) socket.terminate()
    else if (socket.readyState === WebSocket.OPEN) socket.ping()
  }, pingMs)
  return () => clearInterval(timer)
}

function read(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text)
    return isBody(value) ? value : null
  } catch {
    return null
  }
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
