import { parseDecimal } from '#src/features/imports/values/numbers.ts'
import type { FileKind } from './columns.ts'

/** A cell that is the number of an order or how many there were, with what stands beside it. */
export interface OrderCell {
  readonly text: string
  readonly day: string
  /** Empty: none, or midnight. */
  readonly time: string
  readonly store: string
  /** Store, SKU and part of the day. */
  readonly key: string
  /** Everything else in the row that has letters. */
  readonly words: string
  /** Sales of the row; NaN where none stand there. */
  readonly sales: number
}

/** What the columns beside it say. */
export interface Beside {
  /** There is a figure that only days have. */
  readonly ofDays: boolean
  /** There is something that only order lines have. */
  readonly ofLines: boolean
  /** The column stands before that of days, as numbers of orders mostly do. */
  readonly first: boolean
  /** Its name rather means a count: only what can be no count makes it the number of an order. */
  readonly isCount: boolean
}

/** Digits from which a number is no count of a day (judgement: no store has ten million orders a day). */
const longNumber = 8

/** Whether cells hold numbers of orders (`orders`) or counts of them (`daily`); `null`: either is as likely. */
export function judgeOrders(cells: readonly OrderCell[], beside: Beside): FileKind | null {
  const filled = cells.filter(({ text }) => text !== '')
  if (filled.length === 0) return 'daily'
  const values = filled.map(({ text }) => (isName(text) ? undefined : parseDecimal(text)))
  const names = values.filter(value => value === undefined || value === null).length
  if (names * 2 > filled.length) return 'orders'
  const numbers = filled.map((_cell, index) => Number(values[index] ?? Number.NaN))
  if (beside.ofDays || beside.isCount) return goOn(numbers) && Math.min(...numbers) >= 1_000 ? 'orders' : 'daily'
  const counted = byRepetition(filled, beside)
  if (numbers.some(number => !Number.isInteger(number) && Number.isFinite(number))) return null
  return counted ?? (numbers.includes(0) ? 'daily' : byRows(filled, beside)) ?? byNumbers(filled, numbers, beside)
}

/** Letters that are no unit of a count, or more digits than any count has. */
function isName(text: string): boolean {
  const plain = text.normalize('NFKC').trim()
  return (
    /[a-z#]/i.test(plain.replace(/\s*(?:orders?|pcs|件)$/i, '')) ||
    /\d[-_/]\d/.test(plain) ||
    new RegExp(`^\\d{${longNumber},}$`).test(plain)
  )
}

/** An order is of one day: the same number on two days of a store is a count. The same on rows in a row is an order. */
function byRepetition(cells: readonly OrderCell[], { ofLines }: Beside): FileKind | null {
  const seen = new Map<string, { day: string; at: number }>()
  let [sameDay, otherDay, apart] = [0, 0, 0]
  cells.forEach(({ text, day, store }, at) => {
    const known = seen.get(`${store}\t${text}`)
    if (known?.day === day) {
      sameDay++
      if (known.at !== at - 1) apart++
    } else if (known) otherDay++
    seen.set(`${store}\t${text}`, { day, at })
  })
  if (otherDay > 0 && otherDay * 5 >= sameDay) return 'daily'
  if (sameDay > 0 && apart === 0 && (ofLines || cells.some(({ text }) => text.length > 3))) return 'orders'
  return null
}

/** Counts stand once for each store, SKU and day; orders come at a time of day, and several a day. */
function byRows(cells: readonly OrderCell[], { ofLines, first }: Beside): FileKind | null {
  const times = new Set(cells.map(({ time }) => time))
  if (times.size > 1 && [...times].some(time => !/^(?:$|\d{1,2}:00(?::00)?$)/.test(time))) return 'orders' // not by the hour
  const twice = hasTwice(cells.map(({ day, time, key }) => `${day}\t${time}\t${key}`))
  if (!twice) return null
  if (ofLines || first || hasTwice(cells.map(({ day, key, words }) => `${day}\t${key}\t${words}`))) return 'orders'
  return null
}

function hasTwice(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length
}

/** Whether numbers go on from one another, as those of orders do: four or more of them, or from the first on. */
function goOn(numbers: readonly number[]): boolean {
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0))
  const sorted = steps.every(step => step >= 0) || steps.every(step => step <= 0)
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  return sorted && most > least && most - least <= 3 * steps.length && (steps.length >= 3 || least === 1)
}

/** Numbers that go on from one another are those of orders; those that sales go along with are counts. */
function byNumbers(cells: readonly OrderCell[], numbers: readonly number[], beside: Beside): FileKind | null {
  const perOrder = cells.map(({ sales }, index) => sales / (numbers[index] ?? 1)).filter(Number.isFinite)
  const isPlausible = perOrder.filter(value => value >= 1).length * 10 >= perOrder.length * 9
  const goesAlong = isPlausible && perOrder.length > 1 && Math.max(...perOrder) <= Math.min(...perOrder) * 3
  const asOrders = beside.ofLines || beside.first || goOn(numbers) || !isPlausible
  const asCounts = goesAlong || Math.max(...numbers) < 1_000
  if (asOrders === asCounts) return null
  return asOrders ? 'orders' : 'daily'
}
