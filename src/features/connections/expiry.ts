import type { Connector } from '#src/contracts/connector.ts'
import { startOfDay } from '#src/domain/days.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { listConnectedStores, ownersAndAdministrators, type SyncParts } from '#src/features/sync/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { expiryCard } from './cards/expiry-card.ts'
import { type Grant, listGrants } from './store/grants.ts'

const dayMs = 86_400_000

/** Days ahead at which somebody is told, and on the day. */
export const warnings = [14, 7, 3, 1, 0] as const

/** Whole days until an end; negative: it is over. */
export function daysLeft(end: Date, now: Date): number {
  return Math.floor((end.getTime() - now.getTime()) / dayMs)
}

/** Which warning is due for an end; `null`: none yet, or it is over since a day. Each stretch of days has one warning. */
export function warningDue(end: Date, now: Date): (typeof warnings)[number] | null {
  const days = daysLeft(end, now)
  return days < -1 ? null : (warnings.findLast(ahead => ahead >= days) ?? null)
}

/** Something that ends. */
export interface Ending {
  /** `client_secret`, `authorisation`, or the name of an interface with its version. */
  readonly what: string
  readonly kind: 'grant' | 'version'
  readonly end: Date
}

/** Everything of a grant that ends, and the versions that its connector speaks. */
export function endingsOf(connector: Connector, expires: Readonly<Record<string, string>>): readonly Ending[] {
  const grants = Object.entries(expires).map(([what, at]) => ({ what, kind: 'grant' as const, end: new Date(at) }))
  const versions = connector.versions.flatMap(({ api, pinned, sunset }) =>
    sunset === null ? [] : [{ what: `${api} ${pinned}`, kind: 'version' as const, end: startOfDay(sunset, 'UTC') }],
  )
  return [...grants, ...versions].filter(({ end }) => !Number.isNaN(end.getTime()))
}

/** Tells administrators and the owners of the stores what ends soon: each warning once. */
export async function warnOfEndings(parts: SyncParts): Promise<void> {
  const { db, connectors, now } = parts
  const at = now()
  for (const grant of await listGrants(db)) {
    const connector = connectors.find(one => one.id === grant.connector)
    if (!connector) continue
    for (const ending of endingsOf(connector, grant.expires)) {
      const warning = warningDue(ending.end, at)
      if (warning !== null) await warn(db, { grant, connector, ending, warning }, at)
    }
  }
}

interface Warning {
  readonly grant: Grant
  readonly connector: Connector
  readonly ending: Ending
  readonly warning: number
}

async function warn(db: Db, { grant, connector, ending, warning }: Warning, at: Date): Promise<void> {
  const stores = await storesOf(db, grant.id)
  const day = ending.end.toISOString().slice(0, 10)
  // A version is the same for all grants of a connector, and only who runs the service can do anything about it.
  const whose = ending.kind === 'version' ? connector.id : `${connector.id}/${grant.id}`
  const slugs = ending.kind === 'version' ? [] : stores.map(store => store.slug)
  const card = expiryCard({
    connector,
    ending,
    stores: stores.map(store => store.name),
    days: daysLeft(ending.end, at),
  })
  await tellPeople(
    db,
    await ownersAndAdministrators(db, slugs),
    `expiry/${whose}/${ending.what}/${day}/${warning}`,
    card,
    at,
  )
}

async function storesOf(db: Db, connectionId: number) {
  const ids = new Set(
    (await listConnectedStores(db)).filter(one => one.connectionId === connectionId).map(one => one.storeId),
  )
  return (await listStores(db)).filter(store => ids.has(store.id))
}
