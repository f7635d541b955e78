import { spawn } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { withoutMention } from '#bots/wecom/receive/bot/listen.ts'
import { createSocket } from '#bots/wecom/receive/bot/socket.ts'
import type { Card } from '#src/chat/card.ts'
import type { BotDeps, Outgoing } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { projectRoot } from '#src/paths.ts'
import { runAsLeader } from '#src/platform/database/leader.ts'
import { everything, saying } from '#test/bots/web/fake-deps.ts'
import { testDatabase } from '#test/support/database.ts'
import { programWords } from '#test/support/running/program.ts'
import { type FakeBotServer, fakeBotServer } from './fake-wecom/bot-server.ts'
import { until, type World, type WorldOptions, wecomWorld } from './world.ts'

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

describe('the AI bot', () => {
  it('hears a group in which it is mentioned, and answers under the question', async () => {
    const { platform, world } = await connected({ answer: () => ({ cards: [saying('销售额')], private: false }) })

    platform.speak({ user: 'zhangsan', text: '@KPI助手 状态 销售额', chatid: 'ChatID-1' })

    await until(() => platform.said.length === 1)
    expect(world.asked[0]).toMatchObject({
      person: 'zhangsan',
      channel: 'ChatID-1',
      kind: 'group',
      line: '状态 销售额',
    })
    expect(platform.said[0]).toMatchObject({
      chatid: 'ChatID-1',
      via: 'respond',
      body: { msgtype: 'stream', stream: { finish: true } },
    })
  })

  it('gives pictures and buttons to the group, after the text', async () => {
    const { platform } = await connected({ answer: () => ({ cards: [everything], private: false, locale: 'zh-CN' }) })

    platform.speak({ user: 'zhangsan', text: '@bot 状态', chatid: 'g' })

    await until(() => platform.said.length === 3)
    expect(platform.said.map(it => it.body.msgtype)).toEqual(['stream', 'image', 'template_card'])
  })

  it('answers what is for the asker alone in the app, and tells the group only that', async () => {
    const { platform, world } = await connected({ answer: () => ({ cards: [saying('secretword')], private: true }) })

    platform.speak({ user: 'zhangsan', text: '@bot 成员', chatid: 'g' })

    await until(() => platform.said.length === 1 && world.fake.shown.length === 1)
    expect(JSON.stringify(platform.said)).not.toContain('secretword')
    expect(world.fake.shown[0]).toMatchObject({ to: 'zhangsan' })
  })

  it('asks to come when it has no way to speak to somebody alone', async () => {
    const { platform } = await connected({
      app: false,
      answer: () => ({ cards: [saying('secretword')], private: true, locale: 'zh-CN' }),
    })

    platform.speak({ user: 'zhangsan', text: '@bot 成员', chatid: 'g' })

    await until(() => platform.said.length === 1)
    expect(JSON.stringify(platform.said)).toContain('请私聊我')
    expect(JSON.stringify(platform.said)).not.toContain('secretword')
  })

  it('hears each message once', async () => {
    const { platform, world } = await connected({ answer: () => ({ cards: [saying('x')], private: false }) })

    platform.speak({ user: 'a', text: '状态', msgid: 'same' })
    platform.speak({ user: 'a', text: '状态', msgid: 'same' })
    platform.speak({ user: 'a', text: '状态', msgid: 'other' })

    await until(() => platform.said.length === 2)
    expect(world.asked).toHaveLength(2)
  })

  it('changes the card for everybody when its button is pressed', async () => {
    const standing = { subject: 'alert/42', card: alert('taken') }
    const { platform, world } = await connected({ answer: () => ({ cards: [saying('done')], standing }) })
    platform.speak({ user: 'zhangsan', text: '@bot hi', chatid: 'g' })
    await until(() => platform.said.length === 1)
    await world.messenger.send(outgoing('alert/42/rev/1', alert('open'), 'g'))
    const card = platform.said.at(-1)?.body.template_card as { task_id: string } | undefined
    const taskId = card?.task_id ?? ''

    platform.click({ user: 'zhangsan', key: 'do|ack 42', taskId, chatid: 'g' })

    await until(() => platform.updates.length === 1)
    expect(platform.updates[0]).toMatchObject({
      response_type: 'update_template_card',
      template_card: { task_id: taskId, main_title: { title: '❗ taken' } },
    })
  })

  it('comes back after its connection broke', async () => {
    const { platform } = await connected({})

    platform.drop()

    await until(() => platform.subscribed === 2)
    expect(platform.kicked).toBe(0)
  })

  it('writes to people while the app is not trusted, where they speak to it', async () => {
    const { platform, world } = await connected({ answer: () => ({ cards: [] }) })
    platform.speak({ user: 'zhangsan', text: 'hi' })
    await until(() => world.asked.length === 1)
    world.fake.trusted = false
    const message = outgoing('tell/1', saying('remedyword'), 'zhangsan')

    await world.messenger.send({ ...message, to: { ...message.to, kind: 'direct' } })

    expect(JSON.stringify(platform.said)).toContain('remedyword')
  })

  it('leaves to the holder of the connection what it cannot send, also while the app is not trusted', async () => {
    const platform = await fakeBotServer()
    closing.push(platform.close)
    const world = await wecomWorld({ bot: { id: 'B', secret: 'bot-secret', url: platform.url } })
    closing.push(world.close)
    world.fake.trusted = false
    const person = {
      ...outgoing('tell/1', saying('x'), 'zhangsan'),
      to: { workspace: '', channel: 'zhangsan', kind: 'direct' },
    }

    await expect(world.messenger.send(outgoing('a', saying('x'), 'g'))).rejects.toMatchObject({ fault: 'elsewhere' })
    await expect(world.messenger.send(person as Outgoing)).rejects.toMatchObject({ fault: 'elsewhere' })
  })

  it('says of a group where it never was that it cannot be reached', async () => {
    const { world } = await connected({})

    await expect(world.messenger.send(outgoing('x', saying('x'), 'nowhere'))).rejects.toMatchObject({
      fault: 'unreachable',
    })
  })

  it('tells the administrators when ids are encrypted and cannot be read', async () => {
    const { platform, world } = await connected({ app: false, answer: () => ({ cards: [] }) })

    platform.speak({ user: 'woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA', text: '状态' })

    await until(() => world.told.length === 1)
    expect(world.told[0]?.key).toBe('encrypted-ids')
  })

  it('turns encrypted ids into plain ones with the app', async () => {
    const { platform, world } = await connected({ answer: () => ({ cards: [] }) })

    platform.speak({ user: 'woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA', text: '状态' })

    await until(() => world.asked.length === 1)
    expect(world.asked[0]?.person).toBe('zhangsan')
  })
})

describe('one connection per bot', () => {
  it('is handed from one process to another when its holder dies, without a kick', async () => {
    const platform = await fakeBotServer()
    closing.push(platform.close)
    const database = await testDatabase()
    closing.push(database.close)
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const compete = (heard: string[]) => {
      const socket = createSocket({ id: 'B', secret: 'bot-secret', url: platform.url }, log)
      const leave = runAsLeader(
        database.url,
        'wecom/socket',
        signal => socket.hold(signal, { frame: () => heard.push('frame'), kicked: () => {} }),
        log,
      )
      return { socket, leave }
    }
    const one = compete([])
    await until(() => platform.connected)
    const heard: string[] = []
    const two = compete(heard)
    closing.push(two.leave)
    await expect(two.socket.push('x', false, {})).rejects.toMatchObject({ fault: 'elsewhere' })

    await one.leave()
    await until(() => two.socket.connected && platform.subscribed === 2)
    platform.speak({ user: 'zhangsan', text: '状态' })

    await until(() => heard.length === 1)
    expect(platform.kicked).toBe(0)
    expect(one.socket.connected).toBe(false)
  })
})

describe('two processes', () => {
  it('hand the connection over when the one that holds it is killed', async () => {
    const platform = await fakeBotServer()
    closing.push(platform.close)
    const database = await testDatabase()
    closing.push(database.close)
    const child = spawn(
      process.execPath,
      [...programWords('test/bots/wecom/hold-connection.ts'), database.url, platform.url],
      { cwd: projectRoot, stdio: 'ignore' },
    )
    closing.push(async () => void child.kill('SIGKILL'))
    await until(() => platform.subscribed === 1, 'the child')
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const socket = createSocket({ id: 'B', secret: 'bot-secret', url: platform.url }, log)
    const handlers = { frame: () => {}, kicked: () => {} }
    closing.push(runAsLeader(database.url, 'wecom/socket', signal => socket.hold(signal, handlers), log))

    child.kill('SIGKILL')

    await until(() => socket.connected && platform.subscribed === 2, 'the hand-over')
    expect(platform.kicked).toBe(0)
  })
})

describe('a connection that somebody else took', () => {
  it('is not fought for, and the administrators are told', async () => {
    const { platform, world } = await connected({})
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const other = createSocket({ id: 'B', secret: 'bot-secret', url: platform.url }, log)
    const stopping = new AbortController()
    const holding = other.hold(stopping.signal, { frame: () => {}, kicked: () => {} })
    closing.push(async () => {
      stopping.abort()
      await holding
    })

    await until(() => world.told.length === 1)
    expect(world.told[0]?.key).toBe('kicked/2026-11-20')
    expect(platform.subscribed).toBe(2)
  })
})

describe('the name of the bot in front of a line', () => {
  it.each([
    ['@KPI助手 状态', '状态'],
    ['＠KPI 状态 销售额', '状态 销售额'],
    ['@KPI助手\u2005状态', '状态'],
    ['状态 @张三', '状态 @张三'],
    ['@KPI助手', ''],
  ])('is dropped: %s', (text, line) => {
    expect(withoutMention(text)).toBe(line)
  })
})

async function connected(options: WorldOptions): Promise<{ platform: FakeBotServer; world: World }> {
  const platform = await fakeBotServer()
  closing.push(platform.close)
  const world = await wecomWorld({
    ...options,
    bot: { id: 'B', secret: 'bot-secret', url: platform.url },
    over: { alone: chosen },
  })
  closing.push(world.close)
  await world.messenger.start?.()
  await until(() => platform.subscribed === 1)
  return { platform, world }
}

function outgoing(deliveryId: string, card: Card, channel: string): Outgoing {
  const { signal } = new AbortController()
  const to = { workspace: '', channel, kind: 'group' } as const
  return { deliveryId, subject: 'alert/42', to, card, locale: 'zh-CN', pictures: [], handles: new Map(), signal }
}

function alert(title: string): Card {
  return {
    title: verbatim(title),
    tone: 'bad',
    blocks: [
      { type: 'facts', facts: [{ label: verbatim('实际'), value: verbatim('8.4%') }] },
      { type: 'actions', actions: [{ label: verbatim('确认'), line: 'ack 42' }] },
    ],
  }
}
