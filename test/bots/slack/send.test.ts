import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import type { DrawnPicture, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, type SlackUnderTest } from './slack-under-test.ts'

const first = { workspace: 'T0FAKE0001', channel: 'C0JPTEAM01', kind: 'group' } as const
const text = (title: string): Card => ({ title: verbatim(title), tone: 'info', blocks: [] })
const picture = (id: string): DrawnPicture => ({ id, png: new Uint8Array([1, 2, 3]), width: 10, height: 10 })
const charts = (count: number): Card => ({
  title: verbatim('Digest'),
  tone: 'good',
  blocks: Array.from({ length: count }, (_, at) => ({
    type: 'image',
    picture: { drawing: 'trend', data: {} },
    alt: verbatim(`chart ${at}`),
  })),
})
const long = (title: string, items: number): Card => ({
  title: verbatim(title),
  tone: 'info',
  blocks: [
    { type: 'list', items: Array.from({ length: items }, (_, at) => verbatim(`item ${at} ${'word '.repeat(20)}`)) },
  ],
})

describe('sending to Slack', () => {
  let desk: SlackUnderTest
  beforeEach(async () => {
    desk = await openSlackUnderTest()
  })
  afterEach(() => desk.close())

  const outgoing = (card: Card, over: Partial<Outgoing> = {}): Outgoing => ({
    deliveryId: 'digest/1',
    to: first,
    card,
    locale: 'en',
    pictures: [],
    handles: new Map(),
    signal: new AbortController().signal,
    ...over,
  })
  const calls = (method: string) => desk.slack.world.calls.filter(call => call.method === method)
  const types = (at = 0) => desk.slack.world.messages[at]?.blocks.map(block => block.type)

  it('uploads pictures without a channel, waits until they are ready, and shows them with alt text', async () => {
    await desk.messenger.send(outgoing(charts(2), { pictures: [picture('a'), picture('b')] }))

    expect(calls('files.completeUploadExternal').map(({ args }) => args.channel_id)).toEqual([undefined])
    expect(calls('files.info').length).toBeGreaterThan(2)
    expect(types()).toEqual(['header', 'image', 'image'])
  })

  it('uploads the same picture once for all channels of a workspace', async () => {
    await desk.messenger.send(outgoing(charts(1), { pictures: [picture('a')] }))
    await desk.messenger.send(
      outgoing(charts(1), { pictures: [picture('a')], to: { ...first, channel: 'G0PRIVATE1' } }),
    )

    expect(calls('files.getUploadURLExternal')).toHaveLength(1)
    expect(types(1)).toEqual(['header', 'image'])
  })

  it('sends the text and says that the picture is missing when the upload fails', async () => {
    desk.slack.fault('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' })

    await desk.messenger.send(outgoing(charts(1), { pictures: [picture('a')] }))

    expect(JSON.stringify(desk.slack.world.messages[0]?.blocks)).toContain('could not be shown')
  })

  it('sends the text when Slack refuses the picture in the message', async () => {
    desk.slack.world.refusePictures = true

    await desk.messenger.send(outgoing(charts(1), { pictures: [picture('a')] }))

    expect(types()).toEqual(['header', 'context'])
    expect(desk.slack.world.messages).toHaveLength(1)
  })

  it('waits with the whole message when uploads are limited', async () => {
    desk.slack.fault('files.getUploadURLExternal', { kind: 'limited', seconds: 12 })

    const error = await faultOf(desk.messenger.send(outgoing(charts(1), { pictures: [picture('a')] })))

    expect([error.fault, error.retryAfterSeconds]).toEqual(['retryable', 12])
    expect(desk.slack.world.messages).toEqual([])
  })

  it('goes on in the thread when a card is too long for one message', async () => {
    await desk.messenger.send(outgoing(long('Long', 150)))

    const [head, ...replies] = desk.slack.world.messages
    expect(replies.length).toBeGreaterThan(0)
    expect(new Set(replies.map(({ thread }) => thread))).toEqual(new Set([head?.ts]))
  })

  it('answers under a message that stands, with all its pages, and again under what is an answer itself', async () => {
    const post = await desk.messenger.send(outgoing(text('Digest')))
    const thread = desk.messenger.threadOf?.(post) ?? ''
    const to = { ...first, thread }

    const correction = await desk.messenger.send(outgoing(long('Correction', 150), { deliveryId: 'digest/1/c', to }))
    const longer = await desk.messenger.update?.(correction, outgoing(long('Corrected', 250), { to }))

    const [head, ...replies] = desk.slack.world.messages
    expect(head).toMatchObject({ text: 'Digest', ts: thread, edits: 0 })
    expect(replies.length).toBeGreaterThan(1)
    expect(new Set(replies.map(reply => reply.thread))).toEqual(new Set([thread]))
    expect([correction, longer ?? ''].map(ref => desk.messenger.threadOf?.(ref))).toEqual([thread, thread])
  })

  it('finds an answer in its thread by its delivery id, however long the thread is', async () => {
    const post = await desk.messenger.send(outgoing(text('Digest')))
    const to = { ...first, thread: desk.messenger.threadOf?.(post) ?? '' }
    await desk.messenger.send(outgoing(text('Other'), { deliveryId: 'other/0', to }))
    const { messages } = desk.slack.world
    const [other] = messages.slice(-1)
    for (let at = 1; other && at < 60; at++) {
      desk.slack.world.clock += 1
      messages.push({ ...other, ts: `${desk.slack.world.clock}.000100` }) // not sent: one a second would take a minute
    }
    const correction = await desk.messenger.send(outgoing(text('Correction'), { deliveryId: 'digest/1/c', to }))

    expect(await desk.messenger.find?.('digest/1/c', to)).toBe(correction)
    expect(await desk.messenger.find?.('digest/1/d', to)).toBeNull()
  })

  it('says by itself what was to answer a message that somebody deleted', async () => {
    desk.slack.fault('chat.postMessage', { kind: 'error', error: 'thread_not_found' })

    await desk.messenger.send(outgoing(text('Correction'), { to: { ...first, thread: '1.1' } }))

    expect(desk.slack.world.messages.map(({ text, thread }) => [text, thread])).toEqual([['Correction', undefined]])
  })

  it('tells the administrators once a day what only they can mend, while the messages wait', async () => {
    const revoked = { kind: 'error', error: 'token_revoked' } as const
    desk.slack.fault('chat.postMessage', revoked, revoked)

    const errors = [
      await faultOf(desk.messenger.send(outgoing(text('A')))),
      await faultOf(desk.messenger.send(outgoing(text('B')))),
    ]

    expect(errors.map(({ fault, retryAfterSeconds }) => [fault, retryAfterSeconds])).toEqual([
      ['retryable', 300],
      ['retryable', 300],
    ])
    const [told] = desk.service.told
    expect(new Set(desk.service.told.map(({ key }) => key)).size).toBe(1)
    expect(JSON.stringify(told?.card)).toContain('SLACK_BOT_TOKEN')
  })

  it('mentions an owner who never wrote to the bot, and names whoever is not in the workspace', async () => {
    const people = [
      { id: 1, name: '田中 由紀' },
      { id: 9, name: 'Nobody' },
    ]
    const card = { ...text('Alert'), blocks: [{ type: 'mention', people }] } as const

    await desk.messenger.send(outgoing(card))
    await desk.messenger.send(outgoing(card, { deliveryId: 'alert/2' }))

    const runs = JSON.stringify(desk.slack.world.messages[0]?.blocks)
    expect(runs).toContain('"user_id":"U0YUKI0001"')
    expect(runs).toContain('@Nobody')
    expect(calls('users.lookupByEmail')).toHaveLength(1)
  })

  it('sends an alert although nobody can be looked up', async () => {
    desk.slack.fault('users.lookupByEmail', { kind: 'limited', seconds: 30 })

    await desk.messenger.send(
      outgoing({ ...text('Alert'), blocks: [{ type: 'mention', people: [{ id: 1, name: 'Yuki' }] }] }),
    )

    expect(JSON.stringify(desk.slack.world.messages[0]?.blocks)).toContain('@Yuki')
  })

  it('takes a half-sent card back, so that sending again shows it once', async () => {
    const { world } = desk.slack
    const original = world.calls.push.bind(world.calls)
    world.calls.push = call => {
      const posts = calls('chat.postMessage').length
      if (call.method === 'chat.postMessage' && posts === 1)
        desk.slack.fault('chat.postMessage', { kind: 'limited', seconds: 3 })
      return original(call)
    }

    const error = await faultOf(desk.messenger.send(outgoing(long('Long', 150))))

    expect([error.fault, error.retryAfterSeconds]).toEqual(['retryable', 3])
    expect(world.messages).toEqual([])
  })

  it('edits a message where it stands, with more or fewer pages than before', async () => {
    const ref = await desk.messenger.send(outgoing(long('Before', 150)))
    const pages = desk.slack.world.messages.length

    const shorter = await desk.messenger.update?.(ref, outgoing(text('After')))
    expect(desk.slack.world.messages).toMatchObject([{ text: 'After', edits: 1 }])

    await desk.messenger.update?.(shorter ?? '', outgoing(long('Again', 150)))
    expect(desk.slack.world.messages).toHaveLength(pages)
  })

  it.each([
    ['channel_not_found', 'unreachable'],
    ['not_in_channel', 'unreachable'],
    ['is_archived', 'unreachable'],
    ['token_revoked', 'retryable'],
    ['account_inactive', 'retryable'],
    ['missing_scope', 'retryable'],
    ['team_access_not_granted', 'unreachable'],
    ['ekm_access_denied', 'unreachable'],
    ['org_login_required', 'unreachable'],
    ['enterprise_is_restricted', 'unreachable'],
    ['restricted_action_read_only_channel', 'unreachable'],
    ['restricted_action_thread_only_channel', 'unreachable'],
    ['restricted_action_non_threadable_channel', 'unreachable'],
    ['user_not_in_channel', 'unreachable'],
    ['cannot_dm_bot', 'unreachable'],
    ['messages_tab_disabled', 'unreachable'],
    ['an_error_that_is_new_to_us', 'unreachable'],
    ['accesslimited', 'unreachable'],
    ['user_is_restricted', 'unreachable'],
    ['method_not_supported_for_channel_type', 'unreachable'],
    ['an_error_of_next_year', 'unreachable'],
    ['message_limit_exceeded', 'retryable'],
    ['internal_error', 'doubtful'],
    ['fatal_error', 'doubtful'],
  ])('says that %s is %s, without any secret', async (name, fault) => {
    desk.slack.fault('chat.postMessage', { kind: 'error', error: name })

    const error = await faultOf(desk.messenger.send(outgoing(text('x'))))

    expect(error.fault).toBe(fault)
    expect(`${error.message} ${String(error.cause)}`).not.toContain('xoxb')
    expect(calls('chat.postMessage')).toHaveLength(1)
  })

  it.each([
    'invalid_blocks',
    'msg_blocks_too_long',
    'msg_too_long',
    'metadata_too_large',
    'restricted_action_file',
    'slack_connect_blocked_file_type',
  ])('says as text alone what Slack refuses with %s, the mention included', async name => {
    desk.slack.fault('chat.postMessage', { kind: 'error', error: name })
    const card: Card = {
      title: verbatim('Sales fell'),
      tone: 'bad',
      blocks: [
        { type: 'mention', people: [{ id: 1, name: 'Yuki' }] },
        { type: 'facts', facts: [{ label: verbatim('Sales'), value: verbatim('5 < 6') }] },
      ],
    }

    await desk.messenger.send(outgoing(card, { handles: new Map([[1, 'U0YUKI0001']]) }))

    const [message] = desk.slack.world.messages
    expect(desk.slack.world.messages).toHaveLength(1)
    expect(message?.text).toContain('Sales fell')
    if (message?.blocks.length === 0) expect(message.text).toMatch(/<@U0YUKI0001>[\s\S]*5 &lt; 6/)
  })

  it('gives each later page its own text', async () => {
    await desk.messenger.send(outgoing(long('Long', 150)))

    const texts = desk.slack.world.messages.map(message => message.text)
    expect(texts.length).toBeGreaterThan(1)
    expect(new Set(texts).size).toBe(texts.length)
    const [firstItem = ''] = /item \d+/.exec(texts.at(-1) ?? '') ?? [] // long texts are cut at their end, blocks are not
    expect(firstItem).toMatch(/^item 1\d\d$/)
    expect(texts[0]).not.toContain(`${firstItem} `)
    expect(JSON.stringify(desk.slack.world.messages.at(-1)?.blocks)).toContain('item 149')
  })

  it('knows archived channels, foreign private groups and workspaces it is not installed in', async () => {
    const to = (channel: string, workspace = 'T0FAKE0001') => ({ ...first, channel, workspace })
    const faults = [to('C0ARCHIVE1'), to('C0OUTSIDE1'), to('C0USTEAM02'), to('C0JPTEAM01', 'T0OTHER001')].map(
      async place => {
        const error = await faultOf(desk.messenger.send(outgoing(text('x'), { to: place })))
        return error.fault
      },
    )

    expect(await Promise.all(faults)).toEqual(['unreachable', 'unreachable', 'unreachable', 'unreachable'])
  })

  it('hands on how long Slack asks to wait, at once', async () => {
    desk.slack.fault('chat.postMessage', { kind: 'limited', seconds: 30 })

    const error = await faultOf(desk.messenger.send(outgoing(text('x'))))

    expect([error.fault, error.retryAfterSeconds]).toEqual(['retryable', 30])
  })

  it.each([
    ['a 502', { kind: 'http', status: 502 }],
    ['an answer that is no JSON', { kind: 'http', status: 200, body: 'upstream broke' }],
    ['a lost answer', { kind: 'accepted' }],
    ['a closed connection', { kind: 'closed' }],
  ] as const)('is in doubt after %s, tries nothing by itself, and finds what stands', async (name, fault) => {
    desk.slack.fault('chat.postMessage', fault)

    const error = await faultOf(desk.messenger.send(outgoing(text('x'), { deliveryId: 'digest/77' })))
    const found = await desk.messenger.find?.('digest/77', first)

    expect(error.fault).toBe('doubtful')
    expect(calls('chat.postMessage')).toHaveLength(1)
    expect(found !== null).toBe(name === 'a lost answer')
  })

  it('can edit what it found', async () => {
    await desk.messenger.send(outgoing(text('Before')))
    const ref = await desk.messenger.find?.('digest/1', first)

    await desk.messenger.update?.(ref ?? '', outgoing(text('After')))

    expect(desk.slack.world.messages.map(message => message.text)).toEqual(['After'])
  })

  it('takes back what stands by half when it looks for it', async () => {
    await desk.messenger.send(outgoing(long('Long', 150)))
    desk.slack.world.messages.pop()

    expect(await desk.messenger.find?.('digest/1', first)).toBeNull()
    expect(desk.slack.world.messages).toEqual([])
  })

  it('says in the log that it may not look, and sends again', async () => {
    const caller = desk.slack.world.tokens.get('xoxb-first-secret')
    if (caller) caller.scopes = new Set()

    expect(await desk.messenger.find?.('digest/1', first)).toBeNull()
    expect(JSON.stringify(desk.service.logged)).toContain('may stand twice')
  })

  it('reaches a person by their own id, opening the conversation once', async () => {
    const to = { workspace: 'T0FAKE0001', channel: 'U0AMY00001', kind: 'direct' } as const

    await desk.messenger.send(outgoing(text('a'), { to }))
    await desk.messenger.send(outgoing(text('b'), { to, deliveryId: 'digest/2' }))

    expect(calls('conversations.open')).toHaveLength(1)
    expect(desk.slack.world.messages.map(({ channel }) => channel)).toEqual(['D0AMY00001', 'D0AMY00001'])
  })

  it('carries ids and nothing else in its metadata', async () => {
    await desk.messenger.send(outgoing(text('¥1,200,000')))

    expect(desk.slack.world.messages[0]?.metadata).toEqual({
      event_type: 'kpi_delivery',
      event_payload: { delivery: 'digest/1', part: 0, parts: 1 },
    })
  })
})

async function faultOf(work: Promise<unknown>): Promise<TransportError> {
  const error: unknown = await work.then(() => null).catch(it => it)
  if (!(error instanceof TransportError)) throw new Error(`no TransportError: ${String(error)}`)
  return error
}
