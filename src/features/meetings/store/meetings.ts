import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#src/platform/database/db.ts'
import { meetings } from '#src/platform/database/schema/index.ts'

const Text = z.object({ en: z.string(), ja: z.string(), 'zh-CN': z.string() })

/** Something that a meeting talks about: a missed figure, an alert, an action, or a proposed target. */
const Point = z.object({
  kind: z.enum(['goal', 'alert', 'action', 'proposal']),
  /** The number of the alert, action or proposal; of a figure its KPI and place. */
  ref: z.string(),
  text: Text,
  kpiId: z.string(),
  /** A place as it is typed in a line. */
  place: z.string(),
  state: z.enum(['open', 'decided', 'skipped']),
  /** What was decided, as it was written; `null`: nothing yet. */
  decision: z.string().nullable(),
  /** What came of the decision, in words; `null`: what was written says it. */
  outcome: Text.nullable().default(null),
  /** How the form for a target begins: kind of period, a value and an owner as they are typed; `null`: it has none. */
  next: z
    .object({ kind: z.enum(['day', 'week', 'month', 'quarter']), value: z.string(), owner: z.string().nullable() })
    .nullable()
    .default(null),
  /** It was left open by the meeting before. */
  carried: z.boolean(),
})
export type Point = z.infer<typeof Point>

/** A meeting as it stands. */
export interface Meeting {
  readonly id: number
  readonly subject: string
  readonly periodKind: string
  readonly periodFrom: string
  readonly points: readonly Point[]
}

/** Begins a meeting in a conversation. */
export async function insertMeeting(
  db: Db,
  made: Omit<Meeting, 'id'> & {
    readonly channelId: number
    readonly startedBy: number | null
    readonly startedAt: Date
    readonly demo: boolean
  },
): Promise<number> {
  const [row] = await db
    .insert(meetings)
    .values({ ...made })
    .returning({ id: meetings.id })
  if (!row) throw new Error('A new meeting came back empty')
  return row.id
}

/** The meeting that runs in a conversation, locked for this transaction; `null`: none does. */
export async function lockRunning(db: Db, channelId: number): Promise<Meeting | null> {
  const [row] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.channelId, channelId), isNull(meetings.endedAt)))
    .orderBy(desc(meetings.id))
    .limit(1)
    .for('update')
  return row ? meetingOf(row) : null
}

/** The last meeting about a subject that has ended; `null`: there was none. */
export async function lastEnded(db: Db, subject: string, demo: boolean): Promise<Meeting | null> {
  const [row] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.subject, subject), eq(meetings.demo, demo), isNotNull(meetings.endedAt)))
    .orderBy(desc(meetings.id))
    .limit(1)
  return row ? meetingOf(row) : null
}

/** Writes the points of a meeting, and its end where it has one. */
export async function updateMeeting(
  db: Db,
  id: number,
  change: { readonly points: readonly Point[]; readonly endedAt: Date | null },
): Promise<void> {
  await db.update(meetings).set(change).where(eq(meetings.id, id))
}

function meetingOf(row: typeof meetings.$inferSelect): Meeting {
  const { id, subject, periodKind, periodFrom, points } = row
  return { id, subject, periodKind, periodFrom, points: z.array(Point).parse(points) }
}
