import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { connectors } from '#src/connectors/index.ts'
import { insertAlert } from '#src/features/alerts/index.ts'
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

describe('what is said about a rate of visits without its figure', () => {
  beforeAll(async () => {
    for (const place of ['store:pier', 'store:quay'])
      await insertAlert(db, {
        ...{ rule: 'target/1', kpiId: 'conversion_rate', place, state: 'open', severity: 'critical' },
        ...{ fromDay: '2026-06-29', day: '2026-06-29', value: 0.02, limit: 0.03, currency: null },
        ...{ owner: { id: 1, name: 'Owner' }, openedAt: now, changedAt: now },
      } as Parameters<typeof insertAlert>[1])
    for (const line of [
      'target conversion_rate pier 2026-06 5% @owner weight 50',
      'target orders pier 2026-06 500 @owner weight 50',
      'target conversion_rate quay 2026-06 5%',
      'action add conversion_rate quay "New pictures" @owner until 07/20',
      'target propose conversion_rate quay 2026-07 6%',
    ])
      await talk.say(line)
  })

  it.each([
    ['alerts', /Conversion rate \(sessions\).*Pier/s, /Conversion rate \(page views\)/],
    ['alerts #1', /Conversion rate \(sessions\)/],
    ['alerts mine', /Conversion rate \(sessions\)/, /Conversion rate \(page views\)/],
    ['ack 1', /Conversion rate \(sessions\)/],
    ['target list', /Conversion rate \(sessions\)/, /Conversion rate \(page views\)/],
    ['target history', /Conversion rate \(sessions\)/, /Conversion rate \(page views\)/],
    ['target conversion_rate quay 2026-06 5.5%', /Conversion rate \(page views\)/],
    ['target suggest conversion_rate quay 2026-07', /Conversion rate \(page views\)/],
    ['target proposals', /Conversion rate \(page views\)/],
    ['target proposals 1', /Conversion rate \(page views\)/],
    ['score 2026-06', /Conversion rate \(sessions\)/],
    ['score close @owner 2026-06', /Conversion rate \(sessions\)/],
    ['action list', /Conversion rate \(page views\)/],
    ['meeting 2026-06 quay', /Conversion rate \(page views\)/],
  ])('is named with its base by: %s', async (line, ...named) => {
    const reply = await talk.ask(line)

    const all = reply.cards.map(card => textOf(card)).join('\n')
    for (const one of named) expect(all).toMatch(one)
    expect(all).not.toMatch(/Conversion rate(?! \(|: orders ÷)/)
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
