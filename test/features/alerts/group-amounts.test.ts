import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { alerts } from '#commands/alerts/alerts.ts'
import type { Card } from '#src/chat/card.ts'
import { escalateDue } from '#src/features/alerts/escalate/escalate.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
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
  messenger = fakeMessenger()
  await channel(database.db, 'ops')
})

/** Several stores that miss a target of one KPI on one day. */
async function miss(
  kpiId: string,
  target: number,
  measures: Readonly<Record<string, number>>,
  currency: string | null,
) {
  const mei = await world.addPerson('mei')
  for (let number = 1; number <= 7; number++) {
    const store = await world.addStore(`west-${number}`)
    await world.setTarget(kpiId, `store:${store.slug}`, target, { currency, ownerId: mei.id })
    await world.tell(store, yesterday, measures, now)
  }
  await evaluate({ db: database.db, figures: world.figures, now })
  await deliverer(database, messenger).drain(now)
}

const cards = (): readonly Card[] => messenger.arrived.map(({ message }) => message.card)
/** The rows of a card's table, as their texts. */
const rowsIn = (card: Card | undefined) =>
  (card?.blocks ?? []).flatMap(block =>
    block.type === 'table' ? block.rows.map(row => row.map(({ text }) => text.en)) : [],
  )

describe('many missed targets in one message', () => {
  it.each([
    ['sales', 100_00, { net_sales: 60_00 }, 'USD', ['$60.00', '$100.00', '-$40.00 (-40%)']],
    ['orders', 40, { orders: 30 }, null, ['30', '40', '-10 (-25%)']],
    ['acos', 0.25, { ad_spend: 100_00, ad_sales: 250_00, ad_clicks: 500 }, null, ['40%', '≤ 25%', '+15 pt']],
  ])('tell value, target and gap of each: %s', async (kpiId, target, measures, currency, told) => {
    await miss(kpiId, target, measures as Record<string, number>, currency)

    const [first] = rowsIn(cards()[0])
    expect(rowsIn(cards()[0])).toHaveLength(7)
    expect(first?.slice(1, 4)).toEqual(told)
  })

  it('say how much stands over nothing, in the message, in its call and in the list', async () => {
    await miss('acos', 0.25, { ad_spend: 500_00, ad_sales: 0, ad_clicks: 900 }, null)
    await database.db.execute(`update alerts set escalate_at = now() - interval '99 days'`)
    await escalateDue({ db: database.db, figures: world.figures, now: new Date(now.getTime() + 4 * 86_400_000) })
    await deliverer(database, messenger).drain(new Date(now.getTime() + 4 * 86_400_000))
    const list = await talkTo(database.db, [alerts], now).say('alerts', 'mei@example.com')

    expect(cards().length).toBeGreaterThan(1)
    for (const card of [...cards(), list]) {
      const values = rowsIn(card).map(row => row.find(text => text.startsWith('no ad sales')))
      expect([...new Set(values)], textOf(card)).toEqual(['no ad sales on $500.00 of ad spend'])
    }
  })
})
