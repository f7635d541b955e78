import { and, asc, eq, sql } from 'drizzle-orm'
import type { Rate } from '#src/domain/rates.ts'
import type { Db } from '#src/platform/database/db.ts'
import { exchangeRates } from '#src/platform/database/schema/index.ts'

/** A rate to be stored: 1 `from` is `rate` `to` from `since` on. `by` is a person's id. */
export interface NewRate {
  readonly from: string
  readonly to: string
  readonly since: string
  /** Exact decimal above zero. */
  readonly rate: string
  readonly by: number | null
  readonly demo?: boolean
}

/** Sets the rate of a pair from a day on; one for the same pair and day is replaced, demo and real apart. */
export async function setRate(db: Db, { from, to, since, rate, by, demo = false }: NewRate): Promise<Rate> {
  const set = { rate, setBy: by, setAt: sql`now()` }
  await db
    .insert(exchangeRates)
    .values({ fromCurrency: from, toCurrency: to, since, demo, ...set })
    .onConflictDoUpdate({
      target: [exchangeRates.fromCurrency, exchangeRates.toCurrency, exchangeRates.since, exchangeRates.demo],
      set,
    })
  return { from, to, since, rate, demo }
}

/** All rates, by pair and day, oldest first. */
export async function listRates(db: Db): Promise<readonly Rate[]> {
  return db
    .select({
      from: exchangeRates.fromCurrency,
      to: exchangeRates.toCurrency,
      since: exchangeRates.since,
      rate: exchangeRates.rate,
      demo: exchangeRates.demo,
    })
    .from(exchangeRates)
    .orderBy(asc(exchangeRates.fromCurrency), asc(exchangeRates.toCurrency), asc(exchangeRates.since))
}

/** Takes a rate back; false when there was none. */
export async function deleteRate(db: Db, rate: Pick<NewRate, 'from' | 'to' | 'since' | 'demo'>): Promise<boolean> {
  const rows = await db
    .delete(exchangeRates)
    .where(
      and(
        eq(exchangeRates.fromCurrency, rate.from),
        eq(exchangeRates.toCurrency, rate.to),
        eq(exchangeRates.since, rate.since),
        eq(exchangeRates.demo, rate.demo ?? false),
      ),
    )
    .returning({ since: exchangeRates.since })
  return rows.length > 0
}
