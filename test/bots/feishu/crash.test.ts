import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BotDeps } from '#src/chat/messenger.ts'
import { createInbox, type InboxTimes } from '#src/platform/bot-services/inbox.ts'
import { createUploads } from '#src/platform/bot-services/uploads.ts'
import type { Database } from '#src/platform/database/db.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { testDatabase } from '#test/support/database.ts'
import { silentLog, until } from '#test/support/waiting.ts'
import { message } from './fake-feishu/push.ts'
import { type Play, play } from './play.ts'

const type = 'im.message.receive_v1'
const now = () => new Date('2026-11-20T09:00:00Z')

/** Processes of one service on one database, with its real inbox. */
describe('several processes in Feishu', () => {
  let database: Database
  let messenger = 'feishu0'
  const stages: Play[] = []
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(() => {
    messenger = `feishu${Number(messenger.slice(6)) + 1}`
  })
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close()
  })

  const inboxOf = (times: Partial<InboxTimes> = {}) =>
    createInbox({ db: database.db, messenger, now, log: silentLog, times })

  async function running(over: Partial<BotDeps> = {}): Promise<Play> {
    const stage = await play(() => ({ cards: [saying('answer')] }), { inbox: inboxOf({ lookMs: 5 }), ...over })
    stages.push(stage)
    return stage
  }

  /** Says that it has an event, and dies before it works on it. */
  async function dying(): Promise<Play> {
    const { take } = inboxOf({ leaseMs: 0 })
    const never = { work: () => new Promise<never>(() => {}) }
    const stage = await play(() => ({}), {
      inbox: { take: async (key, payload) => (await take(key, payload)) && never, recover: () => async () => {} },
    })
    await stage.fake.close()
    return stage
  }

  it('answers the next push of a message whose first process died, and none after that', async () => {
    const pushed = message('status', { id: 'om_1' })
    expect((await (await dying()).event(type, pushed)).status).toBe(200)
    const stage = await running()

    expect((await stage.event(type, pushed)).status).toBe(200)
    await stage.settle()
    expect((await stage.event(type, pushed)).status).toBe(200)
    await stage.settle()

    expect(stage.asked.map(({ line }) => line)).toEqual(['status'])
    expect(stage.standing()).toHaveLength(1)
  })

  it('answers by itself what a process had taken that died, once', async () => {
    const event = message('@_user_1 status sales', { id: 'om_2' })
    expect((await (await dying()).event(type, event)).status).toBe(200)

    const [one, two] = [await running(), await running()]
    await one.messenger.start?.()
    await two.messenger.start?.()
    await until(() => one.standing().length + two.standing().length === 1)
    expect((await one.event(type, event)).status).toBe(200)
    await one.settle()
    await two.settle()

    expect([...one.asked, ...two.asked]).toMatchObject([{ person: 'ou_wei', kind: 'direct' }])
    expect(one.standing().length + two.standing().length).toBe(1)
  })

  it('upload a picture once between them', async () => {
    const uploads = () => createUploads({ db: database.db, messenger, now })
    const picture = { id: 'p', png: new Uint8Array([137, 80, 78, 71]), width: 2, height: 1 }
    const shown = {
      ...saying('chart'),
      blocks: [{ type: 'image', picture: { drawing: 'trend', data: {} }, alt: title }],
    }
    const card = shown as ReturnType<typeof saying>
    const one = await running({ uploads: uploads() })
    const { signal } = new AbortController()
    const to = { workspace: '', channel: 'ou_wei', kind: 'direct' } as const
    const base = { to, card, locale: 'zh-CN', pictures: [picture], handles: new Map(), signal } as const

    await one.messenger.send({ ...base, deliveryId: 'a' })
    const again = await play(() => ({}), { uploads: uploads() })
    stages.push(again)
    for (const [key, png] of one.fake.images) again.fake.images.set(key, png)
    await again.messenger.send({ ...base, deliveryId: 'b' })

    expect(one.fake.callsTo('POST im/v1/images')).toHaveLength(1)
    expect(again.fake.callsTo('POST im/v1/images')).toHaveLength(0)
    expect(JSON.stringify(again.standing())).toContain([...one.fake.images.keys()][0])
  })
})

const title = { en: 'Sales', ja: '売上', 'zh-CN': '销售额' }
