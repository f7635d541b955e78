import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TransportError } from '#src/errors.ts'
import { escalateDue } from '#src/features/alerts/escalate/escalate.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { reportUndelivered } from '#src/features/delivery/deliverer.ts'
import { listFailed, retryDelivery } from '#src/features/delivery/store/index.ts'
import { mailChannels, setMailMessenger } from '#src/features/people/store/direct-channels.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { deliverer } from '#test/support/outbox.ts'
import { textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** Thursday in working time. */
const now = new Date('2026-11-19T15:00:00Z')
const soon = new Date('2026-11-19T15:01:00Z')

let database: Database
let world: Company
let chat: FakeMessenger
let letters: FakeMessenger
let ana: number

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, settings, metric_day, dirty_days restart identity cascade',
  )
  await setMailMessenger(database.db, 'letters')
  chat = fakeMessenger()
  letters = fakeMessenger({ id: 'letters', can: { edit: false, findsByDeliveryId: false } })
  const person = { name: 'Ana', email: 'ana@example.com', role: 'operator', scope: ['all'] } as const
  ana = (await createPerson(database.db, person))?.id ?? 0
  await world.addPerson('boss', { role: 'manager' })
  await world.addPerson('root', { role: 'administrator' })
  const west = await world.addStore('west')
  await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: ana })
  await world.tell(west, '2026-11-18', { net_sales: 70_00 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })
})

const drain = (at: Date) => deliverer(database, [chat, letters]).drain(at)
const said = () => chat.arrived.map(one => [one.channel, one.title]).sort()
const bounce = (over: object = {}) => {
  const report = { workspace: '', channel: 'ana@example.com', refPart: null, error: 'status 5.1.1', gone: true }
  return reportUndelivered(database.db, 'letters', { ...report, ...over }, soon)
}

async function clock(at: Date) {
  await escalateDue({ db: database.db, figures: world.figures, now: at })
  await drain(at)
}

describe('a mail that comes back after the server took it', () => {
  it('marks the address, tells administrators once, and the alert goes to the next in the chain at once', async () => {
    await drain(now)
    const first = await bounce()
    const again = await bounce()
    await clock(soon)

    expect([first, again]).toEqual([true, true])
    expect(letters.arrived.map(one => one.channel)).toEqual(['ana@example.com'])
    expect(await mailChannels(database.db, [ana])).toEqual([])
    expect(await listFailed(database.db, 5)).toMatchObject([{ channelName: 'Ana', error: 'status 5.1.1' }])
    expect(said()).toEqual([['root-dm', 'Messages no longer reach Ana']])
    const notice = chat.arrived[0]?.message.card
    expect(notice && textOf(notice)).toContain('(ana@example.com)')
    await clock(new Date(soon.getTime() + 60_000))
    expect(said().map(([channel]) => channel)).toEqual(['boss-dm', 'root-dm'])
  })

  it('is found by its reference, and counts for that message alone where the address is well', async () => {
    await drain(now)
    const ref = letters.arrived[0]?.ref ?? ''

    expect(await bounce({ gone: false, refPart: 'of another mail' })).toBe(true)
    expect(await listFailed(database.db, 5)).toEqual([])
    expect(await bounce({ gone: false, refPart: ref })).toBe(true)
    expect(await listFailed(database.db, 5)).toHaveLength(1)
    expect(await mailChannels(database.db, [ana])).toHaveLength(1)
    await drain(soon)
    expect(said()).toEqual([])
  })

  it('is sent again by hand, which tries the address anew; taking it proves nothing', async () => {
    await drain(now)
    await bounce()
    const [failed] = await listFailed(database.db, 5)
    await retryDelivery(database.db, failed?.id ?? 0, soon)
    const tried = await mailChannels(database.db, [ana])
    await bounce()
    await drain(soon)

    expect(tried).toHaveLength(1)
    expect(letters.arrived).toHaveLength(2)
    expect(await mailChannels(database.db, [ana])).toEqual([])
  })

  it('is nothing of ours for an address that we never wrote to', async () => {
    expect(await bounce({ channel: 'stranger@example.com' })).toBe(false)
  })
})

describe('an address that the server refuses at once', () => {
  it('is treated the same', async () => {
    letters.next(new TransportError('550', { fault: 'unreachable' }))
    await drain(now)
    await clock(soon)

    expect(await mailChannels(database.db, [ana])).toEqual([])
    expect(said()).toEqual([['root-dm', 'Messages no longer reach Ana']])
    await clock(new Date(soon.getTime() + 60_000))
    expect(said().map(([channel]) => channel)).toEqual(['boss-dm', 'root-dm'])
  })
})
