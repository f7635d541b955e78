import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { connectors } from '#src/connectors/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, type Talk, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-06-30T12:00:00Z')
let talk: Talk

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  for (const [slug, platform, base] of [
    ['pier', 'amazon', 'sessions'],
    ['quay', 'ebay', 'page_views'],
  ] as const) {
    const store = await addStore(db, slug, { platform })
    await addDays(db, store.id, ['2026-05-20', '2026-06-24'], { orders: 20, net_sales: 100_000, [base]: 1_000 })
    await addDays(db, store.id, ['2026-06-25', '2026-06-29'], { orders: 31, net_sales: 150_000, [base]: 1_100 })
  }
  const markets = { connectors, env: {}, secretKey: 'a secret key of thirty-two characters', publicUrl: 'http://x' }
  talk = talkTo(db, commands, now, { markets })
})

describe('the base of a rate of visits', () => {
  it.each([
    'status conversion_rate pier',
    'status pier',
    'trend conversion_rate pier',
    'compare conversion_rate pier quay',
    'why conversion_rate pier',
    'forecast conversion_rate pier',
    'top stores conversion_rate',
  ])('is named by: %s', async line => {
    const card = await talk.say(line)

    expect(textOf(card)).toMatch(/\(sessions\)|÷ sessions/)
    if (/compare|top/.test(line)) expect(textOf(card)).toMatch(/÷ sessions \(Pier\), orders ÷ page views \(Quay\)/)
  })
})

describe('a KPI that a platform does not tell', () => {
  it.each([
    ['nps', /no system|No system/, /手入力/, /手工录入/],
    ['avg_stars', /does not tell/, /提供していま|提供しておらず/, /不会自动提供|不提供/],
  ])('is told with the way to it: %s', async (kpi, en, ja, zh) => {
    const card = await talk.say(`status ${kpi} pier`)

    for (const [at, locale] of locales.entries()) {
      const wanted = { en, ja, 'zh-CN': zh }[locale]
      expect([at, textOf(card, locale)]).toEqual([at, expect.stringMatching(wanted)])
    }
  })
})
