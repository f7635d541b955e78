import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { shiftDays } from '#src/domain/days.ts'
import { rhythmOf } from '#src/features/imports/expected/expected.ts'
import { readExpected } from '#src/features/imports/expected/say-expected.ts'
import { expectedFiles, remindOfFiles, sayExpected } from '#src/features/imports/index.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const { take, clear } = await importing(db)
const japan = { market: 'jp', store: 'Shop' }

/** The daily R-Karte of a week that ends on a day. */
function rkarte(last: string): string {
  const head = '日付,曜日,デバイス,売上金額,売上件数,アクセス人数,転換率,客単価'
  const rows = Array.from(
    { length: 7 },
    (_, i) => `${shiftDays(last, i - 6).replaceAll('-', '/')},月,すべて,1000,10,100,10,100`,
  )
  return [head, ...rows].join('\n')
}

beforeEach(async () => {
  await clear()
  await truncate(db, 'deliveries, channels, identities, expected_files, targets restart identity cascade')
  await createStore(db, {
    slug: 'shop',
    name: 'Shop',
    platform: 'rakuten',
    market: 'jp',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  })
  for (const name of ['ad', 'own']) {
    await createPerson(db, { name, email: `${name}@example.com`, role: 'administrator', scope: ['all'] })
    await db.execute(sql`
      insert into identities (person_id, messenger, workspace, external_id)
      select id, 'web', '', email from people where email = ${`${name}@example.com`}`)
  }
})

const told = async () =>
  (
    await db.execute<{ to: string; card: unknown }>(sql`
      select c.external_id as to, d.card from deliveries d join channels c on c.id = d.channel_id order by d.id`)
  ).map(({ to, card }) => ({ to, card: JSON.stringify(card) }))

async function threeWeeks() {
  for (const last of ['2026-10-18', '2026-10-25', '2026-11-01']) await take(rkarte(last), japan)
}

describe('a download that somebody brings every week', () => {
  it('is reminded once when it has not come, with its days and where to get it, in three languages', async () => {
    await threeWeeks()
    expect(await remindOfFiles(db, new Date('2026-11-10T03:00:00Z'))).toEqual([]) // the 8th and two days
    const [late] = await remindOfFiles(db, new Date('2026-11-11T03:00:00Z'))
    await remindOfFiles(db, new Date('2026-11-12T03:00:00Z'))

    expect(late).toMatchObject({ everyDays: 7, from: '2026-11-02', to: '2026-11-08' })
    const cards = await told()
    expect(new Set(cards.map(({ to }) => to)).size).toBe(cards.length)
    expect(cards[0]?.card).toMatch(/of last week has not come: Shop/)
    expect(cards[0]?.card).toMatch(/先週の.*届いていません/)
    expect(cards[0]?.card).toContain('还没有导入')
    expect(cards[0]?.card).toContain('RMS > データ分析')
  })

  it('is told to the owner of the store, at working time there, and for the next gap again', async () => {
    await threeWeeks()
    await db.execute(sql`
      insert into targets (kpi_id, place, period, value, owner_id, valid_from, set_by)
      select 'sales', 'store:shop', 'month', 1, id, '2026-01-01', id from people where email = 'own@example.com'`)
    expect(await remindOfFiles(db, new Date('2026-11-11T16:00:00Z'))).toEqual([]) // one in the night in Tokyo
    await remindOfFiles(db, new Date('2026-11-12T03:00:00Z'))
    await take(rkarte('2026-11-08'), japan)
    expect(await remindOfFiles(db, new Date('2026-11-13T03:00:00Z'))).toEqual([])
    await remindOfFiles(db, new Date('2026-11-18T03:00:00Z'))

    expect((await told()).map(({ to }) => to)).toEqual(['own@example.com', 'own@example.com'])
  })

  it('is left alone where somebody says so, and expected as often as somebody says', async () => {
    await take(rkarte('2026-11-01'), japan)
    const stores = [{ id: 1, slug: 'shop', name: 'Shop', timeZone: 'Asia/Tokyo' }] as never
    expect(await expectedFiles(db, new Date('2026-12-01T03:00:00Z'))).toEqual([])

    const [said] = await sayExpected(db, '毎週 R-Karte Shop', stores, new Date('2026-12-01T03:00:00Z'))
    expect(said).toMatchObject({ everyDays: 7, said: true, late: false })
    await sayExpected(db, 'off R-Karte shop', stores, new Date('2026-12-01T03:00:00Z'))
    expect(await remindOfFiles(db, new Date('2026-12-01T03:00:00Z'))).toEqual([])
  })
})

describe('how often a file comes', () => {
  it.each([
    [1, 1],
    [7, 7],
    [30, 30],
  ])('is seen from its last days, also where one came late: every %i days', (every, found) => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 11 }), fc.nat({ max: 10 }), (count, late) => {
        const days = Array.from({ length: count }, (_, i) => shiftDays('2026-11-20', -every * i))
        const moved = days.map((day, i) => (every > 1 && i === late && i > 1 ? shiftDays(day, -1) : day))

        expect(rhythmOf(moved)).toBe(found)
      }),
    )
  })

  it('is in no rhythm where the gaps differ, or files are few', () => {
    expect(rhythmOf(['2026-11-20', '2026-11-13'])).toBeNull()
    expect(rhythmOf(['2026-11-20', '2026-11-17', '2026-11-01', '2026-08-01', '2026-07-29'])).toBeNull()
  })
})

it.each([
  ['weekly R-Karte shop', 'rakuten-store-daily', 7, false],
  ['毎日 R-Karte Shop', 'rakuten-store-daily', 1, false],
  ['shop rakuten-rpp 每月', 'rakuten-rpp', 30, false],
  ['停止 "R-Karte" shop', 'rakuten-store-daily', 7, true],
])('%j says what is expected, in any order', (line, format, everyDays, off) => {
  const stores = [{ id: 4, slug: 'shop', name: 'Shop' }] as never

  expect(readExpected(line, stores)).toEqual({ storeId: 4, format, everyDays, off })
})

it('a word that nothing knows is named', () => {
  const stores = [{ id: 4, slug: 'shop', name: 'Shop' }] as never
  expect(() => readExpected('weekly Nonsense shop', stores)).toThrow('Nonsense')
})

it('an export that is expected and never came is reminded of, once', async () => {
  await db.execute(sql`insert into expected_files (store_id, format, every_days, said)
    select id, 'rakuten-rpp', 7, true from stores where slug = 'shop'`)
  const at = (day: string) => remindOfFiles(db, new Date(`${day}T01:00:00Z`))
  const first = await at('2026-11-20')

  expect(first.map(({ imported, to }) => [imported.format, to])).toEqual([['rakuten-rpp', '2026-11-17']])
  expect(await at('2026-11-20')).toEqual([])
  expect(await at('2026-11-29')).toEqual([])
})

it.each([
  ['an export that never came', null, ['2026-11-02', '2026-11-05', '2026-11-08'], '2026-11-10'],
  ['an export that came a month ago', '2026-10-01', ['2026-11-02', '2026-11-05', '2026-11-08'], '2026-11-09'],
  ['an export that came yesterday', '2026-10-31', ['2026-11-02', '2026-11-08', '2026-11-09'], '2026-11-10'],
])('nobody is reminded right after asking for %s, but once when its time is over', async (_what, came, early, late) => {
  const at = (day: string) => new Date(`${day}T01:00:00Z`) // ten o'clock in Tokyo
  const stores = [{ id: 1, slug: 'shop', name: 'Shop', timeZone: 'Asia/Tokyo' }] as never
  if (came) await take(rkarte(came), japan)
  await sayExpected(db, 'weekly R-Karte Shop', stores, at('2026-11-01'))

  for (const day of ['2026-11-01', ...early]) expect(await remindOfFiles(db, at(day)), day).toEqual([])
  expect(await remindOfFiles(db, at(late))).toHaveLength(1)
  expect(await remindOfFiles(db, at('2026-11-11'))).toEqual([])
})
