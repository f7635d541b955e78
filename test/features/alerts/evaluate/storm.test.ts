import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { listAlertEvents, listStanding, listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { addMute } from '#src/features/alerts/store/mutes.ts'
import { setQuiet } from '#src/features/people/store/availability.ts'
import type { Person } from '#src/features/people/store/people.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'

/** Measures that are KPIs by themselves, with targets of which the figures reach the tenth part or the half. */
const measures = { net_sales: 'sales', orders: 'orders', units: 'units', sessions: 'visits', page_views: 'page_views' }

let database: Database
let world: Company
let mei: Person
let west: StoredStore
let messenger: FakeMessenger
let kpis: readonly string[]

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
  const { findKpi } = await world.figures.catalog()
  kpis = Object.values(measures).filter(id => findKpi(id) !== null)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, alert_groups, mutes, held_notices, metric_day, dirty_days restart identity cascade',
  )
  mei = await world.addPerson('mei')
  west = await world.addStore('west')
  messenger = fakeMessenger()
})

const look = () => evaluate({ db: database.db, figures: world.figures, now })
const drain = () => deliverer(database, messenger).drain(now)
const standing = async () => (await listStanding(database.db)).filter(({ rule }) => rule.startsWith('target/'))
const kindsOf = async (id: number) => (await listAlertEvents(database.db, id)).map(event => event.kind)

/** Everything that one store reports is far below its targets. */
async function breakAll(store: StoredStore, day = yesterday): Promise<void> {
  for (const kpi of kpis)
    await world.setTarget(kpi, `store:${store.slug}`, 100_000, { currency: 'USD', ownerId: mei.id })
  await world.tell(store, day, Object.fromEntries(Object.keys(measures).map(id => [id, 100])), now)
}

describe('many KPIs of one store that break in the same look', () => {
  it('are each an alert with its own history and its own message, which mentions the owner', async () => {
    await channel(database.db, 'ops')
    await breakAll(west)

    await look()
    await drain()

    const alerts = await standing()
    expect(alerts.map(({ kpiId }) => kpiId).sort()).toEqual([...kpis].sort())
    for (const { id } of alerts) expect(await kindsOf(id)).toEqual(['opened'])
    const said = messenger.arrived.filter(one =>
      alerts.some(({ id }) => one.deliveryId.startsWith(`alert/${id}/rev/1/`)),
    )
    expect(said).toHaveLength(alerts.length)
    for (const { message } of said) {
      expect(message.card.blocks).toContainEqual({ type: 'mention', people: [{ id: mei.id, name: 'mei' }] })
      expect(message.card.blocks.some(block => block.type === 'image')).toBe(true)
    }
  })

  it('say each their own figure, not that of a neighbour', async () => {
    await channel(database.db, 'ops')
    await breakAll(west)
    await world.tell(west, yesterday, { net_sales: 123_45, orders: 678 }, now)

    await look()

    const values = new Map((await listUnresolved(database.db)).map(({ kpiId, value }) => [kpiId, value]))
    const cards = await database.db.execute(`select subject, card::text as card from deliveries`)
    const sales = cards.find(({ card }) => String(card).includes('$123.45'))
    expect([values.get('sales'), values.get('orders')]).toEqual([123_45, 678])
    expect(cards.filter(({ card }) => String(card).includes('$123.45'))).toEqual([sales])
  })

  it('are opened once, also when several replicas look at the same time', async () => {
    await channel(database.db, 'ops')
    await breakAll(west)

    const changes = (await Promise.all([look(), look(), look()])).flatMap(one => one.changes)
    await drain()

    const opened = changes.filter(({ alert }) => alert.rule.startsWith('target/')).map(({ alert }) => alert.id)
    expect(opened).toHaveLength(kpis.length)
    expect(new Set(opened).size).toBe(kpis.length)
    expect(new Set(messenger.arrived.map(one => one.deliveryId)).size).toBe(messenger.arrived.length)
  })

  it('stay silent where they are muted, and say so in their history', async () => {
    await channel(database.db, 'ops')
    const until = new Date(now.getTime() + 3_600_000)
    const mute = { until, reason: null, createdBy: mei.id, createdAt: now, demo: false }
    await addMute(database.db, { kpiId: 'sales', place: 'store:west', ...mute })
    await breakAll(west)

    await look()
    await drain()

    const alerts = await standing()
    const sales = alerts.find(({ kpiId }) => kpiId === 'sales')?.id ?? 0
    expect(await kindsOf(sales)).toEqual(['opened', 'muted'])
    expect(messenger.arrived.some(one => one.deliveryId.startsWith(`alert/${sales}/`))).toBe(false)
    expect(messenger.arrived.filter(one => one.deliveryId.startsWith('alert/')).length).toBeGreaterThanOrEqual(
      alerts.length - 1,
    )
  })

  it('are kept for the summary of an owner who has quiet hours, where they are not critical', async () => {
    await channel(database.db, 'ops')
    await setQuiet(database.db, mei.id, { from: '19:00', to: '23:00' })
    await world.setTarget('sales', 'store:west', 150, { currency: 'USD', ownerId: mei.id })
    await world.setTarget('orders', 'store:west', 100_000, { ownerId: mei.id })
    await world.tell(west, yesterday, { net_sales: 100, orders: 100 }, now)

    await look()

    const byKpi = new Map((await standing()).map(({ kpiId, id }) => [kpiId, id]))
    const held = await database.db.execute('select alert_id from held_notices order by alert_id')
    expect(held.map(row => Number(row.alert_id))).toContain(byKpi.get('sales'))
    expect(held.map(row => Number(row.alert_id))).not.toContain(byKpi.get('orders'))
  })

  it('wait for somebody to take them on, each by its own severity', async () => {
    await channel(database.db, 'ops')
    await world.setTarget('sales', 'store:west', 150, { currency: 'USD', ownerId: mei.id })
    await world.setTarget('orders', 'store:west', 100_000, { ownerId: mei.id })
    await world.tell(west, yesterday, { net_sales: 100, orders: 100 }, now)

    await look()

    const rows = await database.db.execute(`select kpi_id, severity, escalate_at is not null as waits from alerts
      where rule like 'target/%' order by kpi_id`)
    expect(rows).toEqual([
      { kpi_id: 'orders', severity: 'critical', waits: true },
      { kpi_id: 'sales', severity: 'bad', waits: true },
    ])
  })
})
