import { bigserial, index, integer, pgTable, serial, text } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { jsonb } from './jsonb.ts'
import { people } from './people.ts'

/** One line with which somebody changed something, so that it can be taken back. Written by triggers (migrations). */
export const undoSteps = pgTable(
  'undo_steps',
  {
    id: serial('id').primaryKey(),
    /** Unique per line that was carried out. */
    key: text('key').notNull().unique(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    personName: text('person_name').notNull(),
    verb: text('verb').notNull(),
    line: text('line').notNull(),
    at: at('at').notNull(),
    /** The step that this one took back; `null`: it took nothing back. */
    reverts: integer('reverts'),
    undoneAt: at('undone_at'),
  },
  table => [index('undo_steps_person').on(table.personId, table.id), index('undo_steps_at').on(table.at)],
)

/** A row as it was before and after a step; `null`: it did not exist. */
export const rowChanges = pgTable(
  'row_changes',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    stepId: integer('step_id')
      .notNull()
      .references(() => undoSteps.id, { onDelete: 'cascade' }),
    tableName: text('table_name').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  table => [index('row_changes_step').on(table.stepId)],
)
