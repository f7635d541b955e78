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
import { truncate } from '#test/support/truncate.ts'

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
  await truncate(
    database.db,
    'channels, people, stores, alerts, alert_rules, exchange_rates, metric_day, dirty_days, sources restart identity cascade',
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

    const preview = await talk.say('rule add sales all each store below 100 USD')
    await talk.say('rule save sales all each store below 100 USD')
    await world.tell(tokyo, '2026-11-19', { net_sales: 15_500, orders: 100 }, now)

    expect(textOf(preview)).toContain('at the rate of each day, now 1 USD = 160 JPY since Nov 19, 2026')
    expect(await alerted()).toEqual([{ place: 'store:tokyo', limit: 16_000, currency: 'JPY' }])
  })

  it('is refused while no rate is known, with the line that sets one', async () => {
    const answer = textOf(await talk.say('rule save sales all each store below 100 USD'))

    expect(answer).toContain('No exchange rate from USD to JPY')
    expect((await listRules(database.db)).filter(rule => rule.origin === null)).toEqual([])
  })

  it.each([
    ['tokyo', '100 USD', 'JPY'],
    ['tokyo', '$100', 'JPY'],
    ['tokyo', '500元', 'JPY'],
    ['west', '¥5000', 'USD'],
    ['west', '5000円', 'USD'],
    ['west', '5000 RMB', 'USD'],
    ['west', '五万円', 'USD'],
    ['west', '€50', 'USD'],
    ['all', '50 EUR', 'JPY, USD'],
  ])('of %s is refused in words: %s', async (place, amount, counts) => {
    const answer = textOf(await talk.say(`rule save sales ${place} below ${amount}`))

    expect(answer).toContain(`counts in ${counts}`)
    expect((await listRules(database.db)).filter(rule => rule.origin === null)).toEqual([])
  })

  it.each([
    ['orders west > $5', 'no amount of money'],
    ['sales west below $80 of target', 'a share such as 80%'],
    ['sales west < 50.005', 'at most 2 decimals'],
    ['orders west < 10.5', 'whole numbers'],
    ['acos west at least', 'Say what to watch for'],
    ['sales west < 100 2026-11', 'takes no period: 2026-11'],
    ['sales west < 100 2026-13', 'There is no month “2026-13”'],
    ['sales west < 100 本月', 'takes no period: 本月'],
  ])('“rule save %s” says what is wrong', async (line, said) => {
    expect(textOf(await talk.say(`rule save ${line}`))).toContain(said)
  })

  it('says that a bare number of a rate is percent', async () => {
    expect(textOf(await talk.say('rule add acos west > 30'))).toContain('30 was read as 30%')
    expect(textOf(await talk.say('rule add acos west > 30%'))).not.toContain('was read as')
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
