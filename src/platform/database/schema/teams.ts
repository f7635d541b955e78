import { boolean, date, index, integer, pgTable, serial, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { people } from './people.ts'

/** People who answer for stores together. */
export const teams = pgTable('teams', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  leaderId: integer('leader_id').references(() => people.id, { onDelete: 'set null' }),
  /** Place keys of the stores that it answers for. */
  places: text('places').array().notNull(),
  demo: boolean('demo').notNull().default(false),
  createdBy: integer('created_by').references(() => people.id, { onDelete: 'set null' }),
  createdAt: at('created_at').notNull().defaultNow(),
  /** Ended teams are kept: scores of their time name them. */
  endedAt: at('ended_at'),
})

/** Who belonged to a team from which day to which. */
export const teamMembers = pgTable(
  'team_members',
  {
    id: serial('id').primaryKey(),
    teamId: integer('team_id')
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    /** The last day; `null`: still a member. */
    untilDay: date('until_day', { mode: 'string' }),
  },
  table => [index('team_members_team').on(table.teamId), index('team_members_person').on(table.personId)],
)
