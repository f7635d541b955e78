import { afterEach, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import type { BotDeps, Outgoing } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { type FakeBotServer, fakeBotServer } from './fake-wecom/bot-server.ts'
import { eventOf, textOf, until, type World, type WorldOptions, wecomWorld } from './world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Runs at once: this process is always chosen. */
const alone: BotDeps['alone'] = (_name, run) => {
  const stopping = new AbortController()
  const running = run(stopping.signal)
  return async () => {
    stopping.abort()
    await running
  }
}

async function stage(options: WorldOptions = {}): Promise<{ world: World; platform: FakeBotServer }> {
  const platform = await fakeBotServer()
  closing.push(platform.close)
  const bot = { id: 'bot', secret: 'bot-secret', url: platform.url }
  const world = await wecomWorld({ bot, ...options, over: { alone, ...options.over } })
  closing.push(world.close)
  await world.messenger.start?.()
  await until(() => platform.connected && platform.subscribed === 1)
  return { world, platform }
}

const breach: Card = {
  title: verbatim('return rate 8.4 %'),
  tone: 'critical',
  blocks: [
    { type: 'mention', people: [{ id: 1, name: '张三' }] },
    { type: 'actions', actions: [{ label: { en: 'Acknowledge', ja: '確認', 'zh-CN': '确认' }, line: 'ack 42' }] },
  ],
}

function toGroup(user: string, card = breach): Outgoing {
  const { signal } = new AbortController()
  const to = { workspace: '', channel: 'bot-group', kind: 'group' } as const
  const handles = new Map([[1, user]])
  return { deliveryId: 'alert/42/rev/1', subject: 'alert/42', to, card, locale: 'zh-CN', pictures: [], handles, signal }
}

describe('a breach in a group that the AI bot alone reaches', () => {
  it('calls the owner in person by the app, with the button', async () => {
    const { world, platform } = await stage()
    platform.spokenTo('bot-group')

    await world.messenger.send(toGroup('zhangsan'))

    expect(platform.said.map(({ chatid, body }) => [chatid, body.msgtype])).toEqual([['bot-group', 'template_card']])
    expect(world.fake.standing()).toMatchObject([
      { to: 'zhangsan', body: { msgtype: 'template_card', template_card: { button_list: [{ key: 'do|ack 42' }] } } },
    ])
  })

  it('calls the owner by the AI bot where there is no app', async () => {
    const { world, platform } = await stage({ app: false })
    for (const place of ['bot-group', 'zhangsan']) platform.spokenTo(place)

    await world.messenger.send(toGroup('zhangsan'))

    expect(platform.said.map(({ chatid }) => chatid)).toEqual(['bot-group', 'zhangsan'])
  })

  it.each([true, false])('names in the group whom it cannot reach (app: %s)', async app => {
    const { world, platform } = await stage({ app })
    platform.spokenTo('bot-group')

    await world.messenger.send(toGroup('nobody'))

    expect(platform.said.map(({ chatid, body }) => [chatid, body.msgtype])).toEqual([
      ['bot-group', 'template_card'],
      ['bot-group', 'markdown'],
    ])
    expect(JSON.stringify(platform.said[1]?.body)).toMatch(/return rate.*张三/)
  })

  it('calls people also where nothing is to be pressed', async () => {
    const { world, platform } = await stage()
    platform.spokenTo('bot-group')

    await world.messenger.send(toGroup('zhangsan', { ...breach, blocks: breach.blocks.slice(0, 1) }))

    expect(world.fake.standing().map(({ to }) => to)).toEqual(['zhangsan'])
  })

  it('brings the card in person up to date, and says the news in the group', async () => {
    const { world, platform } = await stage()
    platform.spokenTo('bot-group')
    const ref = await world.messenger.send(toGroup('zhangsan'))

    const taken = { ...toGroup('zhangsan', { ...breach, title: verbatim('taken on') }), deliveryId: 'alert/42/rev/2' }
    await world.messenger.update?.(ref, taken)

    expect(JSON.stringify(world.fake.standing())).toContain('taken on')
    expect(JSON.stringify(platform.said.at(-1))).toContain('taken on')
  })
})

describe('a greeting', () => {
  const figures: WorldOptions['answer'] = ({ line }) => ({ cards: [saying(line === '' ? 'your own figures' : line)] })

  it('comes once a day to whoever follows or opens the app', async () => {
    const { world } = await stage({ answer: figures })

    for (const event of ['subscribe', 'enter_agent', 'enter_agent']) await world.deliver(eventOf('lisi', event))
    await until(() => world.fake.standing().length === 1)
    world.pass(86_400_000)
    await world.deliver(eventOf('lisi', 'enter_agent').replace(/<CreateTime>\d+/, '<CreateTime>1800000000'))
    await until(() => world.fake.standing().length === 2)

    expect(world.fake.standing().map(({ to }) => to)).toEqual(['lisi', 'lisi'])
    expect(JSON.stringify(world.fake.standing())).toContain('your own figures')
  })

  it('comes as the answer to the first opening of the chat with the AI bot, once a day', async () => {
    const { platform, world } = await stage({ answer: figures, app: false })

    platform.enter('wangwu')
    await until(() => platform.said.length === 1)
    platform.enter('wangwu')
    platform.speak({ user: 'wangwu', text: '状态' })
    await until(() => platform.said.length === 2)

    expect(platform.said.map(({ via }) => via)).toEqual(['welcome', 'respond'])
    expect(JSON.stringify(platform.said[0]?.body)).toMatch(/your own figures.*帮助/)
    expect(world.asked.map(({ person }) => person)).toEqual(['wangwu', 'wangwu'])
  })

  it('that the platform takes no more is a message of its own', async () => {
    const { platform } = await stage({ answer: figures, app: false })
    platform.spokenTo('wangwu')
    platform.refuse('aibot_respond_welcome_msg', 846604)

    platform.enter('wangwu')
    await until(() => platform.said.length === 1)

    expect(platform.said[0]?.via).toBe('push')
  })
})

describe('the workbench', () => {
  it('shows a person their own first four figures, brought up to date when they open the app', async () => {
    const fact = (name: string, value: string) => ({ label: verbatim(name), value: verbatim(value) })
    const facts = ['a', 'b', 'c', 'd', 'e'].map((name, at) => fact(name, `${at} %`))
    let first = facts
    const pageUrl = 'https://kpi.example.com/'
    const { world } = await stage({
      over: { pageUrl },
      answer: () => ({ cards: [{ ...saying('yours'), blocks: [{ type: 'facts', facts: first }] }] }),
    })

    await world.deliver(eventOf('lisi', 'enter_agent'))
    await until(() => world.fake.tiles.size === 1)
    const shown = world.fake.tiles.get('lisi')
    first = [fact('a', '99 %')]
    world.pass(600_000)
    await world.deliver(eventOf('lisi', 'enter_agent').replace(/<CreateTime>\d+/, '<CreateTime>1800000001'))
    await until(() => JSON.stringify(world.fake.tiles.get('lisi')).includes('99 %'))

    expect(shown).toEqual({
      items: ['a', 'b', 'c', 'd'].map((key, at) => ({ key, data: `${at} %`, jump_url: pageUrl })),
    })
    expect(world.fake.standing()).toHaveLength(1)
  })

  it('that cannot be set keeps nobody from their greeting', async () => {
    const table = {
      type: 'table',
      columns: [{ label: verbatim('KPI') }, { label: verbatim('Value') }],
      rows: [[{ text: verbatim('Sales') }, { text: verbatim('$12') }]],
    } as const
    const { world } = await stage({ answer: () => ({ cards: [{ ...saying('yours'), blocks: [table] }] }) })
    world.fake.faults.push({ path: '/agent/set_workbench_data', code: 60011, times: 1 })

    await world.deliver(eventOf('lisi', 'subscribe'))
    await until(() => world.fake.standing().length === 1)
    await world.messenger.stop?.()

    expect(world.fake.tiles.size).toBe(0)
  })
})

describe('many answers within a minute', () => {
  it('are never dropped: as many as fit are said, then one word about waiting, and the outbox has the rest', async () => {
    const { world } = await stage({ answer: ({ line }) => ({ cards: [saying(line)] }) })

    for (let at = 0; at < 40; at += 1) await world.deliver(textOf('zhangsan', `question ${at}`))
    await until(() => world.fake.standing().length + world.late.length === 41)

    const said = world.fake.standing().map(({ body }) => JSON.stringify(body))
    expect([said.length, world.late.length, world.fake.dropped]).toEqual([29, 12, 0])
    expect(said.filter(text => text.includes('请稍候'))).toHaveLength(1)
    expect(world.late.map(({ card }) => card.title.en)).toEqual(
      Array.from({ length: 12 }, (_, at) => `question ${at + 28}`),
    )
  })

  it('hold no more than the platform allows in any minute', async () => {
    const { world } = await stage({ answer: ({ line }) => ({ cards: [saying(line)] }) })

    let elsewhere = 0
    for (let at = 0; at < 90; at += 1) {
      await world.deliver(textOf('zhangsan', `question ${at}`))
      await until(() => {
        elsewhere += world.late.splice(0).length // as if the outbox had brought it at once
        return world.fake.standing().length + elsewhere > at
      })
      world.pass(1_700)
    }

    expect(world.fake.dropped).toBe(0)
    expect(elsewhere).toBeGreaterThan(0)
  })
})

describe('cards', () => {
  it('open the service’s page where people can reach one', async () => {
    const pageUrl = 'https://kpi.example.com/'
    const { world, platform } = await stage({ over: { pageUrl } })
    platform.spokenTo('bot-group')

    await world.messenger.send(toGroup('zhangsan'))

    const cards = [platform.said[0]?.body, world.fake.standing()[0]?.body].map(body => body?.template_card)
    expect(cards).toMatchObject([
      { card_action: { type: 1, url: pageUrl }, jump_list: [{ type: 1, url: pageUrl }] },
      { card_action: { type: 1, url: pageUrl } },
    ])
  })

  it('link nowhere where there is no such page', async () => {
    const { world } = await stage({ answer: () => ({ cards: [breach] }) })

    await world.deliver(textOf('zhangsan', '告警'))
    await until(() => world.fake.standing().length === 1)

    expect(JSON.stringify(world.fake.standing())).not.toContain('card_action')
  })
})
