import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)
const japan = { market: 'jp', store: 'West' }

beforeEach(clear)

const kinds = [
  {
    name: 'R-Karte',
    header: '日付,デバイス,売上金額,売上件数,アクセス人数,ユニークユーザー数',
    whole: 'すべて',
    sums: (sales: number, orders: number) => ({ net_sales: sales, orders, sessions: orders * 10 }),
  },
  {
    name: 'Yahoo by day',
    header: '日付,デバイス,売上合計値,注文数合計,セッション合計,訪問者数',
    whole: '合算値',
    sums: (sales: number, orders: number) => ({ net_sales: sales, orders, sessions: orders * 10 }),
  },
  {
    name: 'a table of one’s own',
    header: '日付,端末,売上,注文数,セッション数,訪問者数',
    whole: '全体',
    sums: (sales: number, orders: number) => ({ net_sales: sales, orders, sessions: orders * 10 }),
  },
]

function row(day: string, part: string, orders: number): string {
  return `${day},${part},${orders * 100},${orders},${orders * 10},${orders * 9}`
}

describe.each(kinds)('days of $name', ({ header, whole, sums }) => {
  it('without a row for the whole are the sum of their parts, which is told; people are not added up', async () => {
    const lines = [
      header,
      row('2026/03/05', whole, 10),
      row('2026/03/05', 'PC', 4),
      row('2026/03/05', 'アプリ', 6),
      row('2026/03/06', 'PC', 3),
      row('2026/03/06', 'アプリ', 5),
    ]
    const { notes, rowsSkipped } = await preview(lines.join('\n'), japan)
    await take(lines.join('\n'), japan)

    expect(rowsSkipped).toBe(0)
    expect(notes.map(note => note.en).join('\n')).toMatch(/No row for all together.*2026-03-06.*Visitors/)
    expect(await figures()).toEqual({
      'west 2026-03-05': { ...sums(1000, 10), visitors: 90 },
      'west 2026-03-06': sums(800, 8),
    })
  })
})

describe.each(kinds.slice(0, 2))('an export such as $name', ({ header, whole, sums }) => {
  it('refuses a day of which a part is missing, since all days have the same devices', async () => {
    const lines = [
      header,
      row('2026/03/05', whole, 10),
      row('2026/03/05', 'PC', 4),
      row('2026/03/05', 'アプリ', 6),
      row('2026/03/06', 'PC', 3),
    ]
    const { skipped } = await preview(lines.join('\n'), japan)
    await take(lines.join('\n'), japan)

    expect(skipped).toMatchObject([{ row: 5, reason: { en: expect.stringMatching(/アプリ is missing: PC alone/) } }])
    expect(await figures()).toEqual({ 'west 2026-03-05': { ...sums(1000, 10), visitors: 90 } })
  })
})

describe('hours of a day', () => {
  const hours = (day: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `${day},${from + index}:00 ～ ${from + index}:59,1,2`)
  const header = '日付,時間帯,訪問者数（合算値）,ページビュー（合算値）'

  it('that are missing on a day long past are named, with what to do', async () => {
    const lines = [header, ...hours('2026/03/05', 0, 3), ...hours('2026/03/05', 5, 23), ...hours('2026/03/06', 0, 24)]
    const { skipped, days } = await preview(lines.join('\n'), japan)

    expect(days).toMatchObject([{ day: '2026-03-06', figures: { visitors: '24' } }])
    expect(skipped[0]?.reason.en).toMatch(/only 21 of 24 hours; missing: 3–4, 23\. Download the whole day again/)
    expect(skipped[0]?.reason.en).not.toMatch(/over|tomorrow/)
  })

  it('of the running day are taken when it is over', async () => {
    const lines = [header, ...hours('2026/11/20', 0, 24), ...hours('2026/11/21', 0, 9)]
    const { skipped } = await preview(lines.join('\n'), japan)

    expect(skipped[0]?.reason.en).toMatch(/2026-11-21 is not over: 9 of 24 hours.*tomorrow/)
  })
})
