import { afterEach, describe, expect, it } from 'vitest'
import { addNoteForm, askCard, recordForm, setTargetForm } from '#src/cards/entry-forms.ts'
import type { FormAction, Invocation, Reply } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

let desk: SlackUnderTest
afterEach(() => desk.close())

const saying = (text: string) => ({ title: verbatim(text), tone: 'info', blocks: [] }) as const
const forms: Readonly<Record<string, FormAction>> = {
  target: setTargetForm,
  'target set': setTargetForm,
  'note add': addNoteForm('2026-11-20'),
  record: recordForm('2026-11-19'),
}

/** Answers bare verbs with their form, as the dispatcher does, and the rest with a card. */
function answer({ line }: Invocation): Partial<Reply> {
  const form = forms[line]
  if (!form) return { cards: [saying('Done')], private: true }
  return { cards: [askCard(form, verbatim('an example'))], private: true, form }
}

const opened = () => desk.slack.world.views.at(-1)?.view ?? {}
const blocksOf = (view: Readonly<Record<string, unknown>>) => view.blocks as { block_id: string; element: object }[]
const names = () => blocksOf(opened()).map(block => block.block_id)

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

const fields: Readonly<Record<string, readonly string[]>> = {
  target: ['kpi', 'store', 'period', 'value', 'owner'],
  note: ['text', 'kpi', 'store', 'day'],
  record: ['kpi', 'store', 'day', 'value', 'count'],
}
const idsOf = (name: string) => (fields[name] ?? []).map(field => `field:${field}`)

describe('shortcuts', () => {
  it.each(['target', 'note', 'record'])('kpi_%s opens a form that Slack accepts', async name => {
    desk = await openSlackUnderTest(answer)

    await desk.send(shortcut(`kpi_${name}`))
    await desk.settled()

    expect(names()).toEqual(idsOf(name))
  })

  it('of a message opens a note with its text and day, and answers there', async () => {
    desk = await openSlackUnderTest(answer)
    const message = { ts: '1795183200.000100', text: 'Carrier stopped, says <@U0WEI00001> &amp; co' }
    const over = {
      type: 'message_action',
      message,
      channel: { id: 'C0JPTEAM01', name: 'jp-team' },
      response_url: desk.slack.responseUrl(),
    }
    await desk.send(shortcut('kpi_note_message', over))
    await desk.settled()

    const { callback_id, private_metadata } = opened()
    const values = {
      'field:text': { text: { value: 'Carrier stopped' } },
      'field:day': { day: { selected_date: '2026-11-20' } },
      'field:kpi': { kpi: { selected_option: { value: 'sales' } } },
      'field:store': { store: { selected_option: { value: 'market:jp' } } },
    }
    await desk.send(payloads.submit({ callback_id, private_metadata }, values))
    await desk.settled()

    const [text, , , day] = blocksOf(opened())
    expect(text?.element).toMatchObject({ initial_value: 'Carrier stopped, says wei@example.com & co' })
    expect(day?.element).toMatchObject({ initial_date: '2026-11-20' })
    expect(desk.service.asked.at(-1)).toMatchObject({
      line: 'note add sales market:jp 2026-11-20 "Carrier stopped"',
      channel: 'C0JPTEAM01',
    })
    expect(desk.slack.world.responses).toMatchObject([{ text: 'Done' }])
  })

  it('tells somebody who may not use it instead of opening a form', async () => {
    desk = await openSlackUnderTest(() => ({
      cards: [saying('Welcome!')],
      private: true,
      refused: verbatim('Welcome!'),
    }))

    await desk.send(shortcut('kpi_target'))
    await desk.settled()

    expect(desk.slack.world.views).toEqual([])
    expect(desk.slack.world.messages).toMatchObject([{ channel: 'D0YUKI0001', text: 'Welcome!' }])
  })

  it('that are none of ours do nothing', async () => {
    desk = await openSlackUnderTest(answer)

    const answered = await desk.send(shortcut('kpi_unknown'))
    await desk.settled()

    expect(answered.statusCode).toBe(200)
    expect(desk.service.asked).toEqual([])
  })
})

describe('a command that lacks everything', () => {
  it.each(['target', 'record'])('opens the form of %s and says nothing else', async name => {
    desk = await openSlackUnderTest(answer)

    await desk.send(payloads.command(desk.slack, name))
    await desk.settled()

    expect(names()).toEqual(idsOf(name))
    expect([desk.slack.world.messages, desk.slack.world.responses]).toEqual([[], []])
  })

  it('answers where the form belongs once it is filled', async () => {
    desk = await openSlackUnderTest(answer)
    await desk.send(payloads.command(desk.slack, 'record'))
    await desk.settled()
    const { callback_id, private_metadata } = opened()
    const values = {
      'field:kpi': { kpi: { selected_option: { value: 'packaging_score' } } },
      'field:store': { store: { selected_option: { value: 'west' } } },
      'field:day': { day: { selected_date: '2026-11-19' } },
      'field:value': { value: { value: '4.5' } },
      'field:count': { count: { value: null } },
    }

    await desk.send(payloads.submit({ callback_id, private_metadata }, values))
    await desk.settled()

    expect(desk.service.asked.at(-1)?.line).toBe('record packaging_score west 2026-11-19 4.5')
    expect(desk.slack.world.responses).toMatchObject([{ text: 'Done', kind: 'ephemeral' }])
  })

  it('is answered with a button for the form where it came too late for one', async () => {
    desk = await openSlackUnderTest(answer)
    const body = payloads.command(desk.slack, 'record')
    desk.slack.world.triggers.set(body.trigger_id, 'expired')

    await desk.send(body)
    await desk.settled()

    expect(desk.slack.world.views).toEqual([])
    const [said] = desk.slack.world.responses
    expect(JSON.stringify(said?.blocks)).toContain('Record a figure')
    expect(JSON.stringify(said?.blocks)).toContain('{value}')
  })

  it('is answered with a button for the form where it was only written', async () => {
    desk = await openSlackUnderTest(answer)
    const event = { type: 'app_mention', user: 'U0AMY00001', channel: 'C0JPTEAM01', text: 'record', ts: '1.2' }

    await desk.send(payloads.event(event), { json: true })
    await desk.settled()

    expect(desk.slack.world.views).toEqual([])
    expect(JSON.stringify(desk.slack.world.ephemerals)).toContain('Record a figure')
  })
})
