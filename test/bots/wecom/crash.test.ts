import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readXml } from '#bots/wecom/receive/xml.ts'
import type { BotDeps, DrawnPicture, Outgoing } from '#src/chat/messenger.ts'
import { createInbox, type InboxTimes } from '#src/platform/bot-services/inbox.ts'
import { createUploads } from '#src/platform/bot-services/uploads.ts'
import type { Database } from '#src/platform/database/db.ts'
import { everything, saying } from '#test/bots/web/fake-deps.ts'
import { testDatabase } from '#test/support/database.ts'
import { silentLog } from '#test/support/waiting.ts'
import { unseal } from './cipher.ts'
import { fakeBotServer } from './fake-wecom/bot-server.ts'
import { taskOf } from './fake-wecom/server.ts'
import { clickOf, keys, textOf, until, type World, type WorldOptions, wecomWorld } from './world.ts'

const now = () => new Date('2026-11-20T09:00:00Z')

/** Processes of one service on one database, with its real inbox. */
describe('several processes in WeCom', () => {
  let database: Database
  let messenger = 'wecom0'
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(() => {
    messenger = `wecom${Number(messenger.slice(5)) + 1}`
  })
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close()
  })

  const inboxOf = (times: Partial<InboxTimes> = {}) =>
    createInbox({ db: database.db, messenger, now, log: silentLog, times })

  async function running(options: WorldOptions = {}): Promise<World> {
    const over = { inbox: inboxOf({ lookMs: 5 }), ...options.over }
    const world = await wecomWorld({ answer: () => ({ cards: [saying('answer')] }), ...options, over })
    closing.push(world.close)
    return world
  }

  /** An inbox of a process that dies as soon as it has said that it has something. */
  function dying(): BotDeps['inbox'] {
    const { take } = inboxOf({ leaseMs: 0 })
    const never = { work: () => new Promise<never>(() => {}) }
    return { take: async (key, payload) => (await take(key, payload)) && never, recover: () => async () => {} }
  }

  /** Takes a callback and dies; a click is never answered by it. */
  async function takeAndDie(inner: string): Promise<void> {
    const taken: string[] = []
    const inbox = dying()
    const world = await wecomWorld({
      over: {
        inbox: {
          ...inbox,
          take: async (key, payload) => {
            const hold = await inbox.take(key, payload)
            taken.push(key)
            return hold
          },
        },
      },
    })
    void world.deliver(inner)
    await until(() => taken.length === 1)
    await world.fake.close()
  }

  it('answer what one of them had taken that died, once, and do nothing when it comes again', async () => {
    const said = textOf('zhangsan', '状态')
    await takeAndDie(said)
    const world = await running()

    await world.messenger.start?.()
    await until(() => world.fake.standing().length === 1)
    expect((await world.deliver(said)).statusCode).toBe(200)
    await world.messenger.stop?.()

    expect(world.asked.map(({ line }) => line)).toEqual(['状态'])
    expect(world.fake.standing()).toHaveLength(1)
  })

  it('answer a click that comes again with its card, when the first process died before it answered', async () => {
    const standing = { subject: 'alert/42', card: { ...everything, title: saying('taken').title } }
    const world = await running({ answer: () => ({ cards: [saying('done')], standing }) })
    await world.messenger.send(outgoing('alert/42/rev/1'))
    const taskId = taskOf(world.fake.standing().find(({ card }) => card !== null)?.body ?? {})
    const click = clickOf('zhangsan', 'do|trend sales', taskId, world.fake.click(taskId))
    await takeAndDie(click)

    const answered = await world.deliver(click)

    const inner = unseal(keys, readXml(answered.body)?.Encrypt ?? '').text
    expect(inner).toContain('update_template_card')
    expect(world.asked).toHaveLength(1)
  })

  it('change the card of a click by its code, when nobody waits for an answer any more', async () => {
    const standing = { subject: 'alert/42', card: { ...everything, title: saying('taken').title } }
    const world = await running({ answer: () => ({ cards: [saying('done')], standing }) })
    await world.messenger.send(outgoing('alert/42/rev/1'))
    const card = world.fake.standing().find(one => one.card !== null)
    const taskId = taskOf(card?.body ?? {})
    await takeAndDie(clickOf('zhangsan', 'do|trend sales', taskId, world.fake.click(taskId)))

    await world.messenger.start?.()

    await until(() => card?.card?.perUser.has('zhangsan') === true)
    expect(world.asked).toHaveLength(1)
  })

  it('answer what the AI bot had heard in a process that died, by a message of its own', async () => {
    const platform = await fakeBotServer()
    closing.push(platform.close)
    const body = {
      ...{ msgid: 'm-1', chatid: 'g', chattype: 'group', from: { userid: 'zhangsan' } },
      ...{ msgtype: 'text', text: { content: '@KPI 状态' } },
    }
    await dying().take('bot/m-1', body)
    const stopping = new AbortController()
    const alone: BotDeps['alone'] = (_name, run) => {
      const ran = run(stopping.signal)
      return async () => {
        stopping.abort()
        await ran
      }
    }
    const inbox = inboxOf({ lookMs: 5 })
    const bot = { id: 'B', secret: 'bot-secret', url: platform.url }
    platform.spokenTo('g')
    const world = await running({
      bot,
      over: { inbox, alone },
      answer: () => ({ cards: [saying('answer')], private: false }),
    })

    await world.messenger.start?.()
    await until(() => platform.said.length === 1)

    expect(world.asked).toMatchObject([{ line: '状态', channel: 'g', kind: 'group' }])
    expect(platform.said[0]).toMatchObject({ chatid: 'g', body: { msgtype: 'markdown' } })
  })

  it('upload a picture once between them, and again when three days are nearly over', async () => {
    let at = now().getTime()
    const uploads = () => createUploads({ db: database.db, messenger, now: () => new Date(at) })
    const first = await running({ over: { uploads: uploads() } })
    const uploaded = () => first.fake.uploads
    const other = await import('#bots/wecom/messenger.ts')
    const second = other.createWecomMessenger(first.config, { ...first.deps, uploads: uploads() })

    await first.messenger.send({ ...outgoing('a'), pictures: [picture] })
    first.pass(60_000) // members have a budget
    await second.send({ ...outgoing('b'), pictures: [picture] })
    expect(uploaded()).toBe(1)

    first.pass(60_000)
    at += 61 * 3_600_000
    await second.send({ ...outgoing('c'), pictures: [picture] })
    expect(uploaded()).toBe(2)
  })
})

const picture: DrawnPicture = { id: 'p1', png: new Uint8Array([137, 80, 78, 71]), width: 10, height: 10 }

function outgoing(deliveryId: string): Outgoing {
  const { signal } = new AbortController()
  const to = { workspace: '', channel: 'zhangsan', kind: 'direct' } as const
  const handles = new Map([[1, 'zhangsan']])
  return { deliveryId, subject: 'alert/42', to, card: everything, locale: 'zh-CN', pictures: [null], handles, signal }
}
