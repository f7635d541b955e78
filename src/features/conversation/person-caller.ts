import type { Caller } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Channel, Person } from '#src/features/people/index.ts'
import { callerOf } from './caller.ts'

/** Where somebody asks from, who does not write to the bot at this moment. */
export interface AskedFrom {
  /** `null`: from no conversation of ours; then `messenger` names what asks. */
  readonly channel: Channel | null
  readonly messenger: string
  readonly teamTimeZone: string
}

/** A person as the caller of a line that a schedule or a program asks for them: their own rights, what they see there. */
export function personCaller(person: Person, catalog: Catalog, from: AskedFrom): Caller {
  const standing = from.channel ?? outside(person, from)
  const locale = standing.kind === 'group' ? standing.locale : (person.locale ?? standing.locale)
  const timeZone = standing.kind === 'group' ? standing.timeZone : (person.timeZone ?? standing.timeZone)
  const { messenger, workspace, externalId, kind } = standing
  const invocation = {
    messenger,
    workspace,
    person: externalId,
    channel: externalId,
    kind,
    line: '',
    via: 'typed',
  } as const
  const caller = callerOf({ person, channel: standing, locale, timeZone }, invocation, catalog)
  return from.channel ? caller : { ...caller, channelId: null }
}

function outside(person: Person, { messenger, teamTimeZone }: AskedFrom): Channel {
  return {
    id: 0,
    messenger,
    workspace: '',
    externalId: `person/${person.id}`,
    name: person.name,
    kind: 'direct',
    scope: ['all'],
    locale: person.locale ?? 'en',
    timeZone: person.timeZone ?? teamTimeZone,
    alerts: false,
    unreachableSince: null,
    demo: person.demo,
  }
}
