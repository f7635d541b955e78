import { beforeAll, describe, expect, it } from 'vitest'
import { eachDay } from '#src/domain/days.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { dayPeriod } from '#src/domain/period/index.ts'
import type { Place, Store } from '#src/domain/place.ts'
import type { RulePoint } from '#src/domain/rules/view.ts'
import { engineOver } from '#src/features/figures/engine/create.ts'
import { spanPoint } from '#src/features/figures/engine/day-book.ts'
import { dayPoints } from '#src/features/figures/engine/day-point.ts'
import { prepare } from '#src/features/figures/engine/prepare.ts'
import { measuresOf } from '#src/features/figures/engine/reading/load.ts'
import { resolvePlace } from '#src/features/figures/engine/resolve.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { kpi } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, type Days, readerOf } from './support.ts'

const { db, addStore, write, figures } = company(await testDatabase())
const [first, last] = ['2017-10-16', '2017-11-06'] as const
const now = new Date('2017-11-05T15:00:00Z')
const days = eachDay('2017-10-25', last)
const kpis = [
  ...builtInKpis,
  kpi({ id: 'mean_level', formula: 'mean(stock_on_hand) - optional(sku_active)' }),
  kpi({ id: 'chosen', formula: 'orders > 3 ? units / orders : -units' }),
  kpi({ id: 'chained', formula: 'orders / units / sessions * 7 - 0.5 * visitors / days' }),
  kpi({ id: 'nothing_required', formula: 'optional(orders) + optional(units)' }),
]
const stores: Store[] = []

/** Numbers that look random and are the same in each run (a linear congruence). */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Whole, broken, zero, negative, and too long for the whole numbers of a computer. */
function valueFrom(draw: (below: number) => number): string {
  switch (draw(9)) {
    case 0:
      return '0'
    case 1:
      return `-${draw(500)}`
    case 2:
    case 3:
      return `${draw(9000)}.${String(draw(1000)).padStart(3, '0')}`
    case 4:
      return `${1 + draw(9)}0000000000000007.25`
    default:
      return `${draw(5000)}`
  }
}

function figuresOf(seed: number, share: number): Days {
  const draw = drawing(seed)
  const measures = measuresOf(kpis)
  const told = eachDay(first, last).filter(() => draw(8) > 0)
  const late = new Set(measures.filter(() => draw(4) === 0)) // told from the end of the month on
  const from = (day: string) => measures.filter(id => draw(100) < share && (day >= '2017-10-30' || !late.has(id)))
  const of = (day: string) => Object.fromEntries(from(day).map(id => [id, valueFrom(draw)]))
  return Object.fromEntries(told.map(day => [day, of(day)]))
}

beforeAll(async () => {
  const us = { market: 'us', currency: 'USD', timeZone: 'America/New_York' }
  stores.push(await addStore(us), await addStore(us))
  stores.push(await addStore({ market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }))
  const rate = { from: 'JPY', to: 'USD', since: '2017-10-28', rate: '0.0088', by: null }
  await setRate(db, rate)
  for (const [index, store] of stores.entries()) {
    await write(store, figuresOf(index + 1, 80), { source: 'push/shop', rank: 2, provisionalDays: 2, dueHours: 20 })
    await write(store, figuresOf(index + 7, 40), { source: 'push/ads', rank: 1, provisionalDays: 4, dueHours: 40 })
  }
})

const places: readonly (readonly [string, () => Place])[] = [
  ['a store', () => ({ kind: 'store', slug: stores[0]?.slug ?? '' })],
  ['a store that counts another money', () => ({ kind: 'store', slug: stores[2]?.slug ?? '' })],
  ['stores of one currency', () => ({ kind: 'market', id: 'us' })],
  ['stores of two currencies', () => ({ kind: 'all' })],
]

describe.each(places)('a day of %s', (_, placeOf) => {
  it('is the same the short way and the long one, for every KPI', async () => {
    const place = await resolvePlace(db, readerOf(stores), placeOf())
    const dates = { since: days[0] ?? '', to: last, end: last, compareFrom: days[0] ?? '' }
    const { inputs } = await prepare(engineOver(db), { place, kpis, now, levelsStand: true, ...dates })
    const differing: unknown[] = []
    let short = 0

    for (const one of kpis) {
      const pointOn = dayPoints(one, inputs)
      for (const day of days) {
        const point: RulePoint | undefined = pointOn?.(day)
        if (point === undefined) continue
        short++
        const long = spanPoint(one, day, day, inputs)
        if (!sameText(point, long)) differing.push({ kpi: one.id, day, point, long })
      }
    }

    expect(differing).toEqual([])
    if (placeOf().kind === 'all') expect(short).toBe(0)
    else expect(short).toBeGreaterThan(kpis.length * days.length * 0.5)
  })

  it('has the value that status shows, on days that are over everywhere', async () => {
    const reader = readerOf(stores)
    const book = await figures.dayBook(reader, { kpis, place: placeOf(), from: days[0] ?? '', to: last, now })
    const differing: unknown[] = []
    let told = 0

    for (const day of days.filter(one => one < book.today)) {
      const shown = await figures.read(reader, { kpis, place: placeOf(), period: dayPeriod(day), now })
      for (const { kpi: one, value, quality } of shown) {
        const point = book.point(one, day, day)
        if (value !== null) told++
        const { daysWithData, daysExpected, provisional, belowSample } = quality
        const coverage = daysExpected === 0 ? 0 : daysWithData / daysExpected
        const asShown = value === null ? { value } : { value, provisional, belowSample, coverage }
        if (
          !Object.entries(asShown).every(([key, part]) =>
            Object.entries(point).some(([k, v]) => k === key && v === part),
          )
        )
          differing.push({ kpi: one.id, day, asShown, point })
      }
    }

    expect(differing).toEqual([])
    expect(told).toBeGreaterThan(500)
  })
})

/** Compared as text, in which 0 and −0 are the same. */
function sameText(a: RulePoint, b: RulePoint): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
}
