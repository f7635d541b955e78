import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say, ask } = talkTo(db, commands, new Date('2026-11-21T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  const rakuten = await addStore(db, 'rakuten', { platform: 'rakuten', market: 'jp', timeZone: 'Asia/Tokyo' })
  const amazon = await addStore(db, 'amazon', { platform: 'amazon' })
  await addDays(db, rakuten.id, ['2026-09-01', '2026-11-20'], { net_sales: 100_00, orders: 10 })
  await addDays(db, amazon.id, ['2026-09-01', '2026-11-20'], { net_sales: 10_00, orders: 10 })
  for (const event of [
    '"楽天スーパーSALE" rakuten 2026-09-04..2026-09-11 sale 2',
    '"楽天スーパーSALE" rakuten 2026-12-04..2026-12-11 sale 2', // soon, but not what was
    '"Prime Day" amazon 2025-07-08..2025-07-11 sale 2',
    '"黑五" amazon 2025-11-24..2025-12-01 sale 2',
    '"Anniversary" rakuten 2025-10-01..2025-10-03 sale 2',
    '"Anniversary" rakuten 2026-10-01..2026-10-04 sale 2',
  ])
    await say(`event add ${event}`)
})

it.each([
  ['楽天スーパーSALEの売上はどうだった？', ['Sep 4', '$800.00']],
  ['楽天スーパーSALE期間中の売上', ['Sep 4', '$800.00']],
  ['which store sold the most during 楽天スーパーSALE', ['Sep 4', 'Rakuten']],
])('a sale that the calendar of events knows is its days: %s', async (line, parts) => {
  const text = textOf(await say(line))

  for (const part of parts) expect(text).toContain(part)
})

it.each(['sales on Big Deal Days', '大促期间销售额', 'お買い物マラソンの売上はどうだった？'])(
  'one that nobody entered is told how to enter: %s',
  async line => {
    expect(textOf(await say(line))).toMatch(/event add|活动 添加|イベント 追加/)
  },
)

describe('days of sales of a year', () => {
  it.each([
    ['sales last prime day', 'Jul 8 – Jul 11, 2025'],
    ['sales on prime day 2025', 'Jul 8 – Jul 11, 2025'],
    ['去年会员日的销售额', 'Jul 8 – Jul 11, 2025'],
    ['昨年のプライムデーの売上', 'Jul 8 – Jul 11, 2025'],
    ['sales last black friday', 'Nov 24 – Dec 1, 2025'],
    ['sales on black friday 2025', 'Nov 24 – Dec 1, 2025'],
    ['去年黑色星期五的销售额', 'Nov 24 – Dec 1, 2025'],
    ['昨年のブラックフライデーの売上', 'Nov 24 – Dec 1, 2025'],
    ['last anniversary sales', 'Oct 1 – Oct 4, 2026'],
    ['sales anniversary 2025', 'Oct 1 – Oct 3, 2025'],
    ["sales last year's anniversary", 'Oct 1 – Oct 3, 2025'],
  ])('are those of the event of that name, however it is called: %s', async (line, days) => {
    expect((await say(line)).title.en).toContain(days)
  })

  it.each([
    ['sales on black friday 2024', 'Fri, Nov 29, 2024'],
    ['next black friday', 'Fri, Nov 27, 2026'],
    ['去年双11销售额', 'Tue, Nov 11, 2025'],
    ['sales double 11 2025', 'Tue, Nov 11, 2025'],
    ['今年の独身の日の売上', 'Wed, Nov 11, 2026'],
  ])('are those of the calendar where there is no such event: %s', async (line, day) => {
    expect((await say(line)).title.en).toContain(day)
  })

  it.each([
    ['sales since double 11', 'Nov 11 – Nov 21, 2026'],
    ['how much have we sold since double 11', 'Nov 11 – Nov 21, 2026'],
    ['双11以来的销售额', 'Nov 11 – Nov 21, 2026'],
    ['自双11以来销售额', 'Nov 11 – Nov 21, 2026'],
    ['独身の日以降の売上', 'Nov 11 – Nov 21, 2026'],
    ['sales since the last anniversary', 'Oct 1 – Nov 21, 2026'],
    ['楽天スーパーSALE以来の売上', 'Sep 4 – Nov 2'],
    ['sales since black friday', 'Nov 24, 2025 – Sat, Nov 21, 2026'],
    ['sales since monday', 'Nov 16 – Nov 21, 2026'],
  ])('begin what goes on since then: %s', async (line, days) => {
    expect((await say(line)).title.en).toContain(days)
  })

  it('of which figures are asked are the last ones, where the next are still to come', async () => {
    const card = await say('sales on black friday')

    expect(card.title.en).toContain('Nov 24 – Dec 1, 2025')
    expect(textOf(card)).toContain('Read “black friday”')
  })

  it.each(['今年のプライムデーの売上', 'sales on prime day 2026', 'next prime day', '前年会员日销售额'])(
    'that nobody entered are asked for, with those that are there: %s',
    async line => {
      const { refused, cards } = await ask(line)

      expect(refused?.en).toContain('entered are Jul 8 – 11, 2025')
      expect(cards.flatMap(buttonsOf)[0]).toMatch(/^event add “(?:prime day|プライムデー|会员日)”$/iu)
    },
  )
})

describe('days of which only the last is named', () => {
  it.each([
    ['sales until Nov 10', 'Nov 1 – Nov 10, 2026', 'Sun, Nov 1, 2026'],
    ['11月10日までの売上', 'Nov 1 – Nov 10, 2026', 'Sun, Nov 1, 2026'],
    ['到11月10日为止的销售额', 'Nov 1 – Nov 10, 2026', 'Sun, Nov 1, 2026'],
    ['sales before Nov 10', 'Nov 1 – Nov 9, 2026', 'Sun, Nov 1, 2026'],
    ['売上 10月まで', 'Jan 1 – Oct 31, 2026', 'Thu, Jan 1, 2026'],
  ])('go from the first of the month, or of months of the year, and that is said: %s', async (line, days, first) => {
    const card = await say(line)

    expect(card.title.en).toContain(days)
    expect(textOf(card)).toContain(`Counted from ${first}, since only the last day was named.`)
  })

  it('are asked for where they end with a year', async () => {
    expect((await ask('sales until last year')).refused?.en).toContain('From which day on?')
  })
})
