import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'
import { mutes, people } from '#src/platform/database/schema/index.ts'

/** Alerts of a KPI (`null`: any) at a place that nobody hears about until a moment. */
export interface Mute {
  readonly id: number
  readonly kpiId: string | null
  readonly place: PlaceKey
  readonly until: Date
  readonly reason: string | null
  /** `null`: somebody who is gone. */
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly demo: boolean
}

/** A mute to be stored. */
export interface NewMute {
  readonly kpiId: string | null
  readonly place: PlaceKey
  readonly until: Date
  readonly reason: string | null
  readonly createdBy: number | null
  readonly createdAt: Date
  readonly demo: boolean
}

/** Stores a mute; one of the same KPI and place that counts already ends with it. Answers its number. */
export async function addMute(db: Db, mute: NewMute): Promise<number> {
  const same = mute.kpiId === null ? isNull(mutes.kpiId) : eq(mutes.kpiId, mute.kpiId)
  const replaced = { endedAt: mute.createdAt, endedBy: mute.createdBy }
  await db
    .update(mutes)
    .set(replaced)
    .where(and(same, eq(mutes.place, mute.place), eq(mutes.demo, mute.demo), isNull(mutes.endedAt)))
  const [row] = await db.insert(mutes).values(mute).returning({ id: mutes.id })
  if (!row) throw new Error('a mute that was just written cannot be found')
  return row.id
}

/** The mutes that count now, the first to end first. */
export async function listMutes(db: Db, now: Date): Promise<readonly Mute[]> {
  const rows = await db
    .select({ mute: mutes, createdBy: people.name })
    .from(mutes)
    .leftJoin(people, eq(people.id, mutes.createdBy))
    .where(and(isNull(mutes.endedAt), gt(mutes.until, now)))
    .orderBy(asc(mutes.until), asc(mutes.id))
  return rows.map(({ mute, createdBy }) => ({ ...mute, createdBy }))
}

/** Ends a mute early; `false` when it does not count any more. */
export async function endMute(db: Db, id: number, by: number | null, now: Date): Promise<boolean> {
  const rows = await db
    .update(mutes)
    .set({ endedAt: now, endedBy: by })
    .where(and(eq(mutes.id, id), isNull(mutes.endedAt), gt(mutes.until, now)))
    .returning({ id: mutes.id })
  return rows.length > 0
}
