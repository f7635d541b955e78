import { expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { noteListCard, noteSavedCard } from '#src/features/annotations/cards/note-card.ts'
import { kpiHelpCard } from '#src/features/figures/cards/kpi-help-card.ts'
import { targetCard, targetListCard } from '#src/features/targets/cards/target-card.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { figure, november, place, quality, sampleKpis } from '#test/support/builders.ts'

const standing: Target = {
  id: 1,
  kpiId: 'sales',
  place: 'store:west',
  period: 'month',
  value: 5_000_000,
  low: null,
  high: null,
  currency: 'USD',
  owner: { id: 7, name: 'Mei Lin' },
  weight: 20,
  validFrom: '2017-11-01',
  setAt: new Date('2017-10-28T03:00:00Z'),
  setBy: { id: 8, name: 'Ken Sato' },
  withdrawn: false,
}
const before: Target = { ...standing, value: 4_500_000, validFrom: '2017-10-01' }
const change = { kpi: sampleKpis.sales, place: place(), period: november, pace: null }

function strong(card: Card): string {
  const block = card.blocks.find(one => one.type === 'text' && one.style === 'strong')
  return block?.type === 'text' ? block.text.en : ''
}

function facts(card: Card): Record<string, string> {
  const found = card.blocks.flatMap(block => (block.type === 'facts' ? block.facts : []))
  return Object.fromEntries(found.map(fact => [fact.label.en, fact.value.en]))
}

it('says what a target is now, what it was, who set that, and what a day comes to', () => {
  const card = targetCard({ ...change, before, after: standing, dayShare: { day: '2017-11-20', value: 166_667 } })

  expect(strong(card)).toBe('Sales target is now $50,000.00 per month, it was $45,000.00')
  expect(facts(card)).toMatchObject({
    Before: '$45,000.00, set by Ken Sato on Sat, Oct 28, 2017',
    Owner: 'Mei Lin',
    Weight: '20',
    'Share of Mon, Nov 20, 2017': '$1,666.67',
  })
})

it('says that past periods keep their target when one is replaced', () => {
  const card = targetCard({ ...change, before, after: standing, dayShare: null })

  expect(JSON.stringify(card.blocks)).toContain('Periods before Wed, Nov 1, 2017 keep the target they had.')
})

it('lists targets with place, owner and since when, and says how to set the first', () => {
  const listed = targetListCard([{ target: standing, kpi: sampleKpis.sales, place: place() }], place())
  const empty = targetListCard([], place())

  expect(listed.blocks[0]).toMatchObject({
    rows: [
      [
        { text: { en: 'Sales' } },
        { text: { en: 'West' } },
        { text: { en: '$50,000.00' } },
        {},
        { text: { en: 'Mei Lin' } },
        {},
      ],
    ],
  })
  expect(JSON.stringify(empty)).toContain('target sales west 50000')
})

it('shows a note as it was written and where it will stand', () => {
  const note = {
    id: 3,
    text: '@all <b>台风</b>',
    authorName: 'Mei',
    fromDay: '2017-11-03',
    toDay: '2017-11-05',
    kpi: null,
    place: place(),
  }

  const card = noteSavedCard(note, november, sampleKpis.sales)

  expect(strong(card)).toBe('@all <b>台风</b>')
  expect(JSON.stringify(card)).toContain('note remove #3')
})

it('offers to remove only notes that the reader may remove', () => {
  const note = {
    id: 3,
    text: 'x',
    authorName: 'Mei',
    fromDay: '2017-11-03',
    toDay: '2017-11-05',
    kpi: null,
    place: place(),
  }

  expect(JSON.stringify(noteListCard([note], place(), november, []))).not.toContain('note remove')
  expect(JSON.stringify(noteListCard([note], place(), november, [3]))).toContain('note remove #3')
})

it('explains a KPI: formula, direction, sample, sources with their age, completeness and whose target', () => {
  const conversion = sampleKpis.conversion
  const measure = { id: 'sessions', kind: 'additive', unit: 'count', label: verbatim('Sessions'), aliases: [] } as const
  const orders = { ...measure, id: 'orders', label: verbatim('Orders') }

  const card = kpiHelpCard({
    kpi: conversion,
    place: place(),
    formula: verbatim('Orders / Sessions'),
    needs: [
      { measure, sources: [{ name: 'Amazon report', lastSeenAt: new Date('2017-12-01T14:05:00Z') }] },
      { measure: orders, sources: [] },
    ],
    recent: figure({
      kpi: conversion,
      value: 0.031,
      quality: quality({ daysWithData: 26, daysExpected: 28, missing: ['2017-11-03'] }),
    }),
    targets: [
      {
        target: { ...standing, kpiId: 'conversion_rate', value: 0.03, currency: null },
        kpi: conversion,
        place: place(),
      },
    ],
    zone: 'UTC',
    mayWrite: false,
  })

  expect(facts(card)).toMatchObject({
    'As typed': 'orders / sessions',
    Direction: 'more is better',
    'Judged from': '100 Sessions',
    Complete: '26 of 28 days',
  })
  expect(JSON.stringify(card)).toContain('Sessions: Amazon report (last Fri, Dec 1, 2017, 14:05)')
  expect(JSON.stringify(card)).toContain('Orders: no source delivers it')
  expect(JSON.stringify(card)).toMatch(/West, per (?:day|month): 3%, owner Mei Lin/)
})
