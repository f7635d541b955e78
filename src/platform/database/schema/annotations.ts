import { boolean, date, index, integer, numeric, pgTable, serial, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { people } from './people.ts'

/** Shopping events and closures that people add, beside the built-in holiday table. */
export const events = pgTable('events', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  place: text('place').notNull(),
  fromDay: date('from_day', { mode: 'string' }).notNull(),
  toDay: date('to_day', { mode: 'string' }).notNull(),
  kind: text('kind', { enum: ['sale', 'closed', 'force_majeure', 'other'] }).notNull(),
  /** Expected multiple of a normal day. */
  factor: numeric('factor', { mode: 'number' }).notNull().default(1),
  createdBy: integer('created_by'),
  demo: boolean('demo').notNull().default(false),
})

export const notes = pgTable(
  'notes',
  {
    id: serial('id').primaryKey(),
    text: text('text').notNull(),
    authorId: integer('author_id').references(() => people.id, { onDelete: 'set null' }),
    authorName: text('author_name').notNull(),
    place: text('place').notNull(),
    /** `null`: about the place as a whole. */
    kpiId: text('kpi_id'),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    alertId: integer('alert_id'),
    createdAt: at('created_at').notNull().defaultNow(),
    deletedAt: at('deleted_at'),
  },
  table => [index('notes_days').on(table.fromDay, table.toDay)],
)
