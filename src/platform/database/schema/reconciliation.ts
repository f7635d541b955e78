import { date, integer, numeric, pgTable, primaryKey, serial, text, unique } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** What a marketplace, a file or a person says that a figure of a month is: compared with ours. */
export const statedTotals = pgTable(
  'stated_totals',
  {
    storeId: integer('store_id').notNull(),
    /** First day of the month. */
    month: date('month', { mode: 'string' }).notNull(),
    measure: text('measure').notNull(),
    /** `''`: the whole month; else a day of it. */
    day: text('day').notNull().default(''),
    /** Exact; money in minor units. */
    value: numeric('value').notNull(),
    origin: text('origin', { enum: ['platform', 'file', 'typed'] }).notNull(),
    statedBy: integer('stated_by').references(() => people.id, { onDelete: 'set null' }),
    statedAt: at('stated_at').notNull(),
  },
  table => [primaryKey({ columns: [table.storeId, table.month, table.measure, table.day] })],
)

/** A difference between our figure of a month and a stated one. */
export const differences = pgTable(
  'differences',
  {
    id: serial('id').primaryKey(),
    storeId: integer('store_id').notNull(),
    month: date('month', { mode: 'string' }).notNull(),
    measure: text('measure').notNull(),
    /** `null`: we have nothing. */
    ours: numeric('ours'),
    theirs: numeric('theirs').notNull(),
    /** Why, as far as it could be tested, with what belongs to it. */
    reason: jsonb('reason').notNull(),
    state: text('state', { enum: ['open', 'accepted', 'pulling', 'gone'] }).notNull(),
    decidedBy: integer('decided_by').references(() => people.id, { onDelete: 'set null' }),
    foundAt: at('found_at').notNull(),
  },
  table => [unique('differences_figure').on(table.storeId, table.month, table.measure)],
)
