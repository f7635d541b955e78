import { createHash, randomUUID } from 'node:crypto'
import type { Card } from '#src/chat/card.ts'
import type { Address, BotDeps, DrawnPicture, Invocation, StoredMessage } from '#src/chat/messenger.ts'
import { type Locale, locales } from '#src/i18n/locale.ts'

/** Key of a conversation in the store: `team` for a group, `@mail` for a person's own, `team/@mail` for asides. */
export type Conversation = string

/** Who wrote a message. */
export type Author =
  | { readonly kind: 'bot' }
  | { readonly kind: 'person'; readonly name: string; readonly email: string }

/** A drawn picture as it is kept: enough to make its address again. */
export type KeptPicture = Pick<DrawnPicture, 'id' | 'width' | 'height'>

/** What is kept of a message. */
export interface Body {
  readonly revision: number
  readonly changedAt: string
  readonly author: Author
  /** Seen by one person only, in a group. */
  readonly aside: boolean
  readonly content: Line | Said
  /** The page's own name of the attempt that caused it. */
  readonly attempt?: string
}

/** What a person typed or pressed. */
export interface Line {
  readonly kind: 'line'
  readonly line: string
  readonly via: Invocation['via']
}

/** What the bot said. Pictures by language, in the order of the image blocks. */
export interface Said {
  readonly kind: 'card'
  readonly card: Card
  readonly locale: Locale
  readonly handles: readonly (readonly [number, string])[]
  readonly pictures: Readonly<Partial<Record<Locale, readonly (KeptPicture | null)[]>>>
}

/** A message of the console. */
export interface WebMessage {
  readonly id: string
  readonly conversation: Conversation
  readonly at: Date
  readonly body: Body
}

/** What replicas tell each other: something changed; the content stands in the store. */
export interface Notice {
  readonly conversation: Conversation
  readonly id: string
  readonly revision: number
  /** People who are mentioned, by e-mail. */
  readonly mentions: readonly string[]
}

/** Topic of the notices. */
export const topic = 'web'

/** A person's own conversation with the bot. */
export function ownConversation(email: string): Conversation {
  return `@${email.replace(/^@/, '').toLowerCase()}`
}

/** Where answers stand that only the asker sees in a group. */
export function asides(channel: string, email: string): Conversation {
  return `${channel}/${ownConversation(email)}`
}

/** The conversation of an address. */
export function conversationOf({ kind, channel }: Address): Conversation {
  return kind === 'direct' ? ownConversation(channel) : channel
}

/** An id that is the same for the same delivery, safe in addresses and event ids. */
export function messageId(deliveryId: string = randomUUID()): string {
  return createHash('sha256').update(deliveryId).digest('base64url').slice(0, 22)
}

/** Keeps a message and tells all replicas. Doing it twice shows it once. */
export async function post(deps: Pick<BotDeps, 'messages' | 'publish'>, message: WebMessage): Promise<void> {
  const { id, conversation, at, body } = message
  await deps.messages.put({ id, channel: conversation, at, body })
  await announce(deps, message)
}

/** Tells all replicas that a message stands. */
export async function announce(deps: Pick<BotDeps, 'publish'>, { id, conversation, body }: WebMessage): Promise<void> {
  const mentions = body.content.kind === 'card' ? mentioned(body.content).slice(0, 50) : []
  const notice: Notice = { conversation, id, revision: body.revision, mentions }
  await deps.publish(topic, notice)
}

/** A stored message as ours; `null` when its body is of another version. */
export function read({ id, channel, at, body }: StoredMessage): WebMessage | null {
  const known = body as Partial<Body> | null // written by `post`, possibly by an older version
  if (!known?.content || typeof known.revision !== 'number' || !known.author) return null
  return { id, conversation: channel, at, body: known as Body }
}

/** Whether the notice is one of ours. */
export function isNotice(payload: unknown): payload is Notice {
  const notice = payload as Partial<Notice> | null
  return typeof notice?.conversation === 'string' && typeof notice.id === 'string'
}

/** What is kept of drawn pictures. */
export function keep(pictures: readonly (DrawnPicture | null)[]): readonly (KeptPicture | null)[] {
  return pictures.map(picture => picture && { id: picture.id, width: picture.width, height: picture.height })
}

/** How many pictures a card has. */
export function imageCount(card: Card): number {
  return card.blocks.filter(block => block.type === 'image').length
}

/** The kept pictures in a language, or else in the nearest that was drawn. */
export function picturesFor(said: Said, locale: Locale): readonly (KeptPicture | null)[] {
  for (const candidate of [locale, said.locale, ...locales]) {
    const drawn = said.pictures[candidate]
    if (drawn) return drawn
  }
  return []
}

function mentioned({ card, handles }: Said): string[] {
  const people = card.blocks.flatMap(block => (block.type === 'mention' ? block.people : []))
  const known = new Map(handles)
  return people.flatMap(({ id }) => known.get(id) ?? [])
}
