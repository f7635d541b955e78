import { sql } from 'drizzle-orm'
import { boolean, date, integer, numeric, pgTable, primaryKey, serial, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'

export const stores = pgTable('stores', {
  id: serial('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  platform: text('platform').notNull(),
  market: text('market').notNull(),
  currency: text('currency').notNull(),
  timeZone: text('time_zone').notNull(),
  aliases: text('aliases').array().notNull().default(sql`'{}'::text[]`),
  demo: boolean('demo').notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
})

export const skus = pgTable(
  'skus',
  {
    storeId: integer('store_id').notNull(),
    sku: text('sku').notNull(),
    name: text('name').notNull(),
  },
  table => [primaryKey({ columns: [table.storeId, table.sku] })],
)

/** 1 `from_currency` is `rate` `to_currency` from `since` on. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    fromCurrency: text('from_currency').notNull(),
    toCurrency: text('to_currency').notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    rate: numeric('rate').notNull(),
    setBy: integer('set_by'),
    setAt: at('set_at').notNull().defaultNow(),
    demo: boolean('demo').notNull().default(false),
  },
  table => [primaryKey({ columns: [table.fromCurrency, table.toCurrency, table.since, table.demo] })],
)
