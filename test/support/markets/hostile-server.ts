import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

/** Ways to answer a call that no marketplace documents. */
export const hostilities = {
  'sends a byte now and then': socket => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n')
    drip(socket, ' ')
  },
  'sends headers without end': socket => {
    socket.write('HTTP/1.1 200 OK\r\n')
    drip(socket, 'x-more: 1\r\n')
  },
  'never answers': () => {},
  'breaks off in the middle': socket =>
    void socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{"orders":['),
  'breaks off at once': socket => void socket.destroy(),
  'answers a page of signing in': socket => said(socket, '200 OK', [], '<html><form>Sign in, Canary</form></html>'),
  'answers a bomb': socket => said(socket, '200 OK', ['content-encoding: gzip'], bomb()),
  'answers two hundred million bytes': socket => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{"orders":"')
    flood(socket, 200_000_000)
  },
  'answers lists in lists': socket => said(socket, '200 OK', [], `${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  'asks for a pause of a year': socket => said(socket, '429 No', ['retry-after: 31536000'], '{}'),
  'asks for a pause that is less than none': socket => said(socket, '429 No', ['retry-after: -9'], '{}'),
  'asks for a pause until a day that is over': socket =>
    said(socket, '503 No', ['retry-after: Tue, 10 Mar 2020 12:05:00 GMT'], '{}'),
  'knows no token any more': socket => said(socket, '401 No', [], '{}'),
} satisfies Record<string, (socket: Socket) => void>

/** The name of one of them. */
export type Hostility = keyof typeof hostilities

/** A server that answers every call to `/<name>` so. */
export async function startHostileServer(): Promise<{ readonly url: string; close(): void }> {
  const server: Server = createServer(request => {
    const name = decodeURIComponent((request.url ?? '').slice(1)) as Hostility // only the test below asks
    request.socket.on('error', () => {})
    request.resume()
    hostilities[name](request.socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

let packed: Buffer | null = null

/** Hundred kilobytes that become a hundred megabytes. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(100_000_000, '[ '))
  return packed
}

function said(socket: Socket, status: string, headers: readonly string[], body: string | Buffer): void {
  const type = typeof body === 'string' && body.startsWith('<') ? 'text/html' : 'application/json'
  const lines = [`HTTP/1.1 ${status}`, `content-type: ${type}`, ...headers, 'connection: close', '', '']
  socket.write(lines.join('\r\n'))
  socket.end(body)
}

function drip(socket: Socket, piece: string): void {
  const timer = setInterval(() => socket.write(piece), 60)
  socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer))
}

function flood(socket: Socket, bytes: number): void {
  const piece = Buffer.alloc(1_000_000, 'x')
  let left = bytes
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= piece.length
      if (!socket.write(piece)) return void socket.once('drain', more)
    }
    socket.end('"}')
  }
  more()
}
