import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { later } from '#src/domain/days.ts'
import { type Day, monthOf, quarterOf, weekOf } from '#src/domain/period/index.ts'
import { type PlaceKey, placeKey, type Store } from '#src/domain/place.ts'
import type { Target, TargetPeriod } from '#src/domain/targets/target.ts'
import type { Db } from '#src/platform/database/db.ts'
import { people, targets } from '#src/platform/database/schema/index.ts'

/** A target to be stored: a value, or a band of `low`, `high` or both. Money in minor units of `currency`. */
export interface NewTarget {
  readonly kpiId: string
  readonly place: PlaceKey
  readonly period: TargetPeriod
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
  readonly currency?: string | null
  readonly ownerId?: number | null
  /** Share in the score, 0–100; 10 unless given. */
  readonly weight?: number
  readonly validFrom: Day
  /** From then on there is none. */
  readonly withdrawn?: boolean
  readonly setBy: number | null
  readonly setAt?: Date
}

const owners = alias(people, 'owners')
const setters = alias(people, 'setters')

/** Which targets; all of them where nothing is given. */
export interface TargetFilter {
  readonly kpiIds?: readonly string[]
  readonly places?: readonly PlaceKey[]
  /** Only those of places that hold one of these stores, or a SKU of it. */
  readonly about?: readonly Pick<Store, 'slug' | 'market' | 'platform'>[]
  /**
   * Demo and real stores share the places that hold several stores: with it, only targets that were set by people of
   * the demo company, or only by others. Those that nobody is known to have set count for both.
   */
  readonly demo?: boolean
}

/** The whole history of targets, withdrawals included, oldest first. */
export async function listTargets(db: Db, filter: TargetFilter = {}): Promise<readonly Target[]> {
  if (filter.kpiIds?.length === 0 || filter.places?.length === 0 || filter.about?.length === 0) return []
  const kpis = filter.kpiIds ? inArray(targets.kpiId, [...filter.kpiIds]) : undefined
  const places = filter.places ? inArray(targets.place, [...filter.places]) : undefined
  const setter = filter.demo === undefined ? undefined : or(isNull(setters.demo), eq(setters.demo, filter.demo))
  return select(db, and(kpis, places, setter, filter.about && isAbout(filter.about)))
}

/** Of SKUs the part before the SKU is looked at: `store:west/sku:FUR-1`. */
function isAbout(stores: NonNullable<TargetFilter['about']>) {
  const keys = stores.flatMap(({ slug, market, platform }) => [
    placeKey({ kind: 'store', slug }),
    placeKey({ kind: 'market', id: market }),
    placeKey({ kind: 'platform', id: platform }),
  ])
  const held = [...new Set(['all', ...keys])]
  return sql`split_part(${targets.place}, '/', 1) = any(${sql.param(held)}::text[])`
}

/** The target with a number; `null` when there is none. */
export async function findTarget(db: Db, id: number): Promise<Target | null> {
  return (await select(db, eq(targets.id, id)))[0] ?? null
}

/** Adds a target to the history; standing ones stay, so that past periods keep theirs. */
export async function addTarget(db: Db, { setAt, ...target }: NewTarget): Promise<Target> {
  return insert(db, { ...target, ...(setAt ? { setAt } : {}) })
}

/**
 * Ends a target from the period of its kind that runs at `at` on (its own first one, where that lies ahead): periods
 * before are still judged by it. Told as a further line of the history. `null` when there is no such target.
 */
export async function withdrawTarget(db: Db, id: number, by: number | null, at: Date): Promise<Target | null> {
  const target = await findTarget(db, id)
  if (!target || target.withdrawn) return null
  const running = startOfPeriod(target.period, at.toISOString().slice(0, 10))
  return insert(db, {
    kpiId: target.kpiId,
    place: target.place,
    period: target.period,
    value: null,
    ownerId: target.owner?.id ?? null,
    validFrom: later(target.validFrom, running),
    withdrawn: true,
    setBy: by,
    setAt: at,
  })
}

/** The first day of the day, week, month or quarter that a day is in. */
export function startOfPeriod(kind: TargetPeriod, day: Day): Day {
  if (kind === 'day') return day
  return (kind === 'week' ? weekOf(day) : kind === 'month' ? monthOf(day) : quarterOf(day)).from
}

async function insert(db: Db, values: typeof targets.$inferInsert): Promise<Target> {
  const [row] = await db.insert(targets).values(values).returning({ id: targets.id })
  const target = row ? await findTarget(db, row.id) : null
  if (!target) throw new Error('A new target came back empty')
  return target
}

async function select(db: Db, where: ReturnType<typeof and>): Promise<readonly Target[]> {
  const rows = await db
    .select({
      target: targets,
      owner: { id: owners.id, name: owners.name },
      setter: { id: setters.id, name: setters.name },
    })
    .from(targets)
    .leftJoin(owners, eq(owners.id, targets.ownerId))
    .leftJoin(setters, eq(setters.id, targets.setBy))
    .where(where ?? sql`true`)
    .orderBy(asc(targets.setAt), asc(targets.id))
  return rows.map(({ target: { ownerId: _ownerId, place, ...rest }, owner, setter }) => {
    return { ...rest, place, owner, setBy: setter }
  })
}
