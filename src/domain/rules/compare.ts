import type { Kpi } from '#src/domain/kpis/kpi.ts'

/** How a value is held against a line: `>`, `<`, `≥`, `≤`, `=`, `≠`. */
export const compares = ['above', 'below', 'at_least', 'at_most', 'equal', 'unequal'] as const
export type Compare = (typeof compares)[number]

/** The sign of each comparison. */
export const compareSigns: Readonly<Record<Compare, string>> = {
  ...{ above: '>', below: '<', at_least: '≥', at_most: '≤', equal: '=', unequal: '≠' },
}

/** Sums and quotients that differ by less than this share are the same number: 0.1 + 0.2 is 0.3. */
const sameShare = 1e-9

function isSame(a: number, b: number): boolean {
  return Number.isFinite(a) && Math.abs(a - b) <= sameShare * Math.max(Math.abs(a), Math.abs(b))
}

/** Whether a value stands to a line as asked. */
export function compared(compare: Compare, value: number, line: number): boolean {
  const same = value === line || isSame(value, line)
  switch (compare) {
    case 'above':
      return value > line && !same
    case 'below':
      return value < line && !same
    case 'at_least':
      return value > line || same
    case 'at_most':
      return value < line || same
    case 'equal':
      return same
    case 'unequal':
      return !same
    default:
      return compare satisfies never
  }
}

/** How far a value is beyond a line on the bad side; negative on the good side, and 0 where there are no sides. */
export function beyond(compare: Compare, value: number, line: number): number {
  if (compare === 'above' || compare === 'at_least') return value - line
  return compare === 'below' || compare === 'at_most' ? line - value : 0
}

/** The values that a KPI can have; open where nothing limits it. Money may be negative by refunds. */
export function possibleValues(kpi: Pick<Kpi, 'unit' | 'theme'>): readonly [number, number] {
  if (kpi.theme === 'custom' || kpi.theme === 'profit' || kpi.unit === 'money' || kpi.unit === 'number')
    return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (kpi.unit === 'points') return [-100, 100]
  if (kpi.unit === 'stars') return [0, 5]
  const isPart = kpi.unit === 'ratio' && (kpi.theme === 'service' || kpi.theme === 'fulfilment')
  return [0, isPart ? 1 : Number.POSITIVE_INFINITY]
}

/** Whether a comparison holds for `all` values of a KPI or for `none`; `null`: for some. */
export function foregone(compare: Compare, line: number, kpi: Pick<Kpi, 'unit' | 'theme'>): 'all' | 'none' | null {
  const [low, high] = possibleValues(kpi)
  const outside = line < low || line > high
  switch (compare) {
    case 'above':
      return line >= high ? 'none' : line < low ? 'all' : null
    case 'at_least':
      return line > high ? 'none' : line <= low ? 'all' : null
    case 'below':
      return line <= low ? 'none' : line > high ? 'all' : null
    case 'at_most':
      return line < low ? 'none' : line >= high ? 'all' : null
    case 'equal':
      return outside ? 'none' : null
    case 'unequal':
      return outside ? 'all' : null
    default:
      return compare satisfies never
  }
}
