import { afterEach, describe, expect, it } from 'vitest'
import { packAction } from '#bots/slack/render/pack.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

let desk: SlackUnderTest
afterEach(() => desk.close())

async function open(reply: (invocation: Invocation) => Partial<Reply>, over = {}) {
  desk = await openSlackUnderTest(reply, over)
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

  it('speaks the language that the person chose rather than that of their profile', async () => {
    await open(() => ({}), { languageOf: async () => 'zh-CN' })

    await desk.send(payloads.press(desk.slack, value))
    await desk.settled()

    expect(opened()).toMatchObject({ title: { text: '原因是什么？' } })
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
    desk = await openSlackUnderTest(() => slow.then(() => ({ cards: [answer('Late')], private: true })))
    await desk.send(payloads.press(desk.slack, value))
    await desk.settled()

    const answered = await submit({ reason: { value: 'Typhoon' } })
    release()
    await desk.settled()

    expect([answered.statusCode, answered.body]).toEqual([200, ''])
    expect(desk.slack.world.responses.map(({ text }) => text)).toEqual(['Working on it…', 'Late'])
  })

  it('gives back what was entered when it is refused after the form closed', async () => {
    let release = () => {}
    const slow = new Promise<void>(resolve => {
      release = resolve
    })
    const refused = verbatim('Alert 42 is resolved already.')
    desk = await openSlackUnderTest(() => slow.then(() => ({ cards: [answer('Too late')], private: true, refused })))
    await desk.send(payloads.press(desk.slack, value))
    await desk.settled()

    await submit({ reason: { value: 'Typhoon <!channel>' } })
    release()
    await desk.settled()

    const said = desk.slack.world.responses
    expect(said.map(({ text }) => text).slice(1, 2)).toEqual(['Too late'])
    expect(JSON.stringify(said[2]?.blocks)).toContain('You had entered: ack 42 \\"Typhoon <!channel>\\"')
    expect(said[2]?.text).not.toContain('<!channel>')
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
