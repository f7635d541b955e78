import { sql } from 'drizzle-orm'
import type { Budget } from '#src/contracts/connector.ts'
import { endOfDay, localDay } from '#src/domain/days.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Takes one call of a budget; answers when the next may be made where there is none left, else `null`. */
export async function takeCall(db: Db, key: string, budget: Budget, now: Date): Promise<Date | null> {
  const { perSecond, burst, daily } = budget
  const day = daily ? localDay(now, daily.timeZone) : null
  await db.execute(sql`insert into call_budgets (key, tokens, refilled_at)
    values (${key}, ${burst}, clock_timestamp()) on conflict do nothing`)
  const filled = sql`least(${burst}::numeric, tokens
    + greatest(0, extract(epoch from clock_timestamp() - refilled_at)) * ${perSecond}::numeric)`
  const spent = sql`case when day is not distinct from ${day}::date then used else 0 end`
  const rows = await db.execute(sql`
    update call_budgets set tokens = ${filled} - 1, refilled_at = clock_timestamp(), day = ${day}::date, used = ${spent} + 1
    where key = ${key} and ${filled} >= 1 and ${spent} < ${daily?.calls ?? 2_147_483_647}::int returning key`)
  if (rows.length > 0) return null
  const [left] = await db.execute(
    sql`select ${filled} as tokens, ${spent} as used from call_budgets where key = ${key}`,
  )
  if (daily && day !== null && Number(left?.used) >= daily.calls) return endOfDay(day, daily.timeZone)
  return new Date(now.getTime() + Math.ceil(((1 - Number(left?.tokens)) / perSecond) * 1_000))
}

/** The next call may be made at the moment that the marketplace named, and not before. */
export async function blockCalls(db: Db, key: string, perSecond: number, until: Date): Promise<void> {
  await db.execute(sql`update call_budgets set tokens = 0,
    refilled_at = ${until.toISOString()}::timestamptz - (1 / ${perSecond}::numeric) * interval '1 second'
    where key = ${key}`)
}
