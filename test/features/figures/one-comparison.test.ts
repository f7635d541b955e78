import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compare } from '#commands/figures/compare.ts'
import { status } from '#commands/figures/status.ts'
import { why } from '#commands/figures/why.ts'
import { changeText, showExact } from '#src/cards/figure-cells.ts'
import { changeOf } from '#src/domain/change.ts'
import { daysBetween, eachDay, localDay, shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import { alike, monthOf, type Period, parsePeriod, periodAgainst } from '#src/domain/period/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { figureTable } from '#src/features/figures/index.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { drawFrom } from './drawn-company.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const shops = [
  { slug: 'kyo', over: { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' } },
  { slug: 'osa', over: { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' } },
  { slug: 'tex', over: { market: 'us', currency: 'USD', timeZone: 'America/Chicago' } },
] as const
const kpiIds = ['sales', 'orders', 'aov', 'acos', 'conversion_rate'] as const
const periods = ['2026-11', '2026-W46', '2026-11-17', '2026-10-20..2026-11-18', 'mtd', 'this week'] as const
const dayList = eachDay('2026-08-01', '2026-11-30')

let now = new Date()
let stores: readonly StoredStore[] = []
/** Orders as they were written, by store and day. */
let told = new Map<string, number>()

/** Days are missing, one is a day of refunds, and rates are known from a day on that is not the first. */
async function draw(seed: number): Promise<void> {
  await truncate(
    db,
    'channels, people, stores, metric_day, dirty_days, sources, exchange_rates restart identity cascade',
  )
  await addPerson(db, 'Owner', { role: 'administrator' })
  const next = drawFrom(seed)
  now = new Date(Date.parse('2026-11-20T00:30:00Z') + next(11 * 24) * 3_600_000)
  const source = await ensureSource(db, 'push/test')
  const made: StoredStore[] = []
  told = new Map()
  for (const { slug, over } of shops) {
    const store = await addStore(db, slug, over)
    made.push(store)
    const gaps = next(12) + 4
    const rows = dayList
      .filter(day => day <= localDay(now, over.timeZone) && next(gaps) > 0)
      .map(day => {
        const orders = 1 + next(60)
        told.set(`${slug}/${day}`, orders)
        const sales = next(20) === 0 ? -next(9_000) : next(90_000)
        const ads = { ad_spend: String(next(4_000)), ad_sales: String(1 + next(9_000)), ad_clicks: '400' }
        const sessions = String(2_000 + next(900))
        return {
          storeId: store.id,
          sku: '',
          day,
          measures: { net_sales: String(sales), orders: String(orders), sessions, ...ads },
        }
      })
    await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now })
  }
  stores = made
  const [from, to] = ['JPY', 'USD']
  for (const since of [next(3) === 0 ? '2026-10-20' : '2026-01-01', '2026-11-01', '2026-11-16'])
    await setRate(db, { from, to, since, rate: `0.00${60 + next(9)}`, by: null })
}

async function figureOf(id: string, period: Period, against?: Period): Promise<Figure> {
  const kpi = (await figures.catalog()).findKpi(id)
  if (!kpi) throw new Error(`no KPI ${id}`)
  const request = { kpis: [kpi], place: { kind: 'all' }, period, now, ...(against ? { against } : {}) } as const
  const [figure] = await figures.read({ stores, demo: false }, request)
  if (!figure) throw new Error('no figure')
  return figure
}

/** What a change follows from: the two values that are told, or those of the stores and days that are compared. */
function sidesOf({ value, comparison }: Figure): readonly [number | null, number | null] {
  return comparison?.paired ? [comparison.paired.value, comparison.paired.before] : [value, comparison?.value ?? null]
}

/** Orders added up by hand: of the stores that are compared, the days that are over and are not named as left out. */
function ordersOf({ leftOut = [], comparison, period, closedTo }: Figure): readonly [number, number] {
  const out = new Set([...leftOut.map(one => one.store.id), ...(comparison?.leftOut ?? []).map(store => store.id)])
  const sides = [{ from: period.from, to: closedTo ?? period.to }, comparison?.period ?? period]
  const sum = ({ from, to }: Pick<Period, 'from' | 'to'>) =>
    stores
      .filter(store => !out.has(store.id))
      .flatMap(({ id, slug, timeZone }) => {
        const without = (comparison?.paired?.without ?? []).flatMap(one => (one.store.id === id ? one.days : []))
        return eachDay(from, to)
          .filter(day => day < localDay(now, timeZone) && !without.some(days => days.from <= day && day <= days.to))
          .map(day => told.get(`${slug}/${day}`) ?? 0)
      })
      .reduce((all, one) => all + one, 0)
  return [sum(sides[0] ?? period), sum(sides[1] ?? period)]
}

/** The stores' days that a figure compares, each as what it is, and as what it is in the other period. */
function expectPairs(figure: Figure): void {
  const { comparison, period, leftOut = [] } = figure
  const to = figure.closedTo ?? period.to
  const before = comparison?.period
  if (!comparison?.paired || !before || daysBetween(period.from, to) !== daysBetween(before.from, before.to)) return
  const shift = daysBetween(before.from, period.from)
  const out = new Set([...leftOut.map(one => one.store.id), ...(comparison.leftOut ?? []).map(store => store.id)])
  for (const { id, slug, timeZone } of stores.filter(store => !out.has(store.id))) {
    const without = comparison.paired.without.flatMap(one => (one.store.id === id ? one.days : []))
    const counted = (from: string, last: string) =>
      eachDay(from, last).filter(
        day =>
          told.has(`${slug}/${day}`) &&
          day < localDay(now, timeZone) &&
          !without.some(days => days.from <= day && day <= days.to),
      )
    const then = counted(before.from, before.to).map(day => shiftDays(day, shift))
    expect([slug, counted(period.from, to)]).toEqual([slug, then])
  }
}

async function expectOneTruth(figure: Figure, words: string, lines: readonly string[]): Promise<void> {
  const { comparison, kpi } = figure
  if (!comparison) throw new Error('no comparison')
  const own = await figureOf(kpi.id, comparison.period)
  const [value, before] = sidesOf(figure)
  const row = figureTable([figure])
  const cell = (id: string) => row.rows[0]?.[row.columns.findIndex(column => column.id === id)]

  expect([words, comparison.value]).toEqual([words, own.value])
  expect([words, cell('change')]).toEqual([words, comparison.change])
  if (comparison.change === null) return
  expect([words, comparison.change]).toEqual([words, changeOf(kpi, value, before)])
  if (kpi.id === 'orders') expect([words, ordersOf(figure)]).toEqual([words, [value, before]])
  if (kpi.id === 'orders') expectPairs(figure)
  const { say } = talkTo(db, [status, compare, why], now)
  for (const line of lines) {
    const text = textOf(await say(line))
    const shown = [
      changeText(comparison, kpi).en,
      ...(comparison.paired ? [showExact(before, undefined, figure).en] : []),
    ]
    const more = line.startsWith('compare') ? [showExact(own.value, own.exact, own).en] : []
    for (const part of line.startsWith('why') ? [showExact(before, undefined, figure).en] : [...shown, ...more])
      expect([line, text]).toEqual([line, expect.stringContaining(part)])
  }
}

it('every change follows from two amounts that are told, and status, compare, why and files tell the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.integer({ min: 1, max: 1_000_000 })), async seed => {
      await draw(seed)
      const reader = { stores, demo: false }
      const today = figures.today(await figures.resolve(reader, { kind: 'all' }), now)
      for (const [at, words] of periods.entries()) {
        const id = kpiIds[(seed + at) % kpiIds.length] ?? 'sales'
        for (const kpi of new Set([id, 'orders'])) {
          const period = parsePeriod(words, localDay(now, 'Asia/Tokyo'))
          if (!period) throw new Error(words)
          const asked = `${kpi} all ${words}`
          const weekly = ['day', 'week', 'range'].includes(period.kind) && words !== 'this week'
          await expectOneTruth(await figureOf(kpi, period), asked, [
            `status ${asked}`,
            ...(weekly ? [`why ${asked}`] : []),
          ])
          const before = periodAgainst(period, 'month')
          if (before) await expectOneTruth(await figureOf(kpi, period, before), `${asked} mom`, [`status ${asked} mom`])
        }
        const [november, october] = alike(monthOf('2026-11-01'), monthOf('2026-10-01'), today)
        for (const kpi of at === 0 ? [id, 'orders'] : []) {
          const lines = [`compare ${kpi} all 2026-11 2026-10`, `why ${kpi} all 2026-11 2026-10`]
          await expectOneTruth(await figureOf(kpi, november, october), `${kpi} months`, lines)
        }
      }
    }),
    { numRuns: 2 },
  )
}, 400_000)
