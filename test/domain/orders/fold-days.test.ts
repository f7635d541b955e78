import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysOfLine, foldDays } from '#src/domain/orders/fold-days.ts'
import type { OrderLine } from '#src/domain/orders/order-line.ts'

const timeZone = 'America/Los_Angeles'
const tells = ['gross_sales', 'cancelled_sales', 'net_sales', 'discount_shop', 'orders', 'units', 'refunds_amount']

function line(over: Partial<OrderLine> = {}): OrderLine {
  return {
    orderId: 'A',
    lineId: '1',
    sku: 'S',
    units: '2',
    amounts: { gross_sales: '1000', discount_shop: '100' },
    purchasedAt: '2026-06-01T12:00:00Z',
    changedAt: '2026-06-01T12:00:00Z',
    shippedAt: null,
    cancelledAt: null,
    cancelledBy: null,
    refunds: [],
    buyer: null,
    ...over,
  }
}

function fold(lines: readonly OrderLine[]) {
  const days = [...new Set(lines.flatMap(one => daysOfLine(one, timeZone)))].sort()
  const rows = foldDays(lines, { timeZone, days, tells })
  return (day: string, sku = '') => rows.find(row => row.day === day && row.sku === sku)?.measures
}

describe('order lines as days', () => {
  it.each([
    ['spring forward', '2026-03-09T06:59:59.999Z', '2026-03-08'],
    ['fall back', '2026-11-02T07:59:59.999Z', '2026-11-01'],
  ])('puts the last millisecond before midnight into the day that ends (%s)', (_name, purchasedAt, day) => {
    expect(fold([line({ purchasedAt })])(day)?.net_sales).toBe('900')
  })

  it.each([
    [
      'in time',
      '2026-06-02T18:00:00Z',
      { '2026-06-02': [undefined, '1', '0'], '2026-06-03': ['1', undefined, undefined] },
    ],
    [
      'late',
      '2026-06-04T18:00:00Z',
      { '2026-06-03': ['1', undefined, undefined], '2026-06-04': [undefined, '0', '1'] },
    ],
    ['not yet shipped', null, { '2026-06-03': ['1', undefined, undefined] }],
  ])('holds shipments against what was promised, where it is told: %s', (_what, shippedAt, expected) => {
    const lines = [line({ shippedAt, shipBy: '2026-06-03T20:00:00Z' }), line({ orderId: 'B', shippedAt })]
    const days = [...new Set(lines.flatMap(one => daysOfLine(one, timeZone)))].sort()
    const known = ['shipments_due', 'shipments_on_time', 'shipments_late']
    const rows = foldDays(lines, { timeZone, days, tells, tellsWhereKnown: known })
    const found = rows.filter(({ sku, measures }) => sku === '' && known.some(id => id in measures))

    expect(Object.fromEntries(found.map(({ day, measures }) => [day, known.map(id => measures[id])]))).toEqual(expected)
  })

  it('counts an order of two SKUs once for the store and once for each SKU', () => {
    const at = fold([line(), line({ lineId: '2', sku: 'T' })])

    expect([at('2026-06-01')?.orders, at('2026-06-01', 'S')?.orders, at('2026-06-01', 'T')?.orders]).toEqual([
      '1',
      '1',
      '1',
    ])
  })

  it('counts goods and money that came back on their own days, and a line that tells nothing else as no sale', () => {
    const returns = [{ at: '2026-06-20T06:30:00Z', units: '1', reason: 'damaged' as const }]
    const refunds = [{ id: 'r', at: '2026-06-25T20:00:00Z', amount: '450', units: '1' }]
    const back = line({ orderId: 'B', returns, refunds, backOnly: true })
    const days = ['2026-06-01', '2026-06-19', '2026-06-25']
    const all = [...tells, 'returns_units', 'returns_reason_damaged', 'returns_reason_late']

    const rows = foldDays([back], { timeZone, days, tells: all })

    expect(daysOfLine(back, timeZone)).toEqual(['2026-06-25', '2026-06-19'])
    const of = (day: string, sku = '') => rows.find(row => row.day === day && row.sku === sku)?.measures
    expect(of('2026-06-01')).toMatchObject({ orders: '0', units: '0', gross_sales: '0', returns_units: '0' })
    expect(of('2026-06-19')).toMatchObject({
      returns_units: '1',
      returns_reason_damaged: '1',
      returns_reason_late: '0',
    })
    expect(of('2026-06-19', 'S')).toEqual({ returns_units: '1', returns_reason_damaged: '1' })
    expect(of('2026-06-25')).toMatchObject({ refunds_amount: '450', returns_units: '0', orders: '0' })
  })

  it('takes a late cancellation from the day of the order', () => {
    const at = fold([line({ cancelledAt: '2026-07-15T00:00:00Z', cancelledBy: 'buyer' })])

    expect(at('2026-06-01')).toMatchObject({
      gross_sales: '1000',
      cancelled_sales: '1000',
      net_sales: '0',
      orders: '0',
    })
  })

  it('puts a refund of any age on its own day', () => {
    const refunds = [{ id: 'r', at: '2026-07-11T12:00:00Z', amount: '250', units: '1' }]
    const at = fold([line({ refunds })])

    expect(at('2026-07-11')).toMatchObject({ refunds_amount: '250', net_sales: '0' })
    expect(at('2026-06-01')).toMatchObject({ refunds_amount: '0', net_sales: '900' })
  })

  it('keeps net = gross - cancelled - discount for any lines in any order', () => {
    const lines = fc.array(
      fc.record({
        orderId: fc.constantFrom('A', 'B', 'C'),
        lineId: fc.uuid(),
        gross: fc.integer({ min: 0, max: 99_999 }),
        discount: fc.integer({ min: 0, max: 999 }),
        gone: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(lines, given => {
        const all = given.map(one =>
          line({
            ...one,
            amounts: { gross_sales: String(one.gross), discount_shop: String(one.discount) },
            cancelledAt: one.gone ? '2026-06-02T00:00:00Z' : null,
          }),
        )
        const days = ['2026-06-01']
        const sum = (rows: readonly OrderLine[]) => foldDays(rows, { timeZone, days, tells })[0]?.measures
        const m = sum(all)
        expect(Number(m?.net_sales)).toBe(
          Number(m?.gross_sales) - Number(m?.cancelled_sales) - Number(m?.discount_shop),
        )
        expect(sum([...all].reverse())).toEqual(m)
      }),
    )
  })
})
