import { expect, it } from 'vitest'
import { findMeasure, measures, namesOf } from '#src/domain/measures/index.ts'
import { nearMeasures } from '#src/features/ingest/push/near-measures.ts'

it.each([
  ['orderz', 'orders'],
  ['web_orders', 'orders'],
  ['totalOrders', 'orders'],
  ['number of orders', 'orders'],
  ['net_sale', 'net_sales'],
  ['revenu', 'net_sales'],
  ['refund_total', 'refunds_amount'],
  ['visitors_total', 'visitors'],
  ['clicks of ads', 'ad_clicks'],
  ['spend', 'ad_spend'],
  ['広告', 'ad_spend'],
])('for %s the first measure that is offered is %s', (name, id) => {
  expect(nearMeasures(name)[0]).toBe(id)
})

it.each(['zzzz', 'temperature', '', '_', 'total', 'x'.repeat(60_000)])('for %s none is offered', name => {
  expect(nearMeasures(name)).toEqual([])
})

it('offers measures that exist, three at most, and the right one for every name with a letter too many', () => {
  for (const measure of measures)
    for (const name of namesOf(measure).filter(one => one.length > 5)) {
      const near = nearMeasures(`${name}x`)
      expect([name, near.every(id => findMeasure(id) !== null), near.length <= 3]).toEqual([name, true, true])
      expect([name, near]).toEqual([name, expect.arrayContaining([measure.id])])
    }
})

it('answers a wrong name that stands in every row of a file without looking again', () => {
  expect(nearMeasures('web_orders')).toBe(nearMeasures('web_orders'))
})
