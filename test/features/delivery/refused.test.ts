import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { health } from '#commands/service/health.ts'
import { TransportError } from '#src/errors.ts'
import { escalateDue } from '#src/features/alerts/escalate/escalate.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMessenger, fakeMessenger } from '#test/support/fake-messenger.ts'
import { channel, deliverer } from '#test/support/outbox.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

/** Thursday in working time. */
const now = new Date('2026-11-19T15:00:00Z')

let database: Database
let world: Company
let chat: FakeMessenger
let looks: number

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, settings, metric_day, dirty_days restart identity cascade',
  )
  chat = fakeMessenger()
  looks = 0
  await channel(database.db, 'ops')
  const owner = await world.addPerson('ana')
  await world.addPerson('boss', { role: 'manager' })
  await world.addPerson('root', { role: 'administrator' })
  const west = await world.addStore('west')
  await world.setTarget('sales', 'store:west', 100_00, { currency: 'USD', ownerId: owner.id })
  await world.tell(west, '2026-11-18', { net_sales: 70_00 }, now)
  await evaluate({ db: database.db, figures: world.figures, now })
})

const goOn = async () => {
  looks += 1
}
const drain = (at: Date) => deliverer(database, chat, { goOn }).drain(at)
const reached = () => chat.arrived.map(one => one.channel)

/** The outbox, then the look at escalations that it asked for. */
async function settle(at: Date): Promise<void> {
  await drain(at)
  if (looks > 0) await escalateDue({ db: database.db, figures: world.figures, now: at })
  await drain(at)
}

describe('an alert that its group refuses', () => {
  it.each(['permanent', 'unreachable'] as const)(
    'for good (%s) reaches its owner at once, who is told why',
    async fault => {
      chat.refuse('ops', new TransportError('no such card', { fault }))

      await settle(now)

      expect(looks).toBe(1)
      expect(reached().filter(name => name === 'ana-dm')).toHaveLength(2)
      expect(chat.arrived.some(one => one.title.includes('“ops”'))).toBe(true)
    },
  )

  it('and whose owner refuses it, too, reaches the manager', async () => {
    for (const place of ['ops', 'ana-dm']) chat.refuse(place, new TransportError('no', { fault: 'permanent' }))

    await settle(now)
    await settle(now)

    expect(reached()).toContain('boss-dm')
  })

  it('tells of many refusals in one channel once', async () => {
    chat.refuse('ops', new TransportError('no', { fault: 'permanent' }))
    await settle(now)
    const before = chat.arrived.filter(one => one.title.includes('refused')).length
    await database.db.execute(`update deliveries set state = 'waiting' where state = 'failed'`)

    await settle(new Date(now.getTime() + 60_000))

    expect([before, chat.arrived.filter(one => one.title.includes('refused')).length]).toEqual([1, 1])
  })

  it('does not leave “health” saying that all is well', async () => {
    chat.refuse('ops', new TransportError('no such card', { fault: 'unreachable' }))
    await settle(now)

    const shown = textOf(await talkTo(database.db, [health], now).say('health', 'root@example.com'))

    expect(shown).toContain('not all messages arrive')
    expect(shown).toContain('Closed to the bot')
  })
})
