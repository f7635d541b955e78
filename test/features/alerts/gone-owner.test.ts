import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { reportUndelivered } from '#src/features/delivery/index.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { deliverer } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

/** Thursday in working time. */
const now = new Date('2026-11-19T15:00:00Z')

let database: Database
let world: Company
let messenger: FakeMessenger

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})
beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, alerts, alert_groups, metric_day, dirty_days restart identity cascade',
  )
  messenger = fakeMessenger()
})

/** Stores whose owner's conversation is closed miss their target. */
async function miss(stores: number, others: readonly ('manager' | 'administrator')[]): Promise<readonly string[]> {
  const owner = await world.addPerson('ana')
  for (const role of others) await world.addPerson(role, { role })
  await world.addPerson('elsewhere', { role: 'manager', scope: ['store:other'] })
  const shops = await world.addShops(stores, owner.id)
  await evaluate({ db: database.db, figures: world.figures, now })
  const closed = { workspace: '', channel: 'ana-dm', refPart: null, error: 'the person left', gone: true }
  await reportUndelivered(database.db, 'fake', closed, now)
  for (const shop of shops) await world.tell(shop, '2026-11-18', { net_sales: 60_00 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })
  await deliverer(database, messenger).drain(now)
  return messenger.arrived.filter(({ title }) => /Sales/.test(title)).map(({ channel }) => channel)
}

describe('a new alert whose owner can be reached nowhere', () => {
  it.each([1, 6])('goes to the managers who see the stores: %i', async count => {
    expect([...new Set(await miss(count, ['manager', 'administrator']))]).toEqual(['manager-dm'])
  })

  it.each([1, 6])('goes to the administrators where there is no such manager: %i', async count => {
    expect([...new Set(await miss(count, ['administrator']))]).toEqual(['administrator-dm'])
  })
})
