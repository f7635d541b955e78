import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { parseDecimal } from '#src/features/imports/values/numbers.ts'
import { measureIn } from './columns.ts'
import type { Plan } from './plan.ts'

/** What the rows of one name hold per day, for telling sums from parts. */
export interface DaySums {
  readonly days: ReadonlyMap<string, readonly number[]>
  readonly add: (day: string, cells: readonly Cell[], columns: readonly number[]) => void
}

/** Amounts that are looked at, and days of one name (judgement: memory stays bounded, and a month tells enough). */
const maxColumns = 3
const maxDays = 62
/** Sums of rounded parts differ by some units (judgement). */
const tolerance = 0.005

/** Columns whose amounts can be added up. */
export function amountColumns({ uses }: Plan): readonly number[] {
  const adds = uses.filter(({ role }) => {
    if (role === 'value') return true
    const measure = measureIn(role)
    return measure?.unit === 'money' || measure?.unit === 'count'
  })
  return [...new Set(adds.map(use => use.column))].slice(0, maxColumns)
}

/** Starts the sums of a name. */
export function sumsOfDays(columns: number): DaySums {
  const days = new Map<string, number[]>()
  return {
    days,
    add: (day, cells, at) => {
      const sums = days.get(day) ?? (days.size < maxDays ? Array.from({ length: columns }, () => 0) : null)
      if (!sums) return
      days.set(day, sums)
      at.forEach((column, index) => {
        const text = textOf(cells[column])
        const value = Number(parseDecimal(text, /,\d{1,2}\D*$/.test(text) ? ',' : '.') ?? 0)
        sums[index] = (sums[index] ?? 0) + (Number.isFinite(value) ? value : 0)
      })
    },
  }
}

/** So many days say more than a row that is wrong (judgement). */
const fewestDays = 3

interface Parts {
  readonly sums: DaySums
}

/** Own amounts beside what the parts of the same day add up to, where those are not zero. */
function pairs(sums: DaySums, parts: readonly Parts[]): { own: number; all: number; of: number }[] {
  return [...sums.days].flatMap(([day, own]) => {
    const there = parts.flatMap(part => part.sums.days.get(day) ?? [])
    const rows = parts.flatMap(part => (part.sums.days.has(day) ? [part.sums.days.get(day) ?? []] : []))
    if (there.length === 0) return []
    return own.flatMap((value, index) => {
      const all = rows.reduce((total, row) => total + (row[index] ?? 0), 0)
      return all === 0 ? [] : [{ own: value, all, of: rows.length }]
    })
  })
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.abs(other) * tolerance + 0.011
}

/**
 * Whether rows are the sums of others of their days: most amounts agree. `surely`: on several days. `null`: they have no
 * day in common.
 */
export function isSumOf(sums: DaySums, parts: readonly Parts[], surely = false): boolean | null {
  const found = pairs(sums, parts)
  if (surely && sums.days.size < fewestDays) return false
  return found.length === 0 ? null : found.filter(({ own, all }) => near(own, all)).length * 2 > found.length
}

/** Whether rows hold less than the others of their days, always: then they are neither their sum nor their average. */
export function isTooSmall(sums: DaySums, parts: readonly Parts[]): boolean {
  const found = pairs(sums, parts)
  if (sums.days.size < fewestDays) return false
  const less = found.filter(({ own, all, of }) => own < all && !near(own, all) && !(of > 1 && near(own, all / of)))
  return found.length > 0 && less.length === found.length
}
