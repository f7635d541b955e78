import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-21T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mei', { role: 'viewer', scope: ['store:still'] })
  const [still, moved] = [await addStore(db, 'still'), await addStore(db, 'moved')]
  for (const { id } of [still, moved])
    await addDays(db, id, ['2026-10-01', '2026-10-31'], { net_sales: 100_00, units: 50, returns_units: 5 })
  // two days of October come anew on November 8
  await addDays(db, moved.id, ['2026-11-01', '2026-11-08'], { net_sales: 100_00, units: 50, returns_units: 5 })
  await db.execute(`update metric_day set updated_at = '2026-11-08T12:00:00Z'
    where store_id = ${moved.id} and day in ('2026-10-03', '2026-10-04')`)
})

/** Sayings for October as it was known on a day of November. */
const ways = (day: number, store: string) => [
  { line: `sales of October ${store} as known on Nov ${day}`, locale: 'en' },
  { line: `sales ${store} October as it was known on 11/${day}`, locale: 'en' },
  { line: `sales ${store} 2026-10 as of Nov ${day}`, locale: 'en' },
  { line: `${store} 10月销售额 截至11/${day}当时`, locale: 'zh-CN' },
  { line: `${store} 11月${day}日当时的10月销售额`, locale: 'zh-CN' },
  { line: `11/${day}時点の10月の売上 ${store}`, locale: 'ja' },
  { line: `${store} 11月${day}日当時の10月の売上`, locale: 'ja' },
]

describe('figures as they were known on an earlier day', () => {
  it.each(ways(5, 'moved'))('“$line” says which days have changed since', async ({ line, locale }) => {
    const text = textOf(await say(line), locale as 'en')

    expect(text).toMatch(/3,100/)
    expect(text).toMatch(
      {
        en: /not kept.*2 days \(/,
        ja: /保存されていません.*2日/,
        'zh-CN': /未保存.*2天/,
      }[locale] ?? /none/,
    )
  })

  it.each([...ways(9, 'moved'), ...ways(5, 'still')])('“$line” says that nothing has', async ({ line, locale }) => {
    const text = textOf(await say(line), locale as 'en')

    expect(text).toMatch(/3,100/)
    expect(text).toMatch({ en: /those of then/, ja: /当時の値と同じ/, 'zh-CN': /与当时一致/ }[locale] ?? /none/)
  })

  it('counts the days up to the day alone', async () => {
    expect(textOf(await say('sales moved as of 11/5'))).toMatch(/not kept[\s\S]*500\.00/)
  })

  it('tells nobody of changes in stores that they do not see', async () => {
    expect(textOf(await say('sales of October as known on Nov 5'))).toContain('not kept')
    expect(textOf(await say('sales of October as known on Nov 5', 'mei@example.com'))).toContain('those of then')
  })
})
