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
 * to demo groups only. Where there is none, to its owner in person, and without an owner to the administrators. Where an
 * owner can be reached nowhere (they left, or take no messages), to managers of the stores, then to administrators.
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
  const others = await othersInChain(db, stores)
  const chain = alert.owner ? [[alert.owner.id], ...others] : [await administrators(db, demo)]
  const allowed = await mayHear(db, stores)
  for (const people of chain) {
    const asked = await standIns(db, people, now, allowed)
    const told = await toldNow(db, [alert], asked, now)
    const channels = await directChannels(
      db,
      told.map(person => person.id),
    )
    if (channels.length > 0 || told.length < asked.length) return channels.map(channel => channel.id) // else after quiet hours
  }
  return []
}

/** Whom alerts about some stores go to where their owner can be reached nowhere: managers who see all of them, then administrators. */
export async function othersInChain(db: Db, stores: readonly Store[]): Promise<readonly (readonly number[])[]> {
  const demo = stores.some(store => store.demo)
  const managers = (await listPeople(db)).filter(
    person => person.role === 'manager' && person.demo === demo && covers(person.scope, stores),
  )
  return [managers.map(person => person.id), await administrators(db, demo)]
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
