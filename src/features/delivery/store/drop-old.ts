import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { channelOf } from '#src/platform/database/notify.ts'
import { deliveryTopic } from './plan.ts'

/** Gives up all messages that wait since before an instant, and wakes the outbox for the others; answers how many. */
export async function dropOld(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(sql`
    update deliveries set state = 'superseded', lease_until = null
    where state = 'waiting' and created_at <= ${before.toISOString()}::timestamptz returning id`)
  await db.execute(sql`select pg_notify(${channelOf(deliveryTopic)}, 'null')`)
  return rows.length
}
