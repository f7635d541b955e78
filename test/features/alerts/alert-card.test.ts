import { describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import { type Alert, freshLife } from '#src/domain/alerts/alert.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import type { Finding } from '#src/domain/rules/finding.ts'
import { type AlertView, alertCard } from '#src/features/alerts/cards/alert-card.ts'
import { alertGroupCard } from '#src/features/alerts/cards/alert-group-card.ts'
import { alertHistoryCard } from '#src/features/alerts/cards/alert-history-card.ts'
import { alertStillCard } from '#src/features/alerts/cards/alert-still-card.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'
import {
  comparison,
  figure,
  kpi,
  period,
  place,
  sampleKpis,
  series,
  store,
  targetState,
} from '#test/support/builders.ts'
import { buttonsOf, textOf } from '#test/support/talk.ts'

const day = '2017-11-19'
const at = new Date('2017-11-20T13:05:00Z')
const owner = { id: 7, name: 'Mei Lin' }

function alert(over: Partial<Alert> = {}): Alert {
  return {
    ...freshLife,
    id: 42,
    rule: 'target/sales/store:west',
    kpiId: 'sales',
    place: 'store:west',
    state: 'open',
    severity: 'bad',
    fromDay: '2017-11-18',
    day,
    value: 60_00,
    limit: 100_00,
    currency: 'USD',
    owner,
    revision: 1,
    openedAt: at,
    changedAt: at,
    acknowledgedBy: null,
    acknowledgedAt: null,
    reason: null,
    resolvedAt: null,
    resolvedBy: null,
    ...over,
  }
}

function view(over: Partial<Alert> = {}, more: Partial<AlertView> = {}): AlertView {
  const target = targetState({ value: 100_00, attainment: 0.6 })
  return {
    alert: alert(over),
    kpi: kpi(),
    place: place(),
    limit: null,
    figure: figure({ value: 60_00, target, comparison: comparison(-0.2), period: period(day) }),
    series: series([80_00, 60_00]),
    notes: [],
    shades: [],
    today: day,
    ...more,
  }
}

const group = {
  ...{ id: 1, kpi: kpi(), demo: false, alerts: [alert()], overNothing: new Map(), today: day },
  label: (key: string) => verbatim(key),
}

describe('the card of an alert', () => {
  it.each([
    ['2017-12-31', false],
    ['2018-01-02', true],
  ])('read on %s has the year of each of its days: %s', (today, shown) => {
    const at = new Date(`${day}T12:00:00Z`)
    const line = { kind: 'acknowledged', at, person: 'Mei', via: 'web', reason: null, people: [], until: null } as const
    const opened = { ...line, kind: 'opened', person: null, figure: { value: 60_00, day } } as const
    const taken = { acknowledgedAt: at, acknowledgedBy: owner, snoozedUntil: at }
    const cards = [
      alertCard(view(taken, { today })),
      alertHistoryCard(view(taken, { today }), [{ ...line, figure: null }, opened], 'UTC'),
      alertStillCard(view(taken, { today }), 'UTC'),
      alertGroupCard({ ...group, today }),
    ]

    for (const card of cards)
      for (const text of textOf(card).split('\n'))
        if (/Nov 1\d/.test(text) && !text.includes('latest')) expect(text.includes('2017'), text).toBe(shown)
  })

  it('tells what stood over nothing with its amount, on the card, in the group and in the history', () => {
    const unbounded = { sign: 1, over: ['ad_spend'], amount: 500_00, money: true, currency: 'USD', under: ['ad_sales'] }
    const finding = { kind: 'threshold', rule: 1, unbounded } as Finding
    const acos = kpi({ id: 'acos', label: sampleKpis.acos.label, unit: 'ratio', formula: 'ad_spend / ad_sales' })
    const endless = { value: Number.POSITIVE_INFINITY, currency: null, limit: 0.3 }
    const shown = view(endless, { finding, kpi: acos })
    const line = { at: new Date(0), person: null, via: null, reason: null, people: [], until: null }
    const opened = { ...line, kind: 'opened', figure: { value: Number.POSITIVE_INFINITY, day } } as const
    const cards = [
      alertCard(shown),
      alertHistoryCard(shown, [opened], 'UTC'),
      alertGroupCard({
        ...group,
        kpi: acos,
        alerts: [alert(endless)],
        overNothing: new Map([[42, unbounded as Unbounded]]),
      }),
    ]

    for (const card of cards) expect(textOf(card)).toContain('no ad sales on $500.00 of ad spend')
    expect(textOf(cards[1] as Card)).toMatch(/opened, no ad sales on \$500\.00/)
  })

  it('says what is wrong, against what, since when, whose it is and what to look at', () => {
    const card = alertCard(view())
    const text = textOf(card)

    expect(card).toMatchObject({ tone: 'bad', title: { en: 'Sales · West · target missed' } })
    for (const part of ['$60.00', '$100.00', '60%', '20%', 'Sat, Nov 18', 'Mei Lin', 'Check first']) {
      expect(text).toContain(part)
    }
    expect(card.blocks).toContainEqual({ type: 'mention', people: [owner] })
    expect(buttonsOf(card)).toEqual([
      'ack 42',
      'ack 42 {reason}',
      'why 42',
      expect.stringMatching(/^trend sales west/),
      'snooze 42 {until}',
      'resolve false 42 {reason}',
      'resolve 42',
    ])
  })

  it('speaks three languages without leaving a gap open', () => {
    for (const state of ['open', 'acknowledged', 'resolved'] as const) {
      for (const locale of locales) {
        const text = textOf(alertCard(view({ state, acknowledgedBy: owner, acknowledgedAt: at, reason: 'x' })), locale)

        expect(text).not.toMatch(/\{(?!reason\})\w+\}|undefined|NaN/)
        expect(text.length).toBeGreaterThan(40)
      }
    }
  })

  it('shows who took it on, when by the store’s clock and why, and mentions nobody any more', () => {
    const taken = { state: 'acknowledged', acknowledgedBy: { id: 8, name: 'Ken' }, acknowledgedAt: at } as const

    const card = alertCard(view({ ...taken, reason: 'Typhoon' }))

    expect(card.tone).toBe('warning')
    expect(textOf(card)).toContain('Ken took this on (Mon, Nov 20, 08:05 Eastern Time).')
    expect(textOf(card)).toContain('Reason: Typhoon')
    expect(card.blocks.some(block => block.type === 'mention')).toBe(false)
    expect(buttonsOf(card)).not.toContain('ack 42')
  })

  it('is good news when it is over, by itself or by hand', () => {
    const recovered = alertCard(view({ state: 'resolved', value: 95_00, resolvedAt: at }))
    const closed = alertCard(view({ state: 'resolved', resolvedAt: at, resolvedBy: owner }))

    expect(recovered).toMatchObject({ tone: 'good', title: { en: 'Sales · West · back to normal' } })
    expect(textOf(closed)).toContain('Mei Lin closed it')
    expect(buttonsOf(recovered).some(line => line.startsWith('ack') || line.startsWith('resolve'))).toBe(false)
  })

  it('names the line of the marketplace and its window', () => {
    const limit = {
      platform: 'amazon',
      kpiId: 'acos',
      comparison: '<',
      limit: 0.04,
      windowDays: 30,
      certainty: 'published',
      source: verbatim('Seller Central'),
    } as const
    const rate = { severity: 'critical', value: 0.05, limit: 0.04, currency: null } as const

    const card = alertCard(view(rate, { kpi: sampleKpis.acos, limit }))

    expect(card.tone).toBe('critical')
    expect(textOf(card)).toContain('ACoS is 5% over the last 30 days; limit ≤ 4%.')
    expect(textOf(card)).toContain('Seller Central')
  })

  it('draws the month with its notes, and says when it is a demo', () => {
    const note = { text: 'Typhoon {value}', authorName: 'Ken', fromDay: day, toDay: day }

    const card = alertCard(view({}, { notes: [note], place: place([store({ demo: true })]) }))
    const image = card.blocks.find(block => block.type === 'image')

    expect(image?.picture.data).toMatchObject({ notes: [{ text: 'Typhoon {value}', author: 'Ken' }] })
    expect(card.title.en).toMatch(/^\[Demo\]/)
  })
})
