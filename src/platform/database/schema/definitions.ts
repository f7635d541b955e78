import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** KPIs that the customer defined. A new definition with the same id counts from `valid_from` on. */
export const kpiDefinitions = pgTable(
  'kpi_definitions',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    definition: jsonb('definition').notNull(),
    createdBy: integer('created_by'),
    createdAt: at('created_at').notNull().defaultNow(),
    withdrawn: boolean('withdrawn').notNull().default(false),
  },
  table => [index('kpi_definitions_kpi').on(table.kpiId, table.validFrom)],
)

/** Reports that people put together and named. They hold a question, never figures: each reader sees their own answer. */
export const savedReports = pgTable(
  'saved_reports',
  {
    id: serial('id').primaryKey(),
    name: text('name').notNull(),
    /** KPIs, places, days, grain and columns. */
    spec: jsonb('spec').notNull(),
    createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull(),
    demo: boolean('demo').notNull().default(false),
  },
  table => [uniqueIndex('saved_reports_name').on(table.demo, sql`lower(${table.name})`)],
)
