import { and, eq, gt, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Target } from '#src/domain/targets/target.ts'
import type { Db } from '#src/platform/database/db.ts'
import {
  alertRules,
  alerts,
  channels,
  improvements,
  people,
  schedules,
  targets,
  teamMembers,
  teams,
} from '#src/platform/database/schema/index.ts'
import { forgetShared } from '#src/platform/database/shared-reads.ts'

/** Gives those targets of a person that only begin after a day to another; those that stand are set anew. */
export async function giveTargetsAhead(
  tx: Db,
  from: number,
  to: number,
  after: string,
): Promise<readonly Pick<Target, 'kpiId' | 'place'>[]> {
  return tx
    .update(targets)
    .set({ ownerId: to })
    .where(and(eq(targets.ownerId, from), eq(targets.withdrawn, false), gt(targets.validFrom, after)))
    .returning({ kpiId: targets.kpiId, place: targets.place })
}

/** Gives the alerts of a person that are not over to another. Returns their numbers, the oldest first. */
export async function giveAlerts(tx: Db, from: number, to: number): Promise<readonly number[]> {
  const rows = await tx
    .update(alerts)
    .set({ ownerId: to })
    .where(and(eq(alerts.ownerId, from), ne(alerts.state, 'resolved')))
    .returning({ id: alerts.id })
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

/** Gives the rules of a person that run to another. Returns their numbers. */
export async function giveRules(tx: Db, from: number, to: number): Promise<readonly number[]> {
  const rows = await tx
    .update(alertRules)
    .set({ ownerId: to })
    .where(and(eq(alertRules.ownerId, from), isNull(alertRules.stoppedAt)))
    .returning({ id: alertRules.id })
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

/** Gives the posts to groups that a person ordered to another, and ends those to the person alone. */
export async function giveSchedules(
  tx: Db,
  from: number,
  to: number,
): Promise<{ readonly given: readonly number[]; readonly ended: readonly number[] }> {
  const own = tx.select({ id: channels.id }).from(channels).where(eq(channels.kind, 'direct'))
  const ended = await tx
    .delete(schedules)
    .where(and(eq(schedules.createdBy, from), inArray(schedules.channelId, own)))
    .returning({ id: schedules.id })
  const given = await tx
    .update(schedules)
    .set({ createdBy: to })
    .where(eq(schedules.createdBy, from))
    .returning({ id: schedules.id })
  return { given: given.map(({ id }) => id), ended: ended.map(({ id }) => id) }
}

/** Gives the open actions of a person to another. Returns their numbers. */
export async function giveActions(tx: Db, from: number, to: number): Promise<readonly number[]> {
  const rows = await tx
    .update(improvements)
    .set({ ownerId: to })
    .where(and(eq(improvements.ownerId, from), eq(improvements.state, 'open')))
    .returning({ id: improvements.id })
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

/** Another leads the teams that a person led, and the person is a member of none from a day on. Returns the teams' names. */
export async function giveTeams(tx: Db, from: number, to: number, today: string): Promise<readonly string[]> {
  const rows = await tx
    .update(teams)
    .set({ leaderId: to })
    .where(and(eq(teams.leaderId, from), isNull(teams.endedAt)))
    .returning({ name: teams.name })
  await tx
    .update(teamMembers)
    .set({ untilDay: today })
    .where(and(eq(teamMembers.personId, from), isNull(teamMembers.untilDay)))
  return rows.map(({ name }) => name).sort()
}

/** Nobody has a person as deputy any more. Returns whose deputy it was. */
export async function endDeputy(tx: Db, personId: number): Promise<readonly string[]> {
  const rows = await tx
    .update(people)
    .set({ deputyId: null })
    .where(and(eq(people.deputyId, personId), eq(people.active, true), isNotNull(people.deputyId)))
    .returning({ name: people.name })
  forgetShared('people')
  return rows.map(({ name }) => name)
}

/** Ends a person's access; whoever asks for them later is answered by the successor. */
export async function endAccess(tx: Db, personId: number, successorId: number): Promise<void> {
  await tx
    .update(people)
    .set({ active: false, deputyId: successorId, awayFrom: sql`null`, awayUntil: sql`null` })
    .where(eq(people.id, personId))
  forgetShared('people')
}

/** The deputy of a person, where they are here. */
export async function deputyOf(db: Db, personId: number): Promise<number | null> {
  const [row] = await db.execute<{ id: number }>(sql`
    select d.id from people p join people d on d.id = p.deputy_id and d.active where p.id = ${personId}`)
  return row ? Number(row.id) : null
}
