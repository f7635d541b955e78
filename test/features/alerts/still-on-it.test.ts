import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { takeGroup } from '#src/features/alerts/lifecycle/acknowledge-group.ts'
import { wakeAlerts } from '#src/features/alerts/lifecycle/expire.ts'
import { acknowledge } from '#src/features/alerts/lifecycle/index.ts'
import { findAlert, listAlertEvents } from '#src/features/alerts/store/alerts.ts'
import { setAway, setQuiet } from '#src/features/people/store/availability.ts'
import type { Person } from '#src/features/people/store/people.ts'
import { listStores, type StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { buttonsOf, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** Friday evening; the person works in UTC, by the store's calendar (US): two working days end on Tuesday at 18:00. */
const now = new Date('2026-11-20T20:00:00Z')
const tuesday = new Date('2026-11-24T18:00:00Z')
const wednesday = new Date('2026-11-25T13:00:00Z')
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
    'channels, people, stores, targets, notes, alerts, alert_groups, metric_day, dirty_days restart identity cascade',
  )
  mei = await world.addPerson('mei', { timeZone: 'UTC' })
  messenger = fakeMessenger()
  await channel(database.db, 'ops')
})

async function open(count: number): Promise<readonly StoredStore[]> {
  const stores = await world.addShops(count, mei.id)
  await tell(stores, 60_00)
  return stores
}

async function tell(stores: readonly StoredStore[], sales: number, at = now) {
  for (const store of stores) await world.tell(store, yesterday, { net_sales: sales }, at)
  await evaluate({ db: database.db, figures: world.figures, now: at })
  await drain(at)
}

async function clock(at: Date): Promise<number> {
  const woken = await wakeAlerts({ db: database.db, figures: world.figures, now: at })
  await drain(at)
  return woken
}

const drain = (at: Date) => deliverer(database, messenger).drain(at)
const parts = () => ({ db: database.db, figures: world.figures })
const by = async (at: Date) => ({ personId: mei.id, stores: await listStores(database.db), via: 'fake', now: at })
const take = async (at: Date) => acknowledge(parts(), { alertId: 1, ...(await by(at)) })
const takeAll = async (at: Date) => takeGroup(parts(), { groupId: 1, ...(await by(at)) })
const kinds = async (id = 1) => (await listAlertEvents(database.db, id)).map(event => event.kind)
const sent = () => messenger.arrived.map(one => [one.kind, one.channel, one.title])

describe('an acknowledgement whose time is over while the number is still bad', () => {
  it('asks whoever has it once; without an answer everybody is asked anew', async () => {
    await open(1)
    await take(now)
    await drain(now)
    messenger.arrived.length = 0

    const early = await clock(new Date(tuesday.getTime() - 60_000))
    const asked = await clock(tuesday)
    const question = messenger.arrived[0]?.message.card
    const waiting = await clock(new Date(wednesday.getTime() - 60_000))
    const lapsed = await clock(wednesday)

    expect([early, asked, waiting, lapsed]).toEqual([0, 1, 0, 1])
    expect(await kinds()).toEqual(['opened', 'acknowledged', 'ack_asked', 'ack_expired'])
    expect(sent()).toHaveLength(4)
    expect(sent()[0]).toEqual(['send', 'mei-dm', 'Still on it? Sales · shop-1'])
    expect(question && textOf(question)).toContain('You took this on Fri, Nov 20, 20:00')
    expect(question && textOf(question)).toContain('by Wed, Nov 25, 13:00')
    expect(question && buttonsOf(question)[0]).toBe('ack 1')
    expect(sent()).toContainEqual(['send', 'ops', 'Still not solved: Sales · shop-1'])
    const call = messenger.arrived.find(one => one.title.startsWith('Still not solved'))?.message.card
    expect(call && textOf(call)).toContain('mei took it on, but the number is still bad')
    expect((await findAlert(database.db, 1))?.escalateAt).not.toBeNull()
  })

  it('goes on with whoever answers, and the question loses its button', async () => {
    await open(1)
    await take(now)
    await clock(tuesday)
    const answer = await take(new Date('2026-11-25T10:00:00Z'))
    const lapsed = await clock(wednesday)

    expect(answer.deed).toBe('confirmed')
    expect(lapsed).toBe(0)
    expect(await kinds()).toEqual(['opened', 'acknowledged', 'ack_asked', 'confirmed'])
    const question = messenger.arrived.findLast(one => one.channel === 'mei-dm')
    expect(question?.kind).toBe('update')
    expect(question && buttonsOf(question.message.card)).toEqual(['alerts 1'])
    expect(await clock(new Date('2026-11-30T10:00:00Z'))).toBe(1)
  })

  it('asks nobody while the number is better, though not yet well', async () => {
    const stores = await open(1)
    await take(now)
    await tell(stores, 85_00)
    const better = await clock(tuesday)
    await tell(stores, 60_00, tuesday)
    const worse = await clock(tuesday)

    expect([better, worse]).toEqual([0, 1])
    expect(await kinds()).toEqual(['opened', 'acknowledged', 'changed', 'changed', 'ack_asked'])
  })

  it('is given back at once when whoever has it is away', async () => {
    await open(1)
    await take(now)
    await setAway(database.db, mei.id, { until: wednesday, deputyId: null })
    await clock(tuesday)

    expect(await kinds()).toEqual(['opened', 'acknowledged', 'ack_expired'])
  })

  it('waits for the end of quiet hours', async () => {
    await open(1)
    await take(now)
    await setQuiet(database.db, mei.id, { from: '17:30', to: '18:30' })

    expect(await clock(tuesday)).toBe(0)
    expect(await clock(new Date('2026-11-24T18:30:00Z'))).toBe(1)
  })
})

describe('a group that one person took on', () => {
  it('is one question, one answer, and one call where there is none', async () => {
    await open(6)
    await takeAll(now)
    await drain(now)
    messenger.arrived.length = 0

    expect(await clock(tuesday)).toBe(6)
    expect(sent()).toEqual([['send', 'mei-dm', 'Still on it? Sales: 6 alerts at once']])
    const answer = await takeAll(tuesday)
    await drain(tuesday)
    expect(answer).toEqual({ taken: 0, kept: 6 })
    expect(sent().slice(1).sort()).toEqual([
      ['update', 'mei-dm', 'Sales: 6 alerts at once'],
      ['update', 'ops', 'Sales: 6 alerts at once'],
    ])
    messenger.arrived.length = 0

    expect(await clock(new Date('2026-11-30T18:00:00Z'))).toBe(6)
    expect(await clock(new Date('2026-12-01T18:00:00Z'))).toBe(6)
    expect(sent().filter(([kind]) => kind === 'send')).toEqual([
      ['send', 'mei-dm', 'Still on it? Sales: 6 alerts at once'],
      ['send', 'ops', 'Still not solved: Sales: 6 alerts at once'],
    ])
    expect((await findAlert(database.db, 6))?.escalateAt).not.toBeNull()
  })
})
