import { sql } from 'drizzle-orm'
import type { Budget } from '#src/contracts/connector.ts'
import { endOfDay, localDay } from '#src/domain/days.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A budget and whose: one bucket of calls. */
export interface Bucket {
  readonly key: string
  readonly budget: Budget
}

/** Why a call may not be made yet. */
export interface Refused {
  readonly until: Date
  readonly bucket: Bucket
}

class NoneLeft extends Error {
  readonly refused: Refused
  constructor(refused: Refused) {
    super('None left')
    this.refused = refused
  }
}

/** Takes one call of every bucket, or of none; answers which has none left and until when, else `null`. */
export async function takeCalls(db: Db, buckets: readonly Bucket[], now: Date): Promise<Refused | null> {
  const [only, ...others] = buckets
  if (!only) return null
  if (others.length === 0) {
    const until = await takeCall(db, only, now)
    return until && { until, bucket: only }
  }
  try {
    await db.transaction(async tx => {
      for (const bucket of [...buckets].sort((a, b) => a.key.localeCompare(b.key))) {
        const until = await takeCall(tx, bucket, now)
        if (until) throw new NoneLeft({ until, bucket }) // gives back what was taken
      }
    })
    return null
  } catch (error) {
    if (error instanceof NoneLeft) return error.refused
    throw error
  }
}

async function takeCall(db: Db, { key, budget }: Bucket, now: Date): Promise<Date | null> {
  const { perSecond, burst, daily } = budget
  const day = daily ? localDay(now, daily.timeZone) : null
  await db.execute(sql`insert into call_budgets (key, tokens, refilled_at)
    values (${key}, ${burst}, clock_timestamp()) on conflict do nothing`)
  const rate = sql`coalesce(told_per_second, ${perSecond}::numeric)`
  const filled = sql`least(${burst}::numeric, tokens
    + greatest(0, extract(epoch from clock_timestamp() - refilled_at)) * ${rate})`
  const spent = sql`case when day is not distinct from ${day}::date then used else 0 end`
  const blockedMs = sql`greatest(0, extract(epoch from coalesce(blocked_until, clock_timestamp()) - clock_timestamp()) * 1000)`
  const rows = await db.execute(sql`
    update call_budgets set tokens = ${filled} - 1, refilled_at = clock_timestamp(), day = ${day}::date, used = ${spent} + 1
    where key = ${key} and ${filled} >= 1 and ${spent} < ${daily?.calls ?? 2_147_483_647}::int and ${blockedMs} <= 0
    returning key`)
  if (rows.length > 0) return null
  const [left] = await db.execute(
    sql`select ${filled} as tokens, ${spent} as used, ${blockedMs} as blocked, ${rate} as rate from call_budgets where key = ${key}`,
  )
  if (daily && day !== null && Number(left?.used) >= daily.calls) return endOfDay(day, daily.timeZone)
  const refillMs = Math.ceil((Math.max(0, 1 - Number(left?.tokens)) / Number(left?.rate ?? perSecond)) * 1_000)
  return new Date(now.getTime() + Math.max(1, refillMs, Number(left?.blocked)))
}

/** Judgement: pauses after a refusal without a moment begin so short, and grow to a quarter of an hour. */
const [firstPauseSeconds, longestPauseSeconds] = [2, 900]
/** Judgement: so many refusals in a row after the moment that was named, and our own pauses count besides. */
const believed = 6

/**
 * The marketplace refused a call: none is made before the moment that it named, else after a pause that doubles with
 * every refusal, up to what brings a call back or a minute, whichever is longer. What was saved up stays, and the call that
 * was refused did not count. Answers when
 * the next may be made.
 */
export async function blockCalls(db: Db, { key, budget }: Bucket, until: Date | null, now: Date): Promise<Date> {
  const most = Math.min(longestPauseSeconds, Math.max(60, 1 / budget.perSecond))
  const said = until === null ? null : Math.max(0, until.getTime() - now.getTime()) / 1_000
  const own = sql`least(${most}::numeric, ${firstPauseSeconds}::numeric * 2 ^ least(refusals, 16))`
  const pause = sql`coalesce(case when refusals < ${believed}::int then ${said}::numeric else greatest(${said}::numeric, ${own}) end, ${own})`
  const [row] = await db.execute(sql`
    update call_budgets set tokens = least(${budget.burst}::numeric, tokens + 1), used = greatest(0, used - 1),
      refusals = case when coalesce(blocked_until, '-infinity') > clock_timestamp() then refusals
        else refusals + 1 end,
      blocked_until = greatest(blocked_until, clock_timestamp() + ${pause} * interval '1 second')
    where key = ${key} returning extract(epoch from blocked_until - clock_timestamp()) * 1000 as ms`)
  return new Date(now.getTime() + Math.max(0, Number(row?.ms ?? (said ?? firstPauseSeconds) * 1_000)))
}

/** A call went through: pauses begin short again. */
export async function unblockCalls(db: Db, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await db.execute(sql`update call_budgets set refusals = 0, blocked_until = null where refusals > 0
    and key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))`)
}

/** Judgement: calls that leave in time may arrive closer together; and a rate far below the published one is not believed. */
const [ofRate, minOfPublished] = [0.95, 0.1]

/** Keeps the rate that an answer told, for all replicas. Anything that is no rate is passed over. */
export async function keepRates(db: Db, buckets: readonly Bucket[], headers: Readonly<Record<string, string>>) {
  for (const { key, budget } of buckets) {
    const said = budget.rateHeader === undefined ? Number.NaN : Number(headers[budget.rateHeader] || Number.NaN)
    if (!Number.isFinite(said) || said <= 0) continue
    const rate = Math.max(said * ofRate, budget.perSecond * minOfPublished)
    await db.execute(sql`update call_budgets set told_per_second = ${rate}::numeric
      where key = ${key} and told_per_second is distinct from ${rate}::numeric`)
  }
}
