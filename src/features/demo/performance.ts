import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { addImprovement } from '#src/features/improvements/index.ts'
import { setScorecard } from '#src/features/scoring/index.ts'
import { addTeam, joinTeam } from '#src/features/teams/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { monthsOf } from './company.ts'
import type { Planning } from './targets.ts'

/** Who answers for which stores together, under whom. */
const teams = [
  { name: 'Japan', leader: 'wang.fang', members: ['sato.kenichi', 'suzuki.misaki'], places: ['market:jp'] },
  { name: 'US', leader: 'wang.fang', members: ['emily.chen', 'michael.torres'], places: ['market:us'] },
] as const

/** By what people are measured, at which stores. */
const measured: Readonly<Record<string, readonly PlaceKey[]>> = {
  'sato.kenichi': ['store:amazon-jp'],
  'suzuki.misaki': ['store:rakuten', 'store:yahoo'],
  'emily.chen': ['store:amazon-us', 'store:shopify', 'store:tiktok'],
  'michael.torres': ['store:walmart', 'store:ebay'],
}

/** Two teams, a template for each member and for each market, and one action that somebody took on. */
export async function measurePeople(db: Db, { today, now, team, places }: Planning): Promise<void> {
  const first = monthsOf(today)[0] ?? today
  const by = team('li.wei').id
  for (const { name, leader, members, places: own } of teams) {
    const id = await addTeam(db, { name, leaderId: team(leader).id, places: own.map(places), demo: true, by })
    await joinTeam(
      db,
      id,
      members.map(key => team(key).id),
      first,
    )
  }
  const set = (subject: string, template: string, at: readonly PlaceKey[]) =>
    setScorecard(db, { subject, template, places: at, leftOut: [], validFrom: first }, { demo: true, by })
  for (const [key, at] of Object.entries(measured)) await set(`person:${team(key).id}`, 'operator', at.map(places))
  await set('market:jp', 'japan', ['market:jp'])
  await set('market:us', 'us', ['market:us'])
  await addImprovement(db, openAction(today, now, team('emily.chen').id, places('store:shopify')))
}

function openAction(today: Day, now: Date, ownerId: number, place: PlaceKey) {
  return {
    ...{ kpiId: 'acos', place, periodKind: null, periodFrom: null, what: 'Cut bids on search terms without orders' },
    ...{ ownerId, dueDay: shiftDays(today, 6), valueBefore: null, currency: null },
    ...{ createdAt: now, createdBy: ownerId, demo: true },
  }
}
