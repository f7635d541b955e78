import type { Invocation } from '#src/chat/messenger.ts'
import type { Caller } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { isDemoCompany } from '#src/domain/place.ts'
import {
  type Channel,
  createPerson,
  ensureChannel,
  findPerson,
  findSpeaker,
  isUntied,
  link,
  type Person,
  updateChannel,
} from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What is needed to find out who asks. */
export interface CallerParts {
  readonly db: Db
  readonly teamTimeZone: string
  /** Lower or upper case; `null`: nobody becomes administrator by writing to the bot. */
  readonly adminEmail: string | null
}

/** Where somebody sits: the person (`null`: nobody we know) and the conversation. */
export interface Sender {
  readonly person: Person | null
  readonly channel: Channel
  readonly locale: Locale
  readonly timeZone: string
}

/** Finds the person and the conversation behind an invocation; a conversation that is new is stored. */
export async function findSender(parts: CallerParts, invocation: Invocation): Promise<Sender> {
  const known = await findSpeaker(parts.db, invocation)
  const person = known.person ?? (await findCaller(parts, invocation))
  const channel = await findConversation(parts, invocation, person, known.channel)
  const { profile } = invocation
  return {
    person,
    channel,
    locale: person?.locale ?? profile?.locale ?? channel.locale,
    timeZone: person?.timeZone ?? validZone(profile?.timeZone) ?? channel.timeZone,
  }
}

/** Somebody who is not linked: known by the e-mail that the messenger vouches for, or the first administrator. */
async function findCaller({ db, adminEmail }: CallerParts, invocation: Invocation): Promise<Person | null> {
  const { messenger, workspace, person: externalId, profile } = invocation
  const email = profile?.email?.trim().toLowerCase()
  if (!email || (await isUntied(db, { messenger, workspace, externalId }))) return null
  const known = (await findPerson(db, { email })) ?? (await firstAdministrator(db, email, adminEmail, profile?.name))
  if (known) await link(db, { messenger, workspace, externalId, personId: known.id })
  return known
}

async function firstAdministrator(db: Db, email: string, adminEmail: string | null, name: string | undefined) {
  if (adminEmail === null || email !== adminEmail.trim().toLowerCase()) return null
  const created = await createPerson(db, { name: name?.trim() || email, email, role: 'administrator', scope: ['all'] })
  return created ?? findPerson(db, { email })
}

async function findConversation(
  { db, ...parts }: CallerParts,
  invocation: Invocation,
  person: Person | null,
  known: Channel | null,
): Promise<Channel> {
  if (!known) return newConversation({ db, ...parts }, invocation, person)
  const name = invocation.channelName?.trim()
  const renamed = name !== undefined && name !== '' && name !== known.name
  if (!renamed && known.unreachableSince === null) return known
  return (await updateChannel(db, known.id, { unreachableSince: null, ...(renamed ? { name } : {}) })) ?? known
}

/** A group that nobody set up may speak of nothing; a direct conversation is bounded by the person alone. */
function newConversation({ db, teamTimeZone }: CallerParts, invocation: Invocation, person: Person | null) {
  const { messenger, workspace, channel, channelName, kind, profile } = invocation
  return ensureChannel(db, {
    messenger,
    workspace,
    externalId: channel,
    name: channelName?.trim() || person?.name || channel,
    kind,
    scope: kind === 'direct' ? ['all'] : [],
    locale: person?.locale ?? profile?.locale ?? 'en',
    timeZone: person?.timeZone ?? validZone(profile?.timeZone) ?? teamTimeZone,
    alerts: kind === 'group',
    demo: person?.demo ?? false,
  })
}

/** The caller as commands see them: in a group only the stores that both the person and the group may see. */
export function callerOf(
  sender: Sender & { readonly person: Person },
  invocation: Invocation,
  catalog: Catalog,
): Caller {
  const { person, channel, locale, timeZone } = sender
  const mine = catalog.stores.filter(store => sees(person.scope, store))
  const stores = invocation.kind === 'group' ? mine.filter(store => sees(channel.scope, store)) : mine
  return {
    personId: person.id,
    name: person.name,
    role: person.role,
    locale,
    timeZone,
    stores,
    demo: person.demo || channel.demo || isDemoCompany(stores.length > 0 ? stores : catalog.stores),
    messenger: invocation.messenger,
    workspace: invocation.workspace,
    externalId: invocation.person,
    channelExternalId: invocation.channel,
    channelId: channel.id,
    kind: invocation.kind,
    via: invocation.via,
  }
}

/** Somebody who speaks from elsewhere as if they stood in a conversation. */
export function standingIn({ id, messenger, workspace, externalId, kind }: Channel): Partial<Caller> {
  return { messenger, workspace, channelExternalId: externalId, channelId: id, kind }
}

/** An IANA zone that this machine knows; `null` for anything else. */
export function validZone(zone: string | null | undefined): string | null {
  if (!zone) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
