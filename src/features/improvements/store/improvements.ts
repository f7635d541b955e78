import { and, asc, eq, gte, inArray, lte, or, type SQL } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import type { Db } from '#src/platform/database/db.ts'
import { improvements, people } from '#src/platform/database/schema/index.ts'

/** What somebody does about a KPI: what, who, until when, and what came of it. */
export interface Improvement {
  readonly id: number
  readonly kpiId: string
  readonly place: PlaceKey
  readonly periodKind: 'day' | 'week' | 'month' | 'quarter' | null
  readonly periodFrom: Day | null
  readonly what: string
  /** `null`: nobody any more. */
  readonly owner: PersonName | null
  readonly dueDay: Day
  readonly state: 'open' | 'done' | 'dropped'
  /** Why it was dropped, or what came of it; `null`: nothing was said. */
  readonly outcome: string | null
  /** The KPI over the four weeks before it was written; money in minor units of `currency`. */
  readonly valueBefore: number | null
  readonly currency: string | null
  readonly createdAt: Date
  readonly createdBy: number | null
  readonly closedAt: Date | null
}

/** Stores what is to be done. Returns its number. */
export async function addImprovement(
  db: Db,
  made: Omit<Improvement, 'id' | 'owner' | 'state' | 'outcome' | 'closedAt'> & {
    readonly ownerId: number
    readonly demo: boolean
  },
): Promise<number> {
  const [row] = await db
    .insert(improvements)
    .values({ ...made, state: 'open' })
    .returning({ id: improvements.id })
  if (!row) throw new Error('A new improvement came back empty')
  return row.id
}

/** Which improvements; all of them where nothing is given. */
export interface ImprovementFilter {
  readonly demo: boolean
  readonly ids?: readonly number[]
  readonly ownerId?: number
  readonly open?: boolean
  /** Due, or closed, within these days. */
  readonly due?: { readonly from: Day; readonly to: Day }
}

/** Improvements by due day, the oldest first. */
export async function listImprovements(db: Db, filter: ImprovementFilter): Promise<readonly Improvement[]> {
  if (filter.ids?.length === 0) return []
  const { due } = filter
  const parts: (SQL | undefined)[] = [
    eq(improvements.demo, filter.demo),
    filter.ids && inArray(improvements.id, [...filter.ids]),
    filter.ownerId === undefined ? undefined : eq(improvements.ownerId, filter.ownerId),
    filter.open === undefined ? undefined : filter.open ? eq(improvements.state, 'open') : closed,
    due && and(gte(improvements.dueDay, due.from), lte(improvements.dueDay, due.to)),
  ]
  const rows = await db
    .select({ one: improvements, owner: { id: people.id, name: people.name } })
    .from(improvements)
    .leftJoin(people, eq(people.id, improvements.ownerId))
    .where(and(...parts))
    .orderBy(asc(improvements.dueDay), asc(improvements.id))
  return rows.map(({ one: { ownerId: _, closedBy: __, remindedAt: ___, demo: ____, ...rest }, owner }) => ({
    ...rest,
    owner,
  }))
}

const closed = or(eq(improvements.state, 'done'), eq(improvements.state, 'dropped'))

/** Ends an improvement that is open. Returns whether it was. */
export async function closeImprovement(
  db: Db,
  id: number,
  end: {
    readonly state: 'done' | 'dropped'
    readonly outcome: string | null
    readonly by: number | null
    readonly at: Date
  },
): Promise<boolean> {
  const rows = await db
    .update(improvements)
    .set({ state: end.state, outcome: end.outcome, closedBy: end.by, closedAt: end.at })
    .where(and(eq(improvements.id, id), eq(improvements.state, 'open')))
    .returning({ id: improvements.id })
  return rows.length > 0
}

/** Moves the day until which an open improvement is to be done. */
export async function moveImprovement(db: Db, id: number, dueDay: Day): Promise<void> {
  await db
    .update(improvements)
    .set({ dueDay })
    .where(and(eq(improvements.id, id), eq(improvements.state, 'open')))
}

/** Notes that the owner of an improvement was asked about it. */
export async function markReminded(db: Db, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(improvements)
    .set({ remindedAt: at })
    .where(inArray(improvements.id, [...ids]))
}
