import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, serial, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'

export const people = pgTable('people', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  role: text('role', { enum: ['viewer', 'operator', 'manager', 'administrator'] }).notNull(),
  /** Place keys; a store is visible when one of them holds it. */
  scope: text('scope').array().notNull(),
  /** `null` until chosen: the messenger's profile or the channel decides. */
  locale: text('locale', { enum: ['en', 'ja', 'zh-CN'] }),
  timeZone: text('time_zone'),
  /** Quiet hours as local wall-clock times `22:00` and `08:00`; `null`: none. */
  quietFrom: text('quiet_from'),
  quietTo: text('quiet_to'),
  /** Away until then; the deputy hears what is meant for them. */
  awayFrom: at('away_from'),
  awayUntil: at('away_until'),
  deputyId: integer('deputy_id'),
  active: boolean('active').notNull().default(true),
  demo: boolean('demo').notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** A person in a messenger. */
export const identities = pgTable(
  'identities',
  {
    messenger: text('messenger').notNull(),
    workspace: text('workspace').notNull().default(''),
    externalId: text('external_id').notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    linkedAt: at('linked_at').notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.messenger, table.workspace, table.externalId] }),
    index('identities_person').on(table.personId),
  ],
)

/** A conversation. A channel is a reader: its scope bounds what is said in it. */
export const channels = pgTable(
  'channels',
  {
    id: serial('id').primaryKey(),
    messenger: text('messenger').notNull(),
    workspace: text('workspace').notNull().default(''),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['direct', 'group'] }).notNull(),
    scope: text('scope').array().notNull(),
    locale: text('locale', { enum: ['en', 'ja', 'zh-CN'] }).notNull(),
    timeZone: text('time_zone').notNull(),
    /** Alerts of its stores are posted there. */
    alerts: boolean('alerts').notNull().default(true),
    /** Set when the platform refused it for good; cleared when it is heard of again. */
    unreachableSince: at('unreachable_since'),
    demo: boolean('demo').notNull().default(false),
  },
  table => [unique('channels_external').on(table.messenger, table.workspace, table.externalId)],
)

/** Tokens with which programs ask as a person. Only a hash is kept. */
export const accessTokens = pgTable(
  'access_tokens',
  {
    id: serial('id').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** What it is for: `mcp`. */
    purpose: text('purpose').notNull(),
    /** SHA-256 of the token, in hexadecimal. */
    hash: text('hash').notNull().unique(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
  },
  table => [index('access_tokens_person').on(table.personId)],
)

/**
 * A drill that somebody began, and what they really did of it: their training record. The store in which they practise has
 * the number `-id` and stands nowhere else, so that nothing that lists stores can count it.
 */
export const drillRuns = pgTable(
  'drill_runs',
  {
    id: serial('id').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    drill: text('drill').notNull(),
    state: text('state', { enum: ['running', 'finished', 'stopped'] }).notNull(),
    startedAt: at('started_at').notNull(),
    /** When they were last at it. */
    lastAt: at('last_at').notNull(),
    endedAt: at('ended_at'),
    /** Time spent on it: pauses are left out. */
    spentSeconds: integer('spent_seconds').notNull().default(0),
    hints: integer('hints').notNull().default(0),
    /** Step → `done` or `skipped`, and when. */
    steps: jsonb('steps').notNull(),
  },
  table => [
    index('drill_runs_person').on(table.personId, table.id),
    uniqueIndex('drill_runs_running').on(table.personId).where(sql`${table.state} = 'running'`),
  ],
)
