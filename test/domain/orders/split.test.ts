import { expect, it } from 'vitest'
import { split } from '#src/domain/orders/split.ts'

it.each([
  ['100', ['1', '1', '1']],
  ['7', ['0', '3', '2']],
  ['5', ['0', '0']],
  ['0', ['4']],
])('an amount of %s is spread over %j without losing a cent', (amount, weights) => {
  const parts = split(amount, weights).map(Number)

  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Number(amount))
  expect(parts.every(part => Number.isInteger(part) && part >= 0)).toBe(true)
})
