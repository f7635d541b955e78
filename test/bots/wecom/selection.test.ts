import { afterEach, describe, expect, it } from 'vitest'
import type { Action, Field } from '#src/chat/card.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { fakeBotServer } from './fake-wecom/bot-server.ts'
import type { Json } from './fake-wecom/server.ts'
import { clickOf, textOf, until, type World, wecomWorld } from './world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const choose = (name: string, count: number, over: Partial<Field> = {}): Field => ({
  name,
  label: verbatim(`Which ${name}?`),
  kind: 'select',
  options: Array.from({ length: count }, (_, at) => ({ label: verbatim(`${name} no. ${at}`), value: `${name}${at}` })),
  ...over,
})
const type: Field = { name: 'note', label: verbatim('What?'), kind: 'text' }

/** An app whose every answer offers a form with these fields; `press` opens it. */
async function withForm(fields: readonly Field[], line: string, over: Partial<BotDeps> = {}): Promise<World> {
  const form = { title: verbatim('New rule'), submit: verbatim('Save'), fields }
  const action: Action = { label: verbatim('Add'), line, form }
  const world = await wecomWorld({
    over,
    answer: invocation =>
      invocation.via === 'form'
        ? { cards: [saying('done')], locale: 'en' }
        : { cards: [{ ...saying('rules'), blocks: [{ type: 'actions', actions: [action] }] }], locale: 'en' },
  })
  closing.push(world.close)
  await world.deliver(textOf('zhangsan', 'rules'))
  await until(() => world.fake.standing().length === 1)
  await press(world, cardOf(world), 'ask|0|')
  return world
}

const cardOf = (world: World) => world.fake.standing().at(-1)?.body.template_card as Json
const asked = (world: World) => world.asked.filter(({ via }) => via === 'form').map(({ line }) => line)

/** Presses the button whose key begins so, and waits for what follows. */
async function press(world: World, card: Json, begin: string, chosen: Readonly<Record<string, string>> = {}) {
  const before = world.fake.standing().length
  const keys = [...((card.button_list ?? []) as Json[]), (card.submit_button ?? {}) as Json].map(({ key }) =>
    String(key),
  )
  const key = keys.find(one => one.startsWith(begin)) ?? ''
  const answer = await world.deliver(
    clickOf('zhangsan', key, String(card.task_id), world.fake.click(String(card.task_id)), chosen),
  )
  await until(() => world.fake.standing().length > before)
  return answer
}

const optionOf = (card: Json, name: string, text: string): string => {
  const lists = [card.button_selection, ...((card.select_list ?? []) as Json[])].filter(Boolean) as Json[]
  const options = lists.flatMap(({ question_key: key, option_list }) => (key === name ? (option_list as Json[]) : []))
  return String(options.find(option => option.text === text)?.id)
}

describe('a form in the app', () => {
  it('with one choice among few is a card with a list and two buttons', async () => {
    const world = await withForm([choose('store', 3)], 'rule {store}')
    const card = cardOf(world)

    await press(world, card, 'form|ok', { store: optionOf(card, 'store', 'store no. 1') })

    expect(card).toMatchObject({ card_type: 'button_interaction', button_selection: { question_key: 'store' } })
    expect(asked(world)).toEqual(['rule store1'])
  })

  it('with two or three choices is a card with as many lists', async () => {
    const fields = [choose('kpi', 10), choose('store', 2), choose('day', 5, { initial: 'day3' })]
    const world = await withForm(fields, 'rule {kpi} {store} {day}')
    const card = cardOf(world)
    const chosen = { kpi: optionOf(card, 'kpi', 'kpi no. 9'), store: optionOf(card, 'store', 'store no. 0') }

    await press(world, card, 'form|ok', chosen)

    expect(card).toMatchObject({ card_type: 'multiple_interaction', select_list: [{}, {}, { selected_id: '=day3' }] })
    expect(asked(world)).toEqual(['rule kpi9 store0 day3'])
  })

  it('asks for the rest in the conversation, and goes on with lists behind it', async () => {
    const world = await withForm(
      [choose('store', 2), type, choose('day', 2, { optional: true })],
      'x {store} {note} {day}',
    )

    await press(world, cardOf(world), 'form|ok', { store: '=store1' })
    await world.deliver(textOf('zhangsan', 'rain'))
    await until(() => cardOf(world)?.card_type === 'button_interaction' && 'button_selection' in cardOf(world))
    const last = cardOf(world)
    await press(world, last, 'form|ok', { day: optionOf(last, 'day', '—') })

    expect(asked(world)).toEqual(['x store1 "rain"'])
  })

  it('offers more than ten choices by number, as before', async () => {
    const world = await withForm([choose('store', 11)], 'x {store}')

    await world.deliver(textOf('zhangsan', '11'))
    await until(() => asked(world).length === 1)

    expect(asked(world)).toEqual(['x store10'])
  })

  it('takes a number although a card with a list stands there', async () => {
    const world = await withForm([choose('store', 3)], 'x {store}')

    await world.deliver(textOf('zhangsan', '3'))
    await until(() => asked(world).length === 1)

    expect(asked(world)).toEqual(['x store2'])
  })

  it('asks again where nothing was chosen, and closes with its second button', async () => {
    const world = await withForm([choose('store', 3)], 'x {store}')

    await press(world, cardOf(world), 'form|ok')
    const again = cardOf(world)
    await press(world, again, 'form|no')
    await press(world, again, 'form|ok', { store: '=store1' })

    expect(JSON.stringify(again)).toContain('Please choose first')
    expect(asked(world)).toEqual([])
    expect(JSON.stringify(world.fake.standing().at(-1)?.body)).toContain('该表单已结束')
  })

  it('does not take the card of an older form for the present one', async () => {
    const world = await withForm([choose('store', 3)], 'x {store}')

    await press(world, cardOf(world), 'form|ok', { other: '=store1' })

    expect(asked(world)).toEqual([])
  })

  it('is read as text where the platform refuses its card', async () => {
    const world = await withForm([type, choose('store', 3)], 'x {note} {store}')
    world.fake.faults.push({ path: '/message/send', code: 42039, times: 1 })
    await world.deliver(textOf('zhangsan', 'rain'))
    await until(() => world.fake.standing().at(-1)?.body.msgtype === 'text')

    await world.deliver(textOf('zhangsan', '2'))
    await until(() => asked(world).length === 1)

    expect(asked(world)).toEqual(['x "rain" store1'])
  })
})

describe('a form of the AI bot', () => {
  it('takes what was chosen on its card', async () => {
    const platform = await fakeBotServer()
    closing.push(platform.close)
    const form = { title: verbatim('New rule'), submit: verbatim('Save'), fields: [choose('store', 3)] }
    const actions: readonly Action[] = [{ label: verbatim('Add'), line: 'x {store}', form }]
    const world = await wecomWorld({
      app: false,
      bot: { id: 'bot', secret: 'bot-secret', url: platform.url },
      over: {
        alone: (_name, run) => {
          const stopping = new AbortController()
          const running = run(stopping.signal)
          return async () => {
            stopping.abort()
            await running
          }
        },
      },
      answer: ({ via }) => ({
        cards: [via === 'form' ? saying('done') : { ...saying('a'), blocks: [{ type: 'actions', actions }] }],
      }),
    })
    closing.push(world.close)
    await world.messenger.start?.()
    await until(() => platform.connected && platform.subscribed === 1)
    platform.speak({ user: 'zhangsan', text: 'rules' })
    const last = () => platform.said.at(-1)?.body.template_card as Json | undefined
    await until(() => last() !== undefined)

    platform.click({ user: 'zhangsan', key: 'ask|0|x {store}', taskId: String(last()?.task_id) })
    await until(() => last()?.button_selection !== undefined)
    platform.click({ user: 'zhangsan', key: 'form|ok', taskId: String(last()?.task_id), chosen: { store: '=store2' } })
    await until(() => asked(world).length === 1)

    expect(asked(world)).toEqual(['x store2'])
  })
})
