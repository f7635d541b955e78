import { boolean, date, index, integer, pgTable, serial, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'

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
