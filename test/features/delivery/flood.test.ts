import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Deliverer } from '#src/features/delivery/deliverer.ts'
import { planDeliveries } from '#src/features/delivery/plan.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer, titled } from '#test/support/outbox.ts'
import { until } from '#test/support/waiting.ts'

const rooms = 24
const each = 3

let database: Database
let messenger: FakeMessenger
let worker: Deliverer

beforeEach(async () => {
  database = await testDatabase()
  messenger = fakeMessenger()
  worker = deliverer(database, messenger, { limits: { concurrency: 8 } })
})

afterEach(() => worker.stop())

/** Some messages for each room, the rooms in turn. */
async function plan(): Promise<number> {
  const { db } = database
  const ids: number[] = []
  for (let room = 0; room < rooms; room++) ids.push((await channel(db, `room-${room}`)).id)
  const messages = Array.from({ length: each }, (_, turn) =>
    ids.map((channelId, room) => ({ channelId, key: `flood/${turn}/${room}` })),
  ).flat()
  const at = new Date()
  const common = { notBefore: at, card: titled('flood') }
  await planDeliveries(
    db,
    messages.map(({ channelId, key }) => ({ ...common, channelId, key, subject: key })),
  )
  return messages.length
}

const keys = () => messenger.arrived.map(one => one.deliveryId)

describe('a flood of messages', () => {
  it('comes whole, each message once', async () => {
    const count = await plan()

    await worker.start()
    await until(() => messenger.arrived.length >= count)
    await until(async () => (await database.db.execute(`select from deliveries where state <> 'sent'`)).length === 0)

    expect(new Set(keys()).size).toBe(count)
    expect(keys()).toHaveLength(count)
  })

  it('goes on beside messages that hang in more than half of the places', async () => {
    const count = await plan()
    let release = () => {}
    const hanging = new Promise<void>(resolve => {
      release = resolve
    })
    const hung = 6
    messenger.next(...Array.from({ length: hung }, () => hanging))

    await worker.start()
    await until(() => messenger.arrived.length >= count - hung * each)
    release()
    await until(() => messenger.arrived.length >= count)

    expect(new Set(keys()).size).toBe(count)
  })
})
