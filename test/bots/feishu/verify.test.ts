import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { robotSign } from '#bots/feishu/send/robots/post.ts'
import { encrypt, envelope, keys, message, push, sign } from './fake-feishu/push.ts'
import { type Play, play } from './play.ts'

const now = Date.parse('2026-11-20T09:00:00Z') / 1_000
const type = 'im.message.receive_v1'

describe('requests to /feishu/events', () => {
  let stage: Play
  beforeAll(async () => {
    stage = await play(() => ({}))
  })
  afterAll(() => stage.close())

  it('computes what the documentation and independent vectors say', () => {
    const vector = Buffer.from([...Array(16).keys()])
    const probe = '{"challenge":"c-1","token":"vt-1","type":"url_verification"}'
    const encrypted = encrypt(probe, 'kpi-encrypt-key', vector)

    expect(encrypted).toBe(
      'AAECAwQFBgcICQoLDA0ODxWC+A4KWhtCU/r2Ycqa0dvNB/CSlgiTJMWsXch8JSNw85Sw5yPrZwiNqrnfq6MLS+OtAvc0R4MvDkxg0XDbgyU=',
    )
    expect(sign('1700000000', 'n-1', 'kpi-encrypt-key', Buffer.from(`{"encrypt":"${encrypted}"}`))).toBe(
      '9ac199f7a6758f12fc865e2e8d3155c4881b3b204cb3d01e32c9e8799ba78ebb',
    )
    expect(robotSign(1_700_000_000, 'secret-1')).toBe('G9r4TK3OgubxCqEG+WvmafuKtxEsrH5Ryd1Ym3QoIcM=')
  })

  it('answers the probe of the console, which is not signed', async () => {
    const probe = push({ challenge: 'c-1', token: 'vt-1', type: 'url_verification' })

    const answer = await stage.send({ body: probe.body, headers: { 'content-type': 'application/json' } })

    expect(answer).toEqual({ status: 200, body: { challenge: 'c-1' } })
  })

  it('refuses a probe with another token', async () => {
    const answer = await stage.send(push({ challenge: 'c-1', token: 'other', type: 'url_verification' }))

    expect(answer).toEqual({ status: 401, body: {} })
  })

  it('takes a signed body whatever its white space', async () => {
    const wrap = (encrypted: string) => `{\n  "encrypt" : "${encrypted}"\n}\n`

    const answer = await stage.event(type, message('status'), { wrap })

    expect(answer.status).toBe(200)
  })

  it.each([
    ['an hour ago', now - 3_599],
    ['an hour ahead', now + 3_599],
    ['in milliseconds', now * 1_000],
  ])('takes a request signed %s', async (_name, seconds) => {
    expect((await stage.event(type, message('status'), { seconds })).status).toBe(200)
  })

  it.each([
    ['signed with another key', { signKey: 'other' }],
    ['encrypted with another key', { encryptKey: 'other' }],
    ['with another verification token', { token: 'other' }],
    ['for another app', { appId: 'cli_ffffffffffffffff' }],
    ['more than an hour old', { seconds: now - 3_601 }],
    ['more than an hour ahead', { seconds: now + 3_601 }],
    ['changed after it was signed', { tamper: (body: Buffer) => Buffer.concat([body, Buffer.from(' ')]) }],
  ])('refuses a request %s', async (_name, deviation) => {
    expect(await stage.event(type, message('status'), deviation)).toEqual({ status: 401, body: {} })
  })

  it('refuses plain text, also when it is signed properly', async () => {
    const body = Buffer.from(JSON.stringify(envelope(type, message('status'))))
    const headers = {
      'content-type': 'application/json',
      'x-lark-request-timestamp': String(now),
      'x-lark-request-nonce': 'n',
      'x-lark-signature': sign(String(now), 'n', keys.encryptKey, body),
    }

    expect((await stage.send({ body, headers })).status).toBe(401)
  })

  it('refuses events without a signature and card clicks of the old shape', async () => {
    const { body } = push(envelope('card.action.trigger', {}))
    const old = { open_id: 'ou_1', token: 'vt-1', action: { value: { v: 1, direct: true, line: 'ack 1' } } }

    expect((await stage.send({ body, headers: { 'content-type': 'application/json' } })).status).toBe(401)
    expect((await stage.send(push(old))).status).toBe(401)
    expect(
      (await stage.send(push({ ts: '1', uuid: 'u', token: 'vt-1', type: 'event_callback', event: {} }))).status,
    ).toBe(401)
  })

  it('takes two keys and tokens while they are being changed, in any pair, and nothing between the commas', async () => {
    const both = { FEISHU_ENCRYPT_KEY: 'new-key, kpi-encrypt-key,', FEISHU_VERIFICATION_TOKEN: 'vt-new,,vt-1' }
    const changing = await play(() => ({}), {}, both)
    const status = async (encryptKey: string, token: string) =>
      (await changing.event(type, message('status'), { encryptKey, signKey: encryptKey, token })).status
    const probe = push({ challenge: 'c-2', token: 'vt-new', type: 'url_verification' }, { encryptKey: 'new-key' })
    const unsigned = { body: probe.body, headers: { 'content-type': 'application/json' } }

    expect(await status('new-key', 'vt-new')).toBe(200)
    expect(await status('kpi-encrypt-key', 'vt-1')).toBe(200)
    expect(await status('kpi-encrypt-key', 'vt-new')).toBe(200)
    expect((await changing.send(unsigned)).body).toEqual({ challenge: 'c-2' })
    for (const [key, token] of [
      ['', 'vt-1'],
      ['new-key', ''],
      ['other', 'vt-new'],
      ['new-key, kpi-encrypt-key,', 'vt-1'],
    ] as const)
      expect(await status(key, token)).toBe(401)
    await changing.close()
  })

  it('refuses what was signed with one key and encrypted with the other', async () => {
    const changing = await play(() => ({}), {}, { FEISHU_ENCRYPT_KEY: 'new-key,kpi-encrypt-key' })

    const { status } = await changing.event(type, message('x'), { encryptKey: 'new-key', signKey: 'kpi-encrypt-key' })

    expect(status).toBe(401)
    await changing.close()
  })

  it('refuses 600 generated bad requests, and none of them does anything', async () => {
    const before = stage.asked.length
    const statuses = new Map<number, number>()

    await fc.assert(
      fc.asyncProperty(badRequest, async request => {
        const { status } = await stage.send(request)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        expect([400, 401, 413, 415]).toContain(status)
      }),
      { numRuns: 600 },
    )
    await stage.settle()

    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(600)
    expect(stage.asked.slice(before)).toEqual([])
    expect(JSON.stringify(stage.logged)).not.toContain('kpi-encrypt-key')
  })
})

/** A proper click, spoilt in one way or another. */
const good = () => push(envelope(type, message('ack 42')))
const badRequest = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map(bytes => ({ ...good(), body: Buffer.from(bytes) })),
  fc.jsonValue().map(value => ({ ...good(), body: Buffer.from(JSON.stringify(value)) })),
  fc.jsonValue().map(value => resigned(JSON.stringify({ encrypt: value }))),
  fc.string({ maxLength: 300 }).map(text => resigned(JSON.stringify({ encrypt: text }))),
  fc.jsonValue().map(value => push(value)),
  fc.record({ at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) }).map(({ at, bit }) => {
    const request = good()
    const body = Buffer.from(request.body)
    const position = at % body.length
    body[position] = (body[position] ?? 0) ^ (1 << bit)
    return { ...request, body }
  }),
  fc.constantFrom('x-lark-signature', 'x-lark-request-nonce', 'x-lark-request-timestamp').chain(name =>
    fc.stringMatching(/^[ -~]{0,80}$/).map(value => {
      const request = good()
      const same = request.headers[name as keyof typeof request.headers] === value
      return { ...request, headers: { ...request.headers, [name]: same ? `${value}x` : value } }
    }),
  ),
  fc
    .integer({ min: 3_601, max: 2_000_000_000 })
    .map(age => push(envelope(type, message('x')), { seconds: Math.max(0, now - age) })),
  fc.string({ minLength: 1 }).map(token => push(envelope(type, message('x'), { token: `no ${token}` }))),
  fc
    .record({ header: fc.jsonValue(), event: fc.jsonValue(), schema: fc.constantFrom('1.0', '2', '', 'x') })
    .map(value => push(value)),
)

/** Something else in the place of the encrypted text, signed properly. */
function resigned(text: string) {
  const body = Buffer.from(text)
  const headers = good().headers
  const signature = sign(String(now), 'n', keys.encryptKey, body)
  return {
    body,
    headers: {
      ...headers,
      'x-lark-request-timestamp': String(now),
      'x-lark-request-nonce': 'n',
      'x-lark-signature': signature,
    },
  }
}
