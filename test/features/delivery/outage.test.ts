import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransportError } from '#src/errors.ts'
import { createRecorder } from '#src/features/delivery/batch-recorder.ts'
import { createOutages, isSilence } from '#src/features/delivery/circuit-breaker.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import { deliveryLimits } from '#src/features/delivery/limits.ts'
import { claimDeliveries } from '#src/features/delivery/store/index.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, stateOf, titled } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

let database: Database
let db: Database['db']
let rooms: readonly number[]

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})

beforeEach(async () => {
  await truncate(db, 'channels cascade')
  const made = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(async name => (await channel(db, name)).id)
  rooms = await Promise.all(made)
})

const plan = (key: string, room: number) =>
  planDelivery(db, { key, channelId: rooms[room] ?? 0, subject: key, card: titled(key), notBefore: start })

const nobodyThere = () => new TransportError('no connection', { fault: 'retryable' })

describe('a platform that does not answer', () => {
  it('is asked with one message at a time, and gets all that waited as soon as it answers', async () => {
    const messenger = fakeMessenger()
    for (let room = 0; room < 8; room++) await plan(`m/${room}`, room)
    messenger.next(...Array.from({ length: 6 }, nobodyThere))
    const worker = deliverer(database, messenger)

    const duringOutage = [await worker.drain(at(0)), await worker.drain(at(0.9)), await worker.drain(at(1))]
    const afterwards = [await worker.drain(at(2)), await worker.drain(at(3))]

    expect(duringOutage).toEqual([5, 0, 1])
    expect(afterwards).toEqual([0, 8])
    expect(messenger.arrived).toHaveLength(8)
  })

  it('does not keep other platforms waiting', async () => {
    const silent = fakeMessenger()
    const other = fakeMessenger({ id: 'other' })
    for (let room = 0; room < 6; room++) await plan(`m/${room}`, room)
    silent.next(...Array.from({ length: 5 }, nobodyThere))
    const worker = deliverer(database, [silent, other])
    await worker.drain(at(0))

    const { id } = await channel(db, 'elsewhere', { messenger: 'other' })
    await planDelivery(db, { key: 'x', channelId: id, subject: 'x', card: titled('x'), notBefore: start })
    await worker.drain(at(0.5))

    expect(other.arrived.map(one => one.deliveryId)).toEqual(['x'])
    expect(silent.arrived).toEqual([])
  })

  it('is not suspected because of one message that fails again and again', async () => {
    const messenger = fakeMessenger()
    messenger.next(...Array.from({ length: 6 }, nobodyThere))
    const worker = deliverer(database, messenger)
    await plan('broken', 0)
    for (const second of [0, 2, 6, 14, 30, 62]) await worker.drain(at(second))

    await plan('good', 1)
    await plan('better', 2)
    const sent = await worker.drain(at(63))

    expect(sent).toBe(2)
  })

  it('costs no message within hours: pauses and attempts last so long', () => {
    const { maxAttempts, maxBackoffSeconds } = deliveryLimits
    let seconds = 0
    for (let attempt = 1; attempt < maxAttempts; attempt++) seconds += Math.min(2 ** attempt, maxBackoffSeconds)

    expect(seconds).toBeGreaterThan(2.5 * 3_600)
  })
})

describe('what counts as silence', () => {
  it.each([
    ['a broken connection', new TransportError('x', { fault: 'doubtful' }), true],
    ['a server that is overloaded', new TransportError('x', { fault: 'retryable' }), true],
    ['being asked to wait', new TransportError('x', { fault: 'retryable', retryAfterSeconds: 5 }), false],
    ['an archived channel', new TransportError('x', { fault: 'unreachable' }), false],
    ['a message that is refused', new TransportError('x', { fault: 'permanent' }), false],
  ])('%s', (_name, error, silent) => {
    expect(isSilence(error)).toBe(silent)
  })

  it('waits longer from try to try, and forgets all with the first answer', () => {
    const outages = createOutages(['fake'])
    for (const key of ['a', 'b', 'c', 'd', 'e']) outages.failed('fake', key, at(0))
    const tries: number[] = []
    for (let second = 0; second <= 40; second++) if (outages.toProbe(at(second)).length > 0) tries.push(second)

    expect(tries).toEqual([1, 3, 7, 15, 23, 31, 39])
    expect([outages.answered('fake'), outages.answered('fake'), outages.answering()]).toEqual([true, false, ['fake']])
  })
})

describe('writing down what was sent', () => {
  it('writes many at once, and one that cannot be written does not keep the others from it', async () => {
    for (let room = 0; room < 4; room++) await plan(`m/${room}`, room)
    const claimed = await claimDeliveries(db, { now: start, leaseUntil: at(30), limit: 4, gaps: { fake: 0 } })
    const record = createRecorder(db)
    const refs = claimed.map(({ key }) => (key === 'm/2' ? 'no\u0000text' : `ref of ${key}`))

    const written = await Promise.allSettled(
      claimed.map(({ id, attempts }, index) => record({ id, attempts, ref: refs[index] ?? '', at: at(1) })),
    )

    const states = await Promise.all(claimed.map(async ({ key }) => [key, (await stateOf(db, key)).state]))
    expect(written.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
    expect(Object.fromEntries(states)).toEqual({ 'm/0': 'sent', 'm/1': 'sent', 'm/2': 'waiting', 'm/3': 'sent' })
  })

  it('writes nothing for an attempt that lost its lease', async () => {
    await plan('a', 0)
    const [claimed] = await claimDeliveries(db, { now: start, leaseUntil: at(30), limit: 1, gaps: { fake: 0 } })

    await createRecorder(db)({ id: claimed?.id ?? 0, attempts: 7, ref: 'of another attempt', at: at(1) })

    expect((await stateOf(db, 'a')).state).toBe('waiting')
    expect(await db.execute('select 1 from messages')).toHaveLength(0)
  })
})

describe('a messenger without pictures', () => {
  it('costs no drawing', async () => {
    const messenger = fakeMessenger({ can: { images: false } })
    const image = { type: 'image', picture: { drawing: 'trend', data: {} }, alt: titled('').title } as const
    const card = { ...titled('with'), blocks: [image] }
    await planDelivery(db, { key: 'a', channelId: rooms[0] ?? 0, subject: 'a', card, notBefore: start })
    let drawn = 0
    const draw = async () => {
      drawn++
      return [null]
    }

    await deliverer(database, messenger, { draw }).drain(at(0))

    expect([drawn, messenger.arrived[0]?.message.pictures]).toEqual([0, [null]])
  })
})
