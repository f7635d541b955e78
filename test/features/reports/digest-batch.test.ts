import { beforeEach, describe, expect, it } from 'vitest'
import { auditDeliveries } from '#src/features/delivery/store/audit.ts'
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
import { silentLog } from '#test/support/waiting.ts'

const due = new Date('2026-11-20T08:30:00Z')
const minutes = (count: number) => new Date(due.getTime() + count * 60_000)

let database: Database
let world: Company
let stores: readonly StoredStore[]
let messenger: FakeMessenger

beforeEach(async () => {
  database = await testDatabase()
  world = company(database)
  messenger = fakeMessenger()
  stores = [await world.addStore('west'), await world.addStore('east')]
  for (const [index, store] of stores.entries())
    for (const day of ['2026-11-17', '2026-11-18', '2026-11-19'])
      await world.tell(store, day, { net_sales: (index + 1) * 51_00 }, due)
})

async function subscribed(name: string, scope: readonly `store:${string}`[]) {
  const room = await channel(database.db, name, { externalId: name, scope: [...scope] })
  const schedule = { kind: 'digest', channelId: room.id, cron: '30 8 * * *', timeZone: 'UTC', waitMinutes: 0 }
  const { id } = await addSchedule(database.db, {
    ...schedule,
    params: { every: 'day' },
    nextRunAt: due,
    createdBy: null,
  })
  return { id }
}

async function come(): Promise<void> {
  const { db } = database
  await createScheduler({ db, jobs: [], enqueue: async () => {}, log: silentLog }).tick(due)
}

const run = (now: Date) => runDueDigests({ db: database.db, figures: world.figures, now, shared: new Map() })
const posted = async (now: Date) => {
  await deliverer(database, messenger).drain(new Date(now.getTime() + 60_000))
  return Object.fromEntries(messenger.arrived.map(one => [one.channel, textOf(one.message.card as never)]))
}

describe('digests that come due together', () => {
  it('are made in one go, each about what its own channel sees', async () => {
    await subscribed('ops-west', ['store:west'])
    await subscribed('ops-east', ['store:east'])
    await subscribed('ops-west-too', ['store:west'])
    await come()

    const outcomes = await run(due)
    const said = await posted(due)

    expect(outcomes).toEqual(['planned', 'planned', 'planned'])
    expect(said['ops-west']).toContain('$51.00')
    expect(said['ops-east']).toContain('$102.00')
    expect(said['ops-east']).not.toContain('$51.00')
    expect(said['ops-west-too']).toBe(said['ops-west'])
  })

  it('go out without the one that cannot be made, which is tried again and told until it can', async () => {
    await subscribed('ops-west', ['store:west'])
    const broken = await subscribed('ops-broken', ['store:west'])
    await subscribed('ops-east', ['store:east'])
    await come()
    await database.db.execute(`update schedules set time_zone = 'Mars/Base' where id = ${broken.id}`)

    const outcomes = await run(due)
    const said = await posted(due)
    const again = await run(minutes(1))
    const audit = await auditDeliveries(database.db, minutes(30))
    await database.db.execute(`update schedules set time_zone = 'UTC' where id = ${broken.id}`)
    const later = await run(minutes(6))

    expect(outcomes).toEqual(['planned', 'failed', 'planned'])
    expect(Object.keys(said).sort()).toEqual(['ops-east', 'ops-west'])
    expect(again).toEqual([])
    expect(audit.unplanned).toBe(1)
    expect(later).toEqual(['planned'])
  })

  it('are looked at once more when figures came while others of the same go were made', async () => {
    await subscribed('ops-west', ['store:west'])
    const second = await subscribed('ops-west-later', ['store:west'])
    await come()
    await database.db.execute(
      `update schedule_runs set try_at = '${minutes(1).toISOString()}' where schedule_id = ${second.id}`,
    )
    const shared = new Map()
    const go = (now: Date) => runDueDigests({ db: database.db, figures: world.figures, now, shared })

    await go(due)
    await database.db.execute(`update sources set last_seen_at = '${new Date(due.getTime() + 30_000).toISOString()}'`)
    await go(minutes(1))

    const rows = await database.db.execute('select changed_at is not null as changed from schedule_runs order by id')
    expect(rows.map(row => row.changed)).toEqual([false, true])
  })
})
