import { date, index, integer, pgTable, serial, text, unique } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { people } from './people.ts'

/** Negative reviews that people read and label. */
export const reviews = pgTable(
  'reviews',
  {
    id: serial('id').primaryKey(),
    storeId: integer('store_id').notNull(),
    /** Empty: nobody said which. */
    sku: text('sku').notNull().default(''),
    /** The day of the store on which it was written. */
    day: date('day', { mode: 'string' }).notNull(),
    stars: integer('stars').notNull(),
    text: text('text').notNull(),
    addedBy: integer('added_by').references(() => people.id, { onDelete: 'set null' }),
    addedAt: at('added_at').notNull(),
    /** What it is about; empty: nobody has said yet. */
    labels: text('labels').array().notNull(),
    labelledBy: integer('labelled_by').references(() => people.id, { onDelete: 'set null' }),
    labelledAt: at('labelled_at'),
  },
  table => [
    unique('reviews_same').on(table.storeId, table.sku, table.day, table.stars, table.text),
    index('reviews_store').on(table.storeId, table.day),
  ],
)
