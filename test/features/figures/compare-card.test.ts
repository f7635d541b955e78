import { expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import { changeOf } from '#src/domain/change.ts'
import { comparePlacesCard } from '#src/features/figures/cards/compare-card.ts'
import { comparePeriodsCard } from '#src/features/figures/cards/compare-periods-card.ts'
import {
  comparison,
  figure,
  kpi,
  period,
  place,
  quality,
  sampleKpis,
  store,
  targetState,
} from '#test/support/builders.ts'

const west = place([store()])
const east = place([store({ id: 2, slug: 'east', name: 'East' })])
const japan = place([store({ id: 3, slug: 'rakuten', name: 'Rakuten', currency: 'JPY' })])
const { acos } = sampleKpis

function table(card: Card) {
  const found = card.blocks.find(block => block.type === 'table')
  if (!found) throw new Error('no table')
  return found.rows.map(row => row.map(cell => cell.text.en))
}

function picture(card: Card) {
  return card.blocks.find(block => block.type === 'image')
}

it('ranks the best place first, also where less is better', () => {
  const rows = [figure({ kpi: acos, place: west, value: 0.31 }), figure({ kpi: acos, place: east, value: 0.2 })]

  const card = comparePlacesCard({ rows: [rows], zone: 'UTC' })

  expect(table(card).map(row => row[0])).toEqual(['East', 'West'])
  expect(card.blocks[0]).toMatchObject({ text: { en: 'East leads with 20%; West is last with 31%' } })
})

it('draws the places side by side with the same weekdays before', () => {
  const rows = [figure({ place: west, value: 100, comparison: comparison(0.5) }), figure({ place: east, value: 200 })]

  const card = comparePlacesCard({ rows: [rows], zone: 'UTC' })

  expect(picture(card)?.picture).toMatchObject({
    drawing: 'bars',
    data: {
      bars: [
        { label: 'East', value: 200 },
        { label: 'West', value: 100, compare: 1, good: true },
      ],
    },
  })
  expect(picture(card)?.alt.en).toBe('East $2.00, West $1.00')
})

it('never ranks or draws amounts of different currencies on one axis', () => {
  const rows = [figure({ place: west }), figure({ place: japan, currency: 'JPY' })]

  const card = comparePlacesCard({ rows: [rows], zone: 'UTC' })

  expect(picture(card)).toBeUndefined()
  expect(card.blocks[0]).toMatchObject({ text: { en: expect.stringContaining('Different currencies') } })
})

it('calls the highest attainment that where currencies differ, not the nearest to the target', () => {
  const at = (of: typeof west, value: number) => {
    const target = targetState({ value: 100, whole: 100, attainment: value / 100 })
    return figure({ place: of, value, currency: of === japan ? 'JPY' : 'USD', target })
  }
  const rows = [at(west, 117), at(east, 101), at(japan, 96)]

  const [lead] = comparePlacesCard({ rows: [rows], zone: 'UTC' }).blocks

  expect(lead).toMatchObject({
    text: { en: expect.stringMatching(/^West has the highest attainment with 117%, Rakuten the lowest with 96%/) },
  })
})

it('does not let a place with too few cases lead', () => {
  const lucky = figure({ kpi: acos, place: east, value: 0.01, quality: quality({ belowSample: true }) })
  const rows = [lucky, figure({ kpi: acos, place: west, value: 0.2 }), figure({ kpi: acos, place: japan, value: 0.3 })]

  const card = comparePlacesCard({ rows: [rows], zone: 'UTC' })

  expect(card.blocks[0]).toMatchObject({ text: { en: 'West leads with 20%; Rakuten is last with 30%' } })
})

it('puts several KPIs into rows with a column for each place', () => {
  const rows = [
    [figure({ place: west }), figure({ place: east, value: 100 })],
    [figure({ kpi: acos, place: west, value: 0.2 }), figure({ kpi: acos, place: east, value: null })],
  ]

  expect(table(comparePlacesCard({ rows, zone: 'UTC' }))).toEqual([
    ['Sales', '$43,500.00', '$1.00'],
    ['ACoS', '20%', '–'],
  ])
})

it('shows changes of rates between periods in points and of amounts in percent, judged by direction', () => {
  const october = period('2017-10-01', '2017-10-31')
  const figures = [
    figure({ value: 120, comparison: { period: october, value: 100, change: 0.2, kind: 'relative' } }),
    figure({ kpi: acos, value: 0.25, comparison: { period: october, value: 0.2, change: 0.05, kind: 'points' } }),
  ]

  const card = comparePeriodsCard({ figures, zone: 'UTC' })
  const rows = card.blocks.find(block => block.type === 'table')?.rows ?? []

  expect(rows[0]?.at(-1)).toMatchObject({ text: { en: '▲ 20%' }, tone: 'good' })
  expect(rows[1]?.at(-1)).toMatchObject({ text: { en: '▲ 5 pt' }, tone: 'bad' })
})

it.each([0, -20])('gives no percentage against %d of sales', before => {
  expect(changeOf(kpi(), 120, before)).toBeNull()
})
