import { and, desc, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#src/platform/database/db.ts'
import { lockNumbers } from '#src/platform/database/lock-numbers.ts'
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
  /** The period of the meeting in which a carried point came up first; `null`: it is of this one, or that is not known. */
  since: z
    .object({ kind: z.enum(['week', 'month', 'quarter']), from: z.string() })
    .nullable()
    .default(null),
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

/** What a meeting is about: one is held about it, however often it is begun. */
export type MeetingKey = Pick<Meeting, 'subject' | 'periodKind' | 'periodFrom'> & { readonly demo: boolean }

/**
 * Lets one transaction at a time begin a meeting in a conversation and about a subject and period. Always in this order, so
 * that no two wait for each other.
 */
export async function claimStart(db: Db, channelId: number, key: MeetingKey): Promise<void> {
  const about = `${key.subject}/${key.periodKind}/${key.periodFrom}/${key.demo}`
  await db.execute(sql`select pg_advisory_xact_lock(${lockNumbers.meeting}, hashtext(${`channel/${channelId}`}))`)
  await db.execute(sql`select pg_advisory_xact_lock(${lockNumbers.meeting}, hashtext(${about}))`)
}

/** The meetings about a subject and period, the newest first, with whether they still run. */
export async function meetingsAbout(
  db: Db,
  key: MeetingKey,
): Promise<readonly (Meeting & { readonly runs: boolean })[]> {
  const rows = await db
    .select()
    .from(meetings)
    .where(
      and(
        ...[eq(meetings.subject, key.subject), eq(meetings.demo, key.demo)],
        ...[eq(meetings.periodKind, key.periodKind), eq(meetings.periodFrom, key.periodFrom)],
      ),
    )
    .orderBy(desc(meetings.id))
    .for('update')
  return rows.map(row => ({ ...meetingOf(row), runs: row.endedAt === null }))
}

/** The last meeting about a subject that has ended, about another period than `besides`; `null`: there was none. */
export async function lastEnded(
  db: Db,
  subject: string,
  demo: boolean,
  besides?: Pick<Meeting, 'periodKind' | 'periodFrom'>,
): Promise<Meeting | null> {
  const other = besides
    ? or(ne(meetings.periodKind, besides.periodKind), ne(meetings.periodFrom, besides.periodFrom))
    : undefined
  const [row] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.subject, subject), eq(meetings.demo, demo), isNotNull(meetings.endedAt), other))
    .orderBy(desc(meetings.id))
    .limit(1)
  return row ? meetingOf(row) : null
}

/** Writes the points of a meeting, and its end where it has one. */
export async function updateMeeting(
  db: Db,
  id: number,
  change: { readonly points: readonly Point[]; readonly endedAt: Date | null; readonly channelId?: number },
): Promise<void> {
  await db.update(meetings).set(change).where(eq(meetings.id, id))
}

function meetingOf(row: typeof meetings.$inferSelect): Meeting {
  const { id, subject, periodKind, periodFrom, points } = row
  return { id, subject, periodKind, periodFrom, points: z.array(Point).parse(points) }
}
