import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { type AlertRequest, acknowledge, reopen, resolve, visibleAlert } from '#src/features/alerts/lifecycle/index.ts'
import { listAlertEvents } from '#src/features/alerts/store/alerts.ts'
import { listNotes } from '#src/features/annotations/store/notes.ts'
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

let database: Database
let world: Company
let west: StoredStore
let mei: Person
let ken: Person
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
  mei = await world.addPerson('mei')
  ken = await world.addPerson('ken')
  messenger = fakeMessenger()
  await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: mei.id })
  await channel(database.db, 'ops')
  await channel(database.db, 'hq')
  await tell(60_00)
})

async function tell(sales: number) {
  await world.tell(west, yesterday, { net_sales: sales }, now)
  await evaluate({ db: database.db, figures: world.figures, now })
  await deliverer(database, messenger).drain(now)
}

const parts = () => ({ db: database.db, figures: world.figures })
const by = (person: Person, over: Partial<AlertRequest> = {}): AlertRequest => ({
  alertId: 1,
  personId: person.id,
  stores: [west],
  via: 'fake',
  now,
  ...over,
})
const kinds = async () => (await listAlertEvents(database.db, 1)).map(event => event.kind)

describe('acknowledging', () => {
  it('edits the message everywhere and shows who, when and why, with other buttons', async () => {
    await acknowledge(parts(), by(ken, { reason: 'Typhoon, carrier stopped' }))
    await deliverer(database, messenger).drain(now)

    const edits = messenger.arrived.filter(one => one.kind === 'update')
    const card = edits[0]?.message.card
    const said = JSON.stringify(card?.blocks)
    expect(edits.map(one => one.channel).sort()).toEqual(['hq', 'ops'])
    expect(card?.tone).toBe('warning')
    expect(said).toContain('ken took this on')
    expect(said).toContain('Reason: Typhoon, carrier stopped')
    expect(said).not.toContain('"mention"')
    expect(card?.blocks.find(block => block.type === 'actions')?.actions.map(action => action.line)).not.toContain(
      'ack 1',
    )
  })

  it('keeps a reason that the same person gives twice as one note, and another person’s as theirs', async () => {
    await acknowledge(parts(), by(ken, { reason: 'Typhoon' }))
    await acknowledge(parts(), by(ken, { reason: 'Typhoon' }))
    await resolve(parts(), by(ken, { reason: 'Typhoon' }))
    await reopen(parts(), by(ken))
    await acknowledge(parts(), by(mei, { reason: 'Typhoon' }))

    const notes = await listNotes(database.db, { stores: [west], from: yesterday, to: yesterday })
    expect(notes.map(note => note.authorName)).toEqual(['ken', 'mei'])
  })

  it('keeps the reason as a note at the place, KPI and days, which stands in the next picture', async () => {
    await acknowledge(parts(), by(ken, { reason: ' Typhoon ' }))

    const notes = await listNotes(database.db, { stores: [west], from: yesterday, to: yesterday })
    expect(notes).toMatchObject([
      { text: 'Typhoon', authorName: 'ken', place: 'store:west', kpiId: 'sales', fromDay: yesterday, alertId: 1 },
    ])
    await deliverer(database, messenger).drain(now)
    const image = messenger.arrived.at(-1)?.message.card.blocks.find(block => block.type === 'image')
    expect(image?.picture.data).toMatchObject({ notes: [{ text: 'Typhoon', author: 'ken' }] })
  })

  it('lets the first of two in the same second win and tells the other one who it was', async () => {
    const outcomes = await Promise.all([acknowledge(parts(), by(mei)), acknowledge(parts(), by(ken))])

    const names = outcomes.map(outcome => outcome.alert.acknowledgedBy?.name)
    expect(outcomes.map(outcome => outcome.kind).sort()).toEqual(['already', 'done'])
    expect(new Set(names).size).toBe(1)
    expect(await kinds()).toEqual(['opened', 'acknowledged'])
  })

  it('never loses what the second one writes', async () => {
    await acknowledge(parts(), by(mei))
    const second = await acknowledge(parts(), by(ken, { reason: 'It was the price' }))

    expect(second).toMatchObject({
      kind: 'done',
      alert: { acknowledgedBy: { name: 'mei' }, reason: 'It was the price' },
    })
    expect(await kinds()).toEqual(['opened', 'acknowledged', 'reason'])
    expect(await listNotes(database.db, { stores: [west], from: yesterday, to: yesterday })).toHaveLength(1)
  })

  it('plans nothing when writing fails half-way', async () => {
    const failing = { ...by(ken, { reason: 'Typhoon' }), now: new Date(Number.NaN) }

    await expect(acknowledge(parts(), failing)).rejects.toThrow()

    expect(await kinds()).toEqual(['opened'])
    expect(await listNotes(database.db, { stores: [west], from: yesterday, to: yesterday })).toEqual([])
  })

  it('does not know alerts about stores that the person may not see, nor ones that are over', async () => {
    await expect(acknowledge(parts(), by(ken, { stores: [] }))).rejects.toThrow(UserError)
    await expect(visibleAlert(database.db, 99, [west])).rejects.toThrow('I know no alert 99')
    await tell(120_00)
    await expect(acknowledge(parts(), by(ken))).rejects.toThrow('resolved already')
  })
})

describe('closing by hand', () => {
  it('says who closed it, keeps quiet for that day, and can be taken back', async () => {
    await resolve(parts(), by(ken))
    const again = await resolve(parts(), by(mei))
    await tell(61_00)
    const quiet = await kinds()
    await reopen(parts(), by(mei))

    expect(again.kind).toBe('already')
    expect(quiet).toEqual(['opened', 'resolved'])
    expect(await kinds()).toEqual(['opened', 'resolved', 'reopened'])
    expect((await visibleAlert(database.db, 1, [west])).state).toBe('open')
  })

  it('asks again when the day gets worse', async () => {
    await resolve(parts(), by(ken))
    await tell(10_00)

    expect(await kinds()).toEqual(['opened', 'resolved', 'reopened'])
    expect((await visibleAlert(database.db, 1, [west])).severity).toBe('critical')
  })
})
