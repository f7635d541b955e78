import { index, integer, pgTable, serial, text, unique } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { connections } from './connections.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** A page on which somebody connects a marketplace: opened once by the link that they got, then bound to their browser. */
export const connectPages = pgTable(
  'connect_pages',
  {
    /** Hash of what stands in the link. */
    id: text('id').primaryKey(),
    connector: text('connector').notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    locale: text('locale', { enum: ['en', 'ja', 'zh-CN'] }).notNull(),
    /** Until when the link opens the page; once it is open, until when it may be worked on. */
    until: at('until').notNull(),
    /** Hash of the cookie; `null` until the page was opened. */
    session: text('session'),
    /** Hash of what the marketplace has to bring back, and until when it counts; used once. */
    consent: text('consent'),
    consentUntil: at('consent_until'),
    /** The grant that is being tried; `null` before its keys were accepted. */
    connectionId: integer('connection_id').references(() => connections.id, { onDelete: 'set null' }),
    /** Stores found, choices and what the dry run said. No secrets. */
    data: jsonb('data').notNull().default({}),
  },
  table => [unique('connect_pages_session').on(table.session), index('connect_pages_until').on(table.until)],
)

/** Links that sign somebody in once. Only a hash of the secret is kept. */
export const signInLinks = pgTable('sign_in_links', {
  hash: text('hash').primaryKey(),
  personId: integer('person_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** How it reached the person: `chat`, `mail`, `shell`. */
  via: text('via').notNull(),
  /** The page to go on to, such as `/boards`. */
  target: text('target').notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
})

/** Browsers that are signed in. Only a hash of the cookie's secret is kept. */
export const webSessions = pgTable(
  'web_sessions',
  {
    id: serial('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** What the browser calls itself, such as `Safari, iPhone`. */
    device: text('device').notNull(),
    via: text('via').notNull(),
    createdAt: at('created_at').notNull(),
    seenAt: at('seen_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    endedAt: at('ended_at'),
  },
  table => [index('web_sessions_person').on(table.personId)],
)
