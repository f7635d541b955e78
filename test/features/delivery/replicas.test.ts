import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Deliverer, planDelivery } from '#src/features/delivery/deliverer.ts'
import { claimDeliveries } from '#src/features/delivery/store/index.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createNotifier } from '#src/platform/database/notify.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, stateOf, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'
import { until } from '#test/support/waiting.ts'

let database: Database
let db: Database['db']
let rooms: readonly number[]
const running: Deliverer[] = []

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})

beforeEach(async () => {
  await truncate(db, 'channels cascade')
  rooms = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(async name => (await channel(db, name)).id))
})

afterEach(async () => {
  await Promise.all(running.splice(0).map(worker => worker.stop()))
})

const plan = (key: string, room = 0, over: Partial<Parameters<typeof planDelivery>[1]> = {}) =>
  planDelivery(db, { key, channelId: rooms[room] ?? 0, subject: key, card: titled(key), notBefore: start, ...over })

const keys = (messenger: FakeMessenger) => messenger.arrived.map(one => one.deliveryId)

describe('several workers', () => {
  it('never send the same message twice and leave none behind', async () => {
    const messenger = fakeMessenger()
    for (let i = 0; i < 60; i++) await plan(`m/${i}`, i % 5)
    const workers = [1, 2, 3].map(() => deliverer(database, messenger, { limits: { concurrency: 3 } }))

    await Promise.all(workers.map(worker => worker.drain(at(0))))

    expect(keys(messenger)).toHaveLength(60)
    expect(new Set(keys(messenger)).size).toBe(60)
  })

  it('keep the order of one subject: a newer version waits for the attempt that runs', async () => {
    const messenger = fakeMessenger()
    let answer = () => {}
    messenger.next(new Promise<void>(resolve => (answer = resolve)))
    const [one, two] = [deliverer(database, messenger), deliverer(database, messenger)]
    await plan('a/1', 0, { subject: 'a' })
    const slow = one.drain(at(0))
    await until(async () => (await stateOf(db, 'a/1')).lease_until !== null)

    await plan('a/2', 0, { subject: 'a', revision: 2 })
    const early = await two.drain(at(1))
    answer()
    await slow
    await two.drain(at(2))

    expect(early).toBe(0)
    expect(messenger.arrived.map(({ kind, title }) => [kind, title])).toEqual([
      ['send', 'a/1'],
      ['update', 'a/2'],
    ])
  })

  it('take a message over whose worker died, but look for it first', async () => {
    const messenger = fakeMessenger({ can: { findsByDeliveryId: true } })
    await plan('a')
    const [claimed] = await claimDeliveries(db, { now: start, leaseUntil: at(30), limit: 1, gaps: { fake: 0 } })
    await messenger.send({
      deliveryId: claimed?.key ?? '',
      to: { workspace: '', channel: 'a', kind: 'group' },
      card: titled('a'),
      locale: 'en',
      pictures: [],
      handles: new Map(),
      signal: new AbortController().signal,
    }) // sent, and the process is gone before it could be written down

    const tooEarly = await deliverer(database, messenger).drain(at(29))
    await deliverer(database, messenger).drain(at(31))

    expect(tooEarly).toBe(0)
    expect(messenger.lookups).toEqual(['a'])
    expect(keys(messenger)).toEqual(['a'])
    expect((await stateOf(db, 'a')).state).toBe('sent')
  })

  it('keep the lease of a slow upload alive', async () => {
    const messenger = fakeMessenger()
    let answer = () => {}
    messenger.next(new Promise<void>(resolve => (answer = resolve)))
    let clock = start
    const slow = deliverer(database, messenger, { limits: { leaseMs: 600 }, now: () => clock })
    await plan('a')
    const sending = slow.drain()
    await until(async () => (await stateOf(db, 'a')).lease_until !== null)

    clock = at(100)
    await until(async () => new Date(String((await stateOf(db, 'a')).lease_until)) > clock)
    const stolen = await deliverer(database, messenger).drain(clock)
    answer()
    await sending

    expect(stolen).toBe(0)
    expect(keys(messenger)).toEqual(['a'])
  })

  it('write nothing for an attempt whose lease went to somebody else', async () => {
    const messenger = fakeMessenger()
    let answer = () => {}
    messenger.next(new Promise<void>(resolve => (answer = resolve)))
    const stalled = deliverer(database, messenger)
    await plan('a')
    const sending = stalled.drain(at(0))
    await until(async () => (await stateOf(db, 'a')).lease_until !== null)

    await deliverer(database, messenger).drain(at(31))
    answer()
    await sending

    expect(await stateOf(db, 'a')).toMatchObject({ state: 'sent', attempts: 2 })
  })
})

describe('a running worker', () => {
  it('is woken when something is planned, and finishes what runs when it stops', async () => {
    const messenger = fakeMessenger()
    const notifier = createNotifier(database.url)
    const { subscribe } = notifier
    const worker = deliverer(database, messenger, { subscribe, limits: { pollMs: 60_000 } })
    running.push(worker)
    await worker.start()
    let answer = () => {}
    messenger.next(new Promise<void>(resolve => (answer = resolve)))

    await plan('a')
    await until(async () => (await stateOf(db, 'a')).lease_until !== null)
    const stopping = worker.stop()
    answer()
    await stopping
    await notifier.close()

    expect(keys(messenger)).toEqual(['a'])
    expect((await stateOf(db, 'a')).state).toBe('sent')
  })

  it('notices by itself what nobody told it', async () => {
    const messenger = fakeMessenger()
    const worker = deliverer(database, messenger, { limits: { pollMs: 20 } })
    running.push(worker)
    await worker.start()

    await plan('a')
    await until(() => messenger.arrived.length === 1)

    expect(keys(messenger)).toEqual(['a'])
  })

  it('hands back what does not end in time when it stops, to be looked for by the next one', async () => {
    const messenger = fakeMessenger()
    messenger.next(new Promise<void>(() => {}))
    const worker = deliverer(database, messenger, { limits: { pollMs: 20, stopMs: 20 } })
    await worker.start()
    await plan('a')
    await until(async () => (await stateOf(db, 'a')).lease_until !== null)

    await worker.stop()

    expect(await stateOf(db, 'a')).toMatchObject({ state: 'waiting', lease_until: null, attempts: 0, doubtful: true })
  })
})
