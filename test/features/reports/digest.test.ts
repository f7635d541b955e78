import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runDueDigests } from '#src/features/reports/run-digests.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { addSchedule, hastenRuns } from '#src/platform/jobs/schedules.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { silentLog } from '#test/support/waiting.ts'

const due = new Date('2026-11-20T08:30:00Z')
const minutes = (count: number) => new Date(due.getTime() + count * 60_000)

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
  for (const day of ['2026-11-17', '2026-11-18']) await world.tell(west, day, { net_sales: 50_00 }, due)
})

const yesterdaysSales = () => world.tell(west, '2026-11-19', { net_sales: 60_00 }, due)
const look = async (now: Date) => (await runDueDigests({ db: database.db, figures: world.figures, now }, 1))[0] ?? null

async function subscribed(over: Parameters<typeof channel>[2] = {}, waitMinutes = 120, params = {}): Promise<void> {
  const room = await channel(database.db, over.name ?? 'ops', over)
  await addSchedule(database.db, {
    kind: 'digest',
    channelId: room.id,
    cron: '30 8 * * *',
    timeZone: 'UTC',
    waitMinutes,
    params,
    nextRunAt: due,
    createdBy: null,
  })
}

const tick = (now: Date) =>
  createScheduler({ db: database.db, jobs: [], enqueue: async () => {}, log: silentLog }).tick(now)

/** Sends what was planned, the seconds of spreading included. */
const drain = (now: Date) => deliverer(database, messenger).drain(new Date(now.getTime() + 60_000))

describe('a digest', () => {
  it('is posted at its time when all data is there, about the last day that is over', async () => {
    await subscribed()
    await yesterdaysSales()
    await tick(due)

    const outcome = await look(due)
    await drain(due)

    expect(outcome).toBe('planned')
    expect(messenger.arrived.map(one => one.deliveryId)).toEqual(['digest/1/2026-11-19'])
    expect(textOf(messenger.arrived[0]?.message.card as never)).toContain('$60.00')
  })

  it('waits for data that is late, and goes out as soon as it is there', async () => {
    await subscribed()
    await tick(due)

    const first = await look(minutes(1))
    const tooSoon = await look(minutes(2))
    await yesterdaysSales()
    await hastenRuns(database.db, 'digest', minutes(3))
    const second = await look(minutes(3))

    expect([first, tooSoon, second]).toEqual(['waiting', null, 'planned'])
  })

  it('says what is missing when its patience is over', async () => {
    await subscribed({}, 60)
    await world.addStore('east')
    await tick(due)

    await look(minutes(1))
    const outcome = await look(minutes(60))
    await drain(minutes(60))

    const text = textOf(messenger.arrived[0]?.message.card as never)
    expect(outcome).toBe('planned')
    expect(text).toContain('Data still missing')
    expect(text).toContain('west')
  })

  it('is posted once when two replicas look at the same moment', async () => {
    await subscribed()
    await yesterdaysSales()
    await tick(due)

    const outcomes = await Promise.all([look(due), look(due)])
    await drain(due)

    expect(outcomes.filter(outcome => outcome === 'planned')).toHaveLength(1)
    expect(messenger.arrived).toHaveLength(1)
  })

  it('says that it is late after downtime', async () => {
    await subscribed()
    await yesterdaysSales()
    await tick(minutes(200))

    await look(minutes(200))
    await drain(minutes(200))

    expect(textOf(messenger.arrived[0]?.message.card as never)).toContain('This post was due at Fri, Nov 20, 08:30')
  })

  it.each([
    [5, 'Fri, Nov 20, 08:30', '2026-11-19'],
    [70, 'Fri, Nov 20, 08:30', '2026-11-19'],
    [26 * 60, 'Sat, Nov 21, 08:30', '2026-11-20'],
  ])('is caught up once, and says so, after %i minutes without the service', async (away, slot, about) => {
    await subscribed()
    await yesterdaysSales()
    await world.tell(west, '2026-11-20', { net_sales: 70_00 }, due)
    await tick(minutes(away))
    await tick(minutes(away + 1))

    const outcomes = [await look(minutes(away + 1)), await look(minutes(away + 1))]
    await drain(minutes(away + 1))

    expect(outcomes).toEqual(['planned', null])
    expect(messenger.arrived.map(one => one.deliveryId)).toEqual([`digest/1/${about}`])
    expect(textOf(messenger.arrived[0]?.message.card as never)).toContain(`This post was due at ${slot}`)
  })

  it('of a week is about the last whole week, once', async () => {
    await subscribed({}, 0, { every: 'week' })
    await tick(due)
    await look(due)
    await drain(due)

    expect(messenger.arrived.map(one => one.deliveryId)).toEqual(['digest/1/week/2026-11-09'])
    expect(messenger.arrived[0]?.title).toContain('Weekly report')
  })

  describe('of a week, ordered in Shanghai for a store in Los Angeles', () => {
    const monday = new Date('2026-11-16T01:00:00Z') // 09:00 in Shanghai; Sunday ends in Los Angeles at 08:00Z
    const at = (time: string) => new Date(`2026-11-16T${time}Z`)

    async function ordered(waitMinutes: number): Promise<StoredStore> {
      const abroad = await world.addStore('abroad', { timeZone: 'America/Los_Angeles' })
      for (let day = 2; day <= 14; day += 1) {
        await world.tell(abroad, `2026-11-${String(day).padStart(2, '0')}`, { net_sales: 50_00 }, due)
      }
      const room = await channel(database.db, 'hq', { scope: ['store:abroad'] })
      const order = { kind: 'digest', channelId: room.id, cron: '0 9 * * 1', timeZone: 'Asia/Shanghai', waitMinutes }
      await addSchedule(database.db, { ...order, params: { every: 'week' }, nextRunAt: monday, createdBy: null })
      await tick(monday)
      return abroad
    }

    it('is about the week that just ended there, and waits until it is over for the store, too', async () => {
      const abroad = await ordered(60)
      const outcomes = [await look(at('01:00:00')), await look(at('02:30:00')), await look(at('08:30:00'))]
      await world.tell(abroad, '2026-11-15', { net_sales: 51_00 }, at('08:40:00'))
      outcomes.push(await look(at('08:41:00')))
      await drain(at('08:42:00'))

      expect(outcomes).toEqual(['waiting', 'waiting', 'waiting', 'planned'])
      expect(messenger.arrived.map(one => one.deliveryId)).toEqual(['digest/1/week/2026-11-09'])
      expect(textOf(messenger.arrived[0]?.message.card as never)).toContain('$351.00')
    })

    it('is there at its very time when nobody wants to wait, and says what is missing', async () => {
      await ordered(0)
      const outcome = await look(at('01:00:00'))
      await drain(at('01:01:00'))

      expect(outcome).toBe('planned')
      expect(textOf(messenger.arrived[0]?.message.card as never)).toContain('Data still missing: abroad')
    })
  })

  it('speaks of what its channel may see, and is skipped where that is nothing', async () => {
    const east = await world.addStore('east')
    await yesterdaysSales()
    await world.tell(east, '2026-11-19', { net_sales: 999_00 }, due)
    await subscribed({ name: 'west', externalId: 'west', scope: ['store:west'] })
    await subscribed({ name: 'nothing', externalId: 'nothing', scope: [] })
    await tick(due)

    const outcomes = [await look(due), await look(due), await look(due)]
    await drain(due)

    expect(new Set(outcomes)).toEqual(new Set(['planned', 'skipped', null]))
    expect(messenger.arrived.map(one => one.channel)).toEqual(['west'])
    expect(textOf(messenger.arrived[0]?.message.card as never)).not.toContain('$999')
  })
})
