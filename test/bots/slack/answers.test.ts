import { afterEach, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import { verbatim } from '#src/i18n/locale.ts'
import type { Fault } from './fake-slack/world.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

let desk: SlackUnderTest
afterEach(() => desk.close())

const card: Card = {
  title: verbatim('Answer'),
  tone: 'info',
  blocks: [{ type: 'text', text: verbatim('Sales are 5.') }],
}
const long: Card = {
  title: verbatim('Long'),
  tone: 'info',
  blocks: [
    { type: 'list', items: Array.from({ length: 150 }, (_, at) => verbatim(`item ${at} ${'word '.repeat(20)}`)) },
  ],
}
const mention = {
  type: 'app_mention',
  user: 'U0AMY00001',
  channel: 'C0JPTEAM01',
  text: 'status',
  ts: '1700000000.000100',
}
const html = '<html>Sorry</html>'
const error = (name: string): Fault => ({ kind: 'error', error: name })

const faults: readonly (readonly [string, Fault])[] = [
  ['HTTP 429 with a waiting time', { kind: 'limited', seconds: 1 }],
  ['HTTP 429 without one', { kind: 'http', status: 429 }],
  ['HTTP 500', { kind: 'http', status: 500, body: html }],
  ['HTTP 403 of a proxy', { kind: 'http', status: 403, body: html }],
  ['HTTP 503', { kind: 'http', status: 503 }],
  ['HTML with HTTP 200', { kind: 'http', status: 200, body: html }],
  ['a cut connection', { kind: 'closed' }],
  ['a message that was taken and whose answer was lost', { kind: 'accepted' }],
  ...[
    'service_unavailable',
    'fatal_error',
    'internal_error',
    'message_limit_exceeded',
    'team_added_to_org',
    'thread_not_found',
    'cannot_reply_to_message',
    'msg_too_long',
    'msg_blocks_too_long',
    'invalid_blocks',
    'slack_connect_file_link_sharing_blocked',
    'missing_scope',
    'an_error_of_next_year',
  ].map(name => [`ok:false ${name}`, error(name)] as const),
]

/** Where an answer ended up: in the conversation, in person, or in the outbox. */
const heard = () =>
  [
    ...desk.slack.world.messages.map(({ text }) => text),
    ...desk.service.late.map(({ card: { title } }) => title.en),
  ].filter(text => text.startsWith('Answer'))

describe('an answer that Slack does not take at once', () => {
  it.each(faults)('is heard once after %s', async (_what, fault) => {
    desk = await openSlackUnderTest(() => ({ cards: [card], private: false }))
    desk.slack.fault('chat.postMessage', fault)

    await desk.send(payloads.event(mention), { json: true })
    await desk.settled()

    expect(heard()).toHaveLength(1)
  })

  it.each(faults.slice(0, 7))('is left to the outbox when nothing helps: %s', async (_what, fault) => {
    desk = await openSlackUnderTest(() => ({ cards: [card], private: false }))
    desk.slack.fault('chat.postMessage', ...Array.from({ length: 12 }, () => fault))

    await desk.send(payloads.event(mention), { json: true })
    await desk.settled()

    expect(desk.service.late).toMatchObject([{ to: { channel: 'C0JPTEAM01', thread: '1700000000.000100' } }])
  })

  it('is never left to a group where it is for the asker alone', async () => {
    desk = await openSlackUnderTest(() => ({ cards: [card], private: true }))
    for (const method of ['chat.postEphemeral', 'chat.postMessage'])
      desk.slack.fault(method, ...Array.from({ length: 12 }, () => ({ kind: 'http', status: 500 }) as const))

    await desk.send(payloads.event(mention), { json: true })
    await desk.settled()

    expect(desk.service.late).toMatchObject([{ to: { channel: 'U0AMY00001', kind: 'direct' } }])
  })
})

describe('a long answer', () => {
  it('goes on in the thread of its first part, each part with its own text', async () => {
    desk = await openSlackUnderTest(() => ({ cards: [long], private: false }))

    await desk.send(payloads.command(desk.slack, 'status'))
    await desk.settled()

    const [head, ...rest] = desk.slack.world.messages
    expect(rest.length).toBeGreaterThan(0)
    expect(rest.map(({ thread }) => thread)).toEqual(rest.map(() => head?.ts))
    expect(new Set(desk.slack.world.messages.map(({ text }) => text)).size).toBe(rest.length + 1)
  })

  it('does not repeat what stands when its second part fails', async () => {
    desk = await openSlackUnderTest(() => ({ cards: [long], private: false }))
    await desk.send(payloads.command(desk.slack, 'status'))
    await desk.settled()
    const once = desk.slack.world.messages.splice(0).map(({ text }) => text)
    const posts = () => desk.slack.world.calls.filter(({ method }) => method === 'chat.postMessage').length
    const before = posts()

    desk.slack.fault('chat.postMessage', { kind: 'accepted' }, { kind: 'closed' })
    await desk.send(payloads.command(desk.slack, 'status'))
    await desk.settled()

    expect(desk.slack.world.messages.map(({ text }) => text)).toEqual(once)
    expect(posts() - before).toBe(once.length + 1)
  })
})
