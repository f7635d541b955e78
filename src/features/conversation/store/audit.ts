import { and, desc, eq, gte, ilike, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { audit } from '#src/platform/database/schema/index.ts'

/** How an invocation ended. */
export const outcomes = ['ok', 'refused', 'misunderstood', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** One thing a person did. */
export interface AuditEntry {
  readonly at: Date
  readonly personId: number | null
  readonly messenger: string
  readonly channel: string
  readonly via: string
  /** `null` when the line named no verb. */
  readonly verb: string | null
  /** The command line; never a message body. */
  readonly line: string
  readonly outcome: Outcome
  /** The number a person was told when something failed. */
  readonly reference: string | null
  readonly tookMs: number
}

/** Writes what a person did. */
export async function writeAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.insert(audit).values(entry)
}

/** The lines with one of some verbs that a person had carried out since an instant, newest first. */
export async function listDone(
  db: Db,
  personId: number,
  after: Date,
  verbs: readonly string[],
): Promise<readonly AuditEntry[]> {
  const theirs = and(eq(audit.personId, personId), eq(audit.outcome, 'ok'), inArray(audit.verb, [...verbs]))
  const rows = await db
    .select()
    .from(audit)
    .where(and(theirs, gte(audit.at, after)))
    .orderBy(desc(audit.id))
    .limit(maxLooked)
  return rows.map(entryOf)
}

/** Whether a line of somebody with one of some verbs ended after an instant. */
export async function changedSince(
  db: Db,
  personId: number,
  instant: Date,
  verbs: readonly string[],
): Promise<boolean> {
  const ended = sql`${audit.at} + ${audit.tookMs} * interval '1 millisecond'`
  const [row] = await db
    .select({ id: audit.id })
    .from(audit)
    .where(
      and(
        eq(audit.personId, personId),
        gte(audit.at, new Date(instant.getTime() - longestLineMs)), // what the index knows
        sql`${ended} >= ${instant.toISOString()}::timestamptz`,
        inArray(audit.verb, [...verbs]),
      ),
    )
    .limit(1)
  return row !== undefined
}

/** How long a line may take that is still found by its beginning (judgement: the longest take seconds). */
const longestLineMs = 10 * 60_000

/** The line that somebody last had carried out in a conversation with one of some verbs since an instant; `null`: none. */
export async function lastAsked(
  db: Db,
  asked: { personId: number; messenger: string; channel: string; since: Date; verbs: readonly string[] },
): Promise<string | null> {
  const { personId, messenger, channel, since, verbs } = asked
  const theirs = and(eq(audit.personId, personId), eq(audit.messenger, messenger), eq(audit.channel, channel))
  const [row] = await db
    .select({ line: audit.line })
    .from(audit)
    .where(and(theirs, eq(audit.outcome, 'ok'), inArray(audit.verb, [...verbs]), gte(audit.at, since)))
    .orderBy(desc(audit.id))
    .limit(1)
  return row && row.line !== '' ? row.line : null
}

/** What a person wrote last until an instant, the newest first, without one verb; talk that was no line of ours is not among it. */
export async function listRecentLines(
  db: Db,
  personId: number,
  before: Date,
  limit: number,
  except: string,
): Promise<readonly AuditEntry[]> {
  const rows = await db
    .select()
    .from(audit)
    .where(
      and(eq(audit.personId, personId), lte(audit.at, before), sql`line <> '' and verb is distinct from ${except}`),
    )
    .orderBy(desc(audit.id))
    .limit(limit)
  return rows.map(entryOf)
}

/** What a person did when they were told a number; `null`: they were never told it. */
export async function findOwnReference(db: Db, personId: number, reference: string): Promise<AuditEntry | null> {
  const [row] = await db
    .select()
    .from(audit)
    .where(and(eq(audit.personId, personId), eq(audit.reference, reference)))
    .orderBy(desc(audit.id))
    .limit(1)
  return row ? entryOf(row) : null
}

/** Lines that are looked at (judgement: what somebody remembers). */
const maxLooked = 20

/** The latest entries, newest first. */
export async function listAudit(db: Db, limit: number): Promise<readonly AuditEntry[]> {
  const rows = await db.select().from(audit).orderBy(desc(audit.id)).limit(limit)
  return rows.map(entryOf)
}

/** What is looked for in the log. */
export interface AuditFilter {
  /** People whose lines may be shown; those of nobody in particular, such as of the shell, are as well. */
  readonly people: readonly number[]
  readonly personId: number | null
  /** A piece of the line. */
  readonly text: string | null
  readonly outcome: Outcome | null
  /** Days in `zone`, both included. */
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly zone: string
  /** Names of a store, of which one stands in the line; empty: any line. */
  readonly storeNames: readonly string[]
  /** Only entries older than this one. */
  readonly before: number | null
  readonly limit: number
}

/** Entries that a filter lets through, newest first, with their numbers. */
export async function findAudit(
  db: Db,
  filter: AuditFilter,
): Promise<readonly (AuditEntry & { readonly id: number })[]> {
  const { people, personId, text, outcome, fromDay, toDay, zone, storeNames, before, limit } = filter
  const holding = (piece: string) => ilike(audit.line, `%${piece.replace(/[\\%_]/g, '\\$&')}%`)
  const start = (day: string) => sql`(${day}::date::timestamp at time zone ${zone})`
  const rows = await db
    .select()
    .from(audit)
    .where(
      and(
        personId === null
          ? or(isNull(audit.personId), inArray(audit.personId, [...people]))
          : eq(audit.personId, personId),
        text === null ? undefined : holding(text),
        outcome === null ? undefined : eq(audit.outcome, outcome),
        fromDay === null ? undefined : gte(audit.at, start(fromDay)),
        toDay === null ? undefined : lt(audit.at, sql`${start(toDay)} + interval '1 day'`),
        storeNames.length === 0 ? undefined : or(...storeNames.map(holding)),
        before === null ? undefined : lt(audit.id, before),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit)
  return rows.map(row => ({ ...entryOf(row), id: row.id }))
}

function entryOf({ id: _id, outcome, tookMs, ...row }: typeof audit.$inferSelect): AuditEntry {
  return { ...row, outcome: outcome as Outcome, tookMs: tookMs ?? 0 } // only `writeAudit` fills the column
}

/** Forgets entries older than an instant; answers how many. */
export async function pruneAudit(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(audit).where(lt(audit.at, before)).returning({ id: audit.id })
  return gone.length
}
