import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** A clock that goes as any other, and is moved on by hand, for the service and for its database. */
export interface SoakClock {
  readonly now: () => Date
  /** Moves both. */
  set(at: Date): Promise<void>
}

/**
 * Makes the database tell the time that it is told: `now()` and `clock_timestamp()` are found in a schema before the
 * server's own, also by the defaults of tables that are made from then on. Commits do not wait for the disk. Connections
 * that stand already do not notice.
 */
export async function moveByHand(db: Db, start: Date): Promise<SoakClock> {
  let at = start
  let since = performance.now()
  await db.execute(
    sql.raw(`
    create schema sim;
    create table sim.clock (at timestamptz not null, since timestamptz not null);
    insert into sim.clock values ('${start.toISOString()}', pg_catalog.clock_timestamp());
    create function sim.now() returns timestamptz language sql stable as
      'select at + greatest(pg_catalog.now() - since, interval ''0'') from sim.clock';
    create function sim.clock_timestamp() returns timestamptz language sql volatile as
      'select at + greatest(pg_catalog.clock_timestamp() - since, interval ''0'') from sim.clock';
    do $$ begin
      execute format('alter database %I set search_path = public, sim, pg_catalog', current_database());
      execute format('alter database %I set synchronous_commit = off', current_database());
    end $$`),
  )
  return {
    now: () => new Date(at.getTime() + performance.now() - since),
    set: async to => {
      at = to
      since = performance.now()
      await db.execute(
        sql`update sim.clock set at = ${to.toISOString()}::timestamptz, since = pg_catalog.clock_timestamp()`,
      )
    },
  }
}
