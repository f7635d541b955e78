import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, bytes } from './columns.ts'
import { jsonb } from './jsonb.ts'

/** Settings of the installation, such as `base_currency` or `demo_seed`. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

/** Allowances that all replicas share, such as calls by telephone in a month. */
export const counters = pgTable(
  'counters',
  {
    key: text('key').primaryKey(),
    used: integer('used').notNull(),
    /** When nobody asks for it any more. */
    until: at('until').notNull(),
  },
  table => [index('counters_until').on(table.until)],
)

/** Credentials that messengers get while they run. `sealed`: AES-256-GCM, nonce and tag first. */
export const vault = pgTable(
  'vault',
  {
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    sealed: bytes('sealed').notNull(),
    changedAt: at('changed_at').notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.owner, table.name] })],
)
