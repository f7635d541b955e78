import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  serial,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { at, bytes } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** A grant of a marketplace. Its keys stand sealed in the vault under `connector/<connector>`. */
export const connections = pgTable('connections', {
  id: serial('id').primaryKey(),
  connector: text('connector').notNull(),
  /** A keyed hash of the keys, so that connecting with the same keys again finds the same grant. */
  fingerprint: text('fingerprint').notNull().unique(),
  state: text('state', { enum: ['draft', 'active', 'needs_consent', 'paused'] }).notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
  /** What ends, and when, as the marketplace told it last. */
  expires: jsonb('expires').notNull().default({}),
  /** When the grant was last kept alive and looked at for what ends. */
  checkedAt: at('checked_at'),
})

/** A store that a grant opens. */
export const connectionStores = pgTable(
  'connection_stores',
  {
    id: serial('id').primaryKey(),
    connector: text('connector').notNull(),
    externalId: text('external_id').notNull(),
    connectionId: integer('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    storeId: integer('store_id').notNull(),
    /** As the marketplace describes it. */
    found: jsonb('found').notNull(),
  },
  table => [unique('connection_stores_external').on(table.connector, table.externalId)],
)

/** How fresh a feed of a store is. */
export const feedStates = pgTable(
  'feed_states',
  {
    connectionStoreId: integer('connection_store_id')
      .notNull()
      .references(() => connectionStores.id, { onDelete: 'cascade' }),
    feed: text('feed').notNull(),
    cursor: jsonb('cursor'),
    lastOkAt: at('last_ok_at'),
    errorKind: text('error_kind'),
    error: text('error'),
    pausedUntil: at('paused_until'),
    /** Changes of orders that are older than the ledger reaches: not counted. */
    lateIgnored: integer('late_ignored').notNull().default(0),
  },
  table => [primaryKey({ columns: [table.connectionStoreId, table.feed] })],
)

/** The work list: days of a feed to be asked for, step by step. */
export const pulls = pgTable(
  'pulls',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    connectionStoreId: integer('connection_store_id')
      .notNull()
      .references(() => connectionStores.id, { onDelete: 'cascade' }),
    feed: text('feed').notNull(),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    kind: text('kind', { enum: ['tip', 'restate', 'backfill', 'replay', 'detail'] }).notNull(),
    /** 0 first. */
    priority: integer('priority').notNull(),
    state: text('state', { enum: ['waiting', 'done', 'nothing', 'failed'] }).notNull(),
    /** What the step before handed on. */
    step: jsonb('step'),
    /** By which steps that lead in a circle, or nowhere, are known. */
    trail: jsonb('trail'),
    notBefore: at('not_before'),
    leaseUntil: at('lease_until'),
    /** Counts claims: whoever holds the latest may write. */
    claims: integer('claims').notNull().default(0),
    failures: integer('failures').notNull().default(0),
    /** Why it waits, in the words of the contract, where the last step did not end well. */
    fault: text('fault'),
    error: text('error'),
    createdAt: at('created_at').notNull().defaultNow(),
    endedAt: at('ended_at'),
  },
  table => [
    uniqueIndex('pulls_open')
      .on(table.connectionStoreId, table.feed, table.fromDay, table.toDay, table.kind)
      .where(sql`state = 'waiting'`),
    index('pulls_waiting').on(table.priority, table.id).where(sql`state = 'waiting'`),
    index('pulls_feed').on(table.connectionStoreId, table.feed, table.kind),
  ],
)

/** Order lines of connected stores, without persons; the newest version of each. */
export const orderLedger = pgTable(
  'order_ledger',
  {
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    orderId: text('order_id').notNull(),
    lineId: text('line_id').notNull(),
    changedAt: at('changed_at').notNull(),
    /** Local days that the line has a figure on. */
    days: date('days', { mode: 'string' }).array().notNull(),
    line: jsonb('line').notNull(),
  },
  table => [
    primaryKey({ columns: [table.storeId, table.sourceId, table.orderId, table.lineId] }),
    index('order_ledger_days').using('gin', table.days),
  ],
)

/** What a source says of a day: checked and whole, or not yet. */
export const dayCoverage = pgTable(
  'day_coverage',
  {
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    state: text('state', { enum: ['partial', 'complete', 'final'] }).notNull(),
    checkedAt: at('checked_at').notNull(),
    /** Since when order lines of the day are no longer kept: its figures stay as they are. */
    prunedAt: at('pruned_at'),
  },
  table => [primaryKey({ columns: [table.storeId, table.sourceId, table.day] })],
)

/** Days that a source suddenly calls zero: kept here until somebody accepts them or the source says something else. */
export const heldDays = pgTable(
  'held_days',
  {
    storeId: integer('store_id').notNull(),
    sourceId: integer('source_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** Rows of the day as they would be written. */
    rows: jsonb('rows').notNull(),
    /** `history`: days around it have figures; `sister`: another feed of the store has. */
    why: text('why', { enum: ['history', 'sister'] }).notNull(),
    since: at('since').notNull(),
  },
  table => [primaryKey({ columns: [table.storeId, table.sourceId, table.day] })],
)

/** Allowances of calls that all replicas share: a bucket that fills again. */
export const callBudgets = pgTable('call_budgets', {
  key: text('key').primaryKey(),
  tokens: numeric('tokens', { mode: 'number' }).notNull(),
  refilledAt: at('refilled_at').notNull(),
  /** The local day that `used` counts, where the marketplace counts days. */
  day: date('day', { mode: 'string' }),
  used: integer('used').notNull().default(0),
  /** No call before: the marketplace refused one. */
  blockedUntil: at('blocked_until'),
  /** Refusals one after another. */
  refusals: integer('refusals').notNull().default(0),
  /** Calls a second that the marketplace said in an answer; absent: as published. */
  toldPerSecond: numeric('told_per_second', { mode: 'number' }),
})

/** Answers of marketplaces without fields that may hold persons, for a few days. */
export const rawAnswers = pgTable(
  'raw_answers',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    pullId: bigint('pull_id', { mode: 'number' }).notNull(),
    /** Without its query. */
    url: text('url').notNull(),
    status: integer('status').notNull(),
    /** Gzip. */
    body: bytes('body').notNull(),
    at: at('at').notNull().defaultNow(),
  },
  table => [index('raw_answers_at').on(table.at)],
)
