import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransportError } from '#src/errors.ts'
import { createAnswerOutbox, planDelivery } from '#src/features/delivery/deliverer.ts'
import { findChannel } from '#src/features/people/store/channels.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

let database: Database
let db: Database['db']

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})

beforeEach(async () => {
  await truncate(db, 'channels cascade')
})

const outbox = () => createAnswerOutbox({ db, messenger: 'fake', teamTimeZone: 'Asia/Tokyo', now: () => start })
const answer = (key: string, name = 'mei', kind: 'direct' | 'group' = 'direct') =>
  ({ key, card: titled(key), to: { workspace: '', channel: name, kind }, locale: 'ja' }) as const
const busy = () => new TransportError('busy', { fault: 'retryable' })

describe('answers that the outbox brings', () => {
  it('keep their order while the first is tried again and again, and hold up nothing else', async () => {
    const messenger = fakeMessenger()
    const room = await channel(db, 'mei', { kind: 'direct' })
    for (const key of ['first', 'second', 'third']) await outbox().plan(answer(key))
    await planDelivery(db, {
      key: 'alert',
      channelId: room.id,
      subject: 'alert/1',
      card: titled('alert'),
      notBefore: start,
    })
    messenger.next(busy())

    await deliverer(database, messenger).drain(at(0))
    const meanwhile = messenger.arrived.map(one => one.title)
    await deliverer(database, messenger).drain(at(30))

    expect(meanwhile).toEqual(['alert'])
    expect(messenger.arrived.map(one => one.title)).toEqual(['alert', 'first', 'second', 'third'])
  })

  it('wait as long as one of their conversation waits, and no longer', async () => {
    const messenger = fakeMessenger()
    await outbox().plan(answer('first'))
    const { to } = answer('next')
    const before = await outbox().waits(to)

    await deliverer(database, messenger).drain(at(0))

    expect([before, await outbox().waits({ ...to, channel: 'wei' }), await outbox().waits(to)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('are planned once by their key, also for somebody who was never stored', async () => {
    const messenger = fakeMessenger()

    await outbox().plan(answer('once', 'stranger'))
    await outbox().plan(answer('once', 'stranger'))
    await deliverer(database, messenger).drain(at(0))

    expect(messenger.arrived.map(one => [one.channel, one.title])).toEqual([['stranger', 'once']])
    expect(await findChannel(db, 'fake', '', 'stranger')).toMatchObject({ kind: 'direct', locale: 'ja', alerts: false })
  })

  it('open no group to anything but the answer', async () => {
    await outbox().plan(answer('once', 'new-group', 'group'))

    expect(await findChannel(db, 'fake', '', 'new-group')).toMatchObject({ scope: [], kind: 'group' })
  })
})
