import { boolean, date, index, integer, numeric, pgTable, serial, text, unique } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** A company's own templates, a row a version. Built-in ones are data of the program. */
export const scoreTemplates = pgTable(
  'score_templates',
  {
    id: serial('id').primaryKey(),
    /** What people type; unique among the templates of the company. */
    code: text('code').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    /** The template it was copied from; `null`: made from nothing. */
    base: text('base'),
    /** KPIs with weights and default goals. */
    lines: jsonb('lines').notNull(),
    /** Highest attainment that counts, 1.2 by default. */
    maxAttainment: numeric('max_attainment', { mode: 'number' }).notNull(),
    /** Highest score while a marketplace's line is broken; `null`: no such gate. */
    gate: integer('gate'),
    /** First day of the month from which on this version counts. */
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    demo: boolean('demo').notNull().default(false),
    setBy: integer('set_by').references(() => people.id, { onDelete: 'set null' }),
    setAt: at('set_at').notNull().defaultNow(),
    retired: boolean('retired').notNull().default(false),
  },
  table => [unique('score_templates_version').on(table.code, table.demo, table.version)],
)

/** Who is measured by which template, from which month on. The latest line counts. */
export const scorecards = pgTable(
  'scorecards',
  {
    id: serial('id').primaryKey(),
    /** `person:7`, `team:2` or a place key such as `store:west`. */
    subject: text('subject').notNull(),
    template: text('template').notNull(),
    /** Place keys whose figures count. */
    places: text('places').array().notNull(),
    /** KPIs of the template that are not measured here, as a list of ids. */
    leftOut: jsonb('left_out').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    withdrawn: boolean('withdrawn').notNull().default(false),
    demo: boolean('demo').notNull().default(false),
    setBy: integer('set_by').references(() => people.id, { onDelete: 'set null' }),
    setAt: at('set_at').notNull().defaultNow(),
  },
  table => [index('scorecards_subject').on(table.subject, table.validFrom)],
)

/** The score of a period that was closed, with all that it was made from. A reopened period gets a further revision. */
export const closedScores = pgTable(
  'closed_scores',
  {
    id: serial('id').primaryKey(),
    subject: text('subject').notNull(),
    template: text('template').notNull(),
    periodKind: text('period_kind', { enum: ['week', 'month', 'quarter'] }).notNull(),
    periodFrom: date('period_from', { mode: 'string' }).notNull(),
    revision: integer('revision').notNull(),
    /** What the score was computed from, as canonical JSON: computing it again gives the same text. */
    inputs: text('inputs').notNull(),
    /** The result as canonical JSON. */
    result: text('result').notNull(),
    /** `null`: too little is known for a score. */
    score: numeric('score', { mode: 'number' }),
    state: text('state', { enum: ['closed', 'objected', 'reopened'] }).notNull(),
    demo: boolean('demo').notNull().default(false),
    closedBy: integer('closed_by').references(() => people.id, { onDelete: 'set null' }),
    closedAt: at('closed_at').notNull(),
    /** Until then the person may object. */
    objectUntil: at('object_until').notNull(),
    /** Why the period was opened again. */
    reopenedFor: text('reopened_for'),
  },
  table => [
    unique('closed_scores_revision').on(table.subject, table.periodKind, table.periodFrom, table.revision),
    index('closed_scores_period').on(table.periodKind, table.periodFrom),
  ],
)

/** What somebody holds against their score, and the answer. */
export const objections = pgTable(
  'objections',
  {
    id: serial('id').primaryKey(),
    scoreId: integer('score_id')
      .notNull()
      .references(() => closedScores.id, { onDelete: 'cascade' }),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    reason: text('reason').notNull(),
    raisedAt: at('raised_at').notNull(),
    /** `null`: not answered yet. */
    outcome: text('outcome', { enum: ['kept', 'reopened'] }),
    answer: text('answer'),
    answeredBy: integer('answered_by').references(() => people.id, { onDelete: 'set null' }),
    answeredAt: at('answered_at'),
  },
  table => [index('objections_score').on(table.scoreId)],
)

/** What a score is worth, per template; the latest line counts. */
export const bonusTables = pgTable('bonus_tables', {
  id: serial('id').primaryKey(),
  template: text('template').notNull(),
  /** Bands: from which score on, and the percentage or amount. Empty: no bonus any more. */
  bands: jsonb('bands').notNull(),
  /** ISO 4217 where amounts are paid; `null` for percentages. */
  currency: text('currency'),
  demo: boolean('demo').notNull().default(false),
  setBy: integer('set_by').references(() => people.id, { onDelete: 'set null' }),
  setAt: at('set_at').notNull().defaultNow(),
})

/** Where it is written how a KPI is worked on, per KPI and place. */
export const procedures = pgTable(
  'procedures',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    place: text('place').notNull(),
    title: text('title').notNull(),
    /** http or https. */
    url: text('url').notNull(),
    demo: boolean('demo').notNull().default(false),
    setBy: integer('set_by').references(() => people.id, { onDelete: 'set null' }),
    setAt: at('set_at').notNull().defaultNow(),
  },
  table => [unique('procedures_place').on(table.kpiId, table.place, table.demo)],
)
