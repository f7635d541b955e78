import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/**
 * The day on which a stock is sold out at a pace per day, counted from the day after `known`, the day whose evening the
 * stock is of. `known` itself where nothing is left; `null` where nothing is sold. (KPI reference section 2: days of cover =
 * stock ÷ mean units of a day in stock.)
 */
export function runOutDay(known: Day, stock: number, perDay: number): Day | null {
  if (stock <= 0) return known
  return perDay > 0 ? shiftDays(known, Math.min(Math.ceil(stock / perDay), 36_500)) : null
}

/** The first day to come on which a budget is spent, from what is spent and what is told of each day; `null`: it lasts. */
export function spentDay(
  budget: number,
  soFar: number,
  days: readonly { readonly day: Day; readonly value: number }[],
): Day | null {
  let spent = soFar
  for (const { day, value } of days) {
    spent += value
    if (spent >= budget) return day
  }
  return null
}
