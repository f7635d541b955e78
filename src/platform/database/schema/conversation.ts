import { sql } from 'drizzle-orm'
import { bigserial, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'

/** Messages of conversations that only we keep (the web console). */
export const ownMessages = pgTable(
  'own_messages',
  {
    messenger: text('messenger').notNull(),
    id: text('id').notNull(),
    channel: text('channel').notNull(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
    body: jsonb('body').notNull(),
  },
  table => [
    primaryKey({ columns: [table.messenger, table.id] }),
    index('own_messages_channel').on(table.messenger, table.channel, table.seq),
  ],
)

/** What platforms and clients delivered already: a key stands for as long as a redelivery may come. */
export const claims = pgTable(
  'claims',
  {
    key: text('key').primaryKey(),
    at: at('at').notNull(),
    /** The answer to give again, for idempotent requests. */
    answer: jsonb('answer'),
  },
  table => [index('claims_at').on(table.at)],
)

/** What platforms delivered and we said that we have: kept until it was worked on, so that a crash loses nothing. */
export const inbox = pgTable(
  'inbox',
  {
    messenger: text('messenger').notNull(),
    key: text('key').notNull(),
    /** What is needed to work on it; `null` once that is done. */
    payload: jsonb('payload'),
    at: at('at').notNull(),
    /** Until when its worker is taken to be alive, by the clock of the database; `null` once it is done. */
    leaseUntil: at('lease_until'),
    attempts: integer('attempts').notNull().default(1),
  },
  table => [
    primaryKey({ columns: [table.messenger, table.key] }),
    index('inbox_open').on(table.messenger, table.leaseUntil).where(sql`lease_until is not null`),
    index('inbox_at').on(table.at),
  ],
)

/** One row per thing a person did. Lines, never message bodies. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: at('at').notNull(),
    personId: integer('person_id'),
    messenger: text('messenger').notNull(),
    channel: text('channel').notNull(),
    via: text('via').notNull(),
    verb: text('verb'),
    line: text('line').notNull(),
    /** `ok`, `refused`, `misunderstood`, `failed`. */
    outcome: text('outcome').notNull(),
    reference: text('reference'),
    tookMs: integer('took_ms'),
  },
  table => [index('audit_at').on(table.at)],
)
