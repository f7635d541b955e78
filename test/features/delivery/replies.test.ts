import { beforeAll, beforeEach, expect, it } from 'vitest'
import { TransportError } from '#src/errors.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

let database: Database
let room: number

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  await truncate(database.db, 'channels cascade')
  room = (await channel(database.db, 'room')).id
})

const plan = (key: string, over: Partial<Parameters<typeof planDelivery>[1]> = {}) =>
  planDelivery(database.db, { key, channelId: room, subject: key, card: titled(key), notBefore: start, ...over })

const reply = { under: 'post', card: titled('short') }

it('says a reply in the thread of the message it belongs to, and later changes the reply', async () => {
  const messenger = fakeMessenger({ can: { threads: true } })
  const worker = deliverer(database, messenger)
  await plan('post')
  await worker.drain(at(0))

  await plan('post/fix', { subject: 'post/fix', reply })
  await worker.drain(at(1))
  await plan('post/fix/2', { subject: 'post/fix', revision: 2, reply })
  await worker.drain(at(2))

  const [post, first, second] = messenger.arrived
  expect(messenger.arrived.map(({ kind, title }) => [kind, title])).toEqual([
    ['send', 'post'],
    ['send', 'short'],
    ['update', 'short'],
  ])
  expect(first?.message.to.thread).toBe(post?.ref)
  expect(second?.ref).toBe(first?.ref)
})

it('puts the whole card in place of the message where there are no threads, again and again', async () => {
  const messenger = fakeMessenger({ can: { threads: false } })
  const worker = deliverer(database, messenger)
  await plan('post')
  await worker.drain(at(0))

  await plan('post/fix', { subject: 'post/fix', reply })
  await worker.drain(at(1))
  await plan('post/fix/2', { subject: 'post/fix', revision: 2, reply })
  await worker.drain(at(2))

  expect(messenger.arrived.map(({ kind, title, ref }) => [kind, title, ref])).toEqual([
    ['send', 'post', 'room/1'],
    ['update', 'post/fix', 'room/1'],
    ['update', 'post/fix/2', 'room/1'],
  ])
})

it('looks in the thread for a reply whose attempt ended without an answer', async () => {
  const messenger = fakeMessenger({ can: { threads: true, findsByDeliveryId: true } })
  const worker = deliverer(database, messenger)
  await plan('post')
  await worker.drain(at(0))
  messenger.next({ takenThen: new TransportError('no answer', { fault: 'doubtful' }) })

  await plan('post/fix', { subject: 'post/fix', reply })
  await worker.drain(at(1))
  await worker.drain(at(10))

  expect(messenger.lookups).toEqual(['post/fix'])
  expect(messenger.arrived.map(({ title }) => title)).toEqual(['post', 'short'])
})

it('puts the whole card in place of the message whose thread takes no answer', async () => {
  const messenger = fakeMessenger({ can: { threads: true } })
  const worker = deliverer(database, messenger)
  await plan('post')
  await worker.drain(at(0))
  messenger.next(new TransportError('no threads here', { fault: 'permanent' }))

  await plan('post/fix', { subject: 'post/fix', reply })
  await worker.drain(at(1))

  expect(messenger.arrived.map(({ kind, title, ref }) => [kind, title, ref])).toEqual([
    ['send', 'post', 'room/1'],
    ['update', 'post/fix', 'room/1'],
  ])
})

it('says the whole card anew where the message it belongs to never stood', async () => {
  const messenger = fakeMessenger({ can: { threads: true } })

  await plan('post/fix', { subject: 'post/fix', reply })
  await deliverer(database, messenger).drain(at(0))

  expect(messenger.arrived.map(({ kind, title }) => [kind, title])).toEqual([['send', 'post/fix']])
})
