import { isValidSlackRequest } from '@slack/bolt'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isSigned } from '#bots/slack/receive/signature.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest, signed, signingSecret } from './slack-under-test.ts'

const card = { title: verbatim('Answer'), tone: 'info', blocks: [] } as const

describe('requests of Slack', () => {
  let desk: SlackUnderTest
  beforeEach(async () => {
    desk = await openSlackUnderTest(() => ({ cards: [card] }))
  })
  afterEach(() => desk.close())

  const lines = () => desk.service.asked.map(({ line }) => line)

  it('answers a signed command at once and works afterwards', async () => {
    const answer = await desk.send(payloads.command(desk.slack, 'status sales'))
    await desk.settled()

    expect([answer.statusCode, answer.body]).toEqual([200, ''])
    expect(lines()).toEqual(['status sales'])
    expect(desk.slack.world.messages.map(({ text }) => text)).toEqual(['Answer'])
  })

  it('takes a command whose content type names a character set', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }

    expect((await desk.send(payloads.command(desk.slack, 'status'), { headers })).statusCode).toBe(200)
  })

  it.each([
    ['five minutes and a second ago', -301],
    ['five minutes and a second ahead', 301],
    ['a day ahead', 86_400],
  ])('refuses a request that was signed %s', async (_when, skewSeconds) => {
    const answer = await desk.send(payloads.command(desk.slack, 'status'), { skewSeconds })
    await desk.settled()

    expect(answer.statusCode).toBe(401)
    expect(lines()).toEqual([])
  })

  it('refuses a request that was signed with another secret', async () => {
    expect((await desk.send(payloads.command(desk.slack, 'status'), { secret: 'guess' })).statusCode).toBe(401)
  })

  it('does a replayed request once', async () => {
    const body = payloads.command(desk.slack, 'target sales 5')

    const codes = [await desk.send(body), await desk.send(body), await desk.send(body, { skewSeconds: 9 })]
    await desk.settled()

    expect(codes.map(answer => answer.statusCode)).toEqual([200, 200, 200])
    expect(lines()).toEqual(['target sales 5'])
  })

  it('does a redelivered event once, whatever its retry number, on two replicas', async () => {
    const event = {
      type: 'app_mention',
      user: 'U0AMY00001',
      channel: 'C0JPTEAM01',
      text: '<@U0BOT00001> status',
      ts: '1.2',
    }
    const body = payloads.event(event)
    const other = await openSlackUnderTest(undefined, { ...desk.service.deps })

    await desk.send(body, { json: true, headers: { 'x-slack-retry-num': '1' } })
    await other.send(body, {
      json: true,
      headers: { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' },
    })
    await desk.settled()
    await other.close()

    expect(lines()).toEqual(['status'])
  })

  it('is asked again for an event while the database is away', async () => {
    let away = true
    const { take, recover } = desk.service.deps.inbox
    const inbox: BotDeps['inbox'] = {
      take: (key, payload) => (away ? Promise.reject(new Error('down')) : take(key, payload)),
      recover,
    }
    const other = await openSlackUnderTest(() => ({ cards: [card] }), { inbox })
    const event = { type: 'app_mention', user: 'U0AMY00001', channel: 'C0JPTEAM01', text: 'status', ts: '1.2' }
    const body = payloads.event(event)

    const first = await other.send(body, { json: true })
    away = false
    const second = await other.send(body, { json: true })
    await other.settled()

    expect([first.statusCode, second.statusCode]).toEqual([503, 200])
    expect(other.service.asked).toHaveLength(1)
    await other.close()
  })

  it('answers the challenge when it is signed, and not otherwise', async () => {
    const body = { type: 'url_verification', challenge: 'abc' }

    expect((await desk.send(body, { json: true })).json()).toEqual({ challenge: 'abc' })
    expect((await desk.send(body, { json: true, secret: 'guess' })).statusCode).toBe(401)
  })

  it('answers the certificate probe without ever dispatching what it carries', async () => {
    const probe = { ...payloads.command(desk.slack, 'target sales 5'), ssl_check: '1' }

    const answer = await desk.send(probe, { secret: 'guess' })
    await desk.settled()

    expect(answer.statusCode).toBe(200)
    expect(lines()).toEqual([])
  })

  it('refuses broken JSON, other content types and bodies that are too large', async () => {
    const now = Math.floor(desk.service.deps.now().getTime() / 1000)
    const post = (payload: string, type: string) =>
      desk.app.inject({
        method: 'POST',
        url: '/slack/events',
        headers: { 'content-type': type, ...signed(payload, now) },
        payload,
      })

    expect((await post('{"type":', 'application/json')).statusCode).toBe(400)
    expect((await post('payload=%7Bbroken', 'application/x-www-form-urlencoded')).statusCode).toBe(400)
    expect((await post('hello', 'text/plain')).statusCode).toBe(415)
    expect((await post('x'.repeat(1024 * 1024 + 1), 'application/json')).statusCode).toBe(413)
  })

  it('takes notice of Slack holding events back', async () => {
    const body = { type: 'app_rate_limited', team_id: 'T0FAKE0001', minute_rate_limited: 1 }

    expect((await desk.send(body, { json: true })).statusCode).toBe(200)
  })

  it('does nothing for a workspace where the bot is not installed', async () => {
    const answer = await desk.send(payloads.command(desk.slack, 'status', { team_id: 'T0OTHER001' }))
    await desk.settled()

    expect(answer.statusCode).toBe(401)
    expect(answer.headers['x-slack-no-retry']).toBe('1')
    expect(lines()).toEqual([])
  })

  it('keeps JSON for the rest of the service', async () => {
    desk.app.post('/elsewhere', async request => request.body)

    const answer = await desk.app.inject({ method: 'POST', url: '/elsewhere', payload: { a: 1 } })

    expect(answer.json()).toEqual({ a: 1 })
  })

  it('refuses whatever is forged, stale, of the future or malformed: 600 generated requests', async () => {
    const good = encodeURIComponent('status')
    const now = Math.floor(desk.service.deps.now().getTime() / 1000)
    const statuses: number[] = []

    await fc.assert(
      fc.asyncProperty(badRequest(now, `command=%2Fkpi&text=${good}&team_id=T0FAKE0001`), async request => {
        const answer = await desk.app.inject({ method: 'POST', url: '/slack/events', ...request })
        statuses.push(answer.statusCode)
        expect([400, 401, 413, 415]).toContain(answer.statusCode)
        expect(answer.body.includes('stack')).toBe(false)
      }),
      { numRuns: 600 },
    )
    await desk.settled()

    expect(statuses.length).toBeGreaterThanOrEqual(600)
    expect(lines()).toEqual([])
    expect(desk.slack.world.calls.filter(({ method }) => method !== 'auth.test')).toEqual([])
  })

  it('judges signatures as Slack’s own library does, apart from the future', () => {
    const at = 1_790_000_000
    const body = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(body, fc.integer({ min: -600, max: 0 }), fc.boolean(), (text, skew, right) => {
        const stamp = at + skew
        const headers = signed(text, stamp, right ? signingSecret : 'guess')
        const given = { 'x-slack-signature': headers['x-slack-signature'] ?? '', 'x-slack-request-timestamp': stamp }
        const theirs = isValidSlackRequest({ signingSecret, body: text, headers: given, nowMilliseconds: at * 1000 })
        const request = { body: Buffer.from(text), signature: given['x-slack-signature'], timestamp: String(stamp) }

        expect(isSigned(request, signingSecret, new Date(at * 1000))).toBe(theirs)
      }),
    )
  })
})

describe('a table of the database that is locked', () => {
  const locks = () => {
    let unlock = () => {}
    const locked = new Promise<void>(resolve => {
      unlock = resolve
    })
    return { locked, unlock: () => unlock() }
  }
  const bodies = {
    'a command': (desk: SlackUnderTest) => [payloads.command(desk.slack, 'status'), false] as const,
    'a button': (desk: SlackUnderTest) => [payloads.press(desk.slack, '{"line":"status"}'), false] as const,
    'a mention': () =>
      [
        payloads.event({ type: 'app_mention', user: 'U0AMY00001', channel: 'C0JPTEAM01', text: 'status', ts: '1.2' }),
        true,
      ] as const,
    'a form': () =>
      [
        payloads.submit(
          {
            private_metadata: JSON.stringify({ line: 'status', fields: [], origin: { channel: 'C0JPTEAM01' } }),
            callback_id: 'form',
          },
          {},
        ),
        false,
      ] as const,
  }

  it.each(Object.entries(bodies))(
    'does not hold up the acknowledgement of %s, which is worked on afterwards',
    async (_what, bodyOf) => {
      const { locked, unlock } = locks()
      const inbox = {
        take: async () => locked.then(() => ({ work: <T>(run: () => Promise<T>) => run() })),
        recover: () => async () => {},
      }
      const desk = await openSlackUnderTest(() => ({ cards: [card] }), { claim: () => locked.then(() => true), inbox })
      const [body, json] = bodyOf(desk)

      const answer = await desk.send(body, { json })
      const before = desk.service.asked.length
      unlock()
      await desk.settled()

      expect([answer.statusCode, before, desk.service.asked.length]).toEqual([200, 0, 1])
      await desk.close()
    },
  )

  it('is tried again for a command, which Slack does not repeat', async () => {
    let tries = 0
    const claim = async () => {
      tries += 1
      if (tries < 3) throw new Error('down')
      return true
    }
    const desk = await openSlackUnderTest(() => ({ cards: [card] }), { claim })

    const answer = await desk.send(payloads.command(desk.slack, 'status'))
    await expect.poll(() => desk.service.asked.length).toBe(1)

    expect(answer.statusCode).toBe(200)
    await desk.close()
  })
})

/** Requests that must be refused: something is wrong with signature, time, type or body. */
function badRequest(now: number, payload: string) {
  const form = 'application/x-www-form-urlencoded'
  const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
  const forged = hex(64).map(digest => ({
    'x-slack-request-timestamp': String(now),
    'x-slack-signature': `v0=${digest}`,
  }))
  const stale = fc.integer({ min: 301, max: 10_000_000 }).map(age => signed(payload, now - age))
  const future = fc.integer({ min: 301, max: 10_000_000 }).map(age => signed(payload, now + age))
  const other = fc
    .string({ minLength: 1 })
    .filter(secret => secret !== signingSecret)
    .map(secret => signed(payload, now, secret))
  const cut = fc.integer({ min: 0, max: 66 }).map(length => {
    const headers = signed(payload, now)
    return { ...headers, 'x-slack-signature': (headers['x-slack-signature'] ?? '').slice(0, length) }
  })
  const stamp = fc
    .oneof(fc.stringMatching(/^[ -~]{0,12}$/), fc.constantFrom('-1', '1e9', 'NaN', '0x10', `${now}.5`, ''))
    .filter(text => text !== String(now))
    .map(text => ({ ...signed(payload, now), 'x-slack-request-timestamp': text }))
  const version = fc.constantFrom('v1', 'V0', '', 'v0 ').map(name => {
    const headers = signed(payload, now)
    return { ...headers, 'x-slack-signature': (headers['x-slack-signature'] ?? '').replace('v0', name) }
  })
  const missing = fc.constantFrom('x-slack-signature', 'x-slack-request-timestamp').map(name => {
    const headers = signed(payload, now)
    delete headers[name]
    return headers
  })
  const headers = fc.oneof(forged, stale, future, other, cut, stamp, version, missing)
  const unsigned = headers.map(given => ({ headers: { 'content-type': form, ...given }, payload }))
  const tampered = fc.stringMatching(/^[a-z0-9=&%+]{1,40}$/).map(more => ({
    headers: { 'content-type': form, ...signed(payload, now) },
    payload: `${payload}&${more}`,
  }))
  const malformed = fc
    .oneof(fc.string({ maxLength: 80 }), fc.constantFrom('{', '[]', 'null', '"x"', '{"a":', '1'))
    .filter(text => !isObject(text))
    .map(text => ({ headers: { 'content-type': 'application/json', ...signed(text, now) }, payload: text }))
  const type = fc
    .constantFrom('text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'text/html')
    .map(name => ({
      headers: { 'content-type': name, ...signed(payload, now) },
      payload,
    }))
  return fc.oneof({ weight: 6, arbitrary: unsigned }, tampered, malformed, type)
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
