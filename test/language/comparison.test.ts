import { describe, expect, it } from 'vitest'
import { compared, foregone } from '#src/domain/rules/compare.ts'
import { findComparisons } from '#src/language/comparison.ts'

describe('a comparison in words', () => {
  it.each([
    [
      'at_most',
      '<= 3|≤ 3|≦ 3|=< 3|3以下|不超过3|不高于3|不大于3|至多3|小于等于3|at most 3|no more than 3|up to 3|3 or less|not above 3|3を超えない',
    ],
    [
      'at_least',
      '>= 3|≥ 3|=> 3|3以上|不低于3|不少于3|至少3|大于等于3|at least 3|no less than 3|3 or more|not below 3|3を下回らない',
    ],
    [
      'above',
      '> 3|＞ 3|超过3|超過3|高于3|大于3|多于3|3超|3を超える|3を超えたら|3を上回る|3より大きい|above 3|over 3|more than 3|exceeds 3',
    ],
    [
      'below',
      '< 3|低于3|低於3|少于3|小于3|不足3|不到3|跌破3|3未満|3を下回る|3を下回ったら|3より少ない|below 3|under 3|less than 3|fewer than 3',
    ],
    ['equal', '= 3|== 3|等于3|正好3|为0|是 0|is 0|equals 3|exactly 3|ちょうど3'],
    ['unequal', '!= 3|≠ 3|<> 3|不等于3|is not 3|3以外'],
  ])('%s: %s', (expected, forms) => {
    for (const form of forms.split('|')) {
      const found = findComparisons(form.normalize('NFKC')).map(one => one.compare)
      expect(found, form).toEqual([expected])
    }
  })

  it('is not found inside of other words', () => {
    expect(findComparisons('overview of exceedingly undertaken rover')).toEqual([])
  })
})

describe('a comparison', () => {
  it.each([
    ['at_most', [true, true, false]],
    ['below', [true, false, false]],
    ['equal', [false, true, false]],
    ['unequal', [true, false, true]],
    ['at_least', [false, true, true]],
    ['above', [false, false, true]],
  ] as const)('%s holds for 2, 3 and 4 against 3: %j', (compare, expected) => {
    expect([2, 3, 4].map(value => compared(compare, value, 3))).toEqual(expected)
  })

  it('takes sums that differ by rounding for the same number', () => {
    expect(compared('at_most', 0.1 + 0.2, 0.3)).toBe(true)
    expect(compared('above', 0.1 + 0.2, 0.3)).toBe(false)
    expect(compared('at_least', Number.POSITIVE_INFINITY, 3)).toBe(true)
  })

  it.each([
    ['below', 0, 'none'],
    ['at_most', 0, null],
    ['at_most', -1, 'none'],
    ['above', -1, 'all'],
    ['at_least', 0, 'all'],
    ['above', 0, null],
    ['equal', -5, 'none'],
  ] as const)('of a count, %s %i holds for %s', (compare, line, expected) => {
    expect(foregone(compare, line, { unit: 'count', theme: 'sales' })).toBe(expected)
  })

  it.each([
    ['above', 1, 'none'],
    ['at_least', 1, null],
    ['above', 1.2, 'none'],
  ] as const)('of a share, %s %d holds for %s', (compare, line, expected) => {
    expect(foregone(compare, line, { unit: 'ratio', theme: 'fulfilment' })).toBe(expected)
  })
})
