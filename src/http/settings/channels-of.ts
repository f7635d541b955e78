import type { Store } from '#src/domain/place.ts'
import type { Channel, Person } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'

/**
 * The groups that somebody may set up from here. In chat they stand in the group; from here nobody knows who its members are,
 * so that it takes to see everything that is spoken of there, and for a group without stores, an administrator.
 */
export function channelsOf(person: Person, channels: readonly Channel[], stores: readonly Store[]): readonly Channel[] {
  const groups = channels.filter(channel => channel.kind === 'group' && channel.demo === person.demo)
  if (person.role === 'administrator') return groups
  return groups.filter(channel => {
    const spoken = stores.filter(store => sees(channel.scope, store))
    return spoken.length > 0 && spoken.every(store => sees(person.scope, store))
  })
}
