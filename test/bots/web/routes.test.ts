import Fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { bots } from '#bots/index.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { UserError } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { everything, type FakeService, fakeService, saying } from './fake-deps.ts'

const [web] = bots.filter(bot => bot.id === 'web')
const open: { close(): Promise<unknown> }[] = []
afterEach(() => Promise.all(open.splice(0).map(one => one.close())))

async function consoleOf({ deps }: { readonly deps: BotDeps }) {
  const app = Fastify()
  const messenger = await web?.create({ enabled: true }, deps)
  await messenger?.routes?.(app)
  open.push(app)
  return app
}

const ask = { as: 'amy@example.com', channel: '@me', text: '/kpi status' }

describe('switching the console on', () => {
  it.each([
    [{ WEB_CONSOLE: '1', DEMO: '0' }, true],
    [{ DEMO: '1' }, true],
    [{ WEB_CONSOLE: '', DEMO: '1' }, true],
    [{ WEB_CONSOLE: '0', DEMO: '1' }, false],
    [{ DEMO: '0' }, false],
    [{}, false],
  ])('reads %j as %s', (env, on) => {
    expect(web?.readConfig(env) !== null).toBe(on)
  })
})

describe('a message', () => {
  it('becomes an invocation of the person in their own conversation, and its cards come back in all languages', async () => {
    const service = fakeService(() => ({ cards: [everything] }))
    const app = await consoleOf(service)

    const response = await app.inject({ method: 'POST', url: '/web/messages', payload: ask })

    expect(service.asked).toEqual([
      expect.objectContaining({
        messenger: 'web',
        workspace: '',
        person: 'amy@example.com',
        channel: '@amy@example.com',
        kind: 'direct',
        line: 'status',
        via: 'slash',
      }),
    ])
    const [card] = response.json().cards
    expect(card).toMatchObject({
      title: everything.title,
      tone: 'bad',
      locale: 'en',
      view: { title: 'Sales below target' },
    })
    expect(card.blocks[3]).toMatchObject({ type: 'image', url: '/files/trend-en.png?sig=x', width: 1200, height: 600 })
  })

  it.each([
    ['status', 'status', 'typed'],
    ['/KPI  status sales', 'status sales', 'slash'],
    ['／kpi 状況', '状況', 'slash'],
    ['/kpi', '', 'slash'],
    ['/kpis', '/kpis', 'typed'],
  ])('%j is the line %j', async (text, line, via) => {
    const service = fakeService(() => ({}))
    const app = await consoleOf(service)

    await app.inject({ method: 'POST', url: '/web/messages', payload: { ...ask, text } })

    expect(service.asked[0]).toMatchObject({ line, via })
  })

  it('in a group names the channel', async () => {
    const service = fakeService(() => ({}))
    const app = await consoleOf(service)

    await app.inject({ method: 'POST', url: '/web/messages', payload: { ...ask, channel: '#JP-team' } })

    expect(service.asked[0]).toMatchObject({ channel: 'jp-team', channelName: 'jp-team', kind: 'group' })
  })

  it('that is sent again under the same id is answered again but asked once', async () => {
    const service = fakeService(() => ({ cards: [saying('once')] }))
    const app = await consoleOf(service)
    const payload = { ...ask, id: 'attempt-0001' }

    await app.inject({ method: 'POST', url: '/web/messages', payload })
    const again = await app.inject({ method: 'POST', url: '/web/messages', payload })

    expect(service.asked).toHaveLength(1)
    expect(again.json()).toMatchObject({ repeated: true, cards: [{ title: { en: 'once' } }] })
    expect(service.stored.size).toBe(2)
  })

  it('is answered although the picture and the memory fail', async () => {
    const broken = { put: () => Promise.reject(new Error('down')), find: async () => null, list: async () => [] }
    const draw = () => Promise.reject(new Error('no fonts'))
    const app = await consoleOf(fakeService(() => ({ cards: [everything] }), { messages: broken, draw }))

    const response = await app.inject({ method: 'POST', url: '/web/messages', payload: ask })

    expect(response.statusCode).toBe(200)
    expect(response.json().cards[0].view.blocks[3]).toMatchObject({ url: null, alt: 'Sales, 30 days' })
  })

  it.each([
    ['somebody unknown', { ...ask, as: 'eve@example.com' }, 403, 'unknown_person'],
    ['an unknown channel', { ...ask, channel: 'nowhere' }, 404, 'unknown_channel'],
    ["another person's own conversation", { ...ask, channel: '@yuki@example.com' }, 404, 'unknown_channel'],
    ['nothing', { ...ask, text: '  ' }, 400, 'empty'],
    ['too much', { ...ask, text: '数'.repeat(1001) }, 400, 'too_long'],
    ['no text', { as: ask.as }, 400, 'malformed'],
    ['a body beyond the limit', { ...ask, text: 'x'.repeat(20_000) }, 413, 'too_large'],
  ])('of %s is refused in three languages', async (_what, payload, status, error) => {
    const service = fakeService(() => ({}))
    const app = await consoleOf(service)

    const response = await app.inject({ method: 'POST', url: '/web/messages', payload })

    expect(response.statusCode).toBe(status)
    expect(response.json()).toMatchObject({ error, text: { en: expect.any(String), ja: expect.any(String) } })
    expect(service.asked).toEqual([])
  })

  it('is refused when one person sends very many at once, and taken again later', async () => {
    const service = fakeService(() => ({}))
    const app = await consoleOf(service)
    const send = () => app.inject({ method: 'POST', url: '/web/messages', payload: ask })
    for (let sent = 0; sent < 40; sent++) expect((await send()).statusCode).toBe(200)

    const refused = await send()
    service.pass(1000)

    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBe('1')
    expect((await send()).statusCode).toBe(200)
  })
})

describe('a button', () => {
  it.each([
    [{}, 'button'],
    [{ form: true }, 'form'],
  ])('sends its line %j as %s', async (extra, via) => {
    const service = fakeService(() => ({ cards: [saying('done')] }))
    const app = await consoleOf(service)

    const payload = { as: 'amy@example.com', channel: 'hq', line: 'ack 42', ...extra }
    const response = await app.inject({ method: 'POST', url: '/web/actions', payload })

    expect(service.asked[0]).toMatchObject({ line: 'ack 42', via, kind: 'group' })
    expect(response.json().cards[0].view.title).toBe('done')
  })
})

describe('what another site makes a browser send', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['a cross-site request without origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a name rebound to this machine', { host: 'evil.example' }, 403],
    ['a name that only starts like ours', { host: 'localhost.evil.example' }, 403],
    ['the own page', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, 200],
    ['another port of this machine', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:8080' }, 403],
    ['localhost', { host: 'localhost:3000', origin: 'http://localhost:3000' }, 200],
    ['an address of version 6', { host: '[::1]:3000' }, 200],
    ['the published name', { host: 'kpi.example.com', origin: 'https://kpi.example.com' }, 200],
    ['a script', {}, 200],
  ])('%s answers accordingly', async (_what, headers, status) => {
    const service = fakeService(() => ({}), { publicUrl: 'https://kpi.example.com' })
    const app = await consoleOf(service)

    const response = await app.inject({ method: 'POST', url: '/web/messages', payload: ask, headers })

    expect(response.statusCode).toBe(status)
    expect(service.asked).toHaveLength(status === 200 ? 1 : 0)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'is refused as %s, which needs no permission from us',
    async type => {
      const app = await consoleOf(fakeService(() => ({})))

      const response = await app.inject({
        method: 'POST',
        url: '/web/messages',
        headers: { 'content-type': type },
        payload: JSON.stringify(ask),
      })

      expect(response.statusCode).toBe(415)
    },
  )
})

describe('the page', () => {
  it('allows no inline code, no foreign origin and no frame', async () => {
    const app = await consoleOf(fakeService(() => ({})))

    const response = await app.inject({ method: 'GET', url: '/' })

    expect(response.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(response.headers['content-security-policy']).not.toContain('unsafe')
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    expect(response.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|https?:\/\//)
  })

  it('is not sent again when the browser has it', async () => {
    const app = await consoleOf(fakeService(() => ({})))
    const first = await app.inject({ method: 'GET', url: '/web/page/app.js' })

    const again = await app.inject({
      method: 'GET',
      url: '/web/page/app.js',
      headers: { 'if-none-match': String(first.headers.etag) },
    })

    expect(first.headers['content-type']).toContain('text/javascript')
    expect(again.statusCode).toBe(304)
  })

  it.each(['/web/page/nothing.js', '/web/page/..%2findex.ts', '/web/page/%2e%2e%2frender.ts'])(
    'has no file %s',
    async url => {
      const app = await consoleOf(fakeService(() => ({})))

      expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404)
    },
  )
})

describe('a file', () => {
  const file = {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    payload: 'date,sales\n',
  } as const

  it('is handed to the importer with who brought it, and its preview comes back', async () => {
    const seen: unknown[] = []
    const imports = {
      preview: async (given: { name: string; bytes: AsyncIterable<Uint8Array> }, options: unknown, by: unknown) => {
        const chunks: Uint8Array[] = []
        for await (const chunk of given.bytes) chunks.push(chunk)
        seen.push(given.name, Buffer.concat(chunks).toString(), options, by)
        return { id: 7 }
      },
      apply: async (id: number) => ({ applied: id }),
      undo: async (id: number) => ({ undone: id }),
    }
    const app = await consoleOf(fakeService(() => ({}), { imports }))

    const preview = await app.inject({
      ...file,
      url: '/web/imports?as=amy@example.com&name=a.csv&options={"market":"us"}',
    })
    const applied = await app.inject({ method: 'POST', url: '/web/imports/7/apply', payload: { as: ask.as } })

    const by = { messenger: 'web', workspace: '', person: 'amy@example.com' }
    expect(seen).toEqual(['a.csv', 'date,sales\n', { market: 'us' }, by])
    expect(preview.json()).toEqual({ id: 7 })
    expect(applied.json()).toEqual({ applied: 7 })
  })

  it('that the importer refuses is answered with its reason', async () => {
    const refuse = () => Promise.reject(new UserError(verbatim('Operators may import.')))
    const imports = { preview: refuse, apply: refuse, undo: refuse }
    const app = await consoleOf(fakeService(() => ({}), { imports }))

    const response = await app.inject({ ...file, url: '/web/imports?as=amy@example.com&name=a.csv' })

    expect(response.statusCode).toBe(400)
    expect(response.json().text.en).toBe('Operators may import.')
  })

  it('finds nobody where nothing takes files', async () => {
    const app = await consoleOf(fakeService(() => ({})))

    expect((await app.inject({ ...file, url: '/web/imports?as=amy@example.com&name=a.csv' })).statusCode).toBe(404)
  })
})

describe('a fault of ours', () => {
  it('shows a number that the log knows too, and nothing else', async () => {
    const secret = new Error('password=hunter2')
    const service: FakeService = fakeService(() => Promise.reject(secret))
    const app = await consoleOf(service)

    const response = await app.inject({ method: 'POST', url: '/web/messages', payload: ask })

    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('hunter2')
    expect(service.logged).toEqual([
      expect.objectContaining({ fields: expect.objectContaining({ reference: response.json().reference }) }),
    ])
  })
})
