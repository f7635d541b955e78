import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { sources } from '#src/platform/database/schema/index.ts'

/** Where figures come from. */
export interface Source {
  readonly id: number
  readonly key: string
  readonly name: string
  /** The highest wins where two sources know the same measure. */
  readonly rank: number
  readonly provisionalDays: number
  readonly dueHours: number
  readonly lastSeenAt: Date | null
}

/**
 * Rank of a source that is met for the first time, by the first word of its key: what people type by hand corrects
 * what files say, files correct what programs push (judgement: the later a source is chosen by hand, the surer).
 * Statements of payments come last: their days are those of the books.
 */
const ranks: Readonly<Record<string, number>> = { record: 90, file: 70, push: 50, statement: 40, demo: 10 }

/** The source with this key, made when it is new. */
export async function ensureSource(db: Db, key: string, name: string = key): Promise<Source> {
  const known = await findSource(db, key)
  if (known) return known
  const rank = ranks[key.split('/')[0] ?? ''] ?? 50
  await db.insert(sources).values({ key, name, rank }).onConflictDoNothing()
  const made = await findSource(db, key)
  if (!made) throw new Error('A source vanished while it was made')
  return made
}

/** The source with this key, or `null`. */
export async function findSource(db: Db, key: string): Promise<Source | null> {
  const rows = await db.select().from(sources).where(sql`${sources.key} = ${key}`)
  return rows[0] ?? null
}

/** All sources by key. */
export async function listSources(db: Db): Promise<readonly Source[]> {
  return db.select().from(sources).orderBy(sources.key)
}

/**
 * What a marketplace itself answers counts before a file that somebody downloaded there, and after what people typed
 * on purpose to correct it (judgement).
 */
export const connectorRank = 80

/** How a source behaves: its rank, and after how many hours its figures are expected. */
export type SourceTraits = Pick<Source, 'rank' | 'dueHours'>

/** Gives a source the traits that its feed says; nothing is written where they are so already. */
export async function setTraits(db: Db, id: number, { rank, dueHours }: SourceTraits): Promise<void> {
  await db.execute(sql`update sources set rank = ${rank}, due_hours = ${dueHours}
    where id = ${id} and (rank, due_hours) is distinct from (${rank}::int, ${dueHours}::int)`)
}
