import { boolean, date, index, integer, numeric, pgTable, serial, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { people } from './people.ts'

export const targets = pgTable(
  'targets',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    period: text('period', { enum: ['day', 'week', 'month', 'quarter'] }).notNull(),
    value: numeric('value', { mode: 'number' }),
    low: numeric('low', { mode: 'number' }),
    high: numeric('high', { mode: 'number' }),
    currency: text('currency'),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    weight: integer('weight').notNull().default(10),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    setBy: integer('set_by').references(() => people.id, { onDelete: 'set null' }),
    setAt: at('set_at').notNull().defaultNow(),
    withdrawn: boolean('withdrawn').notNull().default(false),
  },
  table => [index('targets_lookup').on(table.kpiId, table.place, table.period, table.validFrom)],
)
