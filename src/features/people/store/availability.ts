import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { heldNotices, people } from '#src/platform/database/schema/index.ts'
import { forgetShared } from '#src/platform/database/shared-reads.ts'

/** When somebody can be asked. */
export interface Presence {
  readonly id: number
  readonly name: string
  readonly timeZone: string | null
  /** Quiet hours as local wall-clock times; `null`: none. */
  readonly quiet: { readonly from: string; readonly to: string } | null
  /** Away from then on; `null`: at once. */
  readonly awayFrom: Date | null
  /** Away until then; `null`: here. */
  readonly awayUntil: Date | null
  readonly deputyId: number | null
}

/** When these people can be asked, those who left excepted. */
export async function findPresence(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Presence>> {
  if (ids.length === 0) return new Map()
  const { id, name, timeZone, quietFrom, quietTo, awayFrom, awayUntil, deputyId } = people
  const rows = await db
    .select({ id, name, timeZone, quietFrom, quietTo, awayFrom, awayUntil, deputyId })
    .from(people)
    .where(and(inArray(people.id, [...ids]), eq(people.active, true)))
  return new Map(
    rows.map(({ quietFrom: from, quietTo: to, ...row }) => [
      row.id,
      { ...row, quiet: from !== null && to !== null ? { from, to } : null },
    ]),
  )
}

/** Who answers for people who left: the deputy of each, else the administrators of their company. */
export async function successorsOf(db: Db, ids: readonly number[]): Promise<readonly number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select distinct s.id from people p left join people d on d.id = p.deputy_id and d.active
    join people s on s.active and (s.id = d.id or (d.id is null and s.role = 'administrator' and s.demo = p.demo))
    where p.id = any(${sql.param([...ids])}::int[]) and not p.active order by s.id`)
  return rows.map(row => Number(row.id))
}

/** Sets quiet hours, or takes them away. */
export async function setQuiet(db: Db, personId: number, quiet: Presence['quiet']): Promise<void> {
  const values = { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }
  await db.update(people).set(values).where(eq(people.id, personId))
  forgetShared('people')
}

/** Somebody is away until a moment, from another on (`null`: now), with a deputy if there is one; `null`: here again. */
export async function setAway(
  db: Db,
  personId: number,
  away: { readonly from?: Date | null; readonly until: Date; readonly deputyId: number | null } | null,
): Promise<void> {
  const values = { awayFrom: away?.from ?? null, awayUntil: away?.until ?? null, deputyId: away?.deputyId ?? null }
  await db.update(people).set(values).where(eq(people.id, personId))
  forgetShared('people')
}

/** Something that a person is told at the end of their quiet hours. */
export type HeldNotice = typeof heldNotices.$inferInsert

/** Keeps for later what a person is not told now; said twice it is one. */
export async function holdNotice(db: Db, notice: HeldNotice): Promise<void> {
  await db.insert(heldNotices).values(notice).onConflictDoNothing()
}

/** Whom something was kept from that is due now, with the alerts; taken out in the same transaction. */
export async function takeHeldNotices(db: Db, now: Date): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await db
    .delete(heldNotices)
    .where(lte(heldNotices.dueAt, now))
    .returning({ personId: heldNotices.personId, alertId: heldNotices.alertId })
  const byPerson = new Map<number, number[]>()
  for (const { personId, alertId } of rows) byPerson.set(personId, [...(byPerson.get(personId) ?? []), alertId])
  return byPerson
}

/** Sets how far the escalation of alerts is, and when it goes on. Says nothing by itself, so that no revision counts. */
export async function setEscalation(
  db: Db,
  alertIds: readonly number[],
  { step, at }: { readonly step: number; readonly at: Date | null },
): Promise<void> {
  const when = at === null ? sql`null` : sql`${at.toISOString()}::timestamptz`
  await db.execute(sql`update alerts set escalation = ${step}, escalate_at = ${when}
    where id = any(${sql.param([...alertIds])}::int[]) and state = 'open'`)
}
