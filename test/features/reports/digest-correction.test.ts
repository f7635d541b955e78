import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import { daysOf, lengthOf, rangePeriod } from '#src/domain/period/index.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { correctNextDigest } from '#src/features/reports/correct-digest.ts'
import { runDueDigests } from '#src/features/reports/run-digests.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { addSchedule } from '#src/platform/jobs/schedules.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { silentLog } from '#test/support/waiting.ts'

const due = new Date('2026-11-20T08:30:00Z')
const minutes = (count: number) => new Date(due.getTime() + count * 60_000)
const hours = (count: number) => minutes(count * 60)

let database: Database
let world: Company
let west: StoredStore
let messenger: FakeMessenger

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, metric_day, dirty_days restart identity cascade',
  )
  west = await world.addStore('west')
  messenger = fakeMessenger()
  for (const day of ['2026-11-17', '2026-11-18', '2026-11-19']) await sales(west, day, 60_00, hours(-1))
})

const sales = (store: StoredStore, day: string, amount: number, now: Date) =>
  world.tell(store, day, { net_sales: amount }, now)
const correct = (now: Date) => correctNextDigest({ db: database.db, figures: world.figures, now })
const drain = (now: Date) => deliverer(database, messenger).drain(now)
const textAt = (index: number) => textOf(messenger.arrived[index]?.message.card as Card)

/** A figure is told anew, and judged as the service does it. */
async function restate(store: StoredStore, day: string, amount: number, now: Date): Promise<void> {
  await sales(store, day, amount, now)
  await evaluate({ db: database.db, figures: world.figures, now })
}

/** Orders a post, makes it at its time, and sends it. */
async function posted(every = 'day', waitMinutes = 0, scope: readonly string[] = ['all']): Promise<void> {
  const { db } = database
  const room = await channel(db, 'ops', { scope: [...scope], alerts: false })
  const schedule = { kind: 'digest', channelId: room.id, cron: '30 8 * * *', timeZone: 'UTC', createdBy: null }
  await addSchedule(db, { ...schedule, waitMinutes, params: { every }, nextRunAt: due })
  await createScheduler({ db, jobs: [], enqueue: async () => {}, log: silentLog }).tick(due)
  await evaluate({ db, figures: world.figures, now: due })
  await runDueDigests({ db, figures: world.figures, now: due })
  await drain(minutes(1))
}

describe('a correction', () => {
  it('says what changed as an edit once figures have rested, and changes that edit when they move again', async () => {
    await posted()
    await restate(west, '2026-11-19', 65_00, minutes(30))

    const outcomes = [await correct(minutes(35)), await correct(minutes(41)), await correct(minutes(42))]
    await drain(minutes(43))
    await restate(west, '2026-11-19', 70_00, minutes(50))
    const again = await correct(minutes(70))
    await drain(minutes(71))

    expect([...outcomes, again]).toEqual([null, 'corrected', null, 'corrected'])
    expect(messenger.arrived.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['send', 'ops/1'],
      ['update', 'ops/1'],
      ['update', 'ops/1'],
    ])
    expect(textAt(1)).toContain('Sales: $60.00 → $65.00')
    expect(textAt(2)).toContain('Sales: $60.00 → $70.00')
  })

  it('is short and stands in the thread of its post where there are threads', async () => {
    messenger = fakeMessenger({ can: { threads: true } })
    await posted()
    await restate(west, '2026-11-19', 65_00, minutes(30))
    await correct(minutes(41))
    await drain(minutes(42))

    const [post, reply] = messenger.arrived
    expect(messenger.arrived.map(({ kind }) => kind)).toEqual(['send', 'send'])
    expect(reply?.message.to.thread).toBe(post?.ref)
    expect(reply?.title).toBe('Corrected: Daily report · All stores · Thu, Nov 19, 2026')
    expect(reply?.message.card.blocks.map(block => block.type)).toEqual(['text', 'list'])
  })

  it('that cannot be made keeps no other from it, and is looked at again', async () => {
    const { db } = database
    await posted()
    await restate(west, '2026-11-19', 65_00, minutes(30))
    await db.execute(`insert into schedule_runs (schedule_id, due_at, try_at, deadline, state, missing, posted, changed_at, changed_since)
      select schedule_id, due_at - interval '1 hour', try_at, deadline, state, missing, posted, changed_at, changed_since from schedule_runs`)
    await db.execute(
      `update schedule_runs set posted = posted || '{"from": "no day"}' where id = (select min(id) from schedule_runs)`,
    )

    const outcomes = [await correct(minutes(41)), await correct(minutes(41)), await correct(minutes(41))]
    const later = await correct(minutes(47))

    expect(outcomes).toEqual(['failed', 'corrected', null])
    expect(later).toBe('failed')
  })

  it.each([
    ['week', '2026-11-09', '2026-11-15'],
    ['month', '2026-10-01', '2026-10-31'],
    ['quarter', '2026-07-01', '2026-09-30'],
  ])('follows the post about a %s, too', async (every, from, to) => {
    for (const day of daysOf(rangePeriod(from, to))) await sales(west, day, 1_00, hours(-1))
    await posted(every)
    const [before] = textAt(0).match(/\$[\d.]+/) ?? []
    await restate(west, to, 91_00, hours(2))

    const outcome = await correct(hours(3))
    await drain(hours(3))

    const days = lengthOf({ from, to })
    expect(outcome).toBe('corrected')
    expect(before).toBe(`$${days}`)
    expect(textAt(1)).toContain(`Sales: $${days}.00 → $${days + 90}.00`)
  })

  it('is not worth a message when figures move by less than a hundredth, or elsewhere', async () => {
    const east = await world.addStore('east')
    await posted('day', 0, ['store:west'])
    await restate(west, '2026-11-19', 60_30, minutes(30))
    const small = await correct(minutes(60))
    await restate(west, '2026-11-18', 99_00, minutes(70))
    await restate(east, '2026-11-19', 99_00, minutes(70))
    const elsewhere = await correct(minutes(100))

    expect([small, elsewhere]).toEqual(['same', null])
  })

  it('waits for the rest of the data, and comes with what is there when patience ends', async () => {
    const east = await world.addStore('east')
    const north = await world.addStore('north')
    for (const store of [east, north]) await sales(store, '2026-11-18', 60_00, hours(-1))
    await posted()
    await restate(east, '2026-11-19', 50_00, hours(1))

    const outcomes = [await correct(hours(2)), await correct(hours(3)), await correct(hours(25))]
    await drain(hours(25))

    expect(textAt(0)).toContain('Data still missing')
    expect(outcomes).toEqual(['waiting', null, 'corrected'])
    expect(textAt(1)).toContain('Sales: $60.00 → $110.00')
    expect(textAt(1)).toContain('Still without data: north')
  })

  it('comes as soon as the last of the missing data is there', async () => {
    const east = await world.addStore('east')
    await sales(east, '2026-11-18', 60_00, hours(-1))
    await posted()
    await restate(west, '2026-11-19', 70_00, hours(1))
    const first = await correct(hours(2))
    await restate(east, '2026-11-19', 50_00, hours(4))
    const second = await correct(hours(5))
    await drain(hours(5))

    expect([first, second]).toEqual(['waiting', 'corrected'])
    expect(textAt(1)).toContain('Sales: $60.00 → $120.00')
    expect(textAt(1)).not.toContain('Still without data')
  })

  it('says that a store which was in trouble is so no more, also where the total hardly moves', async () => {
    const east = await world.addStore('east')
    await sales(east, '2026-11-19', 9_000_00, hours(-1))
    await world.setTarget('sales', 'store:west', 100_00)
    await posted()
    await restate(west, '2026-11-19', 99_00, minutes(30))

    const outcome = await correct(minutes(60))
    await drain(minutes(61))

    expect(textAt(0)).toContain('west · Sales $60.00 (target $100.00)')
    expect(outcome).toBe('corrected')
    expect(textAt(1)).toContain('west · Sales: $60.00 → $99.00')
  })

  it('is one when two replicas look at the same moment', async () => {
    await posted()
    await restate(west, '2026-11-19', 65_00, minutes(30))

    const outcomes = await Promise.all([correct(minutes(60)), correct(minutes(60))])
    await drain(minutes(61))

    expect(outcomes.filter(outcome => outcome === 'corrected')).toHaveLength(1)
    expect(messenger.arrived).toHaveLength(2)
  })

  it('is taken back when the figures are again as they were posted', async () => {
    await posted()
    await restate(west, '2026-11-19', 65_00, minutes(30))
    await correct(minutes(41))
    await restate(west, '2026-11-19', 60_00, minutes(50))
    await correct(minutes(70))
    await drain(minutes(71))

    expect(textAt(1)).toContain('The figures are again as they were posted.')
  })

  it('takes the place of a post that was not sent yet', async () => {
    await posted()
    await database.db.execute("update deliveries set state = 'waiting', attempts = 0")
    await database.db.execute('delete from messages')
    messenger.arrived.length = 0
    await restate(west, '2026-11-19', 65_00, minutes(30))
    await correct(minutes(41))
    await drain(minutes(42))

    expect(messenger.arrived.map(({ kind }) => kind)).toEqual(['send'])
    expect(textAt(0)).toContain('Sales: $60.00 → $65.00')
  })

  it('is said three times at most', async () => {
    await posted()
    const outcomes: unknown[] = []
    for (const round of [1, 2, 3, 4]) {
      await restate(west, '2026-11-19', 60_00 + round * 5_00, hours(round * 2))
      outcomes.push(await correct(hours(round * 2 + 1)))
    }
    expect(outcomes).toEqual(['corrected', 'corrected', 'corrected', null])
  })

  it('of a day does not come after three days, when nobody reads it', async () => {
    await posted()
    await restate(west, '2026-11-19', 65_00, hours(73))

    expect(await correct(hours(74))).toBeNull()
  })
})
