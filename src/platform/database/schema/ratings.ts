import { date, index, integer, pgTable, primaryKey, serial, text, unique } from 'drizzle-orm/pg-core'
import { at, bytes } from './columns.ts'
import { people } from './people.ts'

/** Who rates which soft KPI of which store, and how often. */
export const ratingPlans = pgTable('rating_plans', {
  id: serial('id').primaryKey(),
  kpiId: text('kpi_id').notNull(),
  storeId: integer('store_id').notNull(),
  /** Empty: the whole store. */
  sku: text('sku').notNull().default(''),
  /** People in the order in which they take turns. */
  panel: integer('panel').array().notNull(),
  perRound: integer('per_round').notNull(),
  /** Test orders or photos that each rater looks at. */
  checks: integer('checks').notNull(),
  every: text('every', { enum: ['week', 'month', 'quarter'] }).notNull(),
  createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
  createdAt: at('created_at').notNull(),
  /** Ended plans are kept: their rounds name them. */
  endedAt: at('ended_at'),
})

/** One time that people are asked to rate: a plan and a period. */
export const ratingRounds = pgTable(
  'rating_rounds',
  {
    id: serial('id').primaryKey(),
    /** `null`: the plan was taken back. */
    planId: integer('plan_id').references(() => ratingPlans.id, { onDelete: 'set null' }),
    kpiId: text('kpi_id').notNull(),
    storeId: integer('store_id').notNull(),
    sku: text('sku').notNull().default(''),
    checks: integer('checks').notNull(),
    every: text('every', { enum: ['week', 'month', 'quarter'] }).notNull(),
    periodFrom: date('period_from', { mode: 'string' }).notNull(),
    /** The day of its period on which its figures stand: the last one that was over when it was opened, if there was one. */
    day: date('day', { mode: 'string' }).notNull(),
    /** The last day of the store on which it takes answers. */
    dueDay: date('due_day', { mode: 'string' }).notNull(),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
    /** When somebody was told that its raters are far apart. */
    apartToldAt: at('apart_told_at'),
  },
  table => [
    unique('rating_rounds_period').on(table.planId, table.periodFrom),
    index('rating_rounds_place').on(table.storeId, table.kpiId, table.periodFrom),
  ],
)

/** Who was asked in a round. */
export const ratingAsked = pgTable(
  'rating_asked',
  {
    roundId: integer('round_id')
      .notNull()
      .references(() => ratingRounds.id, { onDelete: 'cascade' }),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** `null`: could not be reached in any chat yet. */
    askedAt: at('asked_at'),
    remindedAt: at('reminded_at'),
    reminders: integer('reminders').notNull().default(0),
  },
  table => [primaryKey({ columns: [table.roundId, table.personId] }), index('rating_asked_person').on(table.personId)],
)

/** What somebody answered, in a round or by themselves. */
export const ratingAnswers = pgTable(
  'rating_answers',
  {
    id: serial('id').primaryKey(),
    /** `null`: typed without being asked. */
    roundId: integer('round_id').references(() => ratingRounds.id, { onDelete: 'set null' }),
    kpiId: text('kpi_id').notNull(),
    storeId: integer('store_id').notNull(),
    sku: text('sku').notNull().default(''),
    day: date('day', { mode: 'string' }).notNull(),
    /** `null`: nobody any more, or the shell. */
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    /** 1 to 5. */
    score: integer('score').notNull(),
    checks: integer('checks').notNull(),
    comment: text('comment'),
    answeredAt: at('answered_at').notNull(),
  },
  table => [index('rating_answers_figure').on(table.storeId, table.kpiId, table.day)],
)

/** Pictures that a rater took of what they rated: reduced, without what the camera wrote into them. */
export const ratingPhotos = pgTable(
  'rating_photos',
  {
    id: serial('id').primaryKey(),
    kpiId: text('kpi_id').notNull(),
    storeId: integer('store_id').notNull(),
    sku: text('sku').notNull().default(''),
    /** The day of the figure behind which it stands. */
    day: date('day', { mode: 'string' }).notNull(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    jpeg: bytes('jpeg').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    addedAt: at('added_at').notNull(),
  },
  table => [index('rating_photos_figure').on(table.storeId, table.kpiId, table.day)],
)
