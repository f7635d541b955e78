import type { Day } from '#src/domain/period/index.ts'
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
}

/** Collects what dates tell. `latest` is the last day that can stand in a file. */
export function createOrderEvidence(latest: Day): {
  readonly add: (text: string) => void
  readonly found: () => OrderEvidence
} {
  const wrong = { 'month-first': 0, 'day-first': 0, 'year-first': 0 }
  let short = false
  return {
    add(text) {
      const plain = text.normalize('NFKC').trim()
      const match = /^\d{1,2}\s*([-/.])\s*\d{1,2}\s*\1\s*(\d{4}|\d{2})(?!\d)/.exec(plain)
      if (!match) return
      if (match[2]?.length === 2) short = true
      for (const order of orders) {
        const day = parseDay(match[0], { order, timeZone: 'UTC' })
        if (!day || day > latest || (order === 'year-first' && match[2]?.length === 4)) wrong[order]++
      }
    },
    found: () => ({ wrong: { ...wrong }, short }),
  }
}

/** The order of a column: the one that reads most dates, of equal ones what the market writes. */
export function dayOrder(evidence: OrderEvidence, market: string | undefined): DayOrder {
  const usual = usualOrders(market, evidence.short)
  const fewest = Math.min(...usual.map(order => evidence.wrong[order]))
  return usual.find(order => evidence.wrong[order] === fewest) ?? 'month-first'
}

function usualOrders(market: string | undefined, short: boolean): readonly DayOrder[] {
  const monthFirst = market === undefined || monthFirstMarkets.has(market)
  const usual: readonly DayOrder[] = monthFirst ? ['month-first', 'day-first'] : ['day-first', 'month-first']
  if (!short) return usual
  return market !== undefined && yearFirstMarkets.has(market) ? ['year-first', ...usual] : [...usual, 'year-first']
}
