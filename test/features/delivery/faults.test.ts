import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransportError, type TransportFault } from '#src/errors.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import { listFailed, retryDelivery } from '#src/features/delivery/store/index.ts'
import { findChannelById } from '#src/features/people/store/channels.ts'
import { createPerson, link } from '#src/features/people/store/people.ts'
import type { Database } from '#src/platform/database/db.ts'
import { addSchedule } from '#src/platform/jobs/schedules.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, stateOf, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

let database: Database
let db: Database['db']
let room: number

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})

beforeEach(async () => {
  await truncate(db, 'channels, people cascade')
  room = (await channel(db, 'room')).id
})

const plan = (key: string, over: Partial<Parameters<typeof planDelivery>[1]> = {}) =>
  planDelivery(db, { key, channelId: room, subject: key, card: titled(key), notBefore: start, ...over })

const fault = (kind: TransportFault, retryAfterSeconds: number | null = null) =>
  new TransportError(`the platform said ${kind}`, { fault: kind, retryAfterSeconds })

describe('a fault that passes', () => {
  it('is tried again with pauses that double, and given up after so many attempts', async () => {
    const messenger = fakeMessenger()
    messenger.next(...Array.from({ length: 8 }, () => fault('retryable')))
    const worker = deliverer(database, messenger, { limits: { maxAttempts: 8 } })
    await plan('a')

    const tries: number[] = []
    for (let second = 0; second <= 300; second++) {
      if ((await worker.drain(at(second))) > 0) tries.push(second)
    }

    expect(tries).toEqual([0, 2, 6, 14, 30, 62, 126, 254])
    expect(await stateOf(db, 'a')).toMatchObject({ state: 'failed', attempts: 8, fault: 'retryable' })
  })

  it('waits as long as the platform asks, for the whole channel, without counting', async () => {
    const messenger = fakeMessenger()
    messenger.next(fault('retryable', 30))
    const worker = deliverer(database, messenger)
    await plan('a')
    await worker.drain(at(0))
    await plan('b')

    const meanwhile = await worker.drain(at(29))
    const afterwards = [await worker.drain(at(30)), await worker.drain(at(31))]

    expect(meanwhile).toBe(0)
    expect(afterwards).toEqual([2, 0])
    expect(await stateOf(db, 'a')).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('does not insist on a version when a newer one waits', async () => {
    const messenger = fakeMessenger()
    const worker = deliverer(database, messenger)
    messenger.next(async () => {
      await plan('a/2', { subject: 'a', revision: 2 })
      throw fault('retryable')
    })
    await plan('a/1', { subject: 'a' })
    await worker.drain(at(0))
    await worker.drain(at(3))

    expect(messenger.arrived.map(one => one.title)).toEqual(['a/2'])
    expect((await stateOf(db, 'a/1')).state).toBe('superseded')
  })
})

describe('a fault that stays', () => {
  it('is kept, visible, and sent again on request', async () => {
    const messenger = fakeMessenger()
    messenger.next(fault('permanent'))
    const worker = deliverer(database, messenger)
    await plan('a')
    await worker.drain(at(0))

    const [failed] = await listFailed(db, 10)
    const silent = await worker.drain(at(10_000))
    await retryDelivery(db, failed?.id ?? 0, at(10_000))
    await worker.drain(at(10_000))

    expect(failed).toMatchObject({ key: 'a', fault: 'permanent', channelName: 'room', messenger: 'fake' })
    expect(silent).toBe(0)
    expect(messenger.arrived).toHaveLength(1)
  })
})

describe('an attempt without an answer', () => {
  const finds = { findsByDeliveryId: true }

  it('looks for the message before it sends again, and finds it', async () => {
    const messenger = fakeMessenger({ can: finds })
    messenger.next({ takenThen: fault('doubtful') })
    const worker = deliverer(database, messenger)
    await plan('a', { subject: 'a' })
    await worker.drain(at(0))
    await worker.drain(at(3))
    await plan('a/2', { subject: 'a', revision: 2 })
    await worker.drain(at(4))

    expect(messenger.lookups).toEqual(['a'])
    expect(messenger.arrived.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['send', 'room/1'],
      ['update', 'room/1'],
    ])
  })

  it('sends again when the message is not there', async () => {
    const messenger = fakeMessenger({ can: finds })
    messenger.next(fault('doubtful'))
    const worker = deliverer(database, messenger)
    await plan('a')
    await worker.drain(at(0))
    await worker.drain(at(3))

    expect(messenger.lookups).toEqual(['a'])
    expect(messenger.arrived).toHaveLength(1)
  })

  it('looks before a newer version goes out, so that the newer one edits', async () => {
    const messenger = fakeMessenger({ can: finds })
    messenger.next({ takenThen: fault('doubtful') })
    const worker = deliverer(database, messenger)
    await plan('a/1', { subject: 'a' })
    await worker.drain(at(0))
    await plan('a/2', { subject: 'a', revision: 2 })
    await worker.drain(at(1))
    await worker.drain(at(3))

    expect(messenger.arrived.map(({ kind, title }) => [kind, title])).toEqual([
      ['send', 'a/1'],
      ['update', 'a/2'],
    ])
  })

  it('sends the same id again where the platform itself drops the second one', async () => {
    const messenger = fakeMessenger({ can: { dropsDuplicates: true } })
    messenger.next({ takenThen: fault('doubtful') })
    const worker = deliverer(database, messenger)
    await plan('a')
    await worker.drain(at(0))
    await worker.drain(at(3))

    expect(messenger.arrived.map(one => one.deliveryId)).toEqual(['a', 'a'])
    expect(messenger.lookups).toEqual([])
  })

  it('takes an unknown error of a messenger for one', async () => {
    const messenger = fakeMessenger({ can: finds })
    messenger.next({ takenThen: new Error('socket hang up') })
    const worker = deliverer(database, messenger)
    await plan('a')
    await worker.drain(at(0))
    await worker.drain(at(3))

    expect(messenger.arrived).toHaveLength(1)
    expect(await stateOf(db, 'a')).toMatchObject({ state: 'sent', doubtful: false })
  })

  it('gives a messenger up that does not answer in time', async () => {
    const messenger = fakeMessenger({ can: finds })
    messenger.next(new Promise<void>(() => {}))
    const worker = deliverer(database, messenger, { limits: { attemptMs: 30 } })
    await plan('a')
    await worker.drain(at(0))

    expect(await stateOf(db, 'a')).toMatchObject({ state: 'waiting', doubtful: true, lease_until: null })
  })
})

describe('a channel that cannot be reached', () => {
  async function person(name: string, role: 'operator' | 'administrator') {
    const made = await createPerson(db, { name, email: `${name}@example.com`, role, scope: ['all'] })
    await link(db, { messenger: 'fake', workspace: '', externalId: `${name}-dm`, personId: made?.id ?? 0 })
    return made?.id ?? 0
  }

  it('is marked, and who ordered the post is told once, in person', async () => {
    const mei = await person('mei', 'operator')
    await person('admin', 'administrator')
    const schedule = await addSchedule(db, {
      kind: 'digest',
      channelId: room,
      cron: '30 8 * * *',
      timeZone: 'UTC',
      waitMinutes: 0,
      nextRunAt: at(86_400),
      createdBy: mei,
    })
    const messenger = fakeMessenger()
    messenger.refuse('room', fault('unreachable'))
    const worker = deliverer(database, messenger)

    await plan(`digest/${schedule.id}/2026-11-19`)
    await worker.drain(at(0))
    await plan(`digest/${schedule.id}/2026-11-20`)
    await worker.drain(at(1))
    await worker.drain(at(2))

    expect((await findChannelById(db, room))?.unreachableSince).toEqual(start)
    const notices = messenger.arrived.filter(one => one.channel === 'mei-dm')
    expect(notices.map(one => one.title)).toEqual(['I can no longer post in “room”'])
    expect(messenger.arrived.some(one => one.channel === 'admin-dm')).toBe(false)
  })

  it('tells administrators where nobody else is concerned, and is reachable again after a success', async () => {
    await person('admin', 'administrator')
    const messenger = fakeMessenger()
    messenger.next(fault('unreachable'))
    const worker = deliverer(database, messenger)
    await plan('a')
    await worker.drain(at(0))
    await worker.drain(at(1))

    const [failed] = await listFailed(db, 1)
    await retryDelivery(db, failed?.id ?? 0, at(2))
    await worker.drain(at(2))

    expect(messenger.arrived.map(one => one.channel)).toEqual(['admin-dm', 'room'])
    expect((await findChannelById(db, room))?.unreachableSince).toBe(null)
  })
})
