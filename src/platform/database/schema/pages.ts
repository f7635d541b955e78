import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, serial, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
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

/** Boards that people put together. They hold a question, never figures: each reader sees what is theirs to see. */
export const boards = pgTable(
  'boards',
  {
    id: serial('id').primaryKey(),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Place keys; empty: everything that a reader sees. */
    places: text('places').array().notNull(),
    /** Ids in their order; empty: those that matter there. */
    kpis: text('kpis').array().notNull(),
    /** Kinds of panels in their order. */
    panels: text('panels').array().notNull(),
    /** Everybody of the company may open it. */
    shared: boolean('shared').notNull().default(false),
    demo: boolean('demo').notNull().default(false),
    createdAt: at('created_at').notNull(),
    changedAt: at('changed_at').notNull(),
  },
  table => [uniqueIndex('boards_name').on(table.ownerId, sql`lower(${table.name})`)],
)

/** Links by which people outside look at a board. Only a hash of the secret is kept. */
export const shareLinks = pgTable(
  'share_links',
  {
    id: serial('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    /** For whom it is, as its maker calls them. */
    name: text('name').notNull(),
    /** Keys of the stores that it speaks of, as far as its maker still sees them. */
    places: text('places').array().notNull(),
    /** Ids of the only KPIs that it shows. */
    kpis: text('kpis').array().notNull(),
    panels: text('panels').array().notNull(),
    locale: text('locale', { enum: ['en', 'ja', 'zh-CN'] }).notNull(),
    /** Salted hash; `null`: opens without. */
    passphrase: text('passphrase'),
    createdBy: integer('created_by')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
    revokedBy: integer('revoked_by').references(() => people.id, { onDelete: 'set null' }),
    demo: boolean('demo').notNull().default(false),
  },
  table => [index('share_links_maker').on(table.createdBy)],
)

/** Who opened what by such a link. */
export const shareVisits = pgTable(
  'share_visits',
  {
    id: serial('id').primaryKey(),
    linkId: integer('link_id')
      .notNull()
      .references(() => shareLinks.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
    /** The network of the address: its last part is cut off before it is kept. */
    network: text('network').notNull(),
    /** What the browser calls itself, such as `Safari, iPhone`. */
    device: text('device').notNull(),
    /** `person`, `preview` (a chat or mail scanner that looks at links), `refused` (a wrong passphrase). */
    kind: text('kind').notNull(),
    /** What was looked at, as it stands in the address. */
    what: text('what').notNull(),
  },
  table => [index('share_visits_link').on(table.linkId, table.at)],
)
