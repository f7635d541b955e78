import type { Alert } from '#src/domain/alerts/alert.ts'
import type { ChainStep } from '#src/domain/alerts/escalation.ts'
import type { Store } from '#src/domain/place.ts'
import { covers, storesOf } from '#src/features/alerts/announce/demo-or-real.ts'
import {
  type DirectChannel,
  directChannels,
  mailChannels,
  type Person,
  type Presence,
} from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Everybody and every store there is. */
export interface Known {
  readonly stores: readonly Store[]
  readonly people: readonly Person[]
}

/** Whom a step asks for alerts: owners; managers and administrators who see all stores of one, of the same world. */
export function peopleOfStep(step: ChainStep, alerts: readonly Alert[], known: Known): readonly number[] {
  const asked = (roles: readonly Person['role'][]) =>
    known.people.filter(person => roles.includes(person.role) && alerts.some(alert => sees(person, alert, known)))
  const ids = (people: readonly { readonly id: number }[]) => people.map(person => person.id)
  const owners = alerts.flatMap(alert => (alert.owner ? [alert.owner] : []))
  switch (step) {
    case 'owner':
      return [...new Set(ids(owners))]
    case 'manager':
      return ids(asked(['manager']))
    case 'administrator':
      return ids(asked(['administrator']))
    default:
      return [...new Set([...ids(owners), ...ids(asked(['manager'])), ...ids(asked(['administrator']))])]
  }
}

function sees({ demo, scope }: Person, alert: Alert, { stores }: Known): boolean {
  const about = storesOf(alert, stores)
  return demo === about.some(store => store.demo) && covers(scope, about)
}

/** Which deputies may hear of alerts in person: those who see all stores of one. */
export function mayBeTold(alerts: readonly Alert[], { stores, people }: Known): (id: number) => boolean {
  const about = alerts.map(alert => storesOf(alert, stores))
  const allowed = new Set(people.filter(({ scope }) => about.some(one => covers(scope, one))).map(({ id }) => id))
  return id => allowed.has(id)
}

/** Where people are asked: in person, by e-mail in the last step. */
export function channelsOfStep(
  db: Db,
  step: ChainStep,
  people: readonly Presence[],
): Promise<readonly DirectChannel[]> {
  const ids = people.map(person => person.id)
  return step === 'mail' ? mailChannels(db, ids) : directChannels(db, ids)
}
