import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransportError } from '#src/errors.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createNotifier, type Notifier } from '#src/platform/database/notify.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, stateOf, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'
import { until } from '#test/support/waiting.ts'

const away = new TransportError('another process holds the connection', { fault: 'elsewhere' })

describe('a message that only another process can send', () => {
  let database: Database
  let notifier: Notifier
  let holder: FakeMessenger
  let other: FakeMessenger
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await truncate(database.db, 'channels restart identity cascade')
    notifier = createNotifier(database.url)
    holder = fakeMessenger()
    other = fakeMessenger()
    other.refuse('held', away)
  })
  afterEach(() => notifier.close())

  async function plan(key: string, room: string) {
    const { id: channelId } = await channel(database.db, room)
    await planDelivery(database.db, { key, channelId, subject: key, card: titled(key), notBefore: start })
  }

  it('stays as if it had not been taken, and is sent by that one', async () => {
    await plan('m', 'held')

    await deliverer(database, other).drain(at(0))
    const left = await stateOf(database.db, 'm')
    await deliverer(database, holder).drain(at(0))

    expect(left).toMatchObject({ state: 'waiting', attempts: 0, doubtful: false, lease_until: null })
    expect(holder.arrived.map(({ deliveryId }) => deliveryId)).toEqual(['m'])
    expect(await stateOf(database.db, 'm')).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('reaches it while both work, and keeps nobody from what they can send', async () => {
    const { subscribe } = notifier
    const workers = [deliverer(database, other, { subscribe }), deliverer(database, holder, { subscribe })]
    for (const worker of workers) await worker.start()

    for (let count = 0; count < 6; count += 1) await plan(`held/${count}`, 'held')
    for (let count = 0; count < 6; count += 1) await plan(`open/${count}`, 'open')
    await until(() => holder.arrived.length + other.arrived.length === 12, 60_000)
    for (const worker of workers) await worker.stop()

    const held = holder.arrived.filter(({ channel: room }) => room === 'held')
    expect(held.map(({ deliveryId }) => deliveryId).sort()).toEqual(
      Array.from({ length: 6 }, (_, count) => `held/${count}`),
    )
    expect(other.arrived.every(({ channel: room }) => room === 'open')).toBe(true)
  })
})
