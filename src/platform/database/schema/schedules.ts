import { sql } from 'drizzle-orm'
import { bigserial, boolean, index, integer, pgTable, serial, text, unique } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { channels, people } from './people.ts'

/** What is due by the clock: a local wall-clock time in a named zone. */
export const schedules = pgTable(
  'schedules',
  {
    id: serial('id').primaryKey(),
    kind: text('kind').notNull(),
    channelId: integer('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** Five-field cron, read as local wall-clock time in `time_zone`. */
    cron: text('cron').notNull(),
    timeZone: text('time_zone').notNull(),
    /** How many minutes it may wait for late data. */
    waitMinutes: integer('wait_minutes').notNull().default(120),
    params: jsonb('params').notNull().default({}),
    nextRunAt: at('next_run_at').notNull(),
    lastRunAt: at('last_run_at'),
    paused: boolean('paused').notNull().default(false),
    createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  table => [index('schedules_due').on(table.nextRunAt)],
)

/** A slot of a schedule that came due: made once, waits for its data, then is posted. */
export const scheduleRuns = pgTable(
  'schedule_runs',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    scheduleId: integer('schedule_id')
      .notNull()
      .references(() => schedules.id, { onDelete: 'cascade' }),
    dueAt: at('due_at').notNull(),
    /** Looked at again then: data may have arrived. */
    tryAt: at('try_at').notNull(),
    deadline: at('deadline').notNull(),
    state: text('state', { enum: ['waiting', 'planned', 'skipped'] }).notNull(),
    leaseUntil: at('lease_until'),
    /** What was missing when it was posted. */
    missing: jsonb('missing'),
    /** What the post said, and of which stores and days; `null` where nothing can be corrected. */
    posted: jsonb('posted'),
    /** When figures of these stores and days changed for the first and for the last time since they were looked at. */
    changedSince: at('changed_since'),
    changedAt: at('changed_at'),
    corrections: integer('corrections').notNull().default(0),
  },
  table => [
    unique('schedule_runs_slot').on(table.scheduleId, table.dueAt),
    index('schedule_runs_try').on(table.tryAt),
    index('schedule_runs_changed').on(table.changedAt).where(sql`changed_at is not null`),
  ],
)
