import { beforeAll, describe, expect, it } from 'vitest'
import { status } from '#commands/figures/status.ts'
import { why } from '#commands/figures/why.ts'
import type { Card } from '#src/chat/card.ts'
import { daysOf, rangePeriod } from '#src/domain/period/index.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
/** Monday morning: the week has begun, and no day of it is over. */
const monday = new Date('2026-11-30T09:00:00Z')
const thursday = new Date('2026-11-26T09:00:00Z')
const { say } = talkTo(db, [why, status], monday)
const zone = { timeZone: 'UTC' }

/** Each store lacks other days, one is new, and the running day has begun everywhere. */
beforeAll(async () => {
  await addPerson(db, 'Owner')
  const source = await ensureSource(db, 'file/test', 'Test file')
  const stores = [
    { slug: 'whole', lacks: [], since: '2025-01-01' },
    { slug: 'gap-now', lacks: ['2026-11-25', '2026-11-11'], since: '2025-01-01' },
    { slug: 'gap-before', lacks: ['2026-11-17', '2026-10-20'], since: '2025-01-01' },
    { slug: 'opened', lacks: [], since: '2026-11-23' },
  ]
  const rows: { storeId: number; sku: string; day: string; measures: Record<string, string> }[] = []
  for (const [at, { slug, lacks, since }] of stores.entries()) {
    const { id } = await addStore(db, slug, zone)
    for (const day of daysOf(rangePeriod('2026-04-01', '2026-11-30'))) {
      if (day < since || lacks.some(one => one === day)) continue
      const date = Number(day.slice(8)) * (day >= '2026-11-01' ? 3 : 2)
      const orders = day === '2026-11-30' ? 1 : date
      rows.push({
        storeId: id,
        sku: '',
        day,
        measures: { net_sales: `${orders * (at + 1) * 1_111}`, sessions: `${orders * 40}`, orders: `${orders}` },
      })
    }
  }
  await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now: monday })
})

/** The change as a share, as it is written first in the headline of `why`, or beside the arrow of `status`. */
function shareOf(card: Card): string | undefined {
  const text = textOf(card)
  const found = /\(([+-][\d.]+%)\)/.exec(text)?.[1] ?? /[▲▼] ?([\d.]+%)/.exec(text)?.[1]
  return found?.replace(/^[+-]/, '')
}

describe('one change everywhere', () => {
  it.each([
    'sales all last week',
    'sales gap-now last week',
    'sales gap-before last week',
    'sales all 2026-11-20..2026-11-26',
    'orders all last month MoM',
    'aov all last week',
    'sales whole last quarter',
    'sales all this month',
  ])('is told by why as by status whose button asks it: %s', async line => {
    const shown = await say(`status ${line}`)
    const button = buttonsOf(shown).find(one => one.startsWith('why '))
    const asked = await say(button ?? '')

    expect(shareOf(shown)).toMatch(/\d/)
    if (!line.startsWith('aov')) expect(shareOf(asked)).toBe(shareOf(shown))
  })

  it('says which days of which stores do not count, and what all of them come to', async () => {
    const text = textOf(await say('why sales all last week'))

    expect(text).toContain('Days compared: Nov 23 – 29 with Nov 16 – 22.')
    expect(text).toMatch(/without .*Gap-now Nov 18, Nov 25.* \(figures on one side only\)/i)
    expect(text).toMatch(/without .*Gap-before Nov 17, Nov 24/i)
    expect(text.match(/like for like/gi)).toHaveLength(1)
    expect(text).toMatch(/change without Opened \(nothing to compare with\)/i)
    expect(text).toMatch(/All that is there in Week 48, 2026 .* comes to \$/)
  })
})

describe('a month, quarter or year', () => {
  it.each([
    ['last month', 'Sep 2026', 'Days compared: Oct 1 – 31 with Sep 1 – 30.'],
    ['last quarter', 'Q2 2026', 'Days compared: Jul 1 – Sep 30 with'],
    ['this month', 'Oct 2026 to Oct 29', 'Days compared: Nov 1 – 29 with Oct 1 – 29.'],
  ])('is held against the one before it: %s', async (period, before, compared) => {
    const text = textOf(await say(`why sales whole ${period}`))

    expect(text).toContain(before)
    expect(text).toContain(compared)
    expect(text).toContain('Against the same weekdays before')
    expect(text).toContain('Calendar')
  })
})

describe('a period whose first day runs', () => {
  it.each(['this week', 'today'])('holds no hours against whole days, and leads to what is over: %s', async period => {
    const card = await say(`why sales whole ${period}`)
    const text = textOf(card)

    expect(text).toContain('No day of it is over yet')
    expect(text).not.toContain('Arithmetic')
    expect(buttonsOf(card)).toContain('why sales whole 2026-11-29')
    expect(buttonsOf(card).includes('why sales whole 2026-W48')).toBe(period === 'this week')
  })

  it('counts the days that are over later on', async () => {
    const later = talkTo(db, [why], thursday)

    expect(textOf(await later.say('why sales whole this week'))).toContain(
      'Days compared: Nov 23 – 25 with Nov 16 – 18.',
    )
  })
})
