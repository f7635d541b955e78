import { beforeAll, describe, expect, it } from 'vitest'
import { freshLife } from '#src/domain/alerts/alert.ts'
import type { Causes } from '#src/domain/causes/causes.ts'
import { answerInsert } from '#src/features/alerts/store/alert-answers.ts'
import { insertAlert } from '#src/features/alerts/store/alerts.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { addNote } from '#src/features/annotations/store/notes.ts'
import { causeText } from '#src/features/causes/cards/cause-text.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { periodCard } from '#src/features/reports/cards/period-card.ts'
import { lastPeriod, periodReport } from '#src/features/reports/period-report.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const now = new Date('2017-12-05T17:00:00Z')
const before: [string, string] = ['2017-11-20', '2017-11-26']
const week: [string, string] = ['2017-11-27', '2017-12-03']
const at = { authorName: 'Ken', fromDay: '2017-11-28', toDay: '2017-11-29', kpiId: null }

type Days = Readonly<Record<string, number>>

/** A store with the same measures every day of the week before and of the week. */
async function store(slug: string, then: Days, since: Days, over: Parameters<typeof addStore>[2] = {}) {
  const made = await addStore(db, slug, over)
  await addDays(db, made.id, before, then)
  await addDays(db, made.id, week, since)
  return made
}

async function report(slugs: readonly string[]) {
  const stores = (await listStores(db)).filter(one => slugs.includes(one.slug))
  const request = { place: { kind: 'all' }, period: lastPeriod('week', '2017-12-04'), now } as const
  return periodReport({ db, figures }, { ...request, reader: { stores, demo: false } })
}

/** What is known about a store that moved, next to one that did not. */
async function causesOf(slug: string): Promise<Causes | undefined> {
  const { movers } = await report([slug, 'still'])
  return [...(movers?.best ?? []), ...(movers?.worst ?? [])].find(mover => mover.place.key === `store:${slug}`)?.causes
}

beforeAll(async () => {
  const ken = await addPerson(db, 'Ken')
  const usual = { sessions: 1_000, orders: 100, net_sales: 100_000 }
  await store('still', usual, usual)
  await store('slow', usual, { sessions: 500, orders: 60, net_sales: 60_000 })
  const noted = await store('noted', usual, { sessions: 900, orders: 80, net_sales: 80_000 })
  await store('mute', { net_sales: 100_000 }, { net_sales: 80_000 })
  const thin = await addStore(db, 'thin')
  await addDays(db, thin.id, before, usual)
  await addDays(db, thin.id, ['2017-11-27', '2017-12-02'], { ...usual, net_sales: 60_000 })
  const carried = await addStore(db, 'carried')
  for (const [sku, then, since] of [
    ['A', 5_000, 1_000],
    ['B', 5_000, 4_900],
  ] as const) {
    await addDays(db, carried.id, before, { net_sales: then }, sku)
    await addDays(db, carried.id, week, { net_sales: since }, sku)
  }
  const abroad = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  await store('abroad', { orders: 10, net_sales: 10_000 }, { orders: 10, net_sales: 10_000 }, abroad)
  await setRate(db, { from: 'JPY', to: 'USD', since: '2017-01-01', rate: '0.01', by: ken })
  await setRate(db, { from: 'JPY', to: 'USD', since: '2017-11-27', rate: '0.008', by: ken })

  await addNote(db, { ...at, authorId: ken, place: 'store:noted', text: 'Carrier strike' })
  await addNote(db, { ...at, authorId: ken, place: 'store:still', text: 'Nothing to do with it' })
  const event = { kind: 'sale', factor: 2, demo: false, by: ken } as const
  await addEvent(db, { ...event, name: 'Sale', place: 'store:noted', fromDay: '2017-11-21', toDay: '2017-11-23' })
  const alert = await insertAlert(db, {
    ...freshLife,
    ...{ rule: 'a', kpiId: 'sales', place: 'store:noted', fromDay: '2017-11-28', day: '2017-11-29' },
    ...{ state: 'resolved', severity: 'bad', value: 1, limit: 2, currency: 'USD', owner: null },
    ...{ revision: 1, openedAt: now, changedAt: now, acknowledgedBy: null, acknowledgedAt: null, reason: null },
    ...{ resolvedAt: now, resolvedBy: null },
  })
  await answerInsert(db, { alertId: alert?.id ?? 0, kind: 'cause', text: 'Payment error', at: now, personId: ken })
  if (!noted) throw new Error('no store')
})

describe('the causes of a mover', () => {
  it('are the factors of its change, which add up to it', async () => {
    const causes = await causesOf('slow')
    const parts = causes?.parts.map(({ of, amount }) => [typeof of === 'string' ? of : of.id, Math.round(amount)])

    expect(parts?.map(([id]) => id)).toEqual(['sessions', 'conversion_rate', 'aov'])
    expect(causes?.parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(-280_000, 4)
    expect(parts?.[0]?.[1]).toBeLessThan(-280_000) // fewer visits cost more than better conversion brought back
    expect(parts?.[2]?.[1]).toBe(0)
  })

  it('are notes, answered alerts and events of its days, and nothing about other stores', async () => {
    const causes = await causesOf('noted')
    const text = causes && causeText(causes, 'money', 'USD').en

    expect(causes?.notes.map(note => note.text)).toEqual(['Carrier strike'])
    expect(causes?.alerts.map(alert => alert.text)).toEqual(['Payment error'])
    expect(causes?.events).toMatchObject([{ name: 'Sale', earlier: true }])
    expect(text).toMatch(
      /^Conversion rate −\$.*Payment error; note Nov 28 – 29, 2017: Carrier strike — Ken; Sale in the days/,
    )
  })

  it('are told by the days that both weeks have where one lacks a day', async () => {
    const causes = await causesOf('thin')

    expect(causes?.data).toBeNull()
    expect(causes?.parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(6 * -40_000, 4)
  })

  it('name the SKU that carries most of it', async () => {
    expect((await causesOf('carried'))?.carriers).toMatchObject([{ name: { en: 'A' }, change: -28_000 }])
  })

  it('tell exchange rates apart from sales', async () => {
    const parts = (await causesOf('abroad'))?.parts ?? []

    expect(parts.at(-1)?.of).toBe('exchange')
    expect(parts.at(-1)?.amount).toBeCloseTo(-14_000, 6) // 70,000 yen × 0.002 dollars, in cents
    expect(parts.slice(0, -1).map(({ amount }) => Math.round(amount))).toEqual([0, 0])
  })

  it('are said to be unknown where nothing is stored', async () => {
    const causes = await causesOf('mute')

    expect(causes && causeText(causes, 'money', 'USD')).toEqual({
      en: 'cause unknown',
      ja: '原因不明',
      'zh-CN': '原因未知',
    })
  })
})

it('a report takes the change of its total apart: visits, mix of stores, factors', async () => {
  const { parts, figures: shown } = await report(['still', 'slow'])
  const whole = shown[0]?.comparison

  expect(parts.map(({ of }) => (typeof of === 'string' ? of : of.id))).toEqual([
    'sessions',
    'mix',
    'conversion_rate',
    'aov',
    'exchange',
  ])
  expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(
    (shown[0]?.value ?? 0) - (whole?.value ?? 0),
    4,
  )
})

it('says the causes behind each mover in three languages', async () => {
  const card = periodCard(await report(['still', 'noted', 'mute']), { zone: 'UTC' })

  expect(textOf(card)).toMatch(/Noted: −\$1\.4K \(\$7K → \$5\.6K\)\. Conversion rate/)
  expect(textOf(card, 'ja')).toContain('原因不明')
  expect(textOf(card, 'zh-CN')).toContain('告警#1 销售额：Payment error')
})
