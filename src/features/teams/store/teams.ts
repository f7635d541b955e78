import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey, Store } from '#src/domain/place.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import { sees } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { people, teamMembers, teams } from '#src/platform/database/schema/index.ts'

/** People who answer for stores together. */
export interface Team {
  readonly id: number
  readonly name: string
  /** `null`: nobody leads it now. */
  readonly leader: PersonName | null
  /** Members on the day that was asked about, by name; the leader only where they are a member, too. */
  readonly members: readonly PersonName[]
  readonly places: readonly PlaceKey[]
  readonly demo: boolean
}

/** A team to be stored. */
export interface NewTeam {
  readonly name: string
  readonly leaderId: number | null
  readonly places: readonly PlaceKey[]
  readonly demo: boolean
  readonly by: number | null
}

/** The teams that have not ended, with their members on a day, by name. */
export async function listTeams(db: Db, day: Day, demo: boolean): Promise<readonly Team[]> {
  const rows = await db
    .select({ team: teams, leader: { id: people.id, name: people.name } })
    .from(teams)
    .leftJoin(people, and(eq(people.id, teams.leaderId), eq(people.active, true)))
    .where(and(isNull(teams.endedAt), eq(teams.demo, demo)))
    .orderBy(asc(teams.name), asc(teams.id))
  const members = await membersOf(
    db,
    rows.map(({ team }) => team.id),
    day,
  )
  return rows.map(({ team: { id, name, places }, leader }) => {
    return { id, name, leader, members: members.get(id) ?? [], places, demo }
  })
}

async function membersOf(db: Db, ids: readonly number[], day: Day): Promise<ReadonlyMap<number, PersonName[]>> {
  const found = new Map<number, PersonName[]>()
  if (ids.length === 0) return found
  const rows = await db
    .select({ teamId: teamMembers.teamId, id: people.id, name: people.name })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .where(and(inArray(teamMembers.teamId, [...ids]), onDay(day)))
    .orderBy(asc(people.name), asc(people.id))
  for (const { teamId, id, name } of rows) found.set(teamId, [...(found.get(teamId) ?? []), { id, name }])
  return found
}

function onDay(day: Day) {
  return and(lte(teamMembers.fromDay, day), or(isNull(teamMembers.untilDay), gte(teamMembers.untilDay, day)))
}

/** Stores a team. Returns its number. */
export async function addTeam(db: Db, { name, leaderId, places, demo, by }: NewTeam): Promise<number> {
  const values = { name, leaderId, places: [...places], demo, createdBy: by }
  const [row] = await db.insert(teams).values(values).returning({ id: teams.id })
  if (!row) throw new Error('A new team came back empty')
  return row.id
}

/** Changes a team; fields that are absent stay. */
export async function changeTeam(
  db: Db,
  id: number,
  change: { readonly name?: string; readonly leaderId?: number | null; readonly places?: readonly PlaceKey[] },
): Promise<void> {
  const { places, ...fields } = change
  await db
    .update(teams)
    .set({ ...fields, ...(places && { places: [...places] }) })
    .where(eq(teams.id, id))
}

/** Ends a team; scores of its time keep naming it. */
export async function endTeam(db: Db, id: number, at: Date): Promise<void> {
  await db.update(teams).set({ endedAt: at }).where(eq(teams.id, id))
}

/** Makes people members from a day on; those who are already stay as they are. */
export async function joinTeam(db: Db, teamId: number, personIds: readonly number[], from: Day): Promise<void> {
  const standing = await db
    .select({ id: teamMembers.personId })
    .from(teamMembers)
    .where(and(eq(teamMembers.teamId, teamId), or(isNull(teamMembers.untilDay), gte(teamMembers.untilDay, from))))
  const known = new Set(standing.map(({ id }) => id))
  const fresh = [...new Set(personIds)].filter(id => !known.has(id))
  if (fresh.length === 0) return
  await db.insert(teamMembers).values(fresh.map(personId => ({ teamId, personId, fromDay: from })))
}

/** Ends somebody's membership with a day; one that only begins after it never was. */
export async function leaveTeam(db: Db, teamId: number, personId: number, last: Day): Promise<void> {
  const member = and(eq(teamMembers.teamId, teamId), eq(teamMembers.personId, personId))
  await db.delete(teamMembers).where(and(member, sql`${teamMembers.fromDay} > ${last}`))
  await db
    .update(teamMembers)
    .set({ untilDay: last })
    .where(and(member, isNull(teamMembers.untilDay)))
}

/**
 * Who leads somebody on a day: the active leaders of their teams, never themselves. With `stores`: of the teams that answer
 * for all of them, where there are such.
 */
export async function leadersOf(
  db: Db,
  personId: number,
  day: Day,
  stores: readonly Store[] = [],
): Promise<readonly PersonName[]> {
  const rows = await db
    .select({ id: people.id, name: people.name, places: teams.places })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.id, teamMembers.teamId), isNull(teams.endedAt)))
    .innerJoin(people, and(eq(people.id, teams.leaderId), eq(people.active, true)))
    .where(and(eq(teamMembers.personId, personId), onDay(day)))
    .orderBy(asc(people.id))
  const others = rows.filter(({ id }) => id !== personId)
  const fitting = others.filter(({ places }) => stores.length > 0 && stores.every(store => sees(places, store)))
  const leaders = fitting.length > 0 ? fitting : others
  return [...new Map(leaders.map(({ id, name }) => [id, { id, name }])).values()]
}

/** Whether somebody led a person on any day of a stretch. */
export async function ledBy(db: Db, leaderId: number, personId: number, from: Day, to: Day): Promise<boolean> {
  if (leaderId === personId) return false
  const [row] = await db
    .select({ id: teams.id })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.id, teamMembers.teamId), isNull(teams.endedAt)))
    .where(
      and(
        eq(teams.leaderId, leaderId),
        eq(teamMembers.personId, personId),
        lte(teamMembers.fromDay, to),
        or(isNull(teamMembers.untilDay), gte(teamMembers.untilDay, from)),
      ),
    )
    .limit(1)
  return row !== undefined
}
