import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BufferedRequest, bufferedFetch } from '#src/buffered-fetch.ts'
import { atFileEnd } from '#test/support/running/file-end.ts'

/** The real network of this machine: what stands in for it elsewhere has connections of its own. */
beforeAll(() => nock.restore())
afterAll(() => nock.activate())

/** Says these bytes to whoever has asked something, and ends the connection where it shall. */
async function saying(said: string | Buffer, then: 'end' | 'reset' | 'stay' = 'end'): Promise<string> {
  const open = new Set<net.Socket>()
  const server = net.createServer(socket => {
    open.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(said, () => {
        if (then === 'end') socket.end()
        if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 50)
      })
    })
  })
  return listening(server, open)
}

async function listening(server: net.Server, open: Iterable<net.Socket> = []): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atFileEnd(async () => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Tells back what it was asked. */
async function mirror(): Promise<string> {
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { method, url, headers } = request
    const form = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1]
    const body = form ? Buffer.concat(parts).toString('latin1').replaceAll(form, '…') : Buffer.concat(parts).toString()
    const type = headers['content-type']?.replace(/boundary=.*/, 'boundary=…')
    const length = form ? null : headers['content-length']
    response.end(JSON.stringify({ method, url, body, type, length, own: headers['x-own'] }))
  })
  return listening(server)
}

interface Heard {
  readonly status?: number
  readonly ok?: boolean
  readonly text?: string
  readonly retryAfter?: string | null
  readonly cookies?: readonly string[]
  readonly fault?: string
}

async function heard(ask: () => Promise<Pick<Response, 'status' | 'ok' | 'headers' | 'text'>>): Promise<Heard> {
  try {
    const answer = await ask()
    const { status, ok, headers } = answer
    const kept = { retryAfter: headers.get('retry-after'), cookies: headers.getSetCookie() }
    return { status, ok, text: await answer.text(), ...kept }
  } catch (error) {
    return { fault: error instanceof Error ? error.name : 'unknown' }
  }
}

const head = (status: string, ...more: readonly string[]) => [`HTTP/1.1 ${status}`, ...more, '', ''].join('\r\n')

describe('an answer is what fetch makes of it', () => {
  it.each<[string, string | Buffer, ('end' | 'reset')?]>([
    ['JSON', `${head('200 OK', 'Content-Length: 10')}{"a":"é"}`],
    ['more than it says', `${head('200 OK', 'Content-Length: 8')}{"a":"é"}`],
    ['pieces', `${head('200 OK', 'Transfer-Encoding: chunked')}3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n`],
    ['no length, until the end', `${head('200 OK')}hello`],
    ['nothing', head('204 No Content')],
    ['a byte order mark', `${head('200 OK', 'Content-Length: 5')}\uFEFF{}`],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from(head('200 OK', 'Content-Length: 3')), Buffer.from([255, 254, 65])]),
    ],
    ['a page of a gateway', `${head('502 Bad Gateway', 'Content-Length: 6')}<html>`],
    ['too many', head('429 Too Many Requests', 'Retry-After: 7', 'Content-Length: 0')],
    ['a header said twice', head('200 OK', 'Set-Cookie: a=1', 'Set-Cookie: b=2', 'Content-Length: 0')],
    [
      'a header before the final one',
      `${head('103 Early Hints', 'Link: </a>')}${head('200 OK', 'Content-Length: 2')}ok`,
    ],
    ['cut off in the middle', `${head('200 OK', 'Content-Length: 100')}{"a"`],
    ['cut off between pieces', `${head('200 OK', 'Transfer-Encoding: chunked')}3\r\n{"a\r\n`],
    ['a reset in the middle', `${head('200 OK', 'Content-Length: 100')}{"a"`, 'reset'],
    ['a reset before anything', '', 'reset'],
    ['an end without an answer', ''],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9\r\n'],
    ['half a header', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['a length that is no number', `${head('200 OK', 'Content-Length: many')}x`],
    ['two lengths', `${head('200 OK', 'Content-Length: 1', 'Content-Length: 2')}xy`],
  ])('%s', async (_, said, then) => {
    const url = await saying(said, then)
    const sending = { method: 'POST', body: '{}' }

    const ours = await heard(() => bufferedFetch(url, sending))

    expect(ours).toEqual(await heard(() => fetch(url, sending)))
  })

  it.each(['manual', 'error'] as const)('a redirect with %s', async redirect => {
    const url = await saying(head('302 Found', 'Location: /elsewhere', 'Content-Length: 0'))
    const sending = { method: 'POST', body: '{}', redirect }

    const ours = await heard(() => bufferedFetch(url, sending))

    expect(ours).toEqual(await heard(() => fetch(url, sending)))
  })
})

it('never follows a redirect that nobody has spoken of', async () => {
  const url = await saying(head('307 Temporary Redirect', 'Location: /', 'Content-Length: 0'))

  expect(await heard(() => bufferedFetch(url))).toMatchObject({ status: 307, ok: false })
})

describe('a request is what fetch makes of it', () => {
  const form = () => {
    const made = new FormData()
    made.set('card', '{"名":1}')
    made.set('media', new Blob([new Uint8Array([1, 2, 250])], { type: 'image/png' }), '图.png')
    return made
  }

  it.each<[string, () => BufferedRequest]>([
    ['nothing', () => ({})],
    ['a text', () => ({ method: 'POST', body: '{"名":"é"}' })],
    [
      'a text with a type',
      () => ({ method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json', 'X-Own': '1' } }),
    ],
    ['fields', () => ({ method: 'POST', body: new URLSearchParams({ a: 'ü &', b: '1' }) })],
    ['a form with a file', () => ({ method: 'POST', body: form() })],
    ['bytes', () => ({ method: 'PUT', body: Buffer.from('abc') })],
    ['no body', () => ({ method: 'POST' })],
    ['an empty body', () => ({ method: 'POST', body: '' })],
    ['a body that cannot be larger', () => ({ method: 'PATCH', body: 'x'.repeat(3_000_000) })],
    ['a deletion', () => ({ method: 'DELETE', headers: new Headers({ 'x-own': '2' }) })],
  ])('%s', async (_, request) => {
    const url = `${await mirror()}/a/路?q=${encodeURIComponent('名 +')}`

    const ours = await bufferedFetch(url, request())

    const theirs = await fetch(url, request() as RequestInit)
    expect(await ours.json()).toEqual(await theirs.json())
  })
})

describe('faults', () => {
  it('a closed port has its code as the cause', async () => {
    const server = net.createServer()
    const url = await listening(server)
    server.close()
    await once(server, 'close')

    await expect(bufferedFetch(url)).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } })
  })

  it.each(['', 'HTTP/1.1 200 OK\r\n', `${head('200 OK', 'Content-Length: 100')}{"a"`])(
    'a signal stops a wait with its own reason, after "%s"',
    async said => {
      const url = await saying(said, 'stay')
      const reason = new Error('enough')
      const control = new AbortController()
      const asked = bufferedFetch(url, { method: 'POST', body: '{}', signal: control.signal })

      setTimeout(() => control.abort(reason), 100)

      await expect(asked).rejects.toBe(reason)
    },
  )

  it('a signal that has spoken lets nothing out', async () => {
    const url = await mirror()

    await expect(bufferedFetch(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('an upgrade that nobody asked for is no answer', async () => {
    const url = await saying(head('101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'), 'stay')

    await expect(bufferedFetch(url)).rejects.toMatchObject({ name: 'TypeError' })
  })

  it('an answer without an end is refused, not kept', async () => {
    const server = http.createServer((_, response) => {
      const piece = Buffer.alloc(1_048_576)
      const more = () => !response.destroyed && response.write(piece, more)
      more()
    })

    await expect(bufferedFetch(await listening(server))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('more than') },
    })
  })

  it.each(['ftp://example.com/', 'file:///etc/passwd', 'nowhere'])('%s is no address', async address => {
    await expect(bufferedFetch(address)).rejects.toMatchObject({ name: 'TypeError' })
  })
})

it('one connection serves many calls, and is left before a platform would end it', async () => {
  const connections = new Set<net.Socket>()
  const server = http.createServer((request, response) => {
    connections.add(request.socket)
    response.end('{}')
  })
  server.keepAliveTimeout = 60_000
  const url = await listening(server)

  for (let call = 0; call < 5; call++) await bufferedFetch(url)

  expect(connections.size).toBe(1)
  const [connection] = connections
  await expect.poll(() => connection?.destroyed, { timeout: 20_000 }).toBe(true)
})

it('a call that lasts longer than a connection may idle is answered', async () => {
  const server = http.createServer(async (_, response) => {
    await pause(5_000)
    response.end('late')
  })

  expect(await (await bufferedFetch(await listening(server))).text()).toBe('late')
})

it('what nobody asked to be compressed is read as it comes', async () => {
  const packed = gzipSync('{"a":1}')
  const server = http.createServer((request, response) => {
    const wants = request.headers['accept-encoding']
    response.end(wants ? packed : '{"a":1}')
  })

  expect(await (await bufferedFetch(await listening(server))).json()).toEqual({ a: 1 })
})
