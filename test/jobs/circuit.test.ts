import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobs } from '#jobs/index.ts'
import { createDeliverer, type Deliverer } from '#src/features/delivery/deliverer.ts'
import { listDirtyDays } from '#src/features/ingest/store/dirty-days.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createNotifier, type Notifier } from '#src/platform/database/notify.ts'
import { createQueue, type JobQueue } from '#src/platform/jobs/queue.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { addSchedule } from '#src/platform/jobs/schedules.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel } from '#test/support/outbox.ts'
import { silentLog, until } from '#test/support/waiting.ts'

let database: Database
let world: Company
let notifier: Notifier
let queue: JobQueue
let worker: Deliverer
const messenger = fakeMessenger()
const clock = { now: new Date('2026-11-20T20:00:00Z') }

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
  notifier = createNotifier(database.url)
  const { subscribe } = notifier
  queue = createQueue({ url: database.url, log: silentLog, subscribe })
  const now = () => clock.now
  const { db, figures } = world
  worker = createDeliverer({ db, messengers: [messenger], draw: async () => [], log: silentLog, subscribe, now })
  await queue.start(jobs, { db, figures, catalog: figures.catalog, now, log: silentLog })
  await worker.start()
})

afterAll(async () => {
  await queue.stop()
  await worker.stop()
  await notifier.close()
})

const about = (subject: string) => messenger.arrived.filter(one => one.deliveryId.startsWith(subject))

describe('by itself', () => {
  it('a stored breach becomes a message, and a good number its edit, without anybody asking', async () => {
    const west = await world.addStore('west')
    const owner = await world.addPerson('mei')
    await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: owner.id })
    await channel(database.db, 'ops')

    await world.tell(west, '2026-11-19', { net_sales: 10_00 }, clock.now)
    await queue.enqueue(database.db, 'evaluate', null)
    await until(() => about('alert/').length === 1)
    await world.tell(west, '2026-11-19', { net_sales: 99_00 }, clock.now)
    await queue.enqueue(database.db, 'evaluate', null)
    await until(() => about('alert/').length === 2)

    expect(about('alert/').map(({ kind, channel: where, title }) => [kind, where, title])).toEqual([
      ['send', 'ops', 'Sales · west · target missed'],
      ['update', 'ops', 'Sales · west · back to normal'],
    ])
    await until(async () => (await listDirtyDays(database.db)).length === 0)
  })

  it('an ordered digest is posted by the clock', async () => {
    const room = await channel(database.db, 'digests', { alerts: false })
    await addSchedule(database.db, {
      kind: 'digest',
      channelId: room.id,
      cron: '0 20 * * *',
      timeZone: 'UTC',
      waitMinutes: 60,
      nextRunAt: clock.now,
      createdBy: null,
    })
    const scheduler = createScheduler({ db: database.db, jobs, enqueue: queue.enqueue, log: silentLog })

    await scheduler.tick(clock.now)
    clock.now = new Date('2026-11-20T20:00:30Z')
    await until(() => about('digest/').length === 1)

    expect(about('digest/').map(one => one.deliveryId)).toEqual(['digest/1/2026-11-19'])
  })

  it('old rows are forgotten', async () => {
    await database.db.execute(`insert into claims (key, at) values ('old', '2026-01-01'), ('new', '2026-11-20')`)

    await queue.enqueue(database.db, 'prune', null)
    await until(async () => (await database.db.execute(`select 1 from claims where key = 'old'`)).length === 0)

    expect(await database.db.execute(`select 1 from claims where key = 'new'`)).toHaveLength(1)
  })
})
