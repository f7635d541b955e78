import { beforeAll, beforeEach, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { addRule, findFindings } from '#src/features/alerts/store/rules.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const day = '2026-11-18'

let database: Database
let world: Company
let west: StoredStore

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, alerts, alert_rules, metric_day, dirty_days, sources restart identity cascade',
  )
  west = await world.addStore('west')
  await channel(database.db, 'ops')
})

async function judged(
  kpiId: string,
  compare: 'above' | 'below',
  value: number,
  measures: Readonly<Record<string, number>>,
) {
  await addRule(database.db, {
    ...{ kpiId, place: 'store:west', eachStore: false, severity: null, owner: null, activeHours: null },
    ...{ hysteresis: 0.05, forDays: 1, origin: null, by: null, demo: false },
    parameters: { kind: 'threshold', compare, value, currency: null, windowDays: 1 },
  })
  await world.tell(west, day, measures, now)
  await evaluate({ db: database.db, figures: world.figures, now })
  return listUnresolved(database.db)
}

it.each([
  ['acos', 'above', 0.3, { ad_spend: 500_00, ad_sales: 0, ad_clicks: 900 }, 1],
  ['acos', 'above', 0.3, { ad_spend: 500_00, ad_sales: 0 }, 1],
  ['acos', 'below', 0.3, { ad_spend: 500_00, ad_sales: 0, ad_clicks: 900 }, 0],
  ['acos', 'above', 0.3, { ad_spend: 500_00, ad_sales: 0, ad_clicks: 3 }, 0],
  ['acos', 'above', 0.3, { ad_spend: 0, ad_sales: 0, ad_clicks: 900 }, 0],
  ['roas', 'below', 2, { ad_spend: 0, ad_sales: 300_00, ad_clicks: 900 }, 0],
  ['roas', 'below', 2, { ad_spend: 500_00, ad_sales: 0, ad_clicks: 900 }, 1],
] as const)('%s %s %d of %j raises %i alerts', async (kpiId, compare, value, measures, count) => {
  expect(await judged(kpiId, compare, value, measures)).toHaveLength(count)
})

it('says why in the alert, and ends it when there is something to divide by', async () => {
  const [alert] = await judged('acos', 'above', 0.3, { ad_spend: 500_00, ad_sales: 0, ad_clicks: 900 })
  const messenger = fakeMessenger()
  await deliverer(database, [messenger]).drain(now)

  expect(JSON.stringify(messenger.arrived[0]?.message.card)).toContain('no ad sales on $500.00 of ad spend')
  expect((await findFindings(database.db, [alert?.id ?? 0])).get(alert?.id ?? 0)?.unbounded?.sign).toBe(1)

  await world.tell(west, day, { ad_spend: 500_00, ad_sales: 5_000_00, ad_clicks: 900 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })

  expect(await listUnresolved(database.db)).toEqual([])
})

it('misses a target of a rate that should be low, also without a rule', async () => {
  await world.setTarget('acos', 'store:west', 0.3)
  await world.tell(west, day, { ad_spend: 500_00, ad_sales: 0, ad_clicks: 900 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })

  expect(await listUnresolved(database.db)).toMatchObject([{ kpiId: 'acos', severity: 'critical' }])
})
