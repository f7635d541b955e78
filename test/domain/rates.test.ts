import { expect, it } from 'vitest'
import { conversionOn, type Rate } from '#src/domain/rates.ts'

const rate = (from: string, to: string, since: string, value: string): Rate => ({
  from,
  to,
  since,
  rate: value,
  demo: false,
})
const factor = (rates: readonly Rate[], from: string, to: string, day: string) =>
  conversionOn(rates, from, to, day)?.factor.toNumber() ?? null

it('takes the latest rate that is not after the day, and minor units into account', () => {
  const rates = [rate('JPY', 'USD', '2026-11-01', '0.0067'), rate('JPY', 'USD', '2026-12-01', '0.0064')]

  expect(factor(rates, 'JPY', 'USD', '2026-10-31')).toBeNull()
  expect(factor(rates, 'JPY', 'USD', '2026-11-30')).toBe(0.67) // one yen is 0.67 cents
  expect(factor(rates, 'JPY', 'USD', '2026-12-01')).toBe(0.64)
})

it('goes a rate backwards, and prefers the newer of the two directions', () => {
  const rates = [rate('JPY', 'USD', '2026-11-01', '0.008'), rate('USD', 'JPY', '2026-11-05', '200')]

  expect(factor(rates, 'USD', 'JPY', '2026-11-02')).toBe(1.25) // 125 yen for 100 cents
  expect(factor(rates, 'JPY', 'USD', '2026-11-05')).toBe(0.5)
})

it('goes over a third currency, the one with the fresher rates', () => {
  const rates = [
    rate('JPY', 'EUR', '2026-01-01', '0.006'),
    rate('EUR', 'CNY', '2026-11-01', '8'),
    rate('USD', 'JPY', '2026-10-01', '150'),
    rate('USD', 'CNY', '2026-10-02', '7.5'),
  ]

  expect(factor(rates, 'JPY', 'CNY', '2026-11-01')).toBeCloseTo(5, 12)
  expect(conversionOn(rates, 'JPY', 'CNY', '2026-11-01')?.used.map(used => used.since)).toEqual([
    '2026-10-01',
    '2026-10-02',
  ])
})

it('needs no rate for the same currency', () => {
  expect(conversionOn([], 'USD', 'USD', '2026-11-01')).toMatchObject({ used: [] })
})
