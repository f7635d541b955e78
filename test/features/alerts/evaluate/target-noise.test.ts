import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayNumber, eachDay, shiftDays } from '#src/domain/days.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { rulesOf } from '#src/features/alerts/evaluate/rule-checks.ts'
import { findAlert, listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { listRules, stopRule } from '#src/features/alerts/store/rules.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { markDirtyDays } from '#src/features/ingest/store/dirty-days.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'

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
    'channels, people, stores, targets, alerts, alert_rules, events, metric_day, dirty_days, sources restart identity cascade',
  )
  west = await world.addStore('west')
  await rulesOf(database.db, false)
  for (const { id } of await listRules(database.db)) await stopRule(database.db, id, null, now)
})

/** Days of about 1,000.00, at weekends 1,300.00, that vary by a tenth or so, up to the one before yesterday. */
async function history(from = '2026-09-01') {
  const { id } = await ensureSource(database.db, 'push/test')
  const rows = eachDay(from, shiftDays(yesterday, -1)).map(day => {
    const weekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())
    const noise = 1 + ([-15, 5, 10, -5, 15, -10, 0][dayNumber(day) % 7] ?? 0) / 100
    const measures = { net_sales: String(Math.round((weekend ? 130_000 : 100_000) * noise)), orders: '100' }
    return { storeId: west.id, sku: '', day, measures }
  })
  await writeObservations(database.db, { sourceId: id, rows, mode: 'merge', now })
  await truncate(database.db, 'dirty_days')
}

/** A month of 30 days with nine weekend days: about 1,000.00 a weekday. */
const monthTarget = () =>
  world.setTarget('sales', 'store:west', 32_700_00, { period: 'month', currency: 'USD', validFrom: '2026-11-01' })

async function alertsAfter(sales: number) {
  await world.tell(west, yesterday, { net_sales: sales * 100, orders: 100 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })
  return (await listUnresolved(database.db)).map(({ rule, severity }) => `${rule} ${severity}`)
}

describe('a day that misses its share of the month', () => {
  it('is chance where days vary as much anyhow', async () => {
    await history()
    await monthTarget()

    expect(await alertsAfter(760)).toEqual([])
  })

  it('opens an alert beyond that, and always below half', async () => {
    await history()
    await monthTarget()

    expect(await alertsAfter(550)).toEqual(['target/sales/store:west bad'])
    expect(await alertsAfter(400)).toEqual(['target/sales/store:west critical'])
  })

  it('opens an alert at once where nothing is known of other days', async () => {
    await history('2026-11-12')
    await monthTarget()

    expect(await alertsAfter(760)).toEqual(['target/sales/store:west bad'])
  })

  it('is explained by a closure that is entered later: its alert ends with the name of it', async () => {
    await history()
    await monthTarget()
    await alertsAfter(400)
    const about = { place: 'store:west', fromDay: yesterday, toDay: yesterday, by: null }
    await addEvent(database.db, { ...about, name: 'Stocktaking', kind: 'closed', factor: 0 })
    await markDirtyDays(database.db, [west.id], yesterday, yesterday)

    await evaluate({ db: database.db, figures: world.figures, now: new Date(now.getTime() + 60_000) })

    expect(await listUnresolved(database.db)).toEqual([])
    expect(await findAlert(database.db, 1)).toMatchObject({ state: 'resolved', reason: 'Stocktaking (#1)' })
  })

  it('is taken at its word where the target was set for the day', async () => {
    await history()
    await world.setTarget('sales', 'store:west', 1_000_00, { currency: 'USD' })

    expect(await alertsAfter(760)).toEqual(['target/sales/store:west bad'])
  })
})
