import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verbatim } from '#src/i18n/locale.ts'
import { type Desk, openDesk, payloads } from './desk.ts'
import { type FakeSocket, startFakeSocket } from './fake-slack/socket.ts'

const card = { title: verbatim('Answer'), tone: 'info', blocks: [] } as const
const env = { SLACK_APP_TOKEN: 'xapp-app-token', SLACK_SIGNING_SECRET: '' }

describe('Socket Mode', () => {
  let desk: Desk
  let socket: FakeSocket
  beforeEach(async () => {
    socket = await startFakeSocket()
    desk = await openDesk(() => ({ cards: [card], private: false }), {}, env)
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
    const desk = await openDesk(() => ({}), {}, { ...env, SLACK_APP_TOKEN: 'xapp-wrong-token' })

    await desk.messenger.start?.()
    await expect.poll(() => JSON.stringify(desk.service.logged)).toContain('Socket Mode could not connect')

    expect(JSON.stringify(desk.service.logged)).not.toContain('xapp-wrong-token')
    await desk.close()
  })
})
