import { expect, it } from 'vitest'
import type { Block, Card } from '#src/chat/card.ts'
import type { DailyReport } from '#src/domain/report.ts'
import { digestCard } from '#src/features/reports/cards/digest-card.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { dayAt, figure, period, place, sampleKpis, series, store, targetState } from '#test/support/builders.ts'

const west = store()
const east = store({ id: 2, slug: 'east', name: 'East' })
const both = place([west, east])
const day = period('2017-11-20')
const { acos } = sampleKpis
const salesFigure = figure({
  place: both,
  period: day,
  value: 150_000,
  target: targetState({ value: 160_000, attainment: 0.94 }),
})
const acosFigure = figure({
  kpi: acos,
  place: place([east]),
  period: day,
  value: 0.4,
  target: targetState({ value: 0.22, attainment: 0.18, owner: { id: 9, name: 'Ken Sato' } }),
})
const pacing = {
  target: 5_000_000,
  closedTo: '2017-11-20',
  actual: 3_000_000,
  expected: 3_300_000,
  gap: -300_000,
  index: 0.909,
  remainingDays: 10,
  neededPerDay: 200_000,
  landing: 4_545_454,
}

function report(over: Partial<DailyReport> = {}): DailyReport {
  return {
    place: both,
    day: '2017-11-20',
    figures: [salesFigure, { ...acosFigure, place: both }],
    month: { figure: salesFigure, pacing },
    plans: [],
    breaches: [acosFigure],
    byStore: [],
    movers: {
      kpi: sampleKpis.sales,
      stores: [{ place: place([east]), value: 50_000, before: 80_000, change: -30_000, currency: 'USD' }],
      skus: [
        {
          place: place([west], { label: verbatim('Chair <b>'), sku: 'FUR-1' }),
          value: 9_000,
          before: null,
          change: 9_000,
          currency: 'USD',
        },
      ],
    },
    notes: [
      {
        text: '<!channel> typhoon',
        authorName: 'Mei',
        fromDay: '2017-11-19',
        toDay: '2017-11-19',
        kpiId: null,
        about: verbatim('East'),
      },
    ],
    missing: [{ store: east, kpis: [acos], nothing: false }],
    main: series([1, 2]),
    shades: [],
    overview: [series([1, 2]), series([0.1, 0.2], { kpi: acos })],
    owners: [{ id: 9, name: 'Ken Sato' }],
    ...over,
  }
}

function lists(card: Card): Record<string, readonly string[]> {
  const found = card.blocks.filter((block): block is Extract<Block, { type: 'list' }> => block.type === 'list')
  return Object.fromEntries(found.map(block => [block.heading?.en ?? '', block.items.map(item => item.en)]))
}

it('answers first whether the plan is kept, then where the month lands', () => {
  const card = digestCard(report())

  expect(card.title.en).toBe('Daily report · All stores · Mon, Nov 20, 2017')
  expect(card.blocks[0]).toMatchObject({
    style: 'strong',
    text: { en: expect.stringMatching(/^Month behind plan \(90%\)\. Sales reached 93% of target/) },
  })
  expect(card.blocks[1]).toMatchObject({
    text: {
      en: 'Sales to date $30K: $3K behind plan, $2K a day needed; at this pace $45.5K at the end (90% of the target $50K)',
    },
  })
  expect(card.tone).toBe('bad')
})

it('names each breach with its owner and mentions the owners once', () => {
  const card = digestCard(report())

  expect(lists(card)['Needs attention']).toEqual(['East · ACoS 40% (target ≤ 22%), Ken Sato'])
  expect(card.blocks.find(block => block.type === 'mention')).toEqual({
    type: 'mention',
    people: [{ id: 9, name: 'Ken Sato' }],
  })
})

it('says what moved in amounts, what was noted where, and what is missing', () => {
  const found = lists(digestCard(report()))

  expect(found['Sales by store against the same weekday before']).toEqual(['East: $500.00, down $300.00'])
  expect(found['Sales by SKU against the same weekday before']).toEqual(['Chair <b>: $90.00, up $90.00'])
  expect(found.Notes).toEqual(['Sun, Nov 19, East: <!channel> typhoon — Mei'])
  expect(found['Data still missing']).toEqual(['East: ACoS'])
})

it('says that a store sent nothing instead of listing its KPIs', () => {
  const card = digestCard(report({ missing: [{ store: east, kpis: [sampleKpis.sales], nothing: true }] }))

  expect(lists(card)['Data still missing']).toEqual(['East: nothing yet'])
})

it('is good news when the plan is kept and nothing broke', () => {
  const kept = { figure: salesFigure, pacing: { ...pacing, index: 1.02, gap: 66_000 } }

  const card = digestCard(report({ month: kept, breaches: [], owners: [] }))

  expect(card.tone).toBe('good')
  expect(card.blocks[0]).toMatchObject({ text: { en: expect.stringMatching(/^Month on plan \(102%\)\. /) } })
})

it('warns instead of cheering when there is no data at all', () => {
  const none = figure({ place: both, period: day, value: null })

  const card = digestCard(
    report({ figures: [none], month: null, breaches: [], owners: [], movers: null, main: null, overview: [] }),
  )

  expect(card.tone).toBe('warning')
  expect(card.blocks[0]).toMatchObject({ text: { en: 'No data for this period yet' } })
})

it('counts what does not fit instead of listing it', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    ...acosFigure,
    place: place([store({ slug: dayAt('2017-01-01', index) })]),
  }))

  const items = lists(digestCard(report({ breaches: many })))['Needs attention'] ?? []

  expect(items).toHaveLength(6)
  expect(items.at(-1)).toBe('and 7 more')
})

it('shows the overview and the main trend as pictures', () => {
  const drawings = digestCard(report()).blocks.flatMap(block => (block.type === 'image' ? [block.picture.drawing] : []))

  expect(drawings).toEqual(['overview', 'trend'])
})

it('counts the stores behind plan, furthest first, where the whole has no plan', () => {
  const plans = [
    { figure: { ...salesFigure, place: place([east]) }, pacing: { ...pacing, index: 0.7 } },
    { figure: { ...salesFigure, place: place([west]) }, pacing: { ...pacing, index: 0.8 } },
  ]

  const card = digestCard(report({ month: null, plans }))
  const one = digestCard(report({ month: null, plans: plans.slice(0, 1) }))

  expect(card.blocks[0]).toMatchObject({
    text: { en: expect.stringMatching(/^2 of 2 stores are behind their month plan\. /) },
  })
  expect(one.blocks[0]).toMatchObject({ text: { en: expect.stringMatching(/^East is behind its month plan\. /) } })
  expect(lists(card)['Month so far']?.[0]).toBe('East: 70% of plan, at this pace $45.5K (90% of $50K)')
})
