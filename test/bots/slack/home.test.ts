import { afterEach, describe, expect, it } from 'vitest'
import { packAction } from '#bots/slack/render/pack.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

let desk: SlackUnderTest
afterEach(() => desk.close())

async function open(reply: (invocation: Invocation) => Partial<Reply>) {
  desk = await openSlackUnderTest(reply)
}

const withReason: Action = {
  label: verbatim('With reason'),
  line: 'ack 42 {reason}',
  form: {
    title: verbatim('What is the reason?'),
    submit: verbatim('OK'),
    fields: [{ name: 'reason', label: verbatim('Reason'), kind: 'text' }],
  },
}
const value = packAction(withReason, 'en') ?? ''
const answer = (text: string): Card => ({ title: verbatim(text), tone: 'info', blocks: [] })

describe('App Home', () => {
  const opening = (over = {}) =>
    payloads.event({ type: 'app_home_opened', user: 'U0AMY00001', tab: 'home', channel: 'D0', ...over })
  const home = () => JSON.stringify(desk.slack.world.views.filter(({ method }) => method === 'publish').at(-1)?.view)

  it('shows scorecard, alerts, digests and language, and is not drawn again at once', async () => {
    await open(({ line }) => ({ cards: [answer(`Card of ${line || 'score'}`)], private: true }))

    await desk.send(opening(), { json: true })
    await desk.send(opening(), { json: true })
    await desk.send(opening({ tab: 'messages' }), { json: true })
    await desk.settled()

    for (const word of ['Card of score', 'Card of alerts mine', 'Card of digest mine', 'Card of lang'])
      expect(home()).toContain(word)
    expect(desk.slack.world.views).toHaveLength(1)
    expect(desk.service.asked.map(({ kind }) => kind)).toEqual(['direct', 'direct', 'direct', 'direct'])
  })

  it('tells somebody unknown once how to be invited', async () => {
    await open(() => ({
      cards: [answer('Welcome! We have not met yet')],
      private: true,
      refused: verbatim('Welcome!'),
    }))

    await desk.send(opening(), { json: true })
    await desk.settled()

    expect(home().split('have not met yet')).toHaveLength(2)
  })

  it('shows the answer to a button on top', async () => {
    await open(({ line }) => ({ cards: [answer(`Card of ${line || 'score'}`)], private: true }))
    const line = packAction({ label: verbatim('x'), line: 'ack 42' }, 'en') ?? ''

    await desk.send(
      payloads.press(desk.slack, line, {
        container: { type: 'view', view_id: 'V1' },
        channel: undefined,
        message: undefined,
        response_url: undefined,
      }),
    )
    await desk.settled()

    expect(home().indexOf('Card of ack 42')).toBeLessThan(home().indexOf('Card of score'))
    expect(desk.slack.world.messages).toEqual([])
  })

  it('shows the picture of what was asked for there, or says what it shows where Slack takes none', async () => {
    const image = { type: 'image' as const, picture: { drawing: 'trend', data: {} }, alt: verbatim('Sales rose') }
    const trend: Card = { ...answer('Trend'), blocks: [image] }
    await open(({ line }) => ({ cards: [line.startsWith('trend') ? trend : answer('Standing')], private: true }))
    const line = packAction({ label: verbatim('x'), line: 'trend sales 30d' }, 'en') ?? ''
    const over = { container: { type: 'view' }, channel: undefined, message: undefined, response_url: undefined }

    await desk.send(payloads.press(desk.slack, line, over))
    await desk.settled()
    const shown = home()
    desk.slack.world.refusePictures = true
    await desk.send(payloads.press(desk.slack, line, over))
    await desk.settled()

    expect(shown).toContain('"alt_text":"Sales rose"')
    expect(home()).not.toContain('slack_file')
    expect(home()).toContain('Sales rose')
  })

  it('says in person that a form came too late', async () => {
    await open(() => ({}))
    const over = {
      container: { type: 'view', view_id: 'V1' },
      channel: undefined,
      message: undefined,
      response_url: undefined,
    }
    const body = payloads.press(desk.slack, value, over)
    desk.slack.world.triggers.set(body.payload.trigger_id, 'expired')

    await desk.send(body)
    await desk.settled()

    expect(desk.slack.world.messages).toMatchObject([{ channel: 'D0AMY00001' }])
  })

  it('is accepted by Slack however much there is', async () => {
    const actions = Array.from({ length: 4 }, (_, at) => ({ label: verbatim(`${at}`), line: `ack ${at}` }))
    const table = { type: 'table' as const, columns: [{ label: verbatim('a') }], rows: [[{ text: verbatim('b') }]] }
    const picture = { type: 'image' as const, picture: { drawing: 'x', data: {} }, alt: verbatim('Sales rose') }
    const big: Card = {
      ...answer('Big'),
      blocks: Array.from({ length: 30 }, () => [{ type: 'actions' as const, actions }, table, picture]).flat(),
    }
    await open(() => ({ cards: [big], private: true }))

    await desk.send(opening(), { json: true })
    await desk.settled()

    expect(home()).toContain('further parts do not fit')
  })
})
