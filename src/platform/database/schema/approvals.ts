import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, numeric, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'
import { targets } from './targets.ts'

/** Which targets need whose approval before they count. */
export const approvalRules = pgTable('approval_rules', {
  id: serial('id').primaryKey(),
  place: text('place').notNull(),
  /** `null`: every KPI. */
  kpiId: text('kpi_id'),
  /** Changes of at least this share of the target in force need it, 0.2 for 20 %; 0: every one. */
  fromChange: numeric('from_change', { mode: 'number' }).notNull(),
  /** Who approves, in this order: `owner`, `leader`, `manager`, `administrator`. */
  steps: text('steps').array().notNull(),
  demo: boolean('demo').notNull().default(false),
  setBy: integer('set_by').references(() => people.id, { onDelete: 'set null' }),
  setAt: at('set_at').notNull().defaultNow(),
})

/** Targets that somebody proposes. One in force stays until the proposed one is approved. */
export const targetProposals = pgTable(
  'target_proposals',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    period: text('period', { enum: ['day', 'week', 'month', 'quarter'] }).notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    value: numeric('value', { mode: 'number' }),
    low: numeric('low', { mode: 'number' }),
    high: numeric('high', { mode: 'number' }),
    currency: text('currency'),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    /** `null`: as it was. */
    weight: integer('weight'),
    reason: text('reason'),
    /** What the months before came to, as it was known when it was proposed. */
    past: jsonb('past').notNull(),
    steps: text('steps').array().notNull(),
    /** Index of the step that waits. */
    step: integer('step').notNull(),
    /** Who approved the value as it is now. */
    approvedBy: integer('approved_by').array().notNull(),
    state: text('state', { enum: ['waiting', 'approved', 'returned', 'withdrawn', 'expired'] }).notNull(),
    proposedBy: integer('proposed_by').references(() => people.id, { onDelete: 'set null' }),
    proposedAt: at('proposed_at').notNull(),
    remindAt: at('remind_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    /** The target that it became. */
    targetId: integer('target_id').references(() => targets.id, { onDelete: 'set null' }),
    demo: boolean('demo').notNull().default(false),
  },
  table => [
    uniqueIndex('target_proposals_waiting')
      .on(table.kpiId, table.place, table.period, table.validFrom, table.demo)
      .where(sql`state = 'waiting'`),
    index('target_proposals_due').on(table.remindAt).where(sql`state = 'waiting'`),
  ],
)

/** What happened to a proposal: who, when and why. */
export const proposalEvents = pgTable(
  'proposal_events',
  {
    id: serial('id').primaryKey(),
    proposalId: integer('proposal_id')
      .notNull()
      .references(() => targetProposals.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    kind: text('kind', {
      enum: ['proposed', 'step', 'changed', 'approved', 'returned', 'withdrawn', 'expired', 'reminded'],
    }).notNull(),
    detail: text('detail'),
  },
  table => [index('proposal_events_proposal').on(table.proposalId, table.id)],
)
