import Fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { errorHandler } from '#src/http/error-handler.ts'
import { importRoutes } from '#src/http/imports.ts'
import { pushRoutes } from '#src/http/push/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-21T12:00:00Z')
const apiToken = 'a-token-of-the-test'
const talk = talkTo(db, commands, now)
const app = Fastify()
app.setErrorHandler(errorHandler(async () => null))
for (const routes of [pushRoutes, importRoutes])
  await app.register(routes({ db, figures: createFigures(db), apiToken, now: () => now }))
await app.ready()
afterAll(() => app.close())
beforeAll(async () => {
  await addPerson(db, 'Owner')
})

const days = Array.from({ length: 14 }, (_, at) => `2026-11-${String(7 + at).padStart(2, '0')}`)
const first: [string, string] = ['2026-11-07', '2026-11-13']
const second: [string, string] = ['2026-11-14', '2026-11-20']
const said = /2,000 → ¥1,500 \(ours ¥2,100\)[\s\S]*3 days; competitors: 3 days → 1 day/

async function explained(slug: string): Promise<string> {
  return textOf(await talk.say(`why sales ${slug} 2026-11-14..2026-11-20`))
}

async function shop(slug: string): Promise<void> {
  const { id } = await addStore(db, slug, { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addDays(db, id, first, { net_sales: 12_000 })
  await addDays(db, id, second, { net_sales: 9_000 })
}

it.each([
  ['zh', 'aki', '日期,店铺,销售额,自家售价,竞品最低价,承诺送达天数,竞品送达天数'],
  ['zh by other names', 'fuyu', '日期,店铺,销售额,自家价格,竞品价格,承诺时效,竞品配送天数'],
  ['ja', 'haru', '日付,店舗,売上,自社販売価格,競合最安値,配達予定日数,競合の配達日数'],
  ['ja by other names', 'natsu', '日付,店舗,売上,自社価格,競合の価格,お届け予定日数,競合のお届け日数'],
])('prices and delivery days of competitors come in by a file: %s', async (_name, store, head) => {
  const values = (day: string) => (day < second[0] ? [12_000, 2100, 2000, 3, 3] : [9000, 2100, 1500, 3, 1])
  const payload = [head, ...days.map(day => [day, store, ...values(day)].join(','))].join('\n')
  const headers = { authorization: `Bearer ${apiToken}`, 'content-type': 'text/csv' }

  const { statusCode } = await app.inject({
    ...{ method: 'POST', url: '/api/v1/imports?apply=1&market=jp&currency=JPY', payload, headers },
  })

  expect(statusCode).toBe(200)
  expect(await explained(store)).toMatch(said)
})

it('they come in by the push API', async () => {
  await shop('push')
  const rest = (day: string) =>
    day < second[0]
      ? { competitor_price: 2000, competitor_delivery_days: 3 }
      : { competitor_price: 1500, competitor_delivery_days: 1 }
  const payload = days.map(day => ({
    ...{ store: 'push', day, measures: { own_price: 2100, promised_delivery_days: 3, ...rest(day) } },
  }))

  const { json } = await app.inject({
    ...{ method: 'POST', url: '/api/v1/observations', payload, headers: { authorization: `Bearer ${apiToken}` } },
  })

  expect(json()).toMatchObject({ accepted: 14, refusedCount: 0 })
  expect(await explained('push')).toMatch(said)
})

it.each([
  ['zh', ['录入 自家价格', '录入 竞品价格', '录入 承诺送达天数', '录入 竞品送达天数']],
  ['ja', ['入力 自社価格', '入力 競合価格', '入力 お届け予定日数', '入力 競合のお届け日数']],
  [
    'en',
    ['record own_price', 'record competitor_price', 'record promised_delivery_days', 'record competitor_delivery_days'],
  ],
])('they come in by record: %s', async (slug, [own, price, promise, delivery]) => {
  const store = `typed-${slug}`
  await shop(store)
  for (const line of [
    ...[`${own} ${store} 2026-11-10 2100`, `${own} ${store} 2026-11-18 2100`],
    ...[`${price} ${store} 2026-11-10 2000`, `${price} ${store} 2026-11-18 1500`],
    ...[`${promise} ${store} 2026-11-10 3`, `${promise} ${store} 2026-11-18 3`],
    ...[`${delivery} ${store} 2026-11-10 3`, `${delivery} ${store} 2026-11-18 1`],
  ])
    await talk.say(line)

  expect(await explained(store)).toMatch(said)
})
