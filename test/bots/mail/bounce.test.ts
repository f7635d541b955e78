import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mail } from '#bots/mail/index.ts'
import { readBounces } from '#bots/mail/receive/bounce.ts'
import type { Messenger, Undelivered } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { fakeService } from '#test/bots/web/fake-deps.ts'
import { type MailServer, mailServer } from './smtp.ts'

const mime = 'message/rfc822'

/** What a mail server sends back (RFC 3462, 3464): the words for people, the status, the returned headers. */
function notification(status: string, returned = '', returnedType = 'text/rfc822-headers'): Buffer {
  const parts = [
    'Content-Type: text/plain; charset=utf-8\r\n\r\nこのメールは配信できませんでした。\r\nAction: failed',
    `Content-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n${status}`,
    ...(returned ? [`Content-Type: ${returnedType}\r\n\r\n${returned}`] : []),
  ]
  const head = [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.net (Mail Delivery System)',
    'To: kpi-bounces@example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="9B09.128/mx.example.net"',
  ]
  const body = parts.map(part => `--9B09.128/mx.example.net\r\n${part}\r\n`).join('\r\n')
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}\r\n--9B09.128/mx.example.net--\r\n`)
}

const postfix = [
  'Reporting-MTA: dns; mx.example.net',
  'X-Postfix-Queue-ID: 9B095B5ADSN',
  'Arrival-Date: Fri, 20 Nov 2026 09:00:00 +0000 (UTC)',
  '',
  'Final-Recipient: rfc822; postbox@elsewhere.example',
  'Original-Recipient: rfc822;Mei@Example.com',
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mx.elsewhere.example',
  'Diagnostic-Code: smtp; 550 5.1.1 <mei@example.com>: Recipient address',
  '    rejected: User unknown in virtual mailbox table',
].join('\r\n')
const returned =
  'Received: from kpi\r\n\tby mx\r\nMessage-ID:\r\n <abc123@example.com>\r\nSubject: =?utf-8?B?5aOy5LiK?='

describe('a mail that came back', () => {
  it('says whose address failed, and which of our mails it was', async () => {
    expect(await readBounces(notification(postfix, returned), mime)).toEqual([
      {
        addresses: ['mei@example.com', 'postbox@elsewhere.example'],
        messageId: 'abc123@example.com',
        status: '5.1.1',
        gone: true,
      },
    ])
  })

  it('is known by its envelope id where nothing was returned, also as the bare status', async () => {
    const status = postfix.replace('Arrival-Date', 'Original-Envelope-Id: abc123@example.com\r\nArrival-Date')

    expect(await readBounces(notification(status), mime)).toMatchObject([{ messageId: 'abc123@example.com' }])
    expect(await readBounces(Buffer.from(status), 'message/delivery-status')).toMatchObject([
      { messageId: 'abc123@example.com', status: '5.1.1' },
    ])
    expect(await readBounces(notification(postfix), mime)).toMatchObject([{ messageId: null }])
  })

  it('reads every recipient, and a whole mail that was returned', async () => {
    const two = `${postfix}\r\n\r\nFinal-Recipient: rfc822;<ken@example.com>\r\nAction: FAILED\r\nStatus: 4.4.7 (expired)`
    const whole = `${returned}\r\n\r\nFinal-Recipient: rfc822; evil@example.com\r\nAction: failed`

    const bounces = await readBounces(notification(two, whole, 'message/rfc822'), mime)

    expect(bounces.map(({ addresses, status, gone }) => [addresses[0], status, gone])).toEqual([
      ['mei@example.com', '5.1.1', true],
      ['ken@example.com', '4.4.7', false],
    ])
    expect(bounces[0]?.messageId).toBe('abc123@example.com')
  })

  it.each([
    ['5.1.1', true],
    ['5.7.1', true],
    ['5.2.2', false],
    ['5.6.3', false],
    ['4.4.7', false],
    ['nonsense', true],
  ])('with status %s tells that the address takes nothing: %s', async (status, gone) => {
    const [bounce] = await readBounces(notification(postfix.replace('5.1.1\r\nRemote', `${status}\r\nRemote`)), mime)

    expect(bounce?.gone).toBe(gone)
  })

  it.each([
    ['a delay', notification(postfix.replace('Action: failed', 'Action: delayed'))],
    ['a receipt', notification(postfix.replace('Action: failed', 'Action: delivered'))],
    ['a status without a recipient', notification('Reporting-MTA: dns; mx.example.net')],
    [
      'an address of another kind',
      notification('Reporting-MTA: dns; a\r\n\r\nFinal-Recipient: x400; c=us\r\nAction: failed'),
    ],
    [
      'a mail that only speaks of failure',
      Buffer.from('Subject: failed\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed'),
    ],
    ['nothing', Buffer.alloc(0)],
    ['bytes that are no mail', Buffer.from([0, 255, 254, 10, 13, 10])],
  ])('that is %s says nothing', async (_name, raw) => {
    expect(await readBounces(raw, mime)).toEqual([])
  })
})

const routesOf = (messenger: Messenger): FastifyPluginAsync => {
  return async scope => messenger.routes?.(scope)
}

describe('the way for mails that come back', () => {
  const token = 'the-token-of-the-mail-server'
  const reported: Undelivered[] = []
  const known = new Set(['mei@example.com'])
  const { deps } = fakeService(() => ({}), {
    undelivered: async report => {
      reported.push(report)
      return known.has(report.channel)
    },
  })
  let server: MailServer
  let messenger: Messenger
  let app: FastifyInstance

  beforeAll(async () => {
    server = await mailServer()
    const from = { SMTP_URL: server.url, MAIL_FROM: 'KPI bot <kpi@example.com>' }
    const env = { ...from, MAIL_BOUNCES: 'kpi-bounces@example.com', MAIL_BOUNCE_TOKEN: token }
    messenger = await mail.create(mail.readConfig(env), deps)
    app = fastify()
    await app.register(routesOf(messenger))
  })
  beforeEach(() => void reported.splice(0))
  afterAll(async () => {
    await app.close()
    await messenger.stop?.()
    await server.close()
  })

  const post = (payload: Buffer, authorization?: string, type = mime) =>
    app.inject({
      method: 'POST',
      url: '/mail/bounces',
      payload,
      headers: { 'content-type': type, ...(authorization && { authorization }) },
    })

  it('is the return address of every mail, and its Message-ID is found again', async () => {
    const { signal } = new AbortController()
    const card = { title: verbatim('Sales'), tone: 'bad', blocks: [] } as const
    const to = { workspace: '', channel: 'mei@example.com', kind: 'direct' } as const
    const usual = { locale: 'en', pictures: [], handles: new Map(), signal } as const
    const ref = await messenger.send({ deliveryId: 'alert/42/rev/1', to, card, ...usual })

    expect(server.mails[0]?.from).toBe('kpi-bounces@example.com')
    expect(server.mails[0]?.headers).toContain('From: KPI bot <kpi@example.com>')
    const id = /Message-ID: <([^>]+)>/i.exec(server.mails[0]?.headers ?? '')?.[1] ?? '-'
    expect(ref).toContain(id)
  })

  it('tells the service which address failed, by the name that it knows', async () => {
    const answer = await post(notification(postfix, returned), `Bearer ${token}`)

    expect(answer.json()).toEqual({ found: 1, taken: 1 })
    expect(reported).toEqual([
      {
        workspace: '',
        channel: 'mei@example.com',
        refPart: 'abc123@example.com',
        error: 'the mail came back with status 5.1.1',
        gone: true,
      },
    ])
  })

  it('says when it was no mail of ours', async () => {
    const strange = notification(postfix.replace('Mei@Example.com', 'a@b.example'))

    expect((await post(strange, `Bearer ${token}`)).json()).toEqual({ found: 1, taken: 0 })
    expect(reported.map(report => report.channel)).toEqual(['a@b.example', 'postbox@elsewhere.example'])
  })

  it.each([undefined, 'Bearer wrong', 'Basic eDp5', `Bearer ${token}x`])('is closed to “%s”', async authorization => {
    const answer = await post(notification(postfix), authorization)

    expect(answer.statusCode).toBe(401)
    expect(reported).toEqual([])
  })

  it('is not there without a token', async () => {
    const plain = { SMTP_URL: server.url, MAIL_FROM: 'kpi@example.com' }
    const closed = await mail.create(mail.readConfig(plain), deps)
    const other = fastify()
    await other.register(routesOf(closed))
    const answer = await other.inject({ method: 'POST', url: '/mail/bounces', payload: notification(postfix) })
    await other.close()
    await closed.stop?.()

    expect(answer.statusCode).toBe(404)
  })
})
