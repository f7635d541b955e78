import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** Slack's end of Socket Mode: envelopes go out, acknowledgements come back. */
export interface FakeSocket {
  /** For the answer of apps.connections.open. */
  readonly url: string
  /** How many connections were opened so far. */
  readonly opened: number
  /** Connections that are open now, in the order of their opening. */
  readonly open: readonly WebSocket[]
  /** Envelopes that were acknowledged. */
  readonly acknowledged: readonly string[]
  /** Sends an envelope over the newest connection, or the given one, and waits for its acknowledgement. */
  deliver(
    type: 'slash_commands' | 'events_api' | 'interactive',
    payload: unknown,
    id: string,
    over?: WebSocket,
  ): Promise<unknown>
  /** Says that a connection will end, as Slack does every few hours; it stays open until the bot leaves it. */
  renew(reason: 'warning' | 'refresh_requested'): void
  /** Cuts all connections without a word. */
  cut(): void
  /** Waits until the bot is connected. */
  connected(): Promise<void>
  close(): Promise<void>
}

/** Starts it on a free port. */
export async function startFakeSocket(): Promise<FakeSocket> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const acks = new Map<string, (payload: unknown) => void>()
  const acknowledged: string[] = []
  const sockets: WebSocket[] = []
  let arrived: () => void = () => {}
  const first = new Promise<void>(resolve => {
    arrived = resolve
  })
  server.on('connection', socket => {
    sockets.push(socket)
    socket.on('message', data => {
      const { envelope_id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: unknown }
      acknowledged.push(envelope_id)
      acks.get(envelope_id)?.(payload ?? null)
    })
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0' } }))
    arrived()
  })
  const open = () => sockets.filter(socket => socket.readyState === socket.OPEN)
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get opened() {
      return sockets.length
    },
    get open() {
      return open()
    },
    acknowledged,
    connected: () => first,
    deliver: async (type, payload, id, over) => {
      await first
      const acked = new Promise<unknown>(resolve => acks.set(id, resolve))
      const socket = over ?? open().at(-1)
      socket?.send(JSON.stringify({ envelope_id: id, type, accepts_response_payload: true, payload }))
      return acked
    },
    renew: reason => {
      open()
        .at(-1)
        ?.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }))
    },
    cut: () => {
      for (const socket of open()) socket.terminate()
    },
    close: async () => {
      for (const client of server.clients) client.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}
