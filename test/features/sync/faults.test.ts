import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { politeFetch } from '#src/features/sync/http.ts'
import { connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'

const now = new Date('2026-03-10T12:00:00Z')
let server: Server | null = null

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Answers a call by raw bytes, as a server that is wrong would. */
async function ask(answer: (socket: Socket) => void, over: object = {}): Promise<unknown> {
  server = createServer(request => answer(request.socket))
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/figures?token=canary`
  const signal = new AbortController().signal
  return politeFetch({ url, ...over }, signal, () => now, 400)
    .then(async found => {
      if (found.lines) for await (const _line of found.lines());
      return found.json()
    })
    .catch((error: unknown) => error)
}

const head = (status: string, ...lines: readonly string[]) =>
  `HTTP/1.1 ${[status, ...lines, 'connection: close'].join('\r\n')}\r\n\r\n`
const packed = gzipSync(JSON.stringify({ orders: Array.from({ length: 500 }, (_, id) => ({ id, price: id / 7 })) }))
const bomb = gzipSync('x\n'.repeat(5_000_000))
const oneLine = gzipSync('x'.repeat(5_000_000))
const sendPacked = (socket: Socket, bytes: Uint8Array) => {
  socket.write(head('200 OK'))
  socket.end(bytes)
}
const trickle = (socket: Socket) => {
  socket.write(head('200 OK', 'content-length: 1000'))
  const timer = setInterval(() => socket.write('['), 50)
  socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer))
}

const endlessHead = (socket: Socket) => {
  socket.write('HTTP/1.1 200 OK\r\n')
  const timer = setInterval(() => socket.write('x-more: 1\r\n'), 50)
  socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer))
}

type Case = readonly [what: string, kind: string, answer: (socket: Socket) => void, over?: object]
const cases: readonly Case[] = [
  ['it accepts and never answers', 'transient', () => {}],
  ['it sends a byte now and then', 'transient', trickle],
  ['its headers never end', 'transient', endlessHead],
  ['its headers are too large', 'transient', socket => socket.end(head('200 OK', `x: ${'y'.repeat(99_000)}`))],
  [
    'its lists are nested without end',
    'transient',
    socket => socket.end(`${head('200 OK')}{"a":${'['.repeat(500_000)}`),
  ],
  [
    'its packed document becomes a thousand times as large',
    'permanent',
    socket => sendPacked(socket, bomb),
    { packed: true },
  ],
  ['its packed document is one line without end', 'permanent', socket => sendPacked(socket, oneLine), { packed: true }],
  ['it stops in the middle', 'transient', socket => socket.write(`${head('200 OK', 'content-length: 99')}{"a":`)],
  ['it breaks off', 'transient', socket => socket.destroy()],
  ['it breaks off in the middle', 'transient', socket => socket.end(`${head('200 OK', 'content-length: 99')}{"a"`)],
  ['it says too short a length', 'transient', socket => socket.end(`${head('200 OK', 'content-length: 4')}{"a":1}`)],
  ['it speaks no HTTP', 'transient', socket => socket.end('hello\r\n\r\n')],
  ['it answers nothing', 'transient', socket => socket.end(head('200 OK', 'content-length: 0'))],
  ['it answers a page', 'transient', socket => socket.end(`${head('200 OK')}<html>Maintenance</html>`)],
  ['it answers another format', 'drift', socket => socket.end(`${head('200 OK')}orders: 5`)],
  ['its gzip is cut', 'transient', socket => sendPacked(socket, packed.subarray(0, 90))],
  ['its packed document is cut', 'transient', socket => sendPacked(socket, packed.subarray(0, 90)), { packed: true }],
  ['its packed stream is cut', 'transient', socket => sendPacked(socket, packed.subarray(0, 90)), { streamed: true }],
  [
    'its stream breaks off',
    'transient',
    socket => socket.end(`${head('200 OK', 'content-length: 99')}{"a"`),
    { streamed: true },
  ],
  [
    'its stream is larger than asked',
    'permanent',
    socket => socket.end(`${head('200 OK')}${'x\n'.repeat(600)}`),
    { streamed: true, maxBytes: 1_000 },
  ],
  [
    'its packed stream is larger than asked',
    'permanent',
    socket => sendPacked(socket, gzipSync('x\n'.repeat(900))),
    { streamed: true, maxBytes: 1_000 },
  ],
  [
    'it answers too much',
    'permanent',
    socket => socket.end(`${head('200 OK')}${'x'.repeat(3_000)}`),
    { maxBytes: 2_000 },
  ],
  [
    'it answers too much packed',
    'permanent',
    socket => sendPacked(socket, gzipSync('x'.repeat(300_000))),
    { maxBytes: 2_000 },
  ],
  ['it sends elsewhere', 'permanent', socket => socket.end(head('302 Found', 'location: http://127.0.0.1:1/'))],
  ['it is asked too often', 'throttled', socket => socket.end(head('429 No'))],
  ['it is asked too often, and says until when', 'throttled', socket => socket.end(head('429 No', 'retry-after: 7'))],
  ['it fails', 'transient', socket => socket.end(head('500 No'))],
  ['it is away and says until when', 'transient', socket => socket.end(head('503 No', 'retry-after: 7'))],
  ['it is slow', 'transient', socket => socket.end(head('504 No'))],
  ['it does not know us', 'authorisation', socket => socket.end(head('401 No'))],
  ['it does not let us', 'scope', socket => socket.end(head('403 No'))],
  ['it has no such thing', 'unavailable', socket => socket.end(head('404 No'))],
  ['it had such a thing', 'unavailable', socket => socket.end(head('410 No'))],
  ['it does not understand', 'permanent', socket => socket.end(head('400 No'))],
]

describe('a document that is streamed', () => {
  it.each([
    ['as it is', (text: string) => Buffer.from(text)],
    ['packed', (text: string) => gzipSync(text)],
  ])('is read line by line while it arrives, %s', async (_name, write) => {
    const text = Array.from({ length: 9_000 }, (_, row) => `{"row":${row},"name":"é漢字"}`).join('\r\n')
    const bytes = write(text)
    server = createServer(async (_request, response) => {
      for (let at = 0; at < bytes.length; at += 1_001) {
        response.write(bytes.subarray(at, at + 1_001))
        if (at % 11_011 === 0) await new Promise(resolve => setImmediate(resolve))
      }
      response.end()
    })
    await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`

    const found = await politeFetch({ url, streamed: true }, new AbortController().signal, () => now)
    const lines: string[] = []
    for await (const line of found.lines?.() ?? []) lines.push(line)

    expect(lines.join('\r\n')).toBe(text)
    expect(found.bytes).toHaveLength(0)
  })
})

describe('a call to a server that is wrong fails in the right way:', () => {
  it.each(cases.map(([what, kind, answer, over = {}]) => ({ what, kind, answer, over })))('$what', async one => {
    const { what, kind, answer, over } = one
    const fault = await ask(answer, over)

    expect(fault).toMatchObject({ name: 'SourceFault', kind })
    expect(String(fault)).not.toContain('canary')
    if (what.includes('until when')) expect(fault).toMatchObject({ until: new Date('2026-03-10T12:00:07Z') })
  })
})

it('a marketplace that never answers holds up no other one, and goes on when it answers again', async () => {
  const { db } = await testDatabase()
  const markets: readonly FakeMarketServer[] = [await startFakeMarket(), await startFakeMarket()]
  const [bad, good] = markets
  if (!bad || !good) throw new Error('no markets')
  const parts: SyncParts = {
    db,
    connectors: [
      { ...fakeMarket, addresses: () => ({ FAKEMARKET_API_URL: bad.url }) },
      { ...fakeMarket, id: 'othermarket', addresses: () => ({ FAKEMARKET_API_URL: good.url }) },
    ],
    env: {},
    secretKey: 'a secret key of thirty-two characters',
    now: () => new Date(),
    log: { info: () => {}, error: () => {} },
    answerMs: 500, // else a call that hangs takes fifteen seconds
  }
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }
  const since = new Date(Date.now() - 50 * 86_400_000).toISOString().slice(0, 10)
  await connect(parts, { connector: 'fakemarket', keys, since, store: 'Harbour' })
  bad.fault = () => 'hang'
  const waiting = waitForHistory(parts, 0.1)
  await connect(parts, { connector: 'othermarket', keys: { ...keys, client_id: 'two' }, since, store: 'Quay' })
  await waiting

  const rows = await db.execute(sql`select s.connector, p.state, p.fault, count(*)::int as n,
      bool_or(p.lease_until > clock_timestamp() + interval '31 seconds') as long
    from pulls p join connection_stores s on s.id = p.connection_store_id where p.kind = 'backfill'
    group by 1, 2, 3 order by 1, 2, 3`)
  expect(rows.filter(row => row.connector === 'othermarket')).toMatchObject([{ state: 'done', n: 4 }])
  expect(rows.filter(row => row.connector === 'fakemarket' && row.state !== 'waiting')).toEqual([])
  expect(rows.some(row => row.long)).toBe(false)
  expect(rows.some(row => row.connector === 'fakemarket' && row.fault === 'transient')).toBe(true)

  bad.fault = null
  await db.execute(sql`update pulls set not_before = null, lease_until = null`)
  expect(await waitForHistory(parts, 1)).toBe(true)
  await Promise.all(markets.map(one => one.close()))
}, 400_000)
