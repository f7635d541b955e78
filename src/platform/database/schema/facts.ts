import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, primaryKey, serial, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'

/** Where figures come from. The highest rank wins where two sources know the same measure of the same store and day. */
export const sources = pgTable('sources', {
  id: serial('id').primaryKey(),
  /** `push/erp`, `file/orders`, `file/daily`, `record`, `demo`, later `amazon` and the like. */
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  rank: integer('rank').notNull().default(50),
  /** For so many days figures may still be restated: they are shown as provisional. */
  provisionalDays: integer('provisional_days').notNull().default(0),
  /** How many hours after the end of a local day its figures are expected. */
  dueHours: integer('due_hours').notNull().default(12),
  lastSeenAt: at('last_seen_at'),
})

/**
 * The facts: one row per store, source, SKU (`''`: the whole store) and local day. `m` holds measure → exact decimal
 * (money in minor units). `derived` names the measures of a store row that were added up from its SKUs. `corrected_at`
 * is set when a figure changes after the day was over and reported; `was` keeps the values replaced then.
 */
export const metricDay = pgTable(
  'metric_day',
  {
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    sku: text('sku').notNull().default(''),
    day: date('day', { mode: 'string' }).notNull(),
    m: jsonb('m').notNull(),
    derived: text('derived').array(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    correctedAt: at('corrected_at'),
    was: jsonb('was'),
  },
  table => [
    primaryKey({ columns: [table.storeId, table.sourceId, table.sku, table.day] }),
    index('metric_day_day').using('brin', table.day),
    // the SKUs of a store in some days, at any length of history: in the primary key their days lie apart
    index('metric_day_skus').on(table.storeId, table.day).where(sql`${table.sku} <> ''`),
  ],
)

/** Which days of which store changed and wait for evaluation; written with the figures, cleared by the evaluator. */
export const dirtyDays = pgTable(
  'dirty_days',
  {
    storeId: integer('store_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    at: at('at').notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.storeId, table.day] })],
)
