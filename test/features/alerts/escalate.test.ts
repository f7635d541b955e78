import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alerts } from '#commands/alerts/alerts.ts'
import { away } from '#commands/people/away.ts'
import { changedWaits, defaultWaits } from '#src/domain/alerts/escalation.ts'
import { sumUpQuiet } from '#src/features/alerts/announce/quiet-summary.ts'
import { escalateDue } from '#src/features/alerts/escalate/escalate.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { acknowledge } from '#src/features/alerts/lifecycle/index.ts'
import { listAlertEvents } from '#src/features/alerts/store/alerts.ts'
import { writeWaits } from '#src/features/alerts/store/escalation-waits.ts'
import { setAway, setQuiet } from '#src/features/people/store/availability.ts'
import type { Person } from '#src/features/people/store/people.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** Thursday, an hour before the working day of a US store in UTC ends. */
const now = new Date('2026-11-19T17:00:00Z')
const yesterday = '2026-11-18'

let database: Database
let world: Company
let west: StoredStore
let mei: Person
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
  mei = await world.addPerson('mei', { timeZone: 'UTC' })
  messenger = fakeMessenger()
  await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: mei.id })
})

async function tell(sales: number, at = now) {
  await world.tell(west, yesterday, { net_sales: sales }, at)
  await evaluate({ db: database.db, figures: world.figures, now: at })
  await deliverer(database, messenger).drain(at)
}

async function clock(at: string) {
  const parts = { db: database.db, figures: world.figures, now: new Date(at) }
  await escalateDue(parts)
  await sumUpQuiet(parts)
  await deliverer(database, messenger).drain(parts.now)
}

const reached = () => messenger.arrived.filter(one => one.kind === 'send').map(one => one.channel)

describe('an alert that nobody takes on', () => {
  it('goes to the owner, the managers and the administrators, in working time, each once', async () => {
    await channel(database.db, 'ops')
    await world.addPerson('boss', { role: 'manager' })
    await world.addPerson('far', { role: 'manager', scope: ['market:jp'] })
    await world.addPerson('root', { role: 'administrator' })
    await tell(70_00)

    await clock('2026-11-19T18:30:00Z')
    const atNight = reached()
    await clock('2026-11-20T10:00:00Z')
    await clock('2026-11-20T10:01:00Z')
    await clock('2026-11-20T14:00:00Z')
    await clock('2026-11-20T18:00:00Z')
    await clock('2026-11-23T18:00:00Z')

    expect(atNight).toEqual(['ops'])
    expect(reached()).toEqual(['ops', 'mei-dm', 'boss-dm', 'root-dm'])
    expect(messenger.arrived[1]?.title).toBe('Nobody is on it yet: Sales · west')
    const talk = talkTo(database.db, [alerts], now)
    expect(textOf(await talk.say('alerts 1', 'mei@example.com'))).toContain('escalated to boss')
  })

  it('waits as long as administrators have set, and leaves out steps that are off', async () => {
    await channel(database.db, 'ops')
    await world.addPerson('boss', { role: 'manager' })
    await world.addPerson('root', { role: 'administrator' })
    const steps = { owner: 30, manager: null, administrator: 60 }
    await writeWaits(database.db, changedWaits(defaultWaits, { severities: ['bad'], steps }))
    await tell(70_00)

    await clock('2026-11-19T17:29:00Z')
    await clock('2026-11-19T17:30:00Z')
    await clock('2026-11-20T09:29:00Z')
    const before = reached()
    await clock('2026-11-20T09:30:00Z')
    await writeWaits(database.db, null)

    expect(before).toEqual(['ops', 'mei-dm'])
    expect(reached()).toEqual(['ops', 'mei-dm', 'root-dm'])
  })

  it('stops once somebody has it, and the calls lose their buttons', async () => {
    await channel(database.db, 'ops')
    await world.addPerson('boss', { role: 'manager' })
    await tell(70_00)
    await clock('2026-11-20T10:00:00Z')
    const taken = new Date('2026-11-20T10:05:00Z')
    await acknowledge(
      { db: database.db, figures: world.figures },
      { alertId: 1, personId: mei.id, stores: [west], via: 'fake', now: taken },
    )
    await clock('2026-11-23T18:00:00Z')

    expect(reached()).toEqual(['ops', 'mei-dm'])
    const last = messenger.arrived.findLast(one => one.channel === 'mei-dm')
    expect(last?.kind).toBe('update')
    expect(JSON.stringify(last?.message.card)).not.toContain('ack 1')
  })

  it('takes each step once, also when two replicas look at the same time', async () => {
    await channel(database.db, 'ops')
    await tell(70_00)
    const parts = { db: database.db, figures: world.figures, now: new Date('2026-11-20T10:00:00Z') }

    const steps = await Promise.all([escalateDue(parts), escalateDue(parts)])

    expect(steps.sort()).toEqual([0, 1])
  })

  it('is asked about as a group where many began at once', async () => {
    await channel(database.db, 'ops')
    const stores = [west, ...(await world.addShops(6, mei.id))]
    for (const store of stores) await world.tell(store, yesterday, { net_sales: 70_00 }, now)
    await evaluate({ db: database.db, figures: world.figures, now })
    await deliverer(database, messenger).drain(now)
    await clock('2026-11-20T10:00:00Z')

    expect(reached()).toEqual(['ops', 'mei-dm'])
    expect(messenger.arrived[1]?.title).toBe('Nobody is on it yet: Sales: 7 alerts at once')
    expect((await listAlertEvents(database.db, 3)).map(event => event.kind)).toEqual(['opened', 'grouped', 'escalated'])
  })
})

describe('quiet hours', () => {
  it('keep alerts back for one summary afterwards', async () => {
    await setQuiet(database.db, mei.id, { from: '16:00', to: '18:30' })
    await tell(70_00)
    const during = reached()
    await clock('2026-11-19T18:31:00Z')
    await clock('2026-11-19T18:32:00Z')

    expect(during).toEqual([])
    expect(messenger.arrived.map(one => one.title)).toEqual(['While you had quiet hours: 1 waiting'])
  })

  it('say nothing of what is over by then', async () => {
    await setQuiet(database.db, mei.id, { from: '16:00', to: '18:30' })
    await tell(70_00)
    await tell(99_00)
    await clock('2026-11-19T18:31:00Z')

    expect(reached()).toEqual([])
  })

  it('let what is critical through', async () => {
    await setQuiet(database.db, mei.id, { from: '16:00', to: '18:30' })
    await tell(10_00)

    expect(reached()).toEqual(['mei-dm'])
  })
})

describe('an absence', () => {
  it('hands over to the deputy, who is mentioned instead', async () => {
    const ken = await world.addPerson('ken')
    await channel(database.db, 'ops')
    const talk = talkTo(database.db, [away], now)
    const card = await talk.say('away until Friday ken@example.com', 'mei@example.com')
    await tell(70_00)
    await clock('2026-11-20T10:00:00Z')

    expect(textOf(card)).toContain('Away until Sat, Nov 21, 00:00')
    expect(textOf(card)).toContain('ken')
    expect(reached()).toEqual(['ops', 'ken-dm'])
    const mentions = messenger.arrived[0]?.message.card.blocks.find(block => block.type === 'mention')
    expect(mentions?.people).toEqual([{ id: ken.id, name: 'ken' }])
  })

  it('ends by itself, and by command', async () => {
    await world.addPerson('ken')
    await setAway(database.db, mei.id, { until: new Date('2026-11-19T16:00:00Z'), deputyId: 2 })
    await tell(70_00)
    const talk = talkTo(database.db, [away], now)

    expect(reached()).toEqual(['mei-dm'])
    expect((await talk.say('不在 金曜まで', 'mei@example.com')).title.ja).toContain('まで不在です')
    expect((await talk.say('away end', 'mei@example.com')).title.en).toBe('You are here')
    expect(textOf(await talk.say('请假 免打扰 22:00-08:00', 'mei@example.com'))).toContain('22:00 to 08:00 (UTC)')
    expect(textOf(await talk.say('away quiet nonsense', 'mei@example.com'))).toContain('Say from when to when')
  })
})
