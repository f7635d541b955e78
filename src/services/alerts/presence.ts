import type { PersonRef } from '#src/chat/card.ts'
import type { Alert } from '#src/domain/alert.ts'
import { quietUntil } from '#src/domain/business-hours.ts'
import type { Db } from '#src/storage/db.ts'
import { findPresence, holdNotice, type Presence } from '#src/storage/presence.ts'

/** How often a deputy may name a deputy of their own. */
const mostHops = 3

/** Those who are asked in place of people who are away: their deputies, as far as those are here. */
export async function standIns(db: Db, ids: readonly number[], now: Date): Promise<readonly Presence[]> {
  let present = await findPresence(db, ids)
  for (let hop = 0; hop < mostHops; hop++) {
    const away = [...present.values()].filter(person => isAway(person, now) && person.deputyId !== null)
    if (away.length === 0) break
    const deputies = await findPresence(db, [...new Set(away.flatMap(person => person.deputyId ?? []))])
    const kept = [...present.values()].flatMap(person => {
      const deputy = away.includes(person) ? deputies.get(person.deputyId ?? 0) : undefined
      return [deputy ?? person]
    })
    present = new Map(kept.map(person => [person.id, person]))
  }
  return [...present.values()]
}

function isAway({ awayUntil }: Presence, now: Date): boolean {
  return awayUntil !== null && awayUntil > now
}

/** Whom to mention for an alert: its owner, or who stands in for them. */
export async function askedFor(db: Db, { owner }: Pick<Alert, 'owner'>, now: Date): Promise<readonly PersonRef[]> {
  if (!owner) return []
  const asked = await standIns(db, [owner.id], now)
  return asked.length === 0 ? [owner] : asked.map(({ id, name }) => ({ id, name }))
}

/**
 * Those of some people who are told about an alert in person now. The others have their quiet hours: it is kept for
 * the summary at their end, unless it is critical.
 */
export async function toldNow(
  db: Db,
  alert: Pick<Alert, 'id' | 'severity'>,
  people: readonly Presence[],
  now: Date,
): Promise<readonly Presence[]> {
  const told: Presence[] = []
  for (const person of people) {
    const zone = person.timeZone ?? 'UTC'
    const end =
      person.quiet && alert.severity !== 'critical' ? quietUntil(now, { ...person.quiet, timeZone: zone }) : null
    if (end === null) told.push(person)
    else await holdNotice(db, { personId: person.id, alertId: alert.id, dueAt: end })
  }
  return told
}
