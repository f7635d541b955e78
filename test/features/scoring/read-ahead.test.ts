import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import { monthOf, weekOf } from '#src/domain/period/index.ts'
import { createFigures, type Figures } from '#src/features/figures/index.ts'
import { checkScorecard } from '#src/features/scoring/check-scorecard.ts'
import { rankings } from '#src/features/scoring/ranking.ts'
import { setScorecard } from '#src/features/scoring/store/scorecards.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-18T15:00:00Z')
const people: number[] = []
const templates = ['ads', 'operator', 'service', 'warehouse', 'manager']

/** Stores of several platforms, currencies and zones, with gaps, days that came late, and lines that are broken. */
beforeAll(async () => {
  const worlds = [
    { slug: 'amazon-us', platform: 'amazon', market: 'us', currency: 'USD', timeZone: 'America/New_York' },
    { slug: 'amazon-jp', platform: 'amazon', market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' },
    { slug: 'rakuten', platform: 'rakuten', market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' },
    { slug: 'plain', platform: 'other', market: 'cn', currency: 'CNY', timeZone: 'Asia/Shanghai' },
  ]
  await addPerson(db, 'Owner', { role: 'administrator' })
  for (const [at, { slug, ...world }] of worlds.entries()) {
    const { id } = await addStore(db, slug, world)
    for (let month = 0; month < 20; month++) {
      const day = new Date(Date.UTC(2025, 3 + month, 1)).toISOString().slice(0, 10)
      const { from, end } = monthOf(day)
      if ((month + at) % 9 === 0) continue // a month without figures
      const sales = 90_000 + 7_000 * ((month * (at + 3)) % 5)
      await addDays(db, id, [from, end > '2026-11-17' ? '2026-11-17' : end], {
        ...{ net_sales: sales, orders: 20 + ((month + at) % 4), units: 30, sessions: 800, orders_shipped: 20 },
        ...{ ad_spend: 7_000 + 500 * (month % 3), ad_sales: 30_000, ad_impressions: 9_000, ad_clicks: 300 },
        ...{ orders_shipped_late: at + (month % 4), reviews_3: 1, reviews_4: 3, reviews_5: 6, sku_active: 100 },
        ...(at === 0 && { orders_defective: 3, inventory_units: 40 + month }),
      })
    }
  }
  for (let at = 0; at < 12; at++) {
    const id = await addPerson(db, `Person${at}`, { role: 'operator' })
    people.push(id)
    const slugs = worlds.map(({ slug }) => `store:${slug}` as const)
    const places =
      at % 3 === 0 ? [slugs[at % 4] ?? slugs[0]] : at % 3 === 1 ? ['market:jp' as const] : slugs.slice(0, 3)
    const card = {
      subject: `person:${id}`,
      template: templates[at % 5] ?? '',
      places: places.flatMap(one => one ?? []),
      leftOut: [],
    }
    await setScorecard(db, { ...card, validFrom: '2026-01-01' }, { demo: false, by: null })
  }
  const { say } = talkTo(db, commands, now)
  for (const line of [
    'rate usd jpy 150 2025-01-01',
    'rate cny jpy 21 2025-01-01',
    'rate cny jpy 20 2026-09-10',
    'target sales amazon-us 2026-09 30000',
    'target sales market:jp 2026-10 9000000',
    'team add "Japan" leader @Person4 @Person0 @Person5 market:jp',
  ])
    await say(line)
}, 400_000)

/** Reads everything one by one, as before. */
function oneByOne(figures: Figures): Figures {
  const plain = { ...figures, readAhead: () => Promise.resolve(figures.withSharedReads()) }
  return { ...plain, withSharedReads: () => plain }
}

async function contextOf(figures: Figures): Promise<CommandContext> {
  const catalog = await figures.catalog()
  const stores = catalog.stores
  const caller = { personId: 1, role: 'administrator', stores, demo: false, timeZone: 'UTC' }
  return { db, figures, catalog, caller, now, teamTimeZone: 'UTC' } as unknown as CommandContext
}

describe('days that are read at once', () => {
  it.each([monthOf('2026-10-01'), monthOf('2026-11-01', '2026-11-18'), monthOf('2026-05-01'), weekOf('2026-11-04')])(
    'make the same ranking of $from to the byte',
    async period => {
      const ahead = await rankings(await contextOf(createFigures(db)), period)
      const alone = await rankings(await contextOf(oneByOne(createFigures(db))), period)

      expect(ahead.length).toBeGreaterThan(0)
      expect(JSON.stringify(ahead)).toBe(JSON.stringify(alone))
    },
    120_000, // reads a year one by one
  )

  it('make the same check of each scorecard to the byte', async () => {
    for (const id of people.slice(0, 6)) {
      const subject = { kind: 'person', id } as const
      const ahead = await checkScorecard(await contextOf(createFigures(db)), subject)
      const alone = await checkScorecard(await contextOf(oneByOne(createFigures(db))), subject)

      expect(ahead).not.toBeNull()
      expect(JSON.stringify(ahead)).toBe(JSON.stringify(alone))
    }
  }, 400_000) // as above

  it('take few questions of the database, however many take part', async () => {
    const asked = { count: 0 }
    const counting = new Proxy(db, {
      get: (target, name, receiver) => {
        if (name === 'execute') asked.count++
        return Reflect.get(target, name, receiver)
      },
    })
    await rankings(await contextOf(createFigures(counting)), monthOf('2026-10-01'))

    expect(asked.count).toBeLessThan(10)
  })
})
