import type { Day } from '#src/domain/period/index.ts'
import { roleOfColumn } from './column-words.ts'

type Row = readonly string[]

/** A month and the column that it stands over. */
export interface MonthColumn {
  readonly month: Day
  readonly at: number
}

/** What a group of columns holds that are no targets: what was reached, shares, the year before. */
const otherGroups =
  /実績|達成|前年|実際|实际|完成|达成|去年|同期|同比|差|actual|achiev|last year|previous|prior|yoy|diff|variance/i

/** The cell over each column: one that is merged across stands in the first of its columns alone. */
export function spread(cells: Row, width: number): readonly string[] {
  let last = ''
  return Array.from({ length: width }, (_, at) => {
    last = cells[at] || last
    return last
  })
}

/** The year that stands over a column in the rows above the headings, nearest first; `null`: none does. */
export function yearOver(above: readonly Row[], at: number): number | null {
  for (const cells of [...above].reverse()) {
    const year = /(?:^|\D)((?:19|20)\d\d)(?!\d)/.exec((spread(cells, at + 1)[at] ?? '').normalize('NFKC'))?.[1]
    if (year !== undefined) return Number(year)
  }
  return null
}

/**
 * The months of a table whose months stand under groups such as 目標 and 実績: those of the targets. A month that stands
 * twice all the same is told as `twice`.
 */
export function targetMonths(
  months: readonly MonthColumn[],
  above: readonly Row[],
): { readonly months: readonly MonthColumn[]; readonly twice: Day | null } {
  const counts = new Map<Day, number>()
  for (const { month } of months) counts.set(month, (counts.get(month) ?? 0) + 1)
  const groupsOf = ({ at }: MonthColumn) => above.map(cells => spread(cells, at + 1)[at] ?? '')
  const isTarget = (column: MonthColumn) => groupsOf(column).some(group => isTargetHead(group))
  const isOther = (column: MonthColumn) => groupsOf(column).some(group => otherGroups.test(group))
  const doubled = months.filter(({ month }) => (counts.get(month) ?? 0) > 1)
  const kept = doubled.some(isTarget) ? months.filter(isTarget) : months.filter(column => !isOther(column))
  const chosen = doubled.length > 0 ? kept : months
  const twice = chosen.find(({ month }, index) => chosen.findIndex(one => one.month === month) !== index)
  return { months: chosen, twice: twice?.month ?? null }
}

/**
 * The months of a table whose months are merged over columns such as 目標 and 実績 in the row below: the columns of the
 * targets. `null`: the row below holds no such headings.
 */
export function monthsOver(
  months: readonly MonthColumn[],
  below: Row | undefined,
  store: number,
): readonly MonthColumn[] | null {
  if (!below || (below[store] ?? '') !== '') return null
  const found = months.map(({ month, at }, index) => {
    const end = months[index + 1]?.at ?? below.length
    const column = below.slice(at, end).findIndex(isTargetHead)
    return column < 0 ? null : { month, at: at + column }
  })
  return found.every(one => one !== null) ? found : null
}

function isTargetHead(cell: string): boolean {
  return roleOfColumn(cell) === 'value' && !otherGroups.test(cell)
}

const cjkUnit = '(?:十|百|千|万|億|亿|百万|千万)(?:円|元|ドル|美元|日元)?'
const saidUnit = new RegExp(`(?:単位|单位|unit)\\s*[:：]?\\s*\\(?(${cjkUnit})(?![\\d月])`, 'i')
const headUnit = new RegExp(`[（(]\\s*(?:単位|单位)?\\s*[:：]?\\s*(${cjkUnit})\\s*[）)]`)
const english = /(?:\bin |[($€£¥]\s*|\bunit:? *|\b[A-Z]{3} )(thousands?|millions?|k|m|mm)\b/i

/**
 * In what the amounts of a table are said to be written, such as 千円 of “単位：千円” or `k` of “in thousands”; `null`: nothing is
 * said. Written after an amount it is read as in chat.
 */
export function unitOf(heads: readonly Row[]): string | null {
  for (const cell of heads.flat()) {
    const text = cell.normalize('NFKC')
    const found = (saidUnit.exec(text) ?? headUnit.exec(text))?.[1]
    if (found !== undefined) return found
    const word = english.exec(text)?.[1]?.toLowerCase()
    if (word !== undefined) return word.startsWith('k') || word.startsWith('t') ? 'k' : 'M'
  }
  return null
}

/** A bare number with the unit of its table; anything that says its own unit stays as it is. */
export function withUnit(text: string, unit: string | null): string {
  const bare = text.normalize('NFKC').trim()
  return unit !== null && /^[\d.,'’\s]+$/.test(bare) && /\d/.test(bare) ? `${bare}${unit}` : text
}
