import { describe, expect, it } from 'vitest'
import { isTimeZone } from '#src/domain/days.ts'
import { knownMarkets, marketHabits } from '#src/domain/markets.ts'

describe('markets', () => {
  it.each(knownMarkets)('%s has a currency and a zone that there are', market => {
    const habits = marketHabits(market)

    expect(Intl.supportedValuesOf('currency')).toContain(habits?.currency)
    expect(isTimeZone(habits?.timeZone ?? '')).toBe(true)
  })

  it.each([
    ['br', 'BRL', 'America/Sao_Paulo'],
    ['pl', 'PLN', 'Europe/Warsaw'],
    ['nl', 'EUR', 'Europe/Amsterdam'],
    ['hk', 'HKD', 'Asia/Hong_Kong'],
    ['ch', 'CHF', 'Europe/Zurich'],
    ['in', 'INR', 'Asia/Kolkata'],
    ['ae', 'AED', 'Asia/Dubai'],
    ['tr', 'TRY', 'Europe/Istanbul'],
    ['us', 'USD', 'America/Los_Angeles'],
  ])('%s is paid in %s', (market, currency, timeZone) => {
    expect(marketHabits(market)).toEqual({ currency, timeZone })
  })

  it('are none where nobody knows them', () => {
    expect(marketHabits('zz')).toBeNull()
  })
})
