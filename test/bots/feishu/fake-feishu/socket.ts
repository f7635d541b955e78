import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'

/** One header of a frame. */
interface Header {
  readonly key: string
  readonly value: string
}

/** A frame of the long connection: protobuf, written and read by hand. */
interface Frame {
  readonly method: number
  readonly headers: readonly Header[]
  readonly payload: Buffer
}

/** The platform's side of the long connection. */
export interface FakeSocket {
  readonly connections: () => number
  /** Pushes an event over the newest connection, in so many frames; answers what comes back. */
  push(event: unknown, parts?: number): Promise<{ code: number; data: unknown }>
  /** Waits for so many connections since the start. */
  connected(count: number): Promise<void>
  drop(): void
  close(): void
}

/** Hands out the address of the connection to whoever knows the secret, and speaks frames. Added before listening. */
export function addFakeSocket(
  server: FastifyInstance,
  app: { readonly appId: string; readonly secret: string },
): FakeSocket {
  const sockets = new WebSocketServer({ noServer: true })
  const waiting = new Map<string, (answer: { code: number; data: unknown }) => void>()
  let newest: WebSocket | null = null
  let count = 0
  let serial = 0
  server.server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, opened => {
      newest = opened
      count++
      opened.on('message', (bytes: Buffer) => receive(read(bytes), waiting))
    }),
  )
  server.post('/callback/ws/endpoint', async request => {
    const { AppID: id, AppSecret: secret } = request.body as Record<string, string>
    if (id !== app.appId || secret !== app.secret) return { code: 514, msg: 'auth failed', data: {} }
    const config = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 0.05, ReconnectNonce: 0 }
    const url = `ws://${request.headers.host}/ws?device_id=1&service_id=1`
    return { code: 0, data: { URL: url, ClientConfig: config } }
  })
  return {
    connections: () => count,
    push: (event, parts = 1) => {
      const id = `frame-${++serial}`
      const answer = new Promise<{ code: number; data: unknown }>(resolve => waiting.set(id, resolve))
      const payload = Buffer.from(JSON.stringify(event))
      const size = Math.ceil(payload.length / parts)
      for (let at = 0; at < parts; at++) {
        const headers = Object.entries({
          type: 'event',
          message_id: id,
          sum: String(parts),
          seq: String(at),
          trace_id: 't',
        })
        const part = payload.subarray(at * size, (at + 1) * size)
        newest?.send(write({ method: 1, headers: headers.map(([key, value]) => ({ key, value })), payload: part }))
      }
      return answer
    },
    connected: async wanted => {
      while (count < wanted) await new Promise(resolve => setTimeout(resolve, 20))
    },
    drop: () => newest?.terminate(),
    close: () => {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

function receive({ headers, payload }: Frame, waiting: Map<string, (answer: { code: number; data: unknown }) => void>) {
  const id = headers.find(({ key }) => key === 'message_id')?.value
  const resolve = id === undefined ? undefined : waiting.get(id)
  if (!resolve) return
  const { code, data } = JSON.parse(payload.toString()) as { code: number; data?: string }
  resolve({ code, data: data === undefined ? null : JSON.parse(Buffer.from(data, 'base64').toString()) })
}

/** SeqID 1, LogID 2, service 3, method 4, headers 5, payload 8. */
function write({ method, headers, payload }: Frame): Buffer {
  const fields = [varintField(1, 1), varintField(2, 1), varintField(3, 1), varintField(4, method)]
  const named = headers.map(({ key, value }) =>
    bytesField(5, Buffer.concat([bytesField(1, Buffer.from(key)), bytesField(2, Buffer.from(value))])),
  )
  return Buffer.concat([...fields, ...named, bytesField(8, payload)])
}

function read(bytes: Buffer): Frame {
  const headers: Header[] = []
  let method = 0
  let payload: Buffer = Buffer.alloc(0)
  for (const { field, number, data } of fieldsOf(bytes)) {
    if (field === 4) method = number
    if (field === 8) payload = data
    if (field === 5) {
      const [key, value] = [1, 2].map(
        at =>
          fieldsOf(data)
            .find(one => one.field === at)
            ?.data.toString() ?? '',
      )
      headers.push({ key: key ?? '', value: value ?? '' })
    }
  }
  return { method, headers, payload }
}

interface Field {
  readonly field: number
  readonly number: number
  readonly data: Buffer
}

function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): number => {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
  while (at < bytes.length) {
    const key = varint()
    const number = varint()
    const length = (key & 7) === 2 ? number : 0
    fields.push({ field: key >> 3, number, data: Buffer.from(bytes.subarray(at, at + length)) })
    at += length
  }
  return fields
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}

function varintField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)])
}

function bytesField(field: number, data: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(data.length), data])
}
