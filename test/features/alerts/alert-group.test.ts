import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ack } from '#commands/alerts/ack.ts'
import { alerts } from '#commands/alerts/alerts.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { announceHeld } from '#src/features/alerts/lifecycle/announce-held.ts'
import { findAlert, listAlertEvents, listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { addMute } from '#src/features/alerts/store/mutes.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { Person } from '#src/features/people/store/people.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
const yesterday = '2026-11-19'

let database: Database
let world: Company
let mei: Person
let messenger: FakeMessenger

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, alert_groups, mutes, metric_day, dirty_days restart identity cascade',
  )
  mei = await world.addPerson('mei')
  messenger = fakeMessenger()
})

async function open(count: number, sales = 60_00): Promise<readonly StoredStore[]> {
  const stores = await world.addShops(count, mei.id, number => ({ market: number <= 6 ? 'us' : 'jp' }))
  await tell(stores, sales)
  return stores
}

async function tell(stores: readonly StoredStore[], sales: number) {
  for (const store of stores) await world.tell(store, yesterday, { net_sales: sales }, now)
  await look()
}

async function look() {
  await evaluate({ db: database.db, figures: world.figures, now })
  await deliverer(database, messenger).drain(now)
}

const sends = () => messenger.arrived.filter(one => one.kind === 'send')

describe('many alerts of one KPI at once', () => {
  it('are one message in each channel, with what that channel may hear of', async () => {
    await channel(database.db, 'ops')
    await channel(database.db, 'us', { scope: ['market:us'] })
    await open(8)

    expect(sends().map(one => [one.channel, one.title])).toEqual([
      ['ops', 'Sales: 8 alerts at once'],
      ['us', 'Sales: 6 alerts at once'],
    ])
    expect(await listUnresolved(database.db)).toHaveLength(8)
    expect((await listAlertEvents(database.db, 3)).map(event => event.kind)).toEqual(['opened', 'grouped'])
  })

  it('stay messages of their own up to five', async () => {
    await channel(database.db, 'ops')
    await open(5)

    expect(sends()).toHaveLength(5)
  })

  it('are edited in place as they end, and good news when all are over', async () => {
    await channel(database.db, 'ops')
    const stores = await open(6)
    await tell(stores.slice(0, 2), 95_00)
    await tell(stores.slice(2), 95_00)

    expect(messenger.arrived.map(one => one.kind)).toEqual(['send', 'update', 'update'])
    expect(
      textOf(
        messenger.arrived[1]?.message.card ?? { title: { en: '', ja: '', 'zh-CN': '' }, tone: 'info', blocks: [] },
      ),
    ).toContain('4 open · 0 being worked on · 2 over')
    expect(messenger.arrived[2]?.message.card.tone).toBe('good')
  })

  it('call once with a new message when they get worse', async () => {
    await channel(database.db, 'ops')
    const stores = await open(6)
    await tell(stores, 10_00)

    expect(messenger.arrived.map(one => one.kind)).toEqual(['send', 'update', 'send'])
    expect(messenger.arrived[2]?.title).toBe('Worse: Sales: 6 alerts at once')
  })

  it('are taken on together or one by one, and the group shows it', async () => {
    await channel(database.db, 'ops')
    await open(7)
    const talk = talkTo(database.db, [ack, alerts], now)
    await talk.say('ack 3', 'mei@example.com')
    const card = await talk.say('ack group 1', 'mei@example.com')
    await deliverer(database, messenger).drain(now)

    expect(card.title.en).toBe('You took on 6 alerts')
    expect((await findAlert(database.db, 7))?.acknowledgedBy?.name).toBe('mei')
    expect(JSON.stringify(messenger.arrived.at(-1)?.message.card)).toContain('0 open · 7 being worked on · 0 over')
    expect(textOf(await talk.say('ack group 1', 'mei@example.com'))).toContain('were taken on already by mei')
  })

  it('reach their owner in person where no group hears of them', async () => {
    await open(6)

    expect(sends().map(one => [one.channel, one.title])).toEqual([['mei-dm', 'Sales: 6 alerts at once']])
  })

  it('are counted in one message also when there are hundreds', async () => {
    await channel(database.db, 'ops')
    await open(120)

    expect(sends()).toHaveLength(1)
    expect(await listUnresolved(database.db)).toHaveLength(120)
  })
})

describe('a SKU of a store that has an alert of the same KPI', () => {
  it('is held back while that one lasts, and announced when it is over but the SKU is not', async () => {
    await channel(database.db, 'ops')
    const [store] = await open(1)
    if (!store) return
    await world.setTarget('sales', `store:${store.slug}/sku:A`, 50_00, { currency: 'USD', ownerId: mei.id })
    const source = await ensureSource(database.db, 'push/test')
    const rows = [
      { storeId: store.id, sku: 'A', day: yesterday, measures: { net_sales: '1000' } },
      { storeId: store.id, sku: '', day: yesterday, measures: { net_sales: '5900' } },
    ]
    await writeObservations(database.db, { sourceId: source.id, rows, mode: 'merge', now })
    await look()
    const held = await findAlert(database.db, 2)
    const early = await announceHeld({ db: database.db, figures: world.figures, now })
    await tell([store], 95_00)
    const late = await announceHeld({ db: database.db, figures: world.figures, now })
    await deliverer(database, messenger).drain(now)

    expect(held).toMatchObject({ place: 'store:shop-1/sku:A', heldBy: 1 })
    expect((await listAlertEvents(database.db, 2)).map(event => event.kind)).toEqual(['opened', 'held', 'announced'])
    expect([early, late]).toEqual([0, 1])
    expect(sends()).toHaveLength(2)
  })

  it('is announced with the others that were held back, in one message', async () => {
    await channel(database.db, 'ops')
    const [store] = await open(1)
    if (!store) return
    const source = await ensureSource(database.db, 'push/test')
    const skus = ['A', 'B', 'C']
    for (const sku of skus) await world.setTarget('sales', `store:shop-1/sku:${sku}`, 50_00, { currency: 'USD' })
    const rows = skus.map(sku => ({ storeId: store.id, sku, day: yesterday, measures: { net_sales: '1000' } }))
    const whole = { storeId: store.id, sku: '', day: yesterday, measures: { net_sales: '5900' } }
    await writeObservations(database.db, { sourceId: source.id, rows: [...rows, whole], mode: 'merge', now })
    await look()
    await tell([store], 95_00)
    const said = await announceHeld({ db: database.db, figures: world.figures, now })
    const again = await announceHeld({ db: database.db, figures: world.figures, now })
    await deliverer(database, messenger).drain(now)

    expect([said, again]).toEqual([3, 0])
    expect(sends().map(one => one.title)).toEqual(['Sales · shop-1 · target missed', 'Sales: 3 alerts at once'])
    expect((await listAlertEvents(database.db, 2)).map(event => event.kind)).toEqual(['opened', 'held', 'grouped'])
    expect(await findAlert(database.db, 2)).toMatchObject({ groupId: 1, heldBy: null })
  })
})

describe('alerts that were muted when they began', () => {
  it('are announced together when the mute ends', async () => {
    await channel(database.db, 'ops')
    const mute = { kpiId: 'sales', place: 'all', reason: null, createdBy: mei.id, createdAt: now, demo: false }
    await addMute(database.db, { ...mute, until: new Date('2026-11-21T20:00:00Z') })
    await open(6)
    const later = new Date('2026-11-21T20:00:01Z')
    const parts = { db: database.db, figures: world.figures }

    const during = await announceHeld({ ...parts, now })
    const after = await announceHeld({ ...parts, now: later })
    await deliverer(database, messenger).drain(later)

    expect([during, after]).toEqual([0, 6])
    expect(sends().map(one => one.title)).toEqual(['Sales: 6 alerts at once'])
    expect((await listAlertEvents(database.db, 6)).map(event => event.kind)).toEqual(['opened', 'muted', 'grouped'])
  })
})
