import { answer, answerMessage } from '#bots/feishu/answer/answer-message.ts'
import { introduction } from '#bots/feishu/answer/introduction.ts'
import { say } from '#bots/feishu/answer/say.ts'
import { profileOf } from '#bots/feishu/api/profile.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { Speaker } from '#src/chat/messenger.ts'
import type { Ended, Membership, MenuChoice, TaskChange } from './events.ts'
import type { Incoming } from './message.ts'

/** What is worked on after the platform was told that we have it. */
export type Event =
  | { readonly kind: 'message'; readonly message: Incoming }
  | { readonly kind: 'menu'; readonly menu: MenuChoice }
  | { readonly kind: 'added'; readonly added: Membership }
  | { readonly kind: 'ended'; readonly ended: Ended }
  | { readonly kind: 'task'; readonly task: TaskChange }

/**
 * Stores an event, works on it afterwards, once over all replicas. Should the process die meanwhile, the next push of it
 * or `recoverEvents` works on it anew.
 */
export async function takeEvent(feishu: Feishu, event: Event): Promise<void> {
  const taken = await feishu.deps.inbox.take(`event/${nameOf(event)}`, event)
  if (taken) feishu.background.run(() => taken.work(() => workOn(feishu, event)))
}

/** Works on events of processes that died. The result ends it. */
export function recoverEvents(feishu: Feishu): () => Promise<void> {
  return feishu.deps.inbox.recover('event/', payload => workOn(feishu, payload as Event)) // stored by takeEvent
}

/** A repeated push may carry a new event id: of a message its own id counts. */
function nameOf(event: Event): string {
  switch (event.kind) {
    case 'message':
      return `message/${event.message.id}`
    case 'menu':
      return event.menu.eventId
    case 'added':
      return event.added.eventId
    case 'ended':
      return event.ended.eventId
    case 'task':
      return event.task.eventId
    default:
      return event satisfies never
  }
}

/** In the order of what one person asks in one chat. */
function workOn(feishu: Feishu, event: Event): Promise<void> {
  return feishu.deps.directAnswers.inTurn(whoOf(event), speaker => answerEvent(feishu, speaker, event))
}

function whoOf(event: Event): string {
  switch (event.kind) {
    case 'message': {
      const { kind, chat, sender } = event.message
      return `${kind === 'direct' ? sender : chat}/${sender}`
    }
    case 'menu':
      return `${event.menu.person}/${event.menu.person}`
    case 'added':
      return `${event.added.chat}/${event.added.person}`
    case 'ended':
      return event.ended.place
    case 'task':
      return `task/${event.task.guid}`
    default:
      return event satisfies never
  }
}

function answerEvent(feishu: Feishu, speaker: Speaker, event: Event): Promise<void> {
  switch (event.kind) {
    case 'message':
      return answerMessage(feishu, speaker, event.message)
    case 'menu':
      return answerMenu(feishu, speaker, event.menu)
    case 'added':
      return introduce(feishu, speaker, event.added)
    case 'ended':
      return end(feishu, event.ended)
    case 'task':
      return feishu.taskDone(event.task.guid)
    default:
      return event satisfies never
  }
}

async function answerMenu(feishu: Feishu, speaker: Speaker, { person, line, eventId }: MenuChoice): Promise<void> {
  const profile = await profileOf(feishu, person)
  const who = { messenger: 'feishu', workspace: feishu.config.appId, person, profile } as const
  const invocation = { ...who, channel: person, kind: 'direct', line, via: 'slash' } as const
  await answer(feishu, speaker, { invocation, key: `menu/${eventId}` })
}

/**
 * The group gets to know the bot, and we the group: whoever may set it up finds it stored. What the answer says to the
 * person alone is left out; the introduction never is.
 */
async function introduce(feishu: Feishu, speaker: Speaker, { person, chat, name, eventId }: Membership): Promise<void> {
  const profile = await profileOf(feishu, person)
  const where = { workspace: feishu.config.appId, channel: chat, kind: 'group' } as const
  const named = name === '' ? {} : { channelName: name }
  const who = { messenger: 'feishu', person, profile, ...named } as const
  const reply = await feishu.deps.answer({ ...who, ...where, line: '', via: 'button' })
  const shown = reply.private || reply.refused ? [] : reply.cards
  const cards = [introduction, ...shown].slice(0, 2)
  await say(feishu, speaker, { to: where, cards, reply, key: `added/${eventId}` })
}

/** What was meant for a place that ended is told elsewhere, and open alerts go to the next in the chain. */
async function end({ deps, config }: Feishu, { place, reason }: Ended): Promise<void> {
  const report = { workspace: config.appId, channel: place, refPart: null, error: reason, gone: true }
  await deps.undelivered?.(report)
}
