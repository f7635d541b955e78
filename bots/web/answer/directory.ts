import { asides, type Conversation, ownConversation } from '#bots/web/send/conversation.ts'
import { Refused, refusals } from '#bots/web/texts.ts'
import type { BotDeps, Directory, DirectoryChannel, DirectoryPerson } from '#src/chat/messenger.ts'

/** A person in a conversation, as a request named them. */
export interface CallerContext {
  readonly person: DirectoryPerson
  /** What the reader calls the conversation: `@me` or the name of a channel. */
  readonly channel: string
  readonly kind: 'direct' | 'group'
  /** What the dispatcher knows it by. */
  readonly conversation: Conversation
  /** Where the person's own asides stand, in a group. */
  readonly asides: Conversation | null
}

/** What people write for their own conversation with the bot. */
export const me = '@me'

/** Finds the person and the conversation of a request. @throws Refused when there is no such person or channel. */
export async function callerOf(directory: Directory, as: string, channel: string): Promise<CallerContext> {
  const email = as.trim().toLowerCase()
  const person = (await directory.people()).find(candidate => candidate.email.toLowerCase() === email)
  if (!person) throw new Refused(refusals.person)
  const wanted = channel.trim()
  if (isOwn(wanted, email)) {
    return { person, channel: me, kind: 'direct', conversation: ownConversation(email), asides: null }
  }
  const found = findGroup(await directory.channels(), wanted)
  if (!found) throw new Refused(refusals.channel)
  const { name } = found
  return { person, channel: name, kind: 'group', conversation: name, asides: asides(name, email) }
}

/** People, channels and verbs for the page. */
export async function directoryOut(deps: Pick<BotDeps, 'directory' | 'imports'>) {
  const { directory, imports } = deps
  const [people, channels, demo] = await Promise.all([directory.people(), directory.channels(), directory.demo()])
  return {
    demo,
    people,
    channels: channels.filter(channel => channel.kind === 'group'),
    verbs: directory.verbs?.() ?? [],
    imports: imports !== undefined,
  }
}

function isOwn(channel: string, email: string): boolean {
  const name = channel.toLowerCase()
  return name === '' || name === me || name === `@${email}` || name === email
}

/** By exact name first; a missing or extra `#` and the case of letters are forgiven. */
function findGroup(channels: readonly DirectoryChannel[], wanted: string): DirectoryChannel | undefined {
  const groups = channels.filter(channel => channel.kind === 'group')
  const plain = (name: string) => name.replace(/^#/, '').toLowerCase()
  return groups.find(({ name }) => name === wanted) ?? groups.find(({ name }) => plain(name) === plain(wanted))
}
