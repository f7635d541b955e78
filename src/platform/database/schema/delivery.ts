import { sql } from 'drizzle-orm'
import { bigserial, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, bytes } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { channels, people } from './people.ts'

/** The outbox. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** Names the meaning: `digest/12/2026-11-20`, `alert/42/rev/3/channel/5`. */
    key: text('key').notNull().unique(),
    channelId: integer('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** `alert/42`: what the message is about. A later delivery of the same subject edits the message that stands. */
    subject: text('subject').notNull(),
    revision: integer('revision').notNull().default(1),
    card: jsonb('card').notNull(),
    /** Said instead of the card in the thread of another message of the channel: its subject and a card. */
    reply: jsonb('reply'),
    /** 0 first. */
    urgency: integer('urgency').notNull().default(5),
    notBefore: at('not_before').notNull(),
    state: text('state', { enum: ['waiting', 'sent', 'superseded', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: at('lease_until'),
    /** The last attempt ended without an answer. */
    doubtful: boolean('doubtful').notNull().default(false),
    fault: text('fault'),
    error: text('error'),
    createdAt: at('created_at').notNull().defaultNow(),
    sentAt: at('sent_at'),
  },
  table => [
    index('deliveries_ready').on(table.channelId, table.notBefore).where(sql`state = 'waiting'`),
    index('deliveries_waiting').on(table.channelId, table.urgency, table.id).where(sql`state = 'waiting'`),
    index('deliveries_subject').on(table.channelId, table.subject),
  ],
)

/** A message that stands in a channel. */
export const messages = pgTable(
  'messages',
  {
    channelId: integer('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    subject: text('subject').notNull(),
    revision: integer('revision').notNull(),
    ref: text('ref').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  table => [primaryKey({ columns: [table.channelId, table.subject] })],
)

/** When a channel may be written to next. */
export const channelGates = pgTable('channel_gates', {
  channelId: integer('channel_id')
    .primaryKey()
    .references(() => channels.id, { onDelete: 'cascade' }),
  nextAt: at('next_at').notNull(),
})

/** Drawn pictures by content, so that every replica can show them. */
export const pictures = pgTable('pictures', {
  id: text('id').primaryKey(),
  png: bytes('png').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  usedAt: at('used_at').notNull().defaultNow(),
})

/** What was uploaded to platforms, by content: every replica uses the same handle. */
export const uploads = pgTable(
  'uploads',
  {
    messenger: text('messenger').notNull(),
    name: text('name').notNull(),
    /** The platform's name of it; `null` while it is being uploaded. */
    handle: text('handle'),
    uploadedAt: at('uploaded_at'),
    /** Until when whoever uploads it is waited for, by the clock of the database. */
    leaseUntil: at('lease_until'),
  },
  table => [primaryKey({ columns: [table.messenger, table.name] })],
)

/** Files that were made for people: fetched under a signed address, or brought into a conversation, until they run out. */
export const exportFiles = pgTable(
  'export_files',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    content: bytes('content').notNull(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  table => [index('export_files_expires').on(table.expiresAt)],
)
