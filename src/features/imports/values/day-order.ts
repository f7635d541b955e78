import type { Day } from '#src/domain/period/index.ts'
import { plainDate } from './date-text.ts'
import { type DayOrder, parseDay } from './dates.ts'

/** Markets that write the month first; all others with day, month and year in this order write the day first. */
const monthFirstMarkets = new Set(['us', 'jp', 'cn', 'tw', 'kr', 'ph', 'ca'])
/** Markets that put the year in front also where it has two digits. */
const yearFirstMarkets = new Set(['jp', 'cn', 'tw', 'kr', 'hu'])

const orders: readonly DayOrder[] = ['month-first', 'day-first', 'year-first']

/** What the dates of a column tell: how many of them each order cannot read, or reads as a day in the future. */
export interface OrderEvidence {
  readonly wrong: Readonly<Record<DayOrder, number>>
  /** Whether any year has only two digits. */
  readonly short: boolean
  /** The different first and second numbers. */
  readonly firsts: ReadonlySet<string>
  readonly seconds: ReadonlySet<string>
}

/** Collects what dates tell. `latest` is the last day that can stand in a file. */
export function createOrderEvidence(latest: Day): {
  readonly add: (text: string) => void
  readonly found: () => OrderEvidence
} {
  const wrong = { 'month-first': 0, 'day-first': 0, 'year-first': 0 }
  let short = false
  const [firsts, seconds] = [new Set<string>(), new Set<string>()]
  return {
    add(text) {
      const plain = plainDate(text)
      const match = /^0?(\d{1,2})\s*([-/.])\s*0?(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)/.exec(plain)
      if (!match) return
      if (match[4]?.length === 2) short = true
      firsts.add(match[1] ?? '')
      seconds.add(match[3] ?? '')
      for (const order of orders) {
        const day = parseDay(match[0], { order, timeZone: 'UTC' })
        if (!day || day > latest || (order === 'year-first' && match[4]?.length === 4)) wrong[order]++
      }
    },
    found: () => ({ wrong: { ...wrong }, short, firsts, seconds }),
  }
}

/** The order of a column: the one that reads most dates, of equal ones the one with days in a row, else what the market writes. */
export function dayOrder(evidence: OrderEvidence, market: string | undefined): DayOrder {
  const usual = usualOrders(market, evidence.short)
  const fewest = Math.min(...usual.map(order => evidence.wrong[order]))
  const best = usual.find(order => evidence.wrong[order] === fewest) ?? 'month-first'
  const other = best === 'month-first' ? 'day-first' : 'month-first'
  return best !== 'year-first' && evidence.wrong[other] === fewest && isOneOfEachMonth(evidence, best) ? other : best
}

/** Whether an order makes the same day of several months, which the other makes days in a row; the first is of months. */
function isOneOfEachMonth({ firsts, seconds }: OrderEvidence, order: DayOrder): boolean {
  const [months, days] = order === 'month-first' ? [firsts, seconds] : [seconds, firsts]
  return days.size === 1 && months.size > 1 && !days.has('1')
}

function usualOrders(market: string | undefined, short: boolean): readonly DayOrder[] {
  const monthFirst = market === undefined || monthFirstMarkets.has(market)
  const usual: readonly DayOrder[] = monthFirst ? ['month-first', 'day-first'] : ['day-first', 'month-first']
  if (!short) return usual
  return market !== undefined && yearFirstMarkets.has(market) ? ['year-first', ...usual] : [...usual, 'year-first']
}
