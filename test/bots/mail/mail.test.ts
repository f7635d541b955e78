import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mail } from '#bots/mail/index.ts'
import type { Card } from '#src/chat/card.ts'
import type { Messenger, Outgoing } from '#src/chat/messenger.ts'
import { ConfigError, TransportError } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { fakeService } from '#test/bots/web/fake-deps.ts'
import { type MailServer, mailServer, partOf } from './smtp.ts'

const card: Card = {
  title: { en: 'Sales · West', ja: '売上・West', 'zh-CN': '销售额 · West' },
  tone: 'bad',
  blocks: [
    { type: 'text', text: verbatim('<b>&"evil"</b> <script>alert(1)</script>') },
    { type: 'image', picture: { drawing: 'trend', data: {} }, alt: verbatim('Trend') },
    {
      type: 'actions',
      actions: [
        { label: verbatim('Acknowledge'), line: 'ack 42', style: 'primary' },
        { label: verbatim('Resolve'), line: 'resolve 42' },
      ],
    },
  ],
}
const picture = { id: 'p', png: new Uint8Array([137, 80, 78, 71]), width: 600, height: 300 }

let server: MailServer
let messenger: Messenger
let app: FastifyInstance
const service = fakeService(() => ({ cards: [{ title: verbatim('You <took> it'), tone: 'good', blocks: [] }] }))

beforeAll(async () => {
  server = await mailServer()
  const env = { SMTP_URL: server.url, MAIL_FROM: 'KPI bot <kpi@example.com>' }
  messenger = await mail.create(mail.readConfig(env), service.deps)
  app = fastify()
  await messenger.routes?.(app)
})

afterEach(() => {
  server.refuse(null)
  server.mails.length = 0
})

afterAll(async () => {
  await app.close()
  await messenger.stop?.()
  await server.close()
})

function outgoing(over: Partial<Outgoing> = {}): Outgoing {
  const { signal } = new AbortController()
  const to = { workspace: '', channel: 'mei@example.com', kind: 'direct' } as const
  return {
    deliveryId: 'alert/42/rev/1',
    to,
    card,
    locale: 'en',
    pictures: [picture],
    handles: new Map(),
    signal,
    ...over,
  }
}

async function linkFrom(): Promise<string> {
  await messenger.send(outgoing())
  const url = /http:\/\/127\.0\.0\.1:3000(\/mail\/ack\?\S+)/.exec(partOf(server.mails[0], 'text/plain'))?.[1]
  return url ?? ''
}

describe('the configuration of mail', () => {
  it.each([
    [{ SMTP_URL: 'smtp://mx' }, 'MAIL_FROM is missing'],
    [{ MAIL_FROM: 'kpi@example.com' }, 'SMTP_URL is missing'],
    [{ SMTP_URL: 'http://mx', MAIL_FROM: 'kpi@example.com' }, 'SMTP_URL must look like'],
    [{ SMTP_URL: 'smtp://mx', MAIL_FROM: 'nobody' }, 'MAIL_FROM must be an address'],
    [{ MAIL_BOUNCES: 'b@example.com', MAIL_BOUNCE_TOKEN: 'x'.repeat(16) }, 'SMTP_URL is missing'],
    [{ SMTP_URL: 'smtp://mx', MAIL_FROM: 'a@b.example', MAIL_BOUNCES: 'b@c.example' }, 'MAIL_BOUNCE_TOKEN is missing'],
    [{ SMTP_URL: 'smtp://mx', MAIL_FROM: 'a@b.example', MAIL_BOUNCE_TOKEN: 'short' }, 'must have 16 characters'],
  ])('%o stops the start', (env, problem) => {
    expect(() => mail.readConfig(env)).toThrow(ConfigError)
    expect(() => mail.readConfig(env)).toThrow(problem)
  })
})

describe('a mail', () => {
  it('has text, HTML and the chart inside, in the language of the reader', async () => {
    await messenger.send(outgoing({ locale: 'ja' }))

    const [arrived] = server.mails
    const html = partOf(arrived, 'text/html')
    expect(arrived?.to).toEqual(['mei@example.com'])
    expect(arrived?.headers).toContain('From: KPI bot <kpi@example.com>')
    expect(arrived?.headers).toContain('Auto-Submitted: auto-generated')
    expect(partOf(arrived, 'text/plain')).toContain('売上・West')
    expect(html).toContain('売上・West')
    expect(html).toContain('src="cid:picture-1@kpi"')
    const image = arrived?.parts.find(part => part.headers.includes('image/png'))
    expect(image?.headers).toContain('<picture-1@kpi>')
    expect([...(image?.body ?? [])].slice(0, 4)).toEqual([...picture.png])
  })

  it('escapes what people wrote', async () => {
    await messenger.send(outgoing())

    const html = partOf(server.mails[0], 'text/html')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script')
  })

  it('cannot be led to other recipients or headers by what it says', async () => {
    const evil = { ...card, title: verbatim('Sales\r\nBcc: evil@example.com') }
    await messenger.send(outgoing({ card: evil }))

    expect(server.mails[0]?.to).toEqual(['mei@example.com'])
    expect(server.mails[0]?.headers).not.toMatch(/^Bcc/m)
  })

  it('follows in the same thread only when its subject says something new', async () => {
    const ref = await messenger.send(outgoing())
    const same = await messenger.follow?.(ref, outgoing({ deliveryId: 'alert/42/rev/2' }))
    const taken = { ...card, title: verbatim('Sales · West · being worked on'), tone: 'warning' as const }
    await messenger.follow?.(ref, outgoing({ deliveryId: 'alert/42/rev/3', card: taken }))

    expect(same).toBe(ref)
    expect(server.mails).toHaveLength(2)
    const id = /Message-ID: (<[^>]+>)/i.exec(server.mails[0]?.headers ?? '')?.[1]
    expect(server.mails[1]?.headers).toContain(`In-Reply-To: ${id}`)
  })
})

describe('the replies of the mail server', () => {
  it.each([
    ['rcpt', 550, 'unreachable'],
    ['rcpt', 553, 'unreachable'],
    ['rcpt', 450, 'retryable'],
    ['data', 554, 'permanent'],
    ['data', 552, 'permanent'],
    ['data', 451, 'retryable'],
  ] as const)('to %s with %i is %s', async (at, code, fault) => {
    server.refuse({ at, code, text: 'no such user mei@example.com' })

    const error: unknown = await messenger.send(outgoing()).catch(it => it)

    expect(error).toBeInstanceOf(TransportError)
    expect(error).toMatchObject({ fault })
    expect(String(error)).not.toContain('mei@example.com')
  })

  it('to a wrong login is permanent, and the password stays secret', async () => {
    const env = { SMTP_URL: server.url.replace('hunter2', 'wrong-word'), MAIL_FROM: 'kpi@example.com' }
    const locked = await mail.create(mail.readConfig(env), service.deps)

    const error: unknown = await locked.send(outgoing()).catch(it => it)
    await locked.stop?.()

    expect(error).toMatchObject({ fault: 'permanent' })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('wrong-word')
  })

  it('that never come, because nobody listens, are tried again', async () => {
    const away = await mail.create(
      mail.readConfig({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@b.example' }),
      service.deps,
    )

    expect(await away.send(outgoing()).catch(it => it)).toMatchObject({ fault: 'retryable' })
    await away.stop?.()
  })
})

describe('the link of a mail', () => {
  it('asks first: opening it changes nothing, the button does', async () => {
    const url = await linkFrom()
    const before = service.asked.length

    const page = await app.inject({ url, headers: { 'accept-language': 'zh-CN,en' } })
    const untouched = service.asked.length
    const done = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<form method="post">')
    expect(page.body).toContain('以 mei@example.com 的身份执行。')
    expect(page.body).toContain('<h1>Sales · West</h1>')
    expect(page.body).toContain('<button>Acknowledge</button>')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.body).not.toContain('<script')
    expect(untouched).toBe(before)
    expect(service.asked.at(-1)).toMatchObject({ messenger: 'mail', person: 'mei@example.com', line: 'ack 42' })
    expect(done.body).toContain('You &lt;took&gt; it')
  })

  it('is refused when anything of it was changed, or when it is too old', async () => {
    const url = await linkFrom()
    const before = service.asked.length
    const changed = [
      url.replace('ack+42', 'ack+43'),
      url.replace('mei', 'ken'),
      url.replace('about=Sales', 'about=Orders'),
      url.replace('label=Ack', 'label=Show'),
      url.replace(/expires=\d/, 'expires=9'),
      url.replace(/sig=./, 'sig=!'),
      '/mail/ack',
      '/mail/ack?to=mei%40example.com&line=ack+42&expires=99999999999',
    ]

    for (const wrong of changed) {
      expect((await app.inject({ url: wrong })).statusCode).toBe(403)
      expect((await app.inject({ method: 'POST', url: wrong })).statusCode).toBe(403)
    }
    service.pass(8 * 86_400_000)
    expect((await app.inject({ method: 'POST', url })).statusCode).toBe(403)
    expect(service.asked).toHaveLength(before)
  })
})
