import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
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
import { severities } from '#src/domain/alerts/alert.ts'
import type { AlertEventKind } from '#src/domain/alerts/alert-life.ts'
import { events } from './annotations.ts'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** A problem. One row for as long as it lasts; at most one unresolved row per rule and place. */
export const alerts = pgTable(
  'alerts',
  {
    id: serial('id').primaryKey(),
    /** `target/17` or `limit/amazon/order_defect_rate`: what was broken. */
    rule: text('rule').notNull(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    state: text('state', { enum: ['open', 'acknowledged', 'resolved'] }).notNull(),
    severity: text('severity', { enum: severities }).notNull(),
    /** The first and the latest day that broke the rule. */
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    value: numeric('value', { mode: 'number' }),
    limit: numeric('limit_value', { mode: 'number' }),
    currency: text('currency'),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    /** Counts what changed: part of the delivery key. */
    revision: integer('revision').notNull().default(1),
    openedAt: at('opened_at').notNull(),
    changedAt: at('changed_at').notNull(),
    acknowledgedBy: integer('acknowledged_by').references(() => people.id, { onDelete: 'set null' }),
    acknowledgedAt: at('acknowledged_at'),
    reason: text('reason'),
    resolvedAt: at('resolved_at'),
    /** `null` when the number became good by itself. */
    resolvedBy: integer('resolved_by').references(() => people.id, { onDelete: 'set null' }),
    /** Nobody is asked before; `null`: not snoozed. */
    snoozedUntil: at('snoozed_until'),
    /** Taken on until then, unless confirmed. */
    ackUntil: at('ack_until'),
    /** When whoever has it was asked whether they still are on it. */
    ackAskedAt: at('ack_asked_at'),
    /** The latest figure breaks the rule; an alert may last a while without. */
    bad: boolean('bad').notNull().default(true),
    /** The alert that explains this one: nothing is said about it while that one lasts. */
    heldBy: integer('held_by'),
    /** The grouped message in which it stands. */
    groupId: integer('group_id'),
    /** Steps of the escalation chain that were taken, and when the next is due. */
    escalation: integer('escalation').notNull().default(0),
    escalateAt: at('escalate_at'),
  },
  table => [
    uniqueIndex('alerts_unresolved').on(table.rule, table.place).where(sql`state <> 'resolved'`),
    index('alerts_changed').on(table.changedAt),
    index('alerts_group').on(table.groupId),
  ],
)

/** Many alerts of one KPI that began in the same look: one message instead of many. */
export const alertGroups = pgTable('alert_groups', {
  id: serial('id').primaryKey(),
  kpiId: text('kpi_id').notNull(),
  demo: boolean('demo').notNull().default(false),
  revision: integer('revision').notNull().default(1),
  openedAt: at('opened_at').notNull(),
})

/** Alerts that nobody wants to hear about for a while: of a KPI, a place, or a KPI at a place. */
export const mutes = pgTable('mutes', {
  id: serial('id').primaryKey(),
  /** `null`: every KPI. */
  kpiId: text('kpi_id'),
  place: text('place').notNull(),
  until: at('until').notNull(),
  reason: text('reason'),
  createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
  createdAt: at('created_at').notNull(),
  endedAt: at('ended_at'),
  endedBy: integer('ended_by').references(() => people.id, { onDelete: 'set null' }),
  demo: boolean('demo').notNull().default(false),
})

/** What people answered to an alert: a false alarm, or what the cause was. */
export const alertAnswers = pgTable(
  'alert_answers',
  {
    id: serial('id').primaryKey(),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['false_alarm', 'cause'] }).notNull(),
    text: text('text'),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    at: at('at').notNull(),
  },
  table => [index('alert_answers_alert').on(table.alertId)],
)

/** What a person was not told during their quiet hours: said in one summary afterwards. */
export const heldNotices = pgTable(
  'held_notices',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    /** The end of the quiet hours. */
    dueAt: at('due_at').notNull(),
  },
  table => [primaryKey({ columns: [table.personId, table.alertId] })],
)

/** Who did what to an alert, from where. */
export const alertEvents = pgTable(
  'alert_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
    kind: text('kind').$type<AlertEventKind>().notNull(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    via: text('via'),
    detail: jsonb('detail'),
  },
  table => [index('alert_events_alert').on(table.alertId, table.at)],
)

/** What watches figures besides targets and platform lines. Stopped rules stay for their alerts and their history. */
export const alertRules = pgTable(
  'alert_rules',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    /** Every store of the place by itself; false: the place as a whole. */
    eachStore: boolean('each_store').notNull().default(false),
    /** As the first word of `parameters` says: `threshold`, `streak`, `surge`, … */
    kind: text('kind').notNull(),
    parameters: jsonb('parameters').notNull(),
    severity: text('severity', { enum: severities }),
    ownerId: integer('owner_id').references(() => people.id, { onDelete: 'set null' }),
    /** `{from, to}` in hours of the store's day; `null`: always. */
    activeHours: jsonb('active_hours'),
    hysteresis: numeric('hysteresis', { mode: 'number' }).notNull(),
    forDays: integer('for_days').notNull().default(1),
    /** Name of the default that it came from; `null` where a person made it. */
    origin: text('origin'),
    createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
    stoppedBy: integer('stopped_by').references(() => people.id, { onDelete: 'set null' }),
    stoppedAt: at('stopped_at'),
    demo: boolean('demo').notNull().default(false),
  },
  table => [unique('alert_rules_origin').on(table.origin, table.demo)],
)

/** Alerts that an event held back: what a rule would have said about a day of a place. */
export const suppressedJudgements = pgTable(
  'held_looks',
  {
    rule: text('rule').notNull(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    eventId: integer('event_id')
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    value: numeric('value', { mode: 'number' }).notNull(),
    expected: numeric('expected', { mode: 'number' }),
    currency: text('currency'),
  },
  table => [primaryKey({ columns: [table.rule, table.place, table.day] }), index('held_looks_day').on(table.day)],
)

/** Why a rule was broken, with the numbers to say it: the latest of an alert. */
export const alertFindings = pgTable('alert_findings', {
  alertId: integer('alert_id')
    .primaryKey()
    .references(() => alerts.id, { onDelete: 'cascade' }),
  finding: jsonb('finding').notNull(),
})
