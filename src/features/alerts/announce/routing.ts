import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Store } from '#src/domain/place.ts'
import {
  type Channel,
  directChannels,
  listAdministrators,
  listChannels,
  listPeople,
  standIns,
  toldNow,
} from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { covers, storesOf } from './demo-or-real.ts'

/**
 * Where a new alert is posted: groups that want alerts and may see all of its stores. An alert of the demo company goes
 * to demo groups only. Where there is none, to its owner in person, and without an owner to the administrators.
 */
export async function channelsFor(
  db: Db,
  alert: Alert,
  allStores: readonly Store[],
  now: Date,
): Promise<readonly number[]> {
  const stores = storesOf(alert, allStores)
  const demo = stores.some(store => store.demo)
  const groups = (await listChannels(db)).filter(channel => hearsOf(channel, stores))
  if (groups.length > 0) return groups.map(channel => channel.id)
  const people = alert.owner ? [alert.owner.id] : await administrators(db, demo)
  const told = await toldNow(db, [alert], await standIns(db, people, now, await mayHear(db, stores)), now)
  const ids = told.map(person => person.id)
  return (await directChannels(db, ids)).map(channel => channel.id)
}

/** Whether a group wants alerts, and may see all of some stores; the demo company speaks in demo groups only. */
export function hearsOf(channel: Channel, stores: readonly Store[]): boolean {
  return (
    wants(
      channel,
      stores.some(store => store.demo),
    ) && covers(channel.scope, stores)
  )
}

function wants(channel: Channel, demo: boolean): boolean {
  return channel.kind === 'group' && channel.alerts && channel.unreachableSince === null && (channel.demo || !demo)
}

/** The administrators of the demo company, or the real ones. */
export async function administrators(db: Db, demo: boolean): Promise<readonly number[]> {
  return (await listAdministrators(db, { demo })).map(person => person.id)
}

/** Who may be told of alerts about some stores in person. */
export async function mayHear(db: Db, stores: readonly Store[]): Promise<(id: number) => boolean> {
  const allowed = new Set((await listPeople(db)).flatMap(({ id, scope }) => (covers(scope, stores) ? [id] : [])))
  return id => allowed.has(id)
}
