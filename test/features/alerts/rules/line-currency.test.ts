import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { evaluate } from '#src/features/alerts/evaluate/index.ts'
import { listUnresolved } from '#src/features/alerts/store/alerts.ts'
import { listRules } from '#src/features/alerts/store/rules.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, type Talk, talkTo, textOf } from '#test/support/talk.ts'

const now = new Date('2026-11-20T20:00:00Z')

let database: Database
let world: Company
let talk: Talk
let west: StoredStore
let tokyo: StoredStore

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
  talk = talkTo(database.db, commands, now)
})

beforeEach(async () => {
  await database.db.execute(
    'truncate channels, people, stores, alerts, alert_rules, exchange_rates, metric_day, dirty_days, sources restart identity cascade',
  )
  await addPerson(database.db, 'Owner')
  west = await world.addStore('west')
  tokyo = await world.addStore('tokyo', { market: 'jp', currency: 'JPY' })
})

const rate = (since: string, value: string) =>
  setRate(database.db, { from: 'USD', to: 'JPY', since, rate: value, by: null })

async function alerted() {
  await evaluate({ db: database.db, figures: world.figures, now })
  return (await listUnresolved(database.db)).map(({ place, limit, currency }) => ({ place, limit, currency }))
}

describe('a line in another currency', () => {
  it('is held against the store at the rate of each day, and the preview says which', async () => {
    await rate('2026-11-01', '150')
    await rate('2026-11-19', '160')

    const preview = await talk.say('rule add sales tokyo below 100 USD')
    await talk.say('rule save sales tokyo below 100 USD')
    await world.tell(tokyo, '2026-11-19', { net_sales: 15_500, orders: 100 }, now)

    expect(textOf(preview)).toContain('at the rate of each day, now 1 USD = 160 JPY since Nov 19, 2026')
    expect(await alerted()).toEqual([{ place: 'store:tokyo', limit: 16_000, currency: 'JPY' }])
  })

  it('is refused while no rate is known, with the line that sets one', async () => {
    const answer = textOf(await talk.say('rule save sales tokyo below 100 USD'))

    expect(answer).toContain('No exchange rate from USD to JPY')
    expect((await listRules(database.db)).filter(rule => rule.origin === null)).toEqual([])
  })

  it('is asked for where each store is watched in its own and the line names none', async () => {
    await rate('2026-11-01', '150')

    expect(textOf(await talk.say('rule save sales all each store below 100'))).toContain('several currencies')
    expect(textOf(await talk.say('rule save sales all each store below 100 USD'))).toContain('watches from now on')
    await world.tell(tokyo, '2026-11-19', { net_sales: 14_000, orders: 100 }, now)
    await world.tell(west, '2026-11-19', { net_sales: 9_000, orders: 100 }, now)

    expect(await alerted()).toEqual(
      expect.arrayContaining([
        { place: 'store:tokyo', limit: 15_000, currency: 'JPY' },
        { place: 'store:west', limit: 10_000, currency: 'USD' },
      ]),
    )
  })

  it('of several stores as a whole is in the currency in which they are added up', async () => {
    await rate('2026-11-01', '150')

    await talk.say('rule save sales all below 100')

    const [saved] = (await listRules(database.db)).filter(rule => rule.origin === null)
    expect(saved?.parameters).toMatchObject({ kind: 'threshold', currency: expect.stringMatching(/^[A-Z]{3}$/) })
  })
})
