import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransportError } from '#src/errors.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, stateOf, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

let database: Database
let db: Database['db']
let room: number
let other: number

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})

beforeEach(async () => {
  await truncate(db, 'channels cascade')
  room = (await channel(db, 'room')).id
  other = (await channel(db, 'other')).id
})

const plan = (key: string, over: Partial<Parameters<typeof planDelivery>[1]> = {}) =>
  planDelivery(db, { key, channelId: room, subject: key, card: titled(key), notBefore: start, ...over })

describe('planning a message', () => {
  it('gives one message however often the same key is planned', async () => {
    const messenger = fakeMessenger()

    const planned = [await plan('digest/1/2026-11-19'), await plan('digest/1/2026-11-19')]
    await deliverer(database, messenger).drain(at(0))
    await deliverer(database, messenger).drain(at(60))

    expect(planned).toEqual([true, false])
    expect(messenger.arrived.map(one => one.deliveryId)).toEqual(['digest/1/2026-11-19'])
  })

  it('says nothing when the transaction that caused it is rolled back', async () => {
    const messenger = fakeMessenger()

    await db
      .transaction(async tx => {
        const card = titled('never')
        await planDelivery(tx, { key: 'never', channelId: room, subject: 'never', card, notBefore: start })
        throw new Error('rolled back')
      })
      .catch(() => {})

    expect(await deliverer(database, messenger).drain(at(0))).toBe(0)
  })

  it('replaces older versions of the same message that were not sent yet', async () => {
    const messenger = fakeMessenger()

    for (const revision of [1, 2, 3]) await plan(`a/${revision}`, { subject: 'a', revision })
    await deliverer(database, messenger).drain(at(0))

    expect(messenger.arrived.map(({ kind, title }) => [kind, title])).toEqual([['send', 'a/3']])
    expect((await stateOf(db, 'a/2')).state).toBe('superseded')
  })

  it('leaves the same subject in another channel alone', async () => {
    const messenger = fakeMessenger()

    await plan('a/1', { subject: 'a' })
    await plan('a/2', { subject: 'a', channelId: other })
    await deliverer(database, messenger).drain(at(0))

    expect(messenger.arrived.map(one => one.channel).sort()).toEqual(['other', 'room'])
  })
})

describe('sending', () => {
  it('edits the message that stands, where the messenger can', async () => {
    const messenger = fakeMessenger()
    const worker = deliverer(database, messenger)

    await plan('a/1', { subject: 'a' })
    await worker.drain(at(0))
    await plan('a/2', { subject: 'a', revision: 2 })
    await worker.drain(at(1))

    expect(messenger.arrived.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['send', 'room/1'],
      ['update', 'room/1'],
    ])
  })

  it('says it anew where the messenger cannot edit, and where the message is gone', async () => {
    const rigid = fakeMessenger({ can: { edit: false } })
    await plan('a/1', { subject: 'a' })
    await deliverer(database, rigid).drain(at(0))
    await plan('a/2', { subject: 'a', revision: 2 })
    await deliverer(database, rigid).drain(at(1))
    const forgetful = fakeMessenger()
    forgetful.next(new TransportError('message_not_found', { fault: 'permanent' }))
    await plan('a/3', { subject: 'a', revision: 3 })
    await deliverer(database, forgetful).drain(at(2))

    expect(rigid.arrived.map(one => one.kind)).toEqual(['send', 'send'])
    expect(forgetful.arrived.map(one => one.kind)).toEqual(['send'])
  })

  it('never lets an older version overwrite a newer one', async () => {
    const messenger = fakeMessenger()
    const worker = deliverer(database, messenger)
    await plan('a/2', { subject: 'a', revision: 2 })
    await worker.drain(at(0))

    await plan('a/1', { subject: 'a', revision: 1 })
    await worker.drain(at(1))

    expect(messenger.arrived.map(one => one.title)).toEqual(['a/2'])
    expect((await stateOf(db, 'a/1')).state).toBe('superseded')
  })

  it('sends what is urgent first, whatever was planned before', async () => {
    const messenger = fakeMessenger({ gapMs: 1_000 })
    await plan('later')
    await plan('alert', { urgency: 0 })

    const worker = deliverer(database, messenger)
    await worker.drain(at(0))
    await worker.drain(at(2))

    expect(messenger.arrived.map(one => one.title)).toEqual(['alert', 'later'])
  })

  it('keeps the messenger’s distance in a channel, not between channels, and not before its time', async () => {
    const messenger = fakeMessenger({ gapMs: 1_000 })
    const worker = deliverer(database, messenger)
    await plan('one')
    await plan('two')
    await plan('elsewhere', { channelId: other })
    await plan('tomorrow', { channelId: other, notBefore: at(86_400) })

    const at0 = await worker.drain(at(0))
    const at1 = await worker.drain(at(1))
    const at2 = await worker.drain(at(1.05))
    const nextDay = await worker.drain(at(86_400))

    expect([at0, at1, at2, nextDay]).toEqual([2, 0, 1, 1])
  })

  it('leaves messages for messengers that this process does not run', async () => {
    await plan('for others')

    expect(await deliverer(database, fakeMessenger({ id: 'another' })).drain(at(0))).toBe(0)
  })

  it('passes pictures and handles, and sends the text alone when drawing fails', async () => {
    const messenger = fakeMessenger()
    const image = { type: 'image', picture: { drawing: 'trend', data: {} }, alt: titled('').title } as const
    const drawn = { id: 'x', png: new Uint8Array([1]), width: 1, height: 1 }
    await plan('with', { card: { ...titled('with'), blocks: [image] } })
    await deliverer(database, messenger, { draw: async () => [drawn] }).drain(at(0))
    await plan('without', { card: { ...titled('without'), blocks: [image, image] } })
    await deliverer(database, messenger, { draw: () => Promise.reject(new Error('no fonts')) }).drain(at(1))

    expect(messenger.arrived.map(one => one.message.pictures)).toEqual([[drawn], [null, null]])
  })
})
