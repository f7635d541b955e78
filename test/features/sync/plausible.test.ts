import { describe, expect, it } from 'vitest'
import { implausible, zeroDays } from '#src/features/sync/held/plausible.ts'

const orders = { tells: ['orders', 'units', 'gross_sales'] }
const visits = { tells: ['sessions', 'page_views'] }
const fees = { tells: ['platform_fees', 'storage_cost'] }
const ads = { tells: ['ad_spend', 'ad_clicks'] }
const day = '2026-05-20'
const row = (measures: Record<string, number>, on = day) => ({
  sku: '',
  day: on,
  measures: Object.fromEntries(Object.entries(measures).map(([id, value]) => [id, String(value)])),
})
const told = (measures: Record<string, number>, on = day) => ({ day: on, feed: '', measures })
const past = (count: number, measures: (n: number) => Record<string, number>) =>
  Array.from({ length: count }, (_, n) => told(measures(n), `2026-05-${String(19 - n).padStart(2, '0')}`))

describe('a zero', () => {
  it.each([
    ['visits beside orders', visits, row({ sessions: 0, page_views: 0 }), [], [told({ orders: 3 })], 'sister'],
    ['fees beside sales', fees, row({ platform_fees: 0 }), [], [told({ gross_sales: 990 })], 'sister'],
    [
      'orders beside fees',
      orders,
      row({ orders: 0, units: 0, gross_sales: 0 }),
      [],
      [told({ platform_fees: 12 })],
      'sister',
    ],
    [
      'a day that had figures',
      visits,
      row({ sessions: 0, page_views: 0 }),
      [told({ sessions: 40, page_views: 9 })],
      [],
      'history',
    ],
    [
      'orders after two weeks of many',
      orders,
      row({ orders: 0, units: 0, gross_sales: 0 }),
      past(14, n => ({ orders: 20 + n })),
      [],
      'history',
    ],
    ['orders beside visits', orders, row({ orders: 0, units: 0, gross_sales: 0 }), [], [told({ sessions: 50 })], null],
    [
      'orders of a small shop',
      orders,
      row({ orders: 0, units: 0, gross_sales: 0 }),
      past(14, n => ({ orders: 1 + (n % 3) })),
      [],
      null,
    ],
    [
      'orders of a shop that had zeros',
      orders,
      row({ orders: 0, units: 0, gross_sales: 0 }),
      past(14, n => ({ orders: n === 5 ? 0 : 30 })),
      [],
      null,
    ],
    [
      'the first days of a shop',
      orders,
      row({ orders: 0, units: 0, gross_sales: 0 }),
      past(3, () => ({ orders: 30 })),
      [],
      null,
    ],
    [
      'a zero that stands',
      visits,
      row({ sessions: 0, page_views: 0 }),
      [told({ sessions: 0, page_views: 0 })],
      [told({ orders: 3 })],
      null,
    ],
    [
      'advertising that was switched off',
      ads,
      row({ ad_spend: 0, ad_clicks: 0 }),
      past(14, () => ({ ad_spend: 900 })),
      [told({ orders: 9 })],
      null,
    ],
    [
      'orders on a day on which older ones were shipped',
      { tells: ['orders', 'units', 'gross_sales', 'shipments_confirmed'] },
      row({ orders: 0, units: 0, gross_sales: 0, shipments_confirmed: 2 }),
      [told({ orders: 0, units: 0, gross_sales: 0, shipments_confirmed: 1 })],
      [],
      null,
    ],
    ['not of everything', visits, row({ sessions: 0, page_views: 5 }), [], [told({ orders: 3 })], null],
  ])('of %s is believed or not', (_what, feed, answer, own, sisters, why) => {
    const zeros = zeroDays([answer], feed, '2026-05-21')

    expect(implausible(zeros, [answer], feed, { own, sisters }).get(day) ?? null).toBe(why)
  })

  it('of fees is believed where they stand on the day of the payment', () => {
    const booked = { ...fees, booked: true } as const

    expect(zeroDays([row({ platform_fees: 0 })], booked, '2026-05-21')).toEqual([])
  })

  it('of today means nothing yet', () => {
    expect(zeroDays([row({ orders: 0, units: 0, gross_sales: 0 })], orders, day)).toEqual([])
  })

  it('is judged by the other days of the same answer, too', () => {
    const answer = [
      row({ orders: 0, units: 0, gross_sales: 0 }),
      ...past(8, () => ({ orders: 15 })).map(one => row({ orders: 15 }, one.day)),
    ]

    expect([...implausible([day], answer, orders, { own: [], sisters: [] })]).toEqual([[day, 'history']])
  })
})
