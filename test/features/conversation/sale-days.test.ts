import { beforeAll, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-21T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  const rakuten = await addStore(db, 'rakuten', { platform: 'rakuten', market: 'jp', timeZone: 'Asia/Tokyo' })
  const amazon = await addStore(db, 'amazon', { platform: 'amazon' })
  await addDays(db, rakuten.id, ['2026-09-01', '2026-11-20'], { net_sales: 100_00, orders: 10 })
  await addDays(db, amazon.id, ['2026-09-01', '2026-11-20'], { net_sales: 10_00, orders: 10 })
  await say('event add "楽天スーパーSALE" rakuten 2026-09-04..2026-09-11 sale 2')
  await say('event add "楽天スーパーSALE" rakuten 2026-12-04..2026-12-11 sale 2') // soon, but not what was
})

it.each([
  ['楽天スーパーSALEの売上はどうだった？', ['Sep 4', '$800.00']],
  ['楽天スーパーSALE期間中の売上', ['Sep 4', '$800.00']],
  ['which store sold the most during 楽天スーパーSALE', ['Sep 4', 'Rakuten']],
])('a sale that the calendar of events knows is its days: %s', async (line, parts) => {
  const text = textOf(await say(line))

  for (const part of parts) expect(text).toContain(part)
})

it.each(['sales on Prime Day', 'Prime Day那天的销售额', 'プライムデーの売上はどうだった？'])(
  'one that nobody entered is told how to enter: %s',
  async line => {
    expect(textOf(await say(line))).toMatch(/event add|活动 添加|イベント 追加/)
  },
)
