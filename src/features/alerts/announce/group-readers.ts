import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Store } from '#src/domain/place.ts'
import { listMutes } from '#src/features/alerts/store/mutes.ts'
import { channelsOfSubject } from '#src/features/delivery/index.ts'
import {
  askedBy,
  type Channel,
  directChannels,
  listChannels,
  listPeople,
  type MentionedPeople,
  type Presence,
  peopleOfChannels,
  standIns,
  toldNow,
} from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { covers, isDemoAlert, storesOf } from './demo-or-real.ts'
import { isMuted } from './muting.ts'
import { administrators, hearsOf, othersInChain } from './routing.ts'

/** A group's alerts among all stores, at a moment. */
export interface GroupInputs {
  readonly subject: string
  readonly alerts: readonly Alert[]
  readonly stores: readonly Store[]
  readonly now: Date
}

/** A conversation with the alerts that it hears of. */
export interface Hearing {
  readonly channelId: number
  readonly heard: readonly Alert[]
  readonly asked: MentionedPeople
}

/** A conversation before it is known who is asked there. */
export type Reader = Omit<Hearing, 'asked'>

/**
 * Where the message of a group stands. Where it stands nowhere (`fresh`): channels that may hear of an alert that nobody
 * muted, else owners in person, or who stands in for them.
 */
export async function readersOf(
  db: Db,
  inputs: GroupInputs,
): Promise<{ readonly readers: readonly Reader[]; readonly fresh: boolean }> {
  const standing = await channelsOfSubject(db, inputs.subject)
  if (standing.length > 0) {
    const heard = await heardIn(db, inputs, standing)
    return { readers: [...heard].map(([channelId, alerts]) => ({ channelId, heard: alerts })), fresh: false }
  }
  const { stores, now } = inputs
  const mutes = await listMutes(db, now)
  const loud = inputs.alerts.filter(alert => !mutes.some(mute => isMuted(alert, mute, stores)))
  const groups = (await listChannels(db)).flatMap(channel => {
    const heard = heardByGroup(channel, loud, stores)
    return heard.length > 0 ? [{ channelId: channel.id, heard }] : []
  })
  return { readers: groups.length > 0 ? groups : await inPerson(db, inputs, loud), fresh: true }
}

async function inPerson(db: Db, { stores, now }: GroupInputs, loud: readonly Alert[]): Promise<readonly Reader[]> {
  const readers: Reader[] = []
  const ownerless = loud.filter(alert => alert.owner === null)
  const reached = new Set<number>()
  for (const [person, theirs] of await askedBy(db, loud, now)) {
    const ids = new Set(theirs.map(alert => alert.id))
    const heard = loud.filter(alert => ids.has(alert.id))
    const told = await toldNow(db, heard, [person], now)
    const there = await channelsOf(db, heard, told)
    if (there.length > 0 || told.length === 0) for (const id of ids) reached.add(id) // else after quiet hours
    readers.push(...there)
  }
  const lost = loud.filter(alert => alert.owner !== null && !reached.has(alert.id))
  readers.push(...(await inTheirPlace(db, { lost, stores, now })))
  const [first] = ownerless
  if (!first) return readers
  const demo = isDemoAlert(first, stores)
  const people = await standIns(db, await administrators(db, demo), now)
  return [...readers, ...(await readersIn(db, ownerless, people, now))]
}

async function readersIn(
  db: Db,
  heard: readonly Alert[],
  people: readonly Presence[],
  now: Date,
): Promise<readonly Reader[]> {
  return channelsOf(db, heard, await toldNow(db, heard, people, now))
}

async function channelsOf(db: Db, heard: readonly Alert[], told: readonly Presence[]): Promise<readonly Reader[]> {
  const ids = told.map(one => one.id)
  return (await directChannels(db, ids)).map(({ id }) => ({ channelId: id, heard }))
}

/** Alerts of owners who can be reached nowhere go to the next in the chain. */
async function inTheirPlace(
  db: Db,
  { lost, stores, now }: { readonly lost: readonly Alert[]; readonly stores: readonly Store[]; readonly now: Date },
): Promise<readonly Reader[]> {
  if (lost.length === 0) return []
  const about = [...new Set(lost.flatMap(alert => storesOf(alert, stores)))]
  for (const people of await othersInChain(db, about)) {
    const readers = await readersIn(db, lost, await standIns(db, people, now), now)
    if (readers.length > 0) return readers
  }
  return []
}

/**
 * What each of some conversations hears of a group now: a channel what it may, a person what is theirs, else what they
 * may see. Conversations that hear of nothing any more are left out.
 */
export async function heardIn(
  db: Db,
  inputs: GroupInputs,
  channelIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Alert[]>> {
  const channels = (await listChannels(db)).filter(channel => channelIds.includes(channel.id))
  const persons = await peopleOfChannels(db, channelIds)
  const people = new Map((await listPeople(db)).map(person => [person.id, person]))
  const heard = new Map<number, readonly Alert[]>()
  for (const channel of channels) {
    const person = people.get(persons.get(channel.id) ?? 0)
    const alerts =
      channel.kind === 'group'
        ? heardByGroup(channel, inputs.alerts, inputs.stores)
        : person
          ? heardByPerson(person, inputs.alerts, inputs.stores)
          : []
    if (alerts.length > 0) heard.set(channel.id, alerts)
  }
  return heard
}

function heardByGroup(channel: Channel, alerts: readonly Alert[], stores: readonly Store[]): readonly Alert[] {
  return alerts.filter(alert => hearsOf(channel, storesOf(alert, stores)))
}

/** What a person hears of a group: their own alerts, or all that they may see where none is theirs. */
export function heardByPerson(
  { id, scope }: { readonly id: number; readonly scope: readonly string[] },
  alerts: readonly Alert[],
  stores: readonly Store[],
): readonly Alert[] {
  const own = alerts.filter(alert => alert.owner?.id === id)
  return own.length > 0 ? own : alerts.filter(alert => covers(scope, storesOf(alert, stores)))
}
