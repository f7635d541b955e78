import { afterEach, describe, expect, it } from 'vitest'
import { packAction } from '#bots/slack/pack.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { type Desk, openDesk, payloads } from './desk.ts'

let desk: Desk
afterEach(() => desk.close())

async function open(reply: (invocation: Invocation) => Partial<Reply>, over = {}) {
  desk = await openDesk(reply, over)
}

const answer = (text: string): Card => ({ title: verbatim(text), tone: 'info', blocks: [] })
const withReason: Action = {
  label: verbatim('With reason'),
  line: 'ack 42 {reason}',
  form: {
    title: { en: 'What is the reason?', ja: '原因は何ですか', 'zh-CN': '原因是什么？' },
    submit: verbatim('OK'),
    fields: [{ name: 'reason', label: verbatim('Reason'), kind: 'text' }],
  },
}
const value = packAction(withReason, 'en') ?? ''
const opened = () => desk.slack.world.views.at(-1)?.view ?? {}

/** The values of a view by field name, as Slack reports them. */
function entered(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, it]) => [`field:${name}`, { [name]: it }]))
}

async function submit(values: Readonly<Record<string, unknown>>) {
  const { callback_id, private_metadata } = opened()
  return desk.send(payloads.submit({ callback_id, private_metadata }, entered(values)))
}

describe('forms', () => {
  it('opens in the language of whoever pressed, and sends the filled line', async () => {
    await open(() => ({ cards: [answer('Taken')], private: true }))
    const user = { id: 'U0YUKI0001', team_id: 'T0FAKE0001' }

    await desk.send(payloads.press(desk.slack, value, { user }))
    await desk.settled()
    const answered = await submit({ reason: { type: 'plain_text_input', value: '台風で "停止"' } })
    await desk.settled()

    expect(opened()).toMatchObject({ title: { text: '原因は何ですか' } })
    expect(desk.service.asked).toMatchObject([{ line: 'ack 42 "台風で ”停止”"', via: 'form', channel: 'C0JPTEAM01' }])
    expect([answered.statusCode, answered.body]).toEqual([200, ''])
    expect(desk.slack.world.responses).toMatchObject([{ text: 'Taken', kind: 'ephemeral' }])
  })

  it('shows a refusal in the form, at the field it speaks of', async () => {
    const refused = verbatim('I do not understand the number 5x.')
    await open(() => ({ cards: [answer('No')], private: true, refused }))
    const fields = [
      { name: 'kpi', label: verbatim('KPI'), kind: 'text' as const },
      { name: 'value', label: verbatim('Value'), kind: 'number' as const },
    ]
    const form = { title: verbatim('Target'), submit: verbatim('OK'), fields }
    await desk.send(
      payloads.press(desk.slack, packAction({ label: verbatim('x'), line: 'target {kpi} {value}', form }, 'en') ?? ''),
    )
    await desk.settled()

    const answered = await submit({ kpi: { value: 'sales' }, value: { value: '5x' } })
    await desk.settled()

    expect(answered.json()).toEqual({
      response_action: 'errors',
      errors: { 'field:value': 'I do not understand the number 5x.' },
    })
    expect(desk.slack.world.responses).toEqual([])
  })

  it('says in the form that the alert was resolved meanwhile', async () => {
    const refused = { en: 'Alert 42 is resolved already.', ja: '解消済み', 'zh-CN': '已恢复' }
    await open(() => ({ cards: [answer('x')], private: true, refused }))
    await desk.send(payloads.press(desk.slack, value))
    await desk.settled()

    const answered = await submit({ reason: { value: 'Typhoon' } })

    expect(answered.json()).toEqual({
      response_action: 'errors',
      errors: { 'field:reason': 'Alert 42 is resolved already.' },
    })
  })

  it('closes when the work takes longer than a form may wait, and answers in the conversation', async () => {
    let release = () => {}
    const slow = new Promise<void>(resolve => {
      release = resolve
    })
    desk = await openDesk(() => slow.then(() => ({ cards: [answer('Late')], private: true })))
    await desk.send(payloads.press(desk.slack, value))
    await desk.settled()

    const answered = await submit({ reason: { value: 'Typhoon' } })
    release()
    await desk.settled()

    expect([answered.statusCode, answered.body]).toEqual([200, ''])
    expect(desk.slack.world.responses.map(({ text }) => text)).toEqual(['Late'])
  })

  it.each(['expired', 'used'] as const)('says so when the trigger is %s', async state => {
    await open(() => ({}))
    const body = payloads.press(desk.slack, value)
    desk.slack.world.triggers.set(body.payload.trigger_id, state)

    await desk.send(body)
    await desk.settled()

    expect(desk.slack.world.views).toEqual([])
    expect(desk.slack.world.responses[0]?.text).toContain('press the button again')
  })

  it('takes a person who was chosen as their e-mail', async () => {
    await open(() => ({ cards: [] }))
    const form = {
      title: verbatim('x'),
      submit: verbatim('x'),
      fields: [{ name: 'owner', label: verbatim('Owner'), kind: 'person' as const }],
    }
    await desk.send(
      payloads.press(desk.slack, packAction({ label: verbatim('x'), line: 'target sales {owner}', form }, 'en') ?? ''),
    )
    await desk.settled()

    await submit({ owner: { type: 'users_select', selected_user: 'U0WEI00001' } })
    await desk.settled()

    expect(desk.service.asked[0]?.line).toBe('target sales wei@example.com')
  })

  it('closes a form that is none of ours', async () => {
    await open(() => ({}))

    const answered = await desk.send(payloads.submit({ callback_id: 'form', private_metadata: '{"line":1}' }, {}))

    expect([answered.statusCode, answered.body]).toEqual([200, ''])
    expect(desk.service.asked).toEqual([])
  })
})

describe('selects', () => {
  const suggestion = (id: string, text: string) => ({
    payload: {
      type: 'block_suggestion',
      team: { id: 'T0FAKE0001' },
      user: { id: 'U0YUKI0001', team_id: 'T0FAKE0001' },
      action_id: id,
      block_id: 'field:kpi',
      value: text,
      api_app_id: 'A0',
    },
  })

  it('are filled from our lists, in the language of the person, for that person', async () => {
    const asked: unknown[] = []
    const choices = async (...args: readonly unknown[]) => {
      asked.push(args)
      return [{ label: { en: 'Sales', ja: '売上', 'zh-CN': '销售额' }, value: 'sales' }]
    }
    await open(() => ({}), { choices })

    const answered = await desk.send(suggestion('choose:kpis:kpi', '売'))

    expect(answered.json()).toEqual({
      options: [{ text: { type: 'plain_text', text: '売上', emoji: false }, value: 'sales' }],
    })
    expect(asked).toEqual([['kpis', '売', { messenger: 'slack', workspace: 'T0FAKE0001', person: 'U0YUKI0001' }]])
  })

  it('never offer more than a hundred, nor longer texts than Slack takes', async () => {
    const choices = async () =>
      Array.from({ length: 130 }, (_, at) => ({ label: verbatim(`${at} ${'x'.repeat(90)}`), value: `v${at}` }))
    await open(() => ({}), { choices })

    const { options } = (await desk.send(suggestion('choose:stores:store', ''))).json()

    expect(options).toHaveLength(100)
    expect(Math.max(...options.map((it: { text: { text: string } }) => it.text.text.length))).toBe(75)
  })
})

describe('shortcuts', () => {
  const shortcut = (id: string, over: Readonly<Record<string, unknown>> = {}) => ({
    payload: {
      type: 'shortcut',
      callback_id: id,
      team: { id: 'T0FAKE0001' },
      user: { id: 'U0YUKI0001', team_id: 'T0FAKE0001' },
      trigger_id: desk.slack.trigger(),
      api_app_id: 'A0',
      ...over,
    },
  })

  it.each([
    ['kpi_target', ['kpi', 'store', 'period', 'value', 'owner']],
    ['kpi_note', ['text', 'kpi', 'store', 'day']],
    ['kpi_record', ['kpi', 'store', 'day', 'value', 'count']],
  ])('%s opens a form that Slack accepts', async (id, names) => {
    await open(() => ({}))

    await desk.send(shortcut(id))
    await desk.settled()

    const blocks = opened().blocks as { block_id: string }[]
    expect(blocks.map(block => block.block_id)).toEqual(names.map(name => `field:${name}`))
  })

  it('of a message opens a note with its text and day, and answers there', async () => {
    await open(() => ({ cards: [answer('Noted')], private: true }))
    const message = { ts: '1795183200.000100', text: 'Carrier stopped, says <@U0WEI00001> &amp; co' }
    const over = {
      type: 'message_action',
      message,
      channel: { id: 'C0JPTEAM01', name: 'jp-team' },
      response_url: desk.slack.responseUrl(),
    }

    await desk.send(shortcut('kpi_note_message', over))
    await desk.settled()
    await submit({
      text: { value: 'Carrier stopped' },
      day: { selected_date: '2026-11-20' },
      kpi: { selected_option: { value: 'sales' } },
      store: { selected_option: null },
    })
    await desk.settled()

    const [text, , , day] = opened().blocks as { element: Record<string, unknown> }[]
    expect(text?.element.initial_value).toBe('Carrier stopped, says wei@example.com & co')
    expect(day?.element.initial_date).toBe('2026-11-20')
    expect(desk.service.asked).toMatchObject([
      { line: 'note add sales 2026-11-20 "Carrier stopped"', channel: 'C0JPTEAM01' },
    ])
    expect(desk.slack.world.responses).toMatchObject([{ text: 'Noted' }])
  })
})

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

    for (const word of ['Card of score', 'Card of alerts', 'Card of digest list', 'Card of lang'])
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
