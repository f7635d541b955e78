import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sumUpQuiet } from '#src/features/alerts/announce/quiet-summary.ts'
import { escalateDue } from '#src/features/alerts/escalate/escalate.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { acknowledge } from '#src/features/alerts/lifecycle/index.ts'
import { findAlert } from '#src/features/alerts/store/alerts.ts'
import { mentionable } from '#src/features/people/availability.ts'
import { setAway, setQuiet } from '#src/features/people/store/availability.ts'
import type { Person } from '#src/features/people/store/people.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** Thursday, an hour before the working day of a US store in UTC ends. */
const now = new Date('2026-11-19T17:00:00Z')
const after = new Date('2026-11-19T18:31:00Z')
const yesterday = '2026-11-18'

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
    'channels, people, stores, targets, notes, alerts, alert_groups, metric_day, dirty_days restart identity cascade',
  )
  mei = await world.addPerson('mei', { timeZone: 'UTC' })
  messenger = fakeMessenger()
})

const stores = (count: number) => world.addShops(count, mei.id)

async function tell(all: readonly StoredStore[], sales: number, at = now) {
  for (const store of all) await world.tell(store, yesterday, { net_sales: sales }, at)
  await evaluate({ db: database.db, figures: world.figures, now: at })
  await deliverer(database, messenger).drain(at)
}

async function clock(at: Date) {
  const parts = { db: database.db, figures: world.figures, now: at }
  await escalateDue(parts)
  await sumUpQuiet(parts)
  await deliverer(database, messenger).drain(at)
}

const quiet = () => setQuiet(database.db, mei.id, { from: '16:00', to: '18:30' })
const sends = () => messenger.arrived.filter(one => one.kind === 'send')
const cardTo = (name: string) => sends().findLast(one => one.channel === name)?.message.card
const mentionedIn = (name: string) =>
  (cardTo(name)?.blocks ?? []).flatMap(block => (block.type === 'mention' ? block.people.map(one => one.name) : []))
const saidIn = (name: string) => {
  const card = cardTo(name)
  return card ? textOf(card) : ''
}

describe('quiet hours of an owner', () => {
  it('let the alert stand in the group without a mention, for one summary afterwards', async () => {
    await channel(database.db, 'ops')
    await quiet()
    await tell(await stores(1), 70_00)

    expect(mentionedIn('ops')).toEqual([])
    expect(saidIn('ops')).toContain('In quiet hours, told afterwards: mei')
    await clock(after)
    await clock(new Date(after.getTime() + 60_000))
    expect(sends().map(one => [one.channel, one.title])).toEqual([
      ['ops', 'Sales · shop-1 · target missed'],
      ['mei-dm', 'While you had quiet hours: 1 waiting'],
    ])
  })

  it('are no reason to keep back what is critical, nor what got so', async () => {
    await channel(database.db, 'ops')
    await quiet()
    const all = await stores(1)
    await tell(all, 70_00)
    await tell(all, 10_00)

    expect(sends().map(one => one.title)).toEqual(['Sales · shop-1 · target missed', 'Worse: Sales · shop-1'])
    expect(mentionedIn('ops')).toEqual(['mei'])
  })

  it('count for a group of alerts, too, and for those that reach their owner in person', async () => {
    const all = await stores(6)
    await quiet()
    await tell(all, 70_00)

    expect(sends()).toEqual([])
    await clock(after)
    expect(sends().map(one => one.title)).toEqual(['While you had quiet hours: 6 waiting'])
    expect((await findAlert(database.db, 6))?.escalateAt).not.toBeNull()
  })

  it('are named in the message of a group', async () => {
    await channel(database.db, 'ops')
    await quiet()
    await tell(await stores(6), 70_00)

    expect(mentionedIn('ops')).toEqual([])
    expect(saidIn('ops')).toContain('told afterwards: mei')
    await clock(after)
    expect(sends().map(one => one.channel)).toEqual(['ops', 'mei-dm'])
  })
})

describe('an absence', () => {
  it('hands the message of a group to the deputy, there and in the escalation', async () => {
    await channel(database.db, 'ops')
    const ken = await world.addPerson('ken')
    await setAway(database.db, mei.id, { until: new Date('2026-11-25T00:00:00Z'), deputyId: ken.id })
    await tell(await stores(6), 70_00)

    expect(mentionedIn('ops')).toEqual(['ken'])
    await clock(new Date('2026-11-20T10:00:00Z'))
    expect(sends().map(one => one.channel)).toEqual(['ops', 'ken-dm'])
    expect(mentionedIn('ken-dm')).toEqual(['ken'])
  })

  it('hands nothing over in person to a deputy who may not see the store', async () => {
    const far = await world.addPerson('far', { scope: ['market:jp'] })
    await setAway(database.db, mei.id, { until: new Date('2026-11-25T00:00:00Z'), deputyId: far.id })
    await tell(await stores(1), 70_00)

    expect(sends().map(one => one.channel)).toEqual(['mei-dm'])
  })
})

describe('a report', () => {
  it('mentions nobody in their quiet hours, and the deputy of who is away', async () => {
    const people = async () => (await mentionable(database.db, [mei], now)).map(person => person.name)
    const usual = await people()
    await quiet()
    const during = await people()
    const ken = await world.addPerson('ken')
    await setAway(database.db, mei.id, { until: new Date('2026-11-25T00:00:00Z'), deputyId: ken.id })

    expect([usual, during, await people()]).toEqual([['mei'], [], ['ken']])
  })
})

describe('the calls of a group', () => {
  it('are all edited once somebody took over', async () => {
    await channel(database.db, 'ops')
    await world.addPerson('boss', { role: 'manager' })
    const all = await stores(6)
    await tell(all, 70_00)
    await clock(new Date('2026-11-20T10:00:00Z'))
    await clock(new Date('2026-11-20T14:00:00Z'))
    const taken = new Date('2026-11-20T14:05:00Z')
    const parts = { db: database.db, figures: world.figures }
    for (let alertId = 1; alertId <= 6; alertId++) {
      await acknowledge(parts, { alertId, personId: mei.id, stores: all, via: 'fake', now: taken })
    }
    await deliverer(database, messenger).drain(taken)

    expect(sends().map(one => one.channel)).toEqual(['ops', 'mei-dm', 'boss-dm'])
    for (const name of ['ops', 'mei-dm', 'boss-dm']) {
      const last = messenger.arrived.findLast(one => one.channel === name)
      expect(last?.kind).toBe('update')
      expect(JSON.stringify(last?.message.card)).toContain('0 open · 6 being worked on · 0 over')
      expect(JSON.stringify(last?.message.card)).not.toContain('ack group')
    }
  })
})
