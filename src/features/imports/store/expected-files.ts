import { and, eq, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { expectedFiles } from '#src/platform/database/schema/index.ts'

/** An export that was imported for a store, the newest file first. */
export interface ImportedFormat {
  readonly storeId: number
  readonly slug: string
  readonly name: string
  readonly timeZone: string
  readonly format: string
  /** The last day of each file, the newest first, each day once. */
  readonly lastDays: readonly Day[]
  /** Who brought the newest; `null`: nobody in particular. */
  readonly by: number | null
}

/** Files that are looked at for each store and export (judgement). */
const lookedAt = 12

/** Which exports were imported for which stores and are in effect. */
export async function listImportedFormats(db: Db): Promise<readonly ImportedFormat[]> {
  const rows = await db.execute<Record<string, unknown>>(sql`
    with files as (
      select s.id as store_id, s.slug, s.name, s.time_zone, i.summary->>'format' as format, (i.summary->>'to')::date as last,
        (array_agg(i.created_by order by i.id desc))[1] as by
      from imports i
      cross join lateral jsonb_array_elements(i.summary->'stores') as said
      join stores s on s.slug = said->>'slug' and not s.demo
      where i.state = 'applied' and i.summary->>'format' is not null and i.summary->>'to' is not null
      group by s.id, i.summary->>'format', (i.summary->>'to')::date
    ), ranked as (
      select *, row_number() over (partition by store_id, format order by last desc) as nth from files
    )
    select store_id, slug, name, time_zone, format, array_agg(last::text order by last desc) as last_days,
      (array_agg(by order by last desc))[1] as by
    from ranked where nth <= ${lookedAt} group by store_id, slug, name, time_zone, format`)
  return rows.map(row => ({
    storeId: Number(row.store_id),
    slug: String(row.slug),
    name: String(row.name),
    timeZone: String(row.time_zone),
    format: String(row.format),
    lastDays: row.last_days as readonly string[], // text[], read by the driver
    by: row.by === null ? null : Number(row.by),
  }))
}

/** Stores and exports of which somebody said that they are expected; none of their files is in it. */
export async function listSaidFormats(db: Db): Promise<readonly ImportedFormat[]> {
  const rows = await db.execute<Record<string, unknown>>(sql`
    select s.id, s.slug, s.name, s.time_zone, e.format
    from expected_files e join stores s on s.id = e.store_id and not s.demo where e.said order by s.slug, e.format`)
  return rows.map(row => ({
    storeId: Number(row.id),
    slug: String(row.slug),
    name: String(row.name),
    timeZone: String(row.time_zone),
    format: String(row.format),
    lastDays: [],
    by: null,
  }))
}

/** What is known of an expected export besides its files. */
export type Expectation = typeof expectedFiles.$inferSelect

/** What was said of expected exports, and of which gap somebody was reminded. */
export async function listExpectations(db: Db): Promise<readonly Expectation[]> {
  return db.select().from(expectedFiles)
}

/** Says how often an export of a store is expected; `off`: nobody is to be reminded. */
export async function sayExpectation(
  db: Db,
  said: {
    readonly storeId: number
    readonly format: string
    readonly everyDays: number
    readonly off: boolean
    readonly saidOn: Day
  },
): Promise<void> {
  const { everyDays, off, saidOn } = said
  await db
    .insert(expectedFiles)
    .values({ ...said, said: true })
    .onConflictDoUpdate({
      target: [expectedFiles.storeId, expectedFiles.format],
      set: { everyDays, off, said: true, saidOn, remindedAfter: null },
    })
}

/** Takes the reminder of a gap for this process: `false` when it was given before. */
export async function takeReminder(
  db: Db,
  { storeId, format, everyDays }: Pick<Expectation, 'storeId' | 'format' | 'everyDays'>,
  after: Day,
): Promise<boolean> {
  await db.insert(expectedFiles).values({ storeId, format, everyDays }).onConflictDoNothing()
  const rows = await db
    .update(expectedFiles)
    .set({ remindedAfter: after })
    .where(
      and(
        eq(expectedFiles.storeId, storeId),
        eq(expectedFiles.format, format),
        sql`${expectedFiles.remindedAfter} is distinct from ${after}::date`,
      ),
    )
    .returning({ storeId: expectedFiles.storeId })
  return rows.length > 0
}

/** Who answers for a store: the owner of its newest target; `null`: nobody. */
export async function findStoreOwner(db: Db, slug: string): Promise<number | null> {
  const [row] = await db.execute<{ id: number }>(sql`
    select p.id from targets t join people p on p.id = t.owner_id and p.active
    where t.place = ${`store:${slug}`} order by t.id desc limit 1`)
  return row?.id ?? null
}
