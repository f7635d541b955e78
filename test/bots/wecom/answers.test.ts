import { afterEach, describe, expect, it } from 'vitest'
import type { BotDeps } from '#src/chat/messenger.ts'
import { everything, saying } from '#test/bots/web/fake-deps.ts'
import { type FakeBotServer, fakeBotServer } from './fake-wecom/bot-server.ts'
import type { Trouble } from './fake-wecom/server.ts'
import { textOf, until, type World, type WorldOptions, wecomWorld } from './world.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Runs at once: this process is always chosen. */
const chosen: BotDeps['alone'] = (_name, run) => {
  const stopping = new AbortController()
  const running = run(stopping.signal)
  return async () => {
    stopping.abort()
    await running
  }
}

const echo: NonNullable<WorldOptions['answer']> = ({ line }) => ({ cards: [saying(line)], locale: 'en' })

async function withApp(options: WorldOptions = {}): Promise<World> {
  const world = await wecomWorld({ answer: echo, ...options })
  closing.push(world.close)
  return world
}

async function withBot(options: WorldOptions = {}): Promise<{ world: World; platform: FakeBotServer }> {
  const platform = await fakeBotServer()
  closing.push(platform.close)
  const bot = { id: 'bot', secret: 'bot-secret', url: platform.url }
  const world = await withApp({ bot, app: false, over: { alone: chosen }, ...options })
  await world.messenger.start?.()
  await until(() => platform.connected && platform.subscribed === 1)
  return { world, platform }
}

const shown = (world: World) => world.fake.standing().map(({ body }) => JSON.stringify(body))

describe('an answer in the app', () => {
  const troubles: [string, string, Trouble | number][] = [
    ['system busy', '/message/send', -1],
    ['too many at once', '/message/send', 45033],
    ['HTTP 429', '/message/send', { how: 'text', status: 429 }],
    ['HTTP 429 with a time to wait', '/message/send', { how: 'text', status: 429, headers: { 'retry-after': '1' } }],
    ['HTTP 403 of a proxy', '/message/send', { how: 'text', status: 403 }],
    ['HTTP 502', '/message/send', { how: 'text', status: 502 }],
    ['a page with 200', '/message/send', { how: 'text', status: 200 }],
    ['a reset', '/message/send', { how: 'reset' }],
    ['a busy token service', '/gettoken', -1],
    ['a reset of the token service', '/gettoken', { how: 'reset' }],
    ['an upload that is refused for the moment', '/media/upload', -1],
    ['a refusal of the card', '/message/send', 42039],
    ['a refusal that nobody knows', '/message/send', 999_999],
  ]

  it.each(troubles)('comes once in spite of %s, and in its order', async (_name, path, trouble) => {
    const world = await withApp({ answer: ({ line }) => ({ cards: [{ ...everything, title: saying(line).title }] }) })
    if (typeof trouble === 'number') world.fake.faults.push({ path, code: trouble, times: 1 })
    else world.fake.troubles.push({ path, ...trouble })

    await world.deliver(textOf('zhangsan', 'firstword'))
    await world.deliver(textOf('zhangsan', 'secondword'))
    await until(() => shown(world).filter(text => text.includes('secondword')).length > 0)
    await world.messenger.stop?.()

    const order = shown(world).flatMap(text => /firstword|secondword/.exec(text)?.[0] ?? [])
    expect([...new Set(order)]).toEqual(['firstword', 'secondword'])
    expect(order.lastIndexOf('firstword')).toBeLessThan(order.indexOf('secondword'))
    expect(world.late).toEqual([])
  })

  it('is shown once where the platform took it and nobody heard of it', async () => {
    const world = await withApp()
    world.fake.cut = 1

    await world.deliver(textOf('zhangsan', 'onlyword'))
    await world.messenger.stop?.()

    expect(shown(world).filter(text => text.includes('onlyword'))).toHaveLength(1)
  })

  it('with buttons is shown once where the platform took it and nobody heard of it', async () => {
    const actions = [{ label: saying('Trend').title, line: 'trend sales' }]
    const card = { ...saying('onlyword'), blocks: [{ type: 'actions', actions } as const] }
    const world = await withApp({ answer: () => ({ cards: [card] }) })
    world.fake.cut = 1

    await world.deliver(textOf('zhangsan', 'x'))
    await world.messenger.stop?.()

    expect(world.fake.standing().map(({ body }) => body.msgtype)).toEqual(['template_card'])
    expect(world.late).toEqual([])
  })

  it('is given again to the same question within ten minutes', async () => {
    const world = await withApp()

    for (const _ of [1, 2, 3]) {
      await world.deliver(textOf('zhangsan', '规则'))
      world.pass(60_000)
    }
    await until(() => world.fake.standing().length === 3)

    expect(new Set(shown(world)).size).toBe(1)
  })

  it('is left to the outbox while the platform stays away', async () => {
    const world = await withApp()
    world.fake.faults.push({ path: '/message/send', code: -1, times: 99 })

    await world.deliver(textOf('zhangsan', 'lateword'))
    await world.messenger.stop?.()

    expect(world.late.map(({ to, card }) => [to.channel, to.kind, card.title.en])).toEqual([
      ['zhangsan', 'direct', 'lateword'],
    ])
  })
})

describe('an answer of the AI bot', () => {
  it.each([846605, 846608, 846604, 40008])(
    'comes as a message of its own when the question is refused with %i',
    async code => {
      const { platform } = await withBot()
      platform.refuse('aibot_respond_msg', code)

      platform.speak({ user: 'zhangsan', text: 'onlyword' })
      await until(() => platform.said.length > 0)

      expect(platform.said.map(({ via }) => via)).toEqual(['push'])
      expect(JSON.stringify(platform.said)).toContain('onlyword')
    },
  )

  it.each(['aibot_respond_msg', 'aibot_send_msg'])(
    'comes although the connection is lost at %s, and in order',
    async cmd => {
      const { platform } = await withBot({ answer: ({ line }) => ({ cards: [saying(line), saying(`${line} more`)] }) })
      platform.dropAt(cmd)

      platform.speak({ user: 'zhangsan', text: 'firstword' })
      platform.speak({ user: 'zhangsan', text: 'secondword' })
      await until(() => platform.said.length >= 4)

      const order = platform.said.map(({ body }) => /(firstword|secondword)( more)?/.exec(JSON.stringify(body))?.[0])
      expect(order).toEqual(['firstword', 'firstword more', 'secondword', 'secondword more'])
    },
  )

  it('is not doubled by an answer to the second try that the question is answered', async () => {
    const { platform } = await withBot()
    platform.swallow('aibot_respond_msg')

    platform.speak({ user: 'zhangsan', text: 'onlyword' })
    await until(() => platform.calls.filter(cmd => cmd === 'aibot_respond_msg').length === 2)
    await new Promise(setImmediate)

    expect(platform.said).toHaveLength(1)
  }, 200_000)
})
