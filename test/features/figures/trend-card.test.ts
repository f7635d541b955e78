import { expect, it } from 'vitest'
import { shadesOf } from '#src/cards/shades.ts'
import { trendChart, trendImage } from '#src/cards/trend-chart.ts'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { rangePeriod } from '#src/domain/period/index.ts'
import { type Trend, trendCard } from '#src/features/figures/cards/trend-card.ts'
import { figure, place, point, sampleKpis, series, store, targetState } from '#test/support/builders.ts'

const note = { text: 'Typhoon, carrier stopped', authorName: 'Mei Lin', fromDay: '2017-11-03', toDay: '2017-11-05' }

function trend(over: Partial<Trend> = {}): Trend {
  return {
    figure: figure({ target: targetState() }),
    series: series([100_000, null, 300_000]),
    before: null,
    notes: [note],
    shades: [],
    zone: 'UTC',
    today: '2017-11-20',
    mayWrite: true,
    ...over,
  }
}

it('draws days without data as gaps and tells the picture in words with its numbers', () => {
  const image = trendImage({ series: series([100_000, null, 300_000]), notes: [], shades: [] })

  expect(trendChart({ series: series([100_000, null, 300_000]), notes: [], shades: [] }).lines[0]?.points[1]).toEqual({
    day: '2017-11-02',
    value: null,
  })
  expect(image.alt.en).toBe(
    'Sales, West, Nov 1 – 30, 2017: latest $3,000.00 (Fri, Nov 3), lowest $1,000.00 (Wed, Nov 1), highest $3,000.00 (Fri, Nov 3)',
  )
})

it('dashes provisional days, dims those with too few cases and carries both ends of a band', () => {
  const line = series([], {
    points: [
      point('2017-11-01', 1, { provisional: true, target: 30, targetHigh: 60 }),
      point('2017-11-02', 2, { belowSample: true, target: 30, targetHigh: 60 }),
    ],
  })

  const chart = trendChart({ series: line, notes: [], shades: [] })

  expect(chart.lines[0]?.points).toEqual([
    { day: '2017-11-01', value: 1, provisional: true },
    { day: '2017-11-02', value: 2, dim: true },
  ])
  expect(chart.target[0]).toEqual({ day: '2017-11-01', value: 30, high: 60 })
})

it('lays the weekdays before over the days of this period', () => {
  const before = series([7, 8, 9], { period: rangePeriod('2017-09-27', '2017-09-29') })

  const chart = trendChart({ series: series([1, 2, 3]), before, notes: [], shades: [] })

  expect(chart.lines[1]?.points.map(({ day, value }) => [day, value])).toEqual([
    ['2017-11-01', 7],
    ['2017-11-02', 8],
    ['2017-11-03', 9],
  ])
})

it('shows the same notes in the same order in the picture and in the list', () => {
  const earlier = { ...note, text: 'Sale', fromDay: '2017-11-01', toDay: '2017-11-01' }

  const card = trendCard(trend({ notes: [note, earlier] }))
  const list = card.blocks.find(block => block.type === 'list')
  const image = card.blocks.find(block => block.type === 'image')

  expect(list?.items.map(item => item.en)).toEqual([
    'Wed, Nov 1: Sale — Mei Lin',
    'Nov 3 – 5: Typhoon, carrier stopped — Mei Lin',
  ])
  expect(image?.picture.data).toMatchObject({ notes: [{ text: 'Sale' }, { text: 'Typhoon, carrier stopped' }] })
})

it('stamps pictures of demo stores, and only those', () => {
  const demo = place([store({ demo: true })])

  expect(trendChart({ series: series([1], { place: demo }), notes: [], shades: [] }).stamp?.en).toBe('DEMO DATA')
  expect(trendChart({ series: series([1]), notes: [], shades: [] })).not.toHaveProperty('stamp')
})

it('shades weekends as pairs, holidays by market, and events cut to the picture', () => {
  const jp = store({ id: 2, slug: 'rakuten', market: 'jp', currency: 'JPY' })
  const sale: CalendarEvent = {
    id: 1,
    name: 'Super sale',
    place: 'all',
    fromDay: '2026-10-25',
    toDay: '2026-11-02',
    kind: 'sale',
    factor: 2,
    demo: false,
  }

  const shades = shadesOf(rangePeriod('2026-11-01', '2026-11-08'), [store(), jp], [sale])

  expect(shades).toEqual([
    { from: '2026-11-01', to: '2026-11-01', kind: 'weekend' },
    { from: '2026-11-07', to: '2026-11-08', kind: 'weekend' },
    {
      from: '2026-11-03',
      to: '2026-11-03',
      kind: 'holiday',
      label: expect.objectContaining({ ja: '文化の日（日本）' }),
    },
    { from: '2026-11-01', to: '2026-11-02', kind: 'event', label: expect.objectContaining({ en: 'Super sale' }) },
  ])
})

it('says how the whole period stands before the picture', () => {
  const card = trendCard(
    trend({
      figure: figure({ kpi: sampleKpis.acos, value: 0.19, target: targetState({ value: 0.22, attainment: 1.13 }) }),
    }),
  )

  expect(card.blocks[0]).toMatchObject({ style: 'strong', text: { en: 'ACoS 19%, within target (≤ 22%)' } })
  expect(card.tone).toBe('good')
})
