import { describe, expect, it } from 'vitest'
import { judgeLimit, judgeTarget } from '#src/domain/alerts/judge.ts'
import type { PlatformLimit } from '#src/domain/limits/index.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { figure, kpi, quality, sampleKpis, targetState } from '#test/support/builders.ts'

const day = '2026-11-19'
const closed = quality({ daysWithData: 1, daysExpected: 1 })

function sales(attainment: number, over: Parameters<typeof quality>[0] = {}, better: 'higher' | 'lower' = 'higher') {
  const target = targetState({ value: 100_00, attainment })
  return figure({ kpi: kpi({ better }), value: attainment * 100_00, target, quality: { ...closed, ...over } })
}

function conversion(attainment: number, over: Parameters<typeof quality>[0] = {}) {
  const target = targetState({ value: 0.02, attainment })
  return figure({ kpi: sampleKpis.conversion, value: 0.02 * attainment, target, quality: { ...closed, ...over } })
}

const look = (running: boolean) => ({ day, running, amount: true })
const lookAtRate = (running: boolean) => ({ day, running, amount: false })

describe('judging a target', () => {
  it.each([
    [0.3, { breach: 'critical', calm: false }],
    [0.79, { breach: 'bad', calm: false }],
    [0.8, { breach: null, calm: false }],
    [0.89, { breach: null, calm: false }],
    [0.9, { breach: null, calm: true }],
    [1.1, { breach: null, calm: true }],
  ])('reads %d reached as %o', (attainment, verdict) => {
    expect(judgeTarget(sales(attainment), look(false))).toMatchObject({ ...verdict, day, limit: 100_00 })
  })

  it('says nothing without a value, below the sample, or while data is missing', () => {
    expect(judgeTarget({ ...sales(0.3), value: null }, look(false))).toBe(null)
    expect(judgeTarget(conversion(0.3, { belowSample: true }), lookAtRate(false))).toBe(null)
    expect(judgeTarget(sales(0.3, { daysWithData: 1, daysExpected: 2 }), look(false))).toBe(null)
  })

  it('raises nothing from an amount that may still be restated, but lets it end an alert', () => {
    expect(judgeTarget(sales(0.3, { provisional: true }), look(false))).toBe(null)
    expect(judgeTarget(sales(0.95, { provisional: true }), look(false))?.calm).toBe(true)
    expect(judgeTarget(conversion(0.3, { provisional: true }), lookAtRate(false))?.breach).toBe('critical')
  })

  it('takes from a running day only what the rest of the day cannot take back', () => {
    const running = { provisional: true, daysExpected: 0 }

    expect(judgeTarget(sales(0.3, running), look(true))).toBe(null)
    expect(judgeTarget(sales(0.95, running), look(true))?.calm).toBe(true)
    expect(judgeTarget(sales(0.3, running, 'lower'), look(true))?.breach).toBe('critical')
    expect(judgeTarget(sales(1.1, running, 'lower'), look(true))).toBe(null)
  })

  it('judges a rate of a running day once its sample is large enough, and only where it has one', () => {
    const running = { provisional: true, daysExpected: 0 }
    const acos = figure({ kpi: sampleKpis.acos, value: 0.5, target: targetState({ attainment: 0.2 }), quality: closed })

    expect(judgeTarget(conversion(0.3, running), lookAtRate(true))?.breach).toBe('critical')
    expect(judgeTarget(conversion(0.3, { ...running, belowSample: true }), lookAtRate(true))).toBe(null)
    expect(judgeTarget({ ...acos, quality: { ...closed, provisional: true } }, lookAtRate(true))).toBe(null)
  })

  it('holds a value against the nearer end of a band, and is calm where there is no target any more', () => {
    const band = targetState({ value: null, low: 20, high: 60, attainment: 0.5 })
    const cover = figure({ kpi: sampleKpis.cover, value: 75, target: band, quality: closed })

    expect(judgeTarget(cover, lookAtRate(false))?.limit).toBe(60)
    expect(judgeTarget({ ...cover, target: null }, lookAtRate(false))).toMatchObject({ breach: null, calm: true })
  })
})

describe('judging a line of a marketplace', () => {
  const limit = (over: Partial<PlatformLimit> = {}): PlatformLimit => ({
    platform: 'amazon',
    kpiId: 'late_shipment_rate',
    comparison: '<',
    limit: 0.04,
    windowDays: 30,
    certainty: 'published',
    source: verbatim(''),
    ...over,
  })
  const rate = (value: number | null, over: Parameters<typeof quality>[0] = {}) => ({ value, quality: quality(over) })

  it.each([
    [limit(), 0.04, 'critical', false],
    [limit(), 0.039, null, false],
    [limit(), 0.038, null, true],
    [limit({ comparison: '<=' }), 0.04, null, false],
    [limit({ comparison: '>=', limit: 0.95 }), 0.949, 'critical', false],
    [limit({ comparison: '>=', limit: 0.95 }), 0.951, null, false],
    [limit({ comparison: '>=', limit: 0.95 }), 0.953, null, true],
    [limit({ comparison: '>=', limit: 4.5 }), 4.4, 'critical', false],
    [limit({ comparison: '>=', limit: 4.5 }), 4.75, null, true],
  ])('%# tells broken, close and safely kept apart', (line, value, breach, calm) => {
    expect(judgeLimit(rate(value), line, day, null)).toMatchObject({ breach, calm, limit: line.limit })
  })

  it('says nothing below the sample, on less than half of the window, or below the platform’s own number of orders', () => {
    expect(judgeLimit(rate(0.5, { belowSample: true }), limit(), day, null)).toBe(null)
    expect(judgeLimit(rate(0.5, { daysWithData: 14, daysExpected: 30 }), limit(), day, null)).toBe(null)
    expect(judgeLimit(rate(0.5), limit({ minimumOrders: 600 }), day, 599)).toBe(null)
    expect(judgeLimit(rate(null), limit(), day, null)).toBe(null)
  })
})
