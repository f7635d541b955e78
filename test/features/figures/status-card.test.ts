import { expect, it } from 'vitest'
import type { Block, Card, TableBlock } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import { dayPeriod } from '#src/domain/period/index.ts'
import { type Status, statusCard } from '#src/features/figures/cards/status-card.ts'
import { locales } from '#src/i18n/locale.ts'
import { comparison, figure, november, place, quality, sampleKpis, store, targetState } from '#test/support/builders.ts'

const { sales, conversion, acos, cover } = sampleKpis

function card(figures: readonly Figure[], over: Partial<Status> = {}): Card {
  const today = '2017-11-20'
  const base = {
    today,
    place: place(),
    period: november,
    pace: null,
    notes: [],
    picture: null,
    zone: 'UTC',
    mayWrite: true,
  }
  return statusCard({ ...base, figures, ...over })
}

function ofType<T extends Block['type']>(shown: Card, type: T): Extract<Block, { type: T }>[] {
  return shown.blocks.filter((block): block is Extract<Block, { type: T }> => block.type === type)
}

function cells(shown: Card, kpi: string): TableBlock['rows'][number] {
  const row = ofType(shown, 'table')[0]?.rows.find(cell => cell[0]?.text.en === kpi)
  if (!row) throw new Error(`no row ${kpi}`)
  return row
}

function texts(shown: Card, style: 'strong' | 'muted'): string {
  return ofType(shown, 'text')
    .filter(block => block.style === style)
    .map(block => block.text.en)
    .join('\n')
}

const salesMissed = figure({ target: targetState({ attainment: 0.7, value: 5_000_000 }), value: 3_500_000 })
const acosMissed = figure({
  kpi: acos,
  value: 0.312,
  target: targetState({ value: 0.22, attainment: 0.58 }),
  comparison: comparison(0.012, 'points'),
})
const conversionMet = figure({ kpi: conversion, value: 0.031, target: targetState({ value: 0.03, attainment: 1.03 }) })

it('says in words how the leading KPI stands, how many are red, and which is worst', () => {
  const shown = card([salesMissed, acosMissed, conversionMet])

  expect(texts(shown, 'strong')).toBe(
    'Sales reached 70% of target ($35,000.00 of $50,000.00); 2 of 3 KPIs with a target are red, worst: ACoS 31.2% (target ≤ 22%)',
  )
  expect(shown.tone).toBe('bad')
})

it('does not call a target met that was missed by a hair', () => {
  const shown = card([figure({ value: 4_999_999, target: targetState({ attainment: 0.9999998 }) })])

  expect(texts(shown, 'strong')).toContain('reached 99% of target')
})

it('shows more than the cap of the score where a target was exceeded by far', () => {
  const shown = card([figure({ value: 15_000_000, target: targetState({ attainment: 1.2 }) })])

  expect(texts(shown, 'strong')).toContain('reached 300% of target')
})

it('calls a rising ACoS bad and rising sales good, and shows both arrows upwards', () => {
  const shown = card([figure({ comparison: comparison(0.123) }), acosMissed])

  const [change] = cells(shown, 'Sales').slice(-1)
  const [worse] = cells(shown, 'ACoS').slice(-1)

  expect(change).toMatchObject({ text: { en: '▲ 12.3%' }, tone: 'good' })
  expect(worse).toMatchObject({ text: { en: '▲ 1.2 pt' }, tone: 'bad' })
})

it('writes no ▲ in Japanese, where it would read as a minus', () => {
  const shown = card([figure({ comparison: comparison(0.123) }), acosMissed])

  expect(cells(shown, 'Sales').at(-1)?.text.ja).toBe('↑ 12.3%')
})

it('gives no verdict on the change of a KPI that should stay in its band', () => {
  const shown = card([figure(), figure({ kpi: cover, value: 41, comparison: comparison(0.5) })])

  expect(cells(shown, 'Days of cover').at(-1)?.tone).toBeUndefined()
})

it('shows a dash for what cannot be judged, never a zero', () => {
  const shown = card([
    figure(),
    figure({ kpi: acos, value: null, target: targetState({ value: 0.22, attainment: null }) }),
  ])

  expect(cells(shown, 'ACoS')[1]).toMatchObject({ text: { en: '–' }, dim: true })
  expect(cells(shown, 'ACoS')[3]).toMatchObject({ text: { en: '–' }, dim: true })
})

it('has a row for each KPI that was asked for, also where it has no figures', () => {
  const shown = card([figure(), figure({ kpi: conversion, value: null })])

  expect(ofType(shown, 'table')[0]?.rows.map(([kpi]) => kpi?.text.en)).toEqual(['Sales', 'Conversion rate'])
  expect(cells(shown, 'Conversion rate')[1]?.text.en).toBe('–')
})

it('greys a rate below its minimum sample, does not score it, and says why', () => {
  const few = figure({
    kpi: conversion,
    value: 0.5,
    target: targetState({ value: 0.03, attainment: 1.2 }),
    quality: quality({ belowSample: true }),
  })

  const shown = card([salesMissed, few])

  expect(cells(shown, 'Conversion rate')[1]).toMatchObject({ text: { en: '50% ‡' }, dim: true })
  expect(cells(shown, 'Conversion rate')[3]).toMatchObject({ text: { en: '–' }, dim: true })
  expect(texts(shown, 'muted')).toContain('‡ too few cases to judge')
  expect(texts(shown, 'strong')).not.toContain('2 of')
})

it('marks provisional and corrected figures and explains only the marks that occur', () => {
  const young = figure({ kpi: conversion, value: 0.03, quality: quality({ provisional: true }) })
  const fixed = figure({ quality: quality({ corrected: ['2017-11-03', '2017-11-04'] }) })

  const shown = card([fixed, young])

  expect(cells(shown, 'Sales')[1]?.text.en).toBe('$43,500.00 †')
  expect(cells(shown, 'Conversion rate')[1]?.text.en).toBe('3% *')
  expect(texts(shown, 'muted')).toContain('* provisional, may still change · † corrected afterwards: Nov 3 – 4')
  expect(texts(shown, 'muted')).not.toContain('‡')
})

it('says once that everything is provisional instead of starring each value', () => {
  const young = quality({ provisional: true })

  const shown = card([figure({ quality: young }), figure({ kpi: conversion, value: 0.03, quality: young })])

  expect(cells(shown, 'Sales')[1]?.text.en).toBe('$43,500.00')
  expect(texts(shown, 'muted')).toContain('provisional')
})

it('says how complete the data is only where something is missing', () => {
  const gaps = quality({ daysWithData: 26, missing: ['2017-11-03', '2017-11-09', '2017-11-10', '2017-11-11'] })

  const shown = card([figure(), figure({ kpi: acos, value: 0.2, quality: gaps })])
  const complete = card([figure(), figure({ kpi: acos, value: 0.2 })])

  expect(cells(shown, 'ACoS').at(-1)?.text.en).toBe('26 of 30 days')
  expect(texts(shown, 'muted')).toContain('ACoS: data for 26 of 30 days, missing Nov 3, Nov 9 – 11')
  expect(texts(complete, 'muted')).not.toContain('missing')
  expect(ofType(complete, 'table')[0]?.columns).toHaveLength(2)
})

it('speaks of store-days where several stores are added up', () => {
  const both = place([store(), store({ id: 2, slug: 'east' })])
  const gaps = figure({
    place: both,
    quality: quality({ daysWithData: 59, daysExpected: 60, missing: ['2017-11-03'] }),
  })

  expect(texts(card([gaps], { place: both }), 'muted')).toContain('59 of 60 store-days')
})

it('names the rates that were used to add currencies up, each once', () => {
  const rates = [{ from: 'JPY', to: 'USD', rate: '0.0066', since: '2017-11-01' }]

  const shown = card([figure({ rates }), figure({ kpi: acos, value: 0.2, rates })])

  expect(texts(shown, 'muted').match(/Converted at 1 JPY = 0.0066 USD/g)).toHaveLength(1)
})

it('shows yen without decimals and dollars with two', () => {
  expect(cells(card([figure({ currency: 'JPY', value: 123_456 }), conversionMet]), 'Sales')[1]?.text).toEqual({
    en: '¥123,456',
    ja: '123,456円',
    'zh-CN': '123,456日元',
  })
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

it.each([1, 2])('names the month whose plan it is where the figures are of another period, with %i KPIs', count => {
  const month = figure({ value: 3_000_000 })
  const day = dayPeriod('2017-11-19')

  const shown = card([figure({ period: day }), conversionMet].slice(0, count), {
    period: day,
    pace: { figure: month, pacing },
  })

  const lines = ofType(shown, 'text').map(block => block.text)
  expect(
    lines.filter(({ en }) => en.includes('behind plan')).map(({ en, ja }) => [en.slice(0, 25), ja.slice(0, 9)]),
  ).toEqual([['2017-11: Sales to date $3', '2017-11：売']])
  expect(JSON.stringify(ofType(shown, 'facts'))).not.toContain('At this pace')
})

it('shows a single KPI as facts, with its owner and the plan of the running month', () => {
  const running = figure({ value: 3_000_000, target: targetState({ value: 3_300_000, whole: 5_000_000 }), pacing })

  const shown = card([running], { pace: { figure: running, pacing } })
  const facts = Object.fromEntries((ofType(shown, 'facts')[0]?.facts ?? []).map(fact => [fact.label.en, fact.value.en]))

  expect(ofType(shown, 'table')).toHaveLength(0)
  expect(texts(shown, 'strong')).toBe('Sales is at 90% of the plan so far ($30,000.00 of $33,000.00)')
  expect(facts).toMatchObject({
    'Expected by now': '$33,000.00',
    'Behind by': '$3,000.00',
    'Needed per day': '$2,000.00',
    'At this pace': '$45,454.54',
  })
})

it('says so when there is no data at all', () => {
  const shown = card([figure({ value: null, quality: quality({ daysWithData: 0, asOf: null }) })])

  expect(texts(shown, 'strong')).toBe('No data for this period yet')
  expect(shown.tone).toBe('info')
})

it('says first that the figures are those of the demo company', () => {
  const demo = place([store({ demo: true })])

  const shown = card([figure({ place: demo })], { place: demo })

  expect(locales.map(locale => shown.title[locale].slice(0, 6))).toEqual(['[Demo]', '【デモ】売上', '【演示】销售'])
})

it('keeps hostile text of people as text and does not fill it in again', () => {
  const text = '<!channel> {author} *bold* @all =cmd()'

  const shown = card([figure()], {
    notes: [{ text, authorName: '{text}', fromDay: '2017-11-03', toDay: '2017-11-05' }],
  })

  expect(ofType(shown, 'list')[0]?.items[0]?.en).toBe(`Nov 3 – 5: ${text} — {text}`)
})

it('offers to set targets and write notes only to those who may', () => {
  const lines = (mayWrite: boolean) =>
    ofType(card([figure()], { mayWrite }), 'actions').flatMap(block => block.actions.map(action => action.line))

  expect(lines(false)).toEqual(['trend sales west 2017-11', 'why sales west 2017-11', 'help sales'])
  expect(lines(true)).toContain('target set sales west 2017-11 {value} {owner}')
  expect(lines(true)).toContain('note add sales west {from}..{to} {text}')
})

it('leads with a KPI that can be judged and calls a card good only when all targets are met', () => {
  expect(card([conversionMet, figure()]).tone).toBe('good')
  expect(card([conversionMet, salesMissed]).tone).toBe('warning')
  expect(card([figure({ kpi: sales })]).tone).toBe('info')
})

it('says through which day figures are final', () => {
  const young = figure({ quality: quality({ provisional: true, provisionalFrom: '2017-11-18' }) })
  const done = figure({ kpi: conversion, value: 0.03 })

  expect(texts(card([young]), 'muted')).toContain('final through Nov 17, provisional since: may still change')
  expect(texts(card([young, done]), 'muted')).toContain('* final through Nov 17')
})
