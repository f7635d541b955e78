import { createHmac } from 'node:crypto'
import { Agent, createServer, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/**
 * The other side of the wire, in a process of its own: signed commands as fast as they are answered, or at a steady
 * pace, and a Web API that agrees to everything. A flood goes over bare sockets with requests made beforehand, so that
 * the side that is measured is what limits it.
 */
export type Order =
  | { readonly kind: 'api' }
  | { readonly kind: 'flood'; readonly port: number; readonly secret: string; readonly count: number }
  | {
      readonly kind: 'pace'
      readonly port: number
      readonly secret: string
      readonly perSecond: number
      readonly seconds: number
    }

/** What comes back: the port of the API, requests a second, or milliseconds of each request. */
export type Report =
  | { readonly kind: 'api'; readonly port: number }
  | { readonly kind: 'flood'; readonly perSecond: number }
  | { readonly kind: 'pace'; readonly latencies: readonly number[] }

/** Requests under way at the same time in a flood. */
const connections = 32

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
let count = 0
/** Where answers that come later go: the API of this process, once it runs. */
let later = 'http://127.0.0.1:9'

process.on('message', (order: Order) => {
  run(order).then(
    report => process.send?.(report),
    error => {
      throw error
    },
  )
})

function run(order: Order): Promise<Report> {
  switch (order.kind) {
    case 'api':
      return startApi()
    case 'flood':
      return flood(order.port, order.secret, order.count)
    case 'pace':
      return pace(order)
    default:
      return order satisfies never
  }
}

async function startApi(): Promise<Report> {
  const answer = JSON.stringify({
    ok: true,
    team_id: 'T0BENCH001',
    bot_id: 'B0BENCH001',
    user_id: 'U0BOT00001',
    ts: '1800000000.000100',
    user: { team_id: 'T0BENCH001', tz: 'Asia/Tokyo', locale: 'ja-JP', profile: { email: 'yuki@example.com' } },
  })
  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    incoming.on('end', () => outgoing.writeHead(200, { 'content-type': 'application/json' }).end(answer))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const { port } = server.address() as AddressInfo
  later = `http://127.0.0.1:${port}`
  return { kind: 'api', port }
}

async function flood(port: number, secret: string, total: number): Promise<Report> {
  const requests = Array.from({ length: total }, () => bytesOf(signedCommand(secret)))
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(port)))
  const start = performance.now()
  await Promise.all(sockets.map(socket => lane(socket, requests)))
  const elapsedMs = performance.now() - start
  for (const socket of sockets) socket.destroy()
  return { kind: 'flood', perSecond: (total / elapsedMs) * 1000 }
}

function bytesOf({ body, headers }: Signed): Buffer {
  const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`POST /slack/events HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** One request after the other over one connection. Answers are empty: what follows the head is not waited for. */
function lane(socket: Socket, requests: Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      const bytes = requests.pop()
      if (bytes) socket.write(bytes)
      else resolve()
    }
    let head = ''
    socket.on('data', chunk => {
      head += chunk.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      if (head.startsWith('HTTP/1.1 200 ')) next()
      else reject(new Error(head.slice(0, 40)))
      head = ''
    })
    socket.once('close', () => reject(new Error('the connection was closed')))
    next()
  })
}

async function pace({ port, secret, perSecond, seconds }: Extract<Order, { kind: 'pace' }>): Promise<Report> {
  const latencies: number[] = []
  const running: Promise<void>[] = []
  const start = performance.now()
  for (let sent = 0; sent < perSecond * seconds; sent++) {
    const due = start + (sent * 1000) / perSecond
    while (performance.now() < due)
      await new Promise(resolve => setTimeout(resolve, Math.max(0, due - performance.now() - 1)))
    const body = signedCommand(secret)
    // From when it was due: waiting behind a slow answer counts.
    running.push(post(port, body).then(() => void latencies.push(performance.now() - due)))
  }
  await Promise.all(running)
  return { kind: 'pace', latencies }
}

interface Signed {
  readonly body: string
  readonly headers: Record<string, string | number>
}

function signedCommand(secret: string): Signed {
  count += 1
  const body = new URLSearchParams({
    command: '/kpi',
    text: 'status sales rakuten yesterday',
    token: 'legacy',
    team_id: 'T0BENCH001',
    channel_id: `C0BENCH${count}`, // one channel takes a message a second, which is not what is measured
    channel_name: 'bench',
    user_id: 'U0BENCH001',
    api_app_id: 'A0BENCH001',
    is_enterprise_install: 'false',
    trigger_id: `trigger.${count}`,
    response_url: `${later}/response/${count}`,
  }).toString()
  const at = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${signature}`,
  }
  return { body, headers }
}

function post(port: number, { body, headers }: Signed): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers },
      answer => {
        answer.resume()
        answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`))))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
