import { boolean, date, index, integer, numeric, pgTable, serial, text, unique } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { channels, people } from './people.ts'

/** What somebody does about a KPI that missed its target: what, who, until when, and what came of it. */
export const improvements = pgTable(
  'improvements',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    /** The period that missed its target; `null`: it was written for no period. */
    periodKind: text('period_kind', { enum: ['day', 'week', 'month', 'quarter'] }),
    periodFrom: date('period_from', { mode: 'string' }),
    what: text('what').notNull(),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    dueDay: date('due_day', { mode: 'string' }).notNull(),
    state: text('state', { enum: ['open', 'done', 'dropped'] }).notNull(),
    /** Why it was dropped, or what came of it. */
    outcome: text('outcome'),
    /** The figure of the four weeks before it was written, money in minor units of `currency`; `null`: none. */
    valueBefore: numeric('value_before', { mode: 'number' }),
    currency: text('currency'),
    demo: boolean('demo').notNull().default(false),
    createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull(),
    closedBy: integer('closed_by').references(() => people.id, { onDelete: 'set null' }),
    closedAt: at('closed_at'),
    /** When its owner was last asked about it. */
    remindedAt: at('reminded_at'),
  },
  table => [
    index('improvements_open').on(table.state, table.dueDay),
    index('improvements_kpi').on(table.kpiId, table.place),
  ],
)

/** Meetings about a week, month or quarter: the points, where it stands, and what was decided. */
export const meetings = pgTable(
  'meetings',
  {
    id: serial('id').primaryKey(),
    /** A place, or `team:3`. */
    subject: text('subject').notNull(),
    periodKind: text('period_kind').notNull(),
    periodFrom: date('period_from', { mode: 'string' }).notNull(),
    channelId: integer('channel_id').references(() => channels.id, { onDelete: 'cascade' }),
    points: jsonb('points').notNull(),
    startedBy: integer('started_by').references(() => people.id, { onDelete: 'set null' }),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at'),
    demo: boolean('demo').notNull().default(false),
  },
  table => [index('meetings_channel').on(table.channelId), index('meetings_subject').on(table.subject)],
)

/** Whether somebody found an advice useful: each person's last word on a rule at a place. */
export const adviceFeedback = pgTable(
  'advice_feedback',
  {
    id: serial('id').primaryKey(),
    rule: text('rule').notNull(),
    place: text('place').notNull(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'cascade' }),
    useful: boolean('useful').notNull(),
    demo: boolean('demo').notNull().default(false),
    at: at('at').notNull(),
  },
  table => [unique('advice_feedback_person').on(table.rule, table.place, table.personId)],
)
