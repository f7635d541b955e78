import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { verbatim } from '#src/i18n/locale.ts'
import { type FakeSocket, startFakeSocket } from './fake-slack/socket.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

vi.setConfig({ testTimeout: 400_000 }) // a connection is renewed twenty times

const card = { title: verbatim('Answer'), tone: 'info', blocks: [] } as const
const env = { SLACK_APP_TOKEN: 'xapp-app-token', SLACK_SIGNING_SECRET: '' }

describe('Socket Mode', () => {
  let desk: SlackUnderTest
  let socket: FakeSocket
  beforeEach(async () => {
    socket = await startFakeSocket()
    desk = await openSlackUnderTest(() => ({ cards: [card], private: false }), {}, env)
    desk.slack.world.socketUrl = socket.url
    await desk.messenger.start?.()
    await socket.connected()
  })
  afterEach(async () => {
    await desk.close()
    await socket.close()
  })

  const posted = () => desk.slack.world.messages.map(({ text }) => text)

  it('opens its connection with the app token', () => {
    const opening = desk.slack.world.calls.find(({ method }) => method === 'apps.connections.open')

    expect(opening?.token).toBe('xapp-app-token')
  })

  it('acknowledges a command at once and answers it', async () => {
    await socket.deliver('slash_commands', payloads.command(desk.slack, 'status sales'), 'e1')

    await expect.poll(posted).toEqual(['Answer'])
    expect(desk.service.asked).toMatchObject([{ line: 'status sales', via: 'slash', workspace: 'T0FAKE0001' }])
  })

  it('does an event once that is delivered again after a reconnect', async () => {
    const event = {
      type: 'app_mention',
      user: 'U0AMY00001',
      channel: 'C0JPTEAM01',
      text: '<@U0BOT00001> status',
      ts: '1.2',
    }
    const body = payloads.event(event)

    await socket.deliver('events_api', body, 'e1')
    await socket.deliver('events_api', body, 'e2')

    await expect.poll(posted).toEqual(['Answer'])
    expect(desk.service.asked).toHaveLength(1)
  })

  it('answers the options of a select in the acknowledgement', async () => {
    const payload = {
      type: 'block_suggestion',
      team: { id: 'T0FAKE0001' },
      user: { id: 'U0AMY00001', team_id: 'T0FAKE0001' },
      action_id: 'choose:kpis:kpi',
      block_id: 'field:kpi',
      value: 's',
    }

    expect(await socket.deliver('interactive', payload, 'e1')).toEqual({ options: [] })
  })

  it('takes no requests over HTTP', async () => {
    expect((await desk.send(payloads.command(desk.slack, 'status'))).statusCode).toBe(404)
  })
})

describe('Socket Mode that cannot connect', () => {
  it('says so without any token, and lets the service run', async () => {
    const desk = await openSlackUnderTest(() => ({}), {}, { ...env, SLACK_APP_TOKEN: 'xapp-wrong-token' })

    await desk.messenger.start?.()
    await expect.poll(() => JSON.stringify(desk.service.logged)).toContain('Socket Mode could not connect')

    expect(JSON.stringify(desk.service.logged)).not.toContain('xapp-wrong-token')
    await desk.close()
  })
})

describe('Socket Mode that is interrupted', () => {
  let desk: SlackUnderTest
  let socket: FakeSocket
  const strays: unknown[] = []
  const stray = (reason: unknown) => void strays.push(reason)
  beforeEach(async () => {
    strays.length = 0
    process.on('unhandledRejection', stray)
    socket = await startFakeSocket()
    desk = await openSlackUnderTest(() => ({ cards: [card], private: false }), {}, env)
    desk.slack.world.socketUrl = socket.url
    await desk.messenger.start?.()
    await socket.connected()
  })
  afterEach(async () => {
    await desk.close()
    await socket.close()
    process.off('unhandledRejection', stray)
  })

  const command = (text: string) => payloads.command(desk.slack, text)

  it.each([
    ['HTTP 500', { kind: 'http', status: 500 }],
    ['HTTP 403 of a proxy', { kind: 'http', status: 403 }],
    ['a cut connection', { kind: 'closed' }],
    ['HTML', { kind: 'http', status: 200 }],
    ['too many requests', { kind: 'limited', seconds: 1 }],
    ['an unknown refusal', { kind: 'error', error: 'some_new_error' }],
    ['an internal fault of Slack', { kind: 'error', error: 'internal_error' }],
  ] as const)('comes back after the first reconnect met %s, and nothing is left unhandled', async (_what, fault) => {
    desk.slack.fault('apps.connections.open', fault, fault)

    socket.cut()

    await expect.poll(() => socket.opened).toBe(2)
    await socket.deliver('slash_commands', command('status'), 'after')
    expect(strays).toEqual([])
  })

  it.each(['warning', 'refresh_requested'] as const)(
    'has the next connection before it leaves the one that Slack renews: %s',
    async reason => {
      const [before] = socket.open

      socket.renew(reason)
      await expect.poll(() => socket.opened).toBe(2)

      // both are open: what Slack still sends over the old one is taken, too
      expect(socket.open).toHaveLength(2)
      await socket.deliver('slash_commands', command('status'), 'old', before)
      await socket.deliver('slash_commands', command('status sales'), 'new')
      expect(socket.acknowledged).toEqual(['old', 'new'])
    },
  )

  it('hears everything over twenty renewals, also while reconnecting fails', async () => {
    for (let at = 0; at < 20; at++) {
      if (at % 5 === 4) desk.slack.fault('apps.connections.open', { kind: 'http', status: 502 })
      const opened = socket.opened
      const delivering = socket.deliver('slash_commands', command(`status ${at}`), `e${at}`)
      if (at < 3) socket.renew('refresh_requested')
      await delivering
      if (at < 3) await expect.poll(() => socket.opened).toBe(opened + 1)
    }

    await expect.poll(() => desk.service.asked.length).toBe(20)
    expect(strays).toEqual([])
  })
})

describe('a database that does not answer in time', () => {
  let socket: FakeSocket
  beforeEach(async () => {
    socket = await startFakeSocket()
  })
  afterEach(() => socket.close())

  it('is not waited for over a socket: the command is acknowledged first, and answered in the end', async () => {
    let unlock = () => {}
    const locked = new Promise<void>(resolve => {
      unlock = resolve
    })
    const desk = await openSlackUnderTest(
      () => ({ cards: [card], private: false }),
      { claim: () => locked.then(() => true) },
      env,
    )
    desk.slack.world.socketUrl = socket.url
    await desk.messenger.start?.()
    await socket.connected()

    await socket.deliver('slash_commands', payloads.command(desk.slack, 'status'), 'e1')
    expect(desk.service.asked).toEqual([])
    unlock()

    await expect.poll(() => desk.service.asked.length).toBe(1)
    await desk.close()
  })
})
