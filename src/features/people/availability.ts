import type { PersonRef } from '#src/chat/card.ts'
import type { Alert } from '#src/domain/alerts/alert.ts'
import { quietUntil } from '#src/domain/business-hours.ts'
import {
  findPresence,
  type HeldNotice,
  holdNotice,
  type Presence,
  successorsOf,
} from '#src/features/people/store/availability.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How often a deputy may name a deputy of their own. */
const maxHops = 3

/**
 * Those who are asked in place of people who are away: their deputies, as far as those are here. `allowed` says which
 * deputies may be told; where none may, the absent person stays.
 */
export async function standIns(
  db: Db,
  ids: readonly number[],
  now: Date,
  allowed: (id: number) => boolean = () => true,
): Promise<readonly Presence[]> {
  let present = await presentOrSuccessors(db, ids)
  for (let hop = 0; hop < maxHops; hop++) {
    const away = [...present.values()].filter(person => isAway(person, now) && person.deputyId !== null)
    if (away.length === 0) break
    const deputies = await findPresence(db, [...new Set(away.flatMap(person => person.deputyId ?? []))])
    const kept = [...present.values()].map(person => {
      const deputy = away.includes(person) ? deputies.get(person.deputyId ?? 0) : undefined
      return deputy && allowed(deputy.id) ? deputy : person
    })
    present = new Map(kept.map(person => [person.id, person]))
  }
  return [...present.values()]
}

/** People who are here; in place of who left their successor, else the administrators: nothing is asked of nobody. */
async function presentOrSuccessors(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Presence>> {
  const present = await findPresence(db, ids)
  const left = ids.filter(id => !present.has(id))
  if (left.length === 0) return present
  const successors = await findPresence(db, await successorsOf(db, left))
  return new Map([...present, ...successors])
}

/** Whether somebody is away now. */
export function isAway({ awayFrom, awayUntil }: Presence, now: Date): boolean {
  return awayUntil !== null && awayUntil > now && (awayFrom === null || awayFrom <= now)
}

/** Whose attention is asked for. */
export interface MentionedPeople {
  /** They are mentioned. */
  readonly mentioned: readonly PersonRef[]
  /** They have quiet hours: named without a mention, and told in one summary afterwards. */
  readonly later: readonly PersonRef[]
}

/** Who is asked for alerts, and of which alerts people in their quiet hours hear later. */
export interface PeopleToAsk extends MentionedPeople {
  readonly held: readonly HeldNotice[]
}

type Askable = Pick<Alert, 'id' | 'owner' | 'severity'>

/**
 * Whom to mention for alerts: their owners, or who stands in for them. Those in their quiet hours are named without a
 * mention, unless an alert of theirs is critical.
 */
export async function askedFor(db: Db, alerts: readonly Askable[], now: Date): Promise<PeopleToAsk> {
  const mentioned = new Map<number, PersonRef>()
  const later = new Map<number, PersonRef>()
  const held: HeldNotice[] = []
  for (const [person, theirs] of await askedBy(db, alerts, now)) {
    const name = { id: person.id, name: person.name }
    const end = quietEnd(person, now)
    const quiet = end !== null && theirs.every(alert => alert.severity !== 'critical')
    if (!quiet) mentioned.set(person.id, name)
    else later.set(person.id, name)
    if (quiet) held.push(...theirs.map(alert => ({ personId: person.id, alertId: alert.id, dueAt: end })))
  }
  return { mentioned: [...mentioned.values()], later: [...later.values()], held }
}

/** Whom a post that is no alert may mention: stand-ins for who is away, and nobody in their quiet hours. */
export async function mentionable(db: Db, people: readonly PersonRef[], now: Date): Promise<readonly PersonRef[]> {
  const present = await standIns(
    db,
    people.map(person => person.id),
    now,
  )
  return present.filter(person => quietEnd(person, now) === null).map(({ id, name }) => ({ id, name }))
}

/** Each person who is asked, with the alerts that are theirs. An owner who left is still named. */
export async function askedBy(
  db: Db,
  alerts: readonly Askable[],
  now: Date,
): Promise<readonly (readonly [Presence, readonly Askable[]])[]> {
  const owners = new Map(alerts.flatMap(({ owner }) => (owner ? [[owner.id, owner] as const] : [])))
  const found = new Map<number, { readonly person: Presence; readonly alerts: Askable[] }>()
  for (const owner of owners.values()) {
    const theirs = alerts.filter(alert => alert.owner?.id === owner.id)
    const present = await standIns(db, [owner.id], now)
    for (const person of present.length > 0 ? present : [gone(owner)]) {
      const before = found.get(person.id)?.alerts ?? []
      found.set(person.id, { person, alerts: [...before, ...theirs] })
    }
  }
  return [...found.values()].map(one => [one.person, one.alerts] as const)
}

function gone({ id, name }: PersonRef): Presence {
  return { id, name, timeZone: null, quiet: null, awayFrom: null, awayUntil: null, deputyId: null }
}

/** The end of somebody's quiet hours that run now; `null`: none do. */
export function quietEnd(person: Presence, now: Date): Date | null {
  return person.quiet ? quietUntil(now, { ...person.quiet, timeZone: person.timeZone ?? 'UTC' }) : null
}

/** Keeps for the summary afterwards what people in their quiet hours were not told. */
export async function keepForLater(db: Db, held: readonly HeldNotice[]): Promise<void> {
  for (const notice of held) await holdNotice(db, notice)
}

/**
 * Those of some people who are told about alerts in person now. The others have their quiet hours: it is kept for the
 * summary at their end, unless one is critical.
 */
export async function toldNow(
  db: Db,
  alerts: readonly Pick<Alert, 'id' | 'severity'>[],
  people: readonly Presence[],
  now: Date,
): Promise<readonly Presence[]> {
  const critical = alerts.some(alert => alert.severity === 'critical')
  const told: Presence[] = []
  for (const person of people) {
    const end = critical ? null : quietEnd(person, now)
    if (end === null) told.push(person)
    else
      await keepForLater(
        db,
        alerts.map(alert => ({ personId: person.id, alertId: alert.id, dueAt: end })),
      )
  }
  return told
}
