import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** Negative reviews and messages of customers that people read and label. */
export const reviews = pgTable(
  'reviews',
  {
    id: serial('id').primaryKey(),
    storeId: integer('store_id').notNull(),
    /** Empty: nobody said which. */
    sku: text('sku').notNull().default(''),
    /** The day of the store on which it was written. */
    day: date('day', { mode: 'string' }).notNull(),
    /** `null`: a message of a customer, which has none. */
    stars: integer('stars'),
    text: text('text').notNull(),
    /** A hash of what the marketplace calls it by; `null`: nobody said, its content tells it apart. */
    externalKey: text('external_key'),
    addedBy: integer('added_by').references(() => people.id, { onDelete: 'set null' }),
    addedAt: at('added_at').notNull(),
    /** What it is about; empty: nobody has said yet. */
    labels: text('labels').array().notNull(),
    labelledBy: integer('labelled_by').references(() => people.id, { onDelete: 'set null' }),
    labelledAt: at('labelled_at'),
  },
  table => [
    // texts are longer than an index may hold: their hash stands for them
    uniqueIndex('reviews_content')
      .on(table.storeId, table.sku, table.day, sql`coalesce(${table.stars}, 0)`, sql`md5(${table.text})`)
      .where(sql`${table.externalKey} is null`),
    uniqueIndex('reviews_external').on(table.storeId, table.externalKey),
    index('reviews_store').on(table.storeId, table.day),
  ],
)

/**
 * Files of reviews and messages that were read and wait for somebody who takes them over, without personal data.
 * They are forgotten after days.
 */
export const reviewFiles = pgTable('review_files', {
  id: serial('id').primaryKey(),
  fileName: text('file_name').notNull(),
  /** What was read, as `ReviewFile`. */
  content: jsonb('content').notNull(),
  createdBy: integer('created_by').references(() => people.id, { onDelete: 'cascade' }),
  createdAt: at('created_at').notNull(),
})
