import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** Slack's end of Socket Mode: envelopes go out, acknowledgements come back. */
export interface FakeSocket {
  /** For the answer of apps.connections.open. */
  readonly url: string
  /** Sends an envelope and waits for its acknowledgement. */
  deliver(type: 'slash_commands' | 'events_api' | 'interactive', payload: unknown, id: string): Promise<unknown>
  /** Waits until the bot is connected. */
  connected(): Promise<void>
  close(): Promise<void>
}

/** Starts it on a free port. */
export async function startFakeSocket(): Promise<FakeSocket> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const acks = new Map<string, (payload: unknown) => void>()
  let arrived: (socket: WebSocket) => void = () => {}
  const first = new Promise<WebSocket>(resolve => {
    arrived = resolve
  })
  server.on('connection', socket => {
    socket.on('message', data => {
      const { envelope_id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: unknown }
      acks.get(envelope_id)?.(payload ?? null)
    })
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0' } }))
    arrived(socket)
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connected: async () => void (await first),
    deliver: async (type, payload, id) => {
      const socket = await first
      const acked = new Promise<unknown>(resolve => acks.set(id, resolve))
      socket.send(JSON.stringify({ envelope_id: id, type, accepts_response_payload: true, payload }))
      return acked
    },
    close: async () => {
      for (const client of server.clients) client.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}
