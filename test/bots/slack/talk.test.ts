import { afterEach, describe, expect, it } from 'vitest'
import { packAction } from '#bots/slack/render/pack.ts'
import type { Card } from '#src/chat/card.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import { type Locale, verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

let desk: SlackUnderTest
afterEach(() => desk.close())

const answer = (text: string): Card => ({ title: verbatim(text), tone: 'info', blocks: [] })
const line = (text: string, locale: Locale = 'en') => packAction({ label: verbatim('x'), line: text }, locale) ?? ''

async function open(reply: (invocation: Invocation) => Partial<Reply> | Promise<Partial<Reply>>) {
  desk = await openSlackUnderTest(reply)
  return desk
}

const mention = (text: string, over: Readonly<Record<string, unknown>> = {}) => ({
  type: 'app_mention',
  user: 'U0AMY00001',
  channel: 'C0JPTEAM01',
  text,
  ts: '1700000000.000100',
  ...over,
})

describe('who asks, and what', () => {
  it('tells the dispatcher person, profile, channel and line of a command', async () => {
    await open(() => ({ cards: [] }))

    await desk.send(payloads.command(desk.slack, 'status', { user_id: 'U0YUKI0001' }))
    await desk.settled()

    expect(desk.service.asked).toEqual([
      {
        messenger: 'slack',
        workspace: 'T0FAKE0001',
        person: 'U0YUKI0001',
        profile: { name: '田中 由紀', email: 'yuki@example.com', locale: 'ja', timeZone: 'Asia/Tokyo' },
        channel: 'C0JPTEAM01',
        channelName: 'jp-team',
        kind: 'group',
        line: 'status',
        via: 'slash',
      },
    ])
  })

  it('looks up what a private channel is called', async () => {
    await open(() => ({ cards: [] }))

    await desk.send(payloads.command(desk.slack, '', { channel_id: 'G0PRIVATE1', channel_name: 'privategroup' }))
    await desk.settled()

    expect(desk.service.asked[0]?.channelName).toBe('board')
  })

  it('turns mentions of people into their e-mail and gives typed characters back', async () => {
    await open(() => ({ cards: [] }))

    await desk.send(
      payloads.command(desk.slack, 'target sales 5 &lt;now&gt; <@U0YUKI0001|yuki> <#C0JPTEAM01|jp-team> a&amp;b'),
    )
    await desk.settled()

    expect(desk.service.asked[0]?.line).toBe('target sales 5 <now> yuki@example.com #jp-team a&b')
  })

  it('does not believe the e-mail of somebody from another workspace', async () => {
    await open(() => ({ cards: [] }))

    await desk.send(payloads.command(desk.slack, 'status', { user_id: 'U0FOREIGN1' }))
    await desk.settled()

    expect(desk.service.asked[0]?.profile).toEqual({ name: 'Mallory', locale: 'en' })
  })

  it('answers a mention in a thread under it, without its own name in the line', async () => {
    await open(() => ({ cards: [answer('Here')], private: false }))

    await desk.send(payloads.event(mention('<@U0BOT00001> status 売上')), { json: true })
    await desk.settled()

    expect(desk.service.asked[0]).toMatchObject({ line: 'status 売上', via: 'typed', kind: 'group' })
    expect(desk.slack.world.messages).toMatchObject([{ text: 'Here', thread: '1700000000.000100' }])
  })

  it('answers direct messages, and is silent about its own, edited and bots’ messages', async () => {
    await open(() => ({ cards: [answer('Here')] }))
    const im = {
      type: 'message',
      channel_type: 'im',
      channel: 'D0AMY00001',
      user: 'U0AMY00001',
      text: 'status',
      ts: '1.1',
    }
    desk.slack.world.channels.set('D0AMY00001', {
      team: 'T0FAKE0001',
      name: '',
      kind: 'im',
      member: true,
      archived: false,
    })

    await desk.send(payloads.event(im), { json: true })
    await desk.send(payloads.event({ ...im, subtype: 'message_changed' }), { json: true })
    await desk.send(payloads.event({ ...im, bot_id: 'B0FAKE0001' }), { json: true })
    await desk.send(payloads.event({ ...im, user: 'U0BOT00001' }), { json: true })
    await desk.settled()

    expect(desk.service.asked).toMatchObject([{ line: 'status', kind: 'direct', channel: 'U0AMY00001' }])
    expect(desk.slack.world.messages).toMatchObject([{ channel: 'D0AMY00001', text: 'Here' }])
  })

  it('introduces itself to whoever invites it into a channel', async () => {
    await open(() => ({ cards: [answer('Settings')], private: false }))
    const joined = { type: 'member_joined_channel', user: 'U0BOT00001', channel: 'C0JPTEAM01', inviter: 'U0AMY00001' }

    await desk.send(payloads.event(joined), { json: true })
    await desk.send(payloads.event({ ...joined, user: 'U0YUKI0001' }), { json: true })
    await desk.settled()

    expect(desk.service.asked).toMatchObject([{ line: '', person: 'U0AMY00001', channel: 'C0JPTEAM01' }])
    expect(desk.slack.world.messages).toMatchObject([{ text: 'Settings' }])
  })
})

describe('where an answer goes', () => {
  it('shows a private answer in a channel to the asker alone', async () => {
    await open(() => ({ cards: [answer('Secret')], private: true }))

    await desk.send(payloads.command(desk.slack, 'people'))
    await desk.send(payloads.event(mention('people')), { json: true })
    await desk.settled()

    expect(desk.slack.world.messages).toEqual([])
    expect(desk.slack.world.responses).toMatchObject([{ text: 'Secret', kind: 'ephemeral', replace: false }])
    expect(desk.slack.world.ephemerals).toMatchObject([{ text: 'Secret', user: 'U0AMY00001' }])
  })

  it('answers by the response address where the bot is no member', async () => {
    await open(() => ({ cards: [answer('Public')], private: false }))

    await desk.send(payloads.command(desk.slack, 'status', { channel_id: 'C0OUTSIDE1', channel_name: 'random' }))
    await desk.settled()

    expect(desk.slack.world.responses).toMatchObject([{ text: 'Public', kind: 'in_channel' }])
  })

  it('shows an answer in the conversation of two people to the asker alone', async () => {
    await open(() => ({ cards: [answer('Mine')], private: false }))

    await desk.send(payloads.command(desk.slack, '', { channel_id: 'D0TWOPEOPLE', channel_name: 'directmessage' }))
    await desk.settled()

    expect(desk.service.asked).toMatchObject([{ kind: 'direct', channel: 'U0AMY00001' }])
    expect(desk.slack.world.responses).toMatchObject([{ text: 'Mine', kind: 'ephemeral' }])
  })

  it('never posts to an address that is not Slack’s', async () => {
    await open(() => ({ cards: [answer('Secret')], private: true }))

    await desk.send(payloads.command(desk.slack, 'people', { response_url: 'https://evil.example/steal' }))
    await desk.settled()

    expect(desk.slack.world.ephemerals).toMatchObject([{ text: 'Secret', user: 'U0AMY00001' }])
  })

  it('goes on another way when the response address is used up', async () => {
    await open(() => ({ cards: Array.from({ length: 7 }, (_, at) => answer(`Card ${at}`)), private: true }))

    await desk.send(payloads.command(desk.slack, 'people'))
    await desk.settled()

    expect([desk.slack.world.responses.length, desk.slack.world.ephemerals.length]).toEqual([5, 2])
  })

  it('says that it works when an answer takes longer than a second, and then answers', async () => {
    let release = () => {}
    const slow = new Promise<void>(resolve => {
      release = resolve
    })
    await open(() => slow.then(() => ({ cards: [answer('Done')], private: true })))
    const { world } = desk.slack

    const acked = await desk.send(payloads.command(desk.slack, 'status', { user_id: 'U0YUKI0001' }))
    await expect.poll(() => world.responses.map(({ text }) => text), { timeout: 60_000 }).toEqual(['処理しています…'])
    release()
    await desk.settled()

    expect(acked.statusCode).toBe(200)
    expect(world.responses.map(({ text }) => text)).toEqual(['処理しています…', 'Done'])
  })

  it('puts pictures into the answer, with alt text and a form Slack accepts', async () => {
    const chart: Card = {
      title: verbatim('Trend'),
      tone: 'info',
      blocks: [{ type: 'image', picture: { drawing: 'trend', data: {} }, alt: verbatim('Sales rose') }],
    }
    await open(() => ({ cards: [chart], private: false }))

    await desk.send(payloads.command(desk.slack, 'trend'))
    await desk.settled()

    const [message] = desk.slack.world.messages
    expect(message?.blocks.at(-1)).toMatchObject({
      type: 'image',
      alt_text: 'Sales rose',
      slack_file: { id: 'F0FAKE00001' },
    })
  })
})

describe('buttons', () => {
  it('sends the line of a button and answers under its message', async () => {
    await open(() => ({ cards: [answer('Details')], private: false }))
    desk.slack.world.messages.push({
      team: 'T0FAKE0001',
      channel: 'C0JPTEAM01',
      ts: '1800000000.000100',
      text: 'x',
      blocks: [],
      edits: 0,
    })

    await desk.send(payloads.press(desk.slack, line('trend sales 30d')))
    await desk.settled()

    expect(desk.service.asked).toMatchObject([{ line: 'trend sales 30d', via: 'button' }])
    expect(desk.slack.world.messages.at(-1)).toMatchObject({ text: 'Details', thread: '1800000000.000100' })
  })

  it('edits the message where the answer is its new state', async () => {
    await open(() => ({ cards: [answer('New state')], private: false, replaces: true }))
    desk.slack.world.messages.push({
      team: 'T0FAKE0001',
      channel: 'C0JPTEAM01',
      ts: '1800000000.000100',
      text: 'x',
      blocks: [],
      edits: 0,
    })

    await desk.send(payloads.press(desk.slack, line('channel alerts off')))
    await desk.settled()

    expect(desk.slack.world.messages).toMatchObject([{ text: 'New state', edits: 1 }])
  })

  it('replaces a message that only the asker sees by its response address', async () => {
    await open(() => ({ cards: [answer('New state')], private: true, replaces: true }))
    const container = { type: 'message', message_ts: '1.1', channel_id: 'C0JPTEAM01', is_ephemeral: true }

    await desk.send(payloads.press(desk.slack, line('lang en'), { container, message: undefined }))
    await desk.settled()

    expect(desk.slack.world.responses).toMatchObject([{ text: 'New state', replace: true }])
  })

  it('lets two people press in the same second: each gets an answer of their own', async () => {
    let taken = ''
    await open(({ person }) => {
      const first = taken === ''
      taken ||= person
      return { cards: [answer(first ? 'You took it' : `Already taken by ${taken}`)], private: true }
    })
    const press = (user: string) =>
      payloads.press(desk.slack, line('ack 42'), { user: { id: user, team_id: 'T0FAKE0001' } })

    const both = await Promise.all([desk.send(press('U0AMY00001')), desk.send(press('U0YUKI0001'))])
    await desk.settled()

    expect(both.map(one => one.statusCode)).toEqual([200, 200])
    const said = desk.slack.world.responses.map(({ text }) => text)
    expect(said).toHaveLength(2)
    expect(said.filter(text => text === 'You took it')).toHaveLength(1)
  })

  it('ignores a value that is none of ours', async () => {
    await open(() => ({ cards: [answer('x')] }))

    for (const value of ['', 'ack 42', '{"line":5}', '[]', undefined])
      await desk.send(payloads.press(desk.slack, value))
    await desk.settled()

    expect(desk.service.asked).toEqual([])
  })
})
