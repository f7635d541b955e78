import { earlier, later, shiftDays } from '#src/domain/days.ts'
import { type Day, monthOf } from '#src/domain/period/index.ts'
import {
  type FactDay,
  type FactQuery,
  readSkuDays,
  readStoreDays,
  type Span,
} from '#src/features/figures/store/facts.ts'
import type { Db } from '#src/platform/database/db.ts'
import { joined } from './days.ts'
import { allOf, inOneTurn } from './same-turn.ts'

/** Which days; `sku` is empty for stores. */
export type DaysQuery = FactQuery & { readonly sku: string }

/** Reads the facts of some days. */
export type ReadDays = (query: DaysQuery) => Promise<readonly FactDay[]>

/** Reads them for every question, so that what was just stored counts at once. */
export function daysFrom(db: Db): ReadDays {
  return query => (query.sku === '' ? readStoreDays(db, query) : readSkuDays(db, query))
}

/** Of so many stores the days around are read, too (judgement: a few thousand rows; of more, a second look costs less). */
const maxStores = 20
/** So many days before the month of what is asked: the weeks that a month is compared with. */
const daysBefore = 35

interface Read {
  readonly query: DaysQuery
  readonly days: Promise<readonly FactDay[]>
}

/**
 * Reads the days around at once, for one answer: what a figure, its month and its picture need is mostly the same. What
 * was read before and covers a question is not read again.
 */
export function daysOnce(read: ReadDays): ReadDays {
  const known: Read[] = []
  const together = inOneTurn((query: DaysQuery) => {
    const days = read(query)
    known.push({ query, days })
    return days
  }, both)
  return query => known.find(one => covers(one.query, query))?.days ?? together(widened(query))
}

/** Both questions as one where they are about the same stores; `null` where they are not. */
function both(open: DaysQuery, other: DaysQuery): DaysQuery | null {
  if (open.sku !== other.sku || open.storeIds.join() !== other.storeIds.join()) return null
  const measures = allOf(open.measures, other.measures)
  return { ...open, measures, spans: joined([...open.spans, ...other.spans]) }
}

function widened(query: DaysQuery): DaysQuery {
  const ends = query.spans.map(span => span.to).sort()
  const last = ends.at(-1)
  if (query.storeIds.length > maxStores || query.spans.length !== 1 || last === undefined) return query
  const [only] = query.spans
  const from = shiftDays(monthOf(last).from, -daysBefore)
  return { ...query, spans: [{ from: earlier(only?.from ?? from, from), to: later(last, monthOf(last).to) }] }
}

function covers(known: DaysQuery, asked: DaysQuery): boolean {
  const holds = <T>(all: readonly T[], some: readonly T[]) => some.every(one => all.includes(one))
  if (known.sku !== asked.sku || !holds(known.storeIds, asked.storeIds) || !holds(known.measures, asked.measures))
    return false
  return asked.spans.every(span => known.spans.some(wide => isWithin(span, wide)))
}

function isWithin(span: Span, { from, to }: { readonly from: Day; readonly to: Day }): boolean {
  return from <= span.from && span.to <= to
}
