import type { Card } from '#src/chat/card.ts'
import type { Address, DrawnPicture, MessageRef, Messenger, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { type ClaimedDelivery, hasNewer } from '#src/features/delivery/store/index.ts'
import { handlesFor } from '#src/features/people/index.ts'
import { orAborted } from './abortable.ts'
import type { DelivererParts } from './limits.ts'

/** How an attempt ended: the message stands there, or a newer one makes it needless. */
export type Attempted = { readonly kind: 'sent'; readonly ref: MessageRef } | { readonly kind: 'superseded' }

/** What one attempt works with. */
export interface Attempt {
  readonly parts: DelivererParts
  readonly messenger: Messenger
  readonly delivery: ClaimedDelivery
  readonly drawMs: number
  readonly signal: AbortSignal
  /** @throws TransportError when another worker may have the message by now. */
  readonly check: () => void
}

/**
 * Tries a message once: looks for it first where an earlier attempt may have left it, edits the message that stands
 * where the messenger can, and sends a new one otherwise.
 * @throws TransportError, or whatever else the messenger throws.
 */
export async function attempt(work: Attempt): Promise<Attempted> {
  const { delivery } = work
  if (delivery.standing !== null && delivery.standing.revision > delivery.revision) return { kind: 'superseded' }
  const shape = shapeOf(work)
  const settled = delivery.doubtful ? await lookFirst(work, shape) : null
  if (settled) return settled
  return { kind: 'sent', ref: await deliverShape(work, shape) }
}

/** A thread that takes no answer (its message was deleted, none are allowed there) gives way to the message itself. */
async function deliverShape(work: Attempt, shape: Shape): Promise<MessageRef> {
  const { messenger, delivery } = work
  const message = await outgoing(work, shape)
  work.check()
  if (shape.ref !== null) return edit(messenger, shape.ref, message)
  try {
    return await sendWithFile(work, message)
  } catch (error) {
    if (shape.to.thread === undefined || !isRefusal(error)) throw error
    const card = delivery.card as Card // written by planDelivery
    return deliverShape(work, { to: addressOf(delivery), card, ref: delivery.reply?.under ?? null })
  }
}

/** The file of a card, where the messenger carries files; where it does not take this one, the link says where it is. */
async function sendWithFile({ messenger, parts }: Attempt, message: Outgoing): Promise<MessageRef> {
  const link = message.card.blocks.find(block => block.type === 'link' && block.file?.brought)
  const id = link?.type === 'link' ? link.file?.id : undefined
  const file = id !== undefined && messenger.sendFile ? await parts.findFile?.(id) : null
  if (!file || !messenger.sendFile) return messenger.send(message)
  try {
    return await messenger.sendFile(message, file)
  } catch (error) {
    if (!(error instanceof TransportError) || error.fault !== 'permanent') throw error
    parts.log.error({ err: error, delivery: message.deliveryId }, 'a file was not taken; its address is sent instead')
    return messenger.send(message)
  }
}

/** How a message goes out. */
interface Shape {
  readonly to: Address
  readonly card: Card
  /** The message that it changes; `null`: a new one. */
  readonly ref: MessageRef | null
}

/** In the thread of the message it belongs to, or in place of that one where there are no threads. */
function shapeOf({ delivery, messenger }: Attempt): Shape {
  const { reply, standing } = delivery
  const to = addressOf(delivery)
  const under = reply?.under ?? null
  const thread = under !== null && messenger.can.threads ? (messenger.threadOf?.(under) ?? null) : null
  const card = (reply !== null && thread !== null ? reply.card : delivery.card) as Card // written by planDelivery
  if (thread !== null) return { to: { ...to, thread }, card, ref: standing?.ref ?? null }
  return { to, card, ref: standing?.ref ?? under }
}

/** An edit may safely be repeated; a message that was perhaps sent is looked for, and dropped for a newer one. */
async function lookFirst(
  { parts, delivery, messenger }: Attempt,
  { to, ref: changed }: Shape,
): Promise<Attempted | null> {
  if (changed !== null && messenger.can.edit) return null
  const finds = messenger.can.findsByDeliveryId && messenger.find !== undefined
  const ref = finds ? await messenger.find?.(delivery.key, to) : null
  if (ref) return { kind: 'sent', ref }
  const sendingTellsWhere = messenger.can.dropsDuplicates && !finds
  return !sendingTellsWhere && (await hasNewer(parts.db, delivery)) ? { kind: 'superseded' } : null
}

/** Changes the message that stands; where it cannot be changed any more (deleted, too old), says it anew. */
async function edit(messenger: Messenger, ref: MessageRef, message: Outgoing): Promise<MessageRef> {
  if (!messenger.can.edit && messenger.follow) return messenger.follow(ref, message)
  if (!messenger.can.edit || !messenger.update) return messenger.send(message)
  try {
    return await messenger.update(ref, message)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return messenger.send(message)
  }
}

/** Whether the conversation itself is closed, only sending a message of its own shows. */
function isRefusal(error: unknown): boolean {
  return error instanceof TransportError && (error.fault === 'permanent' || error.fault === 'unreachable')
}

async function outgoing(work: Attempt, { to, card }: Shape): Promise<Outgoing> {
  const { parts, delivery, signal } = work
  const { channel } = delivery
  const handles = await handlesFor(parts.db, channel.messenger, channel.workspace, mentionedIn(card))
  const pictures = await draw(work, card)
  const { key, subject, reply } = delivery
  const news = reply !== null && to.thread === undefined ? { news: reply.card as Card } : {} // written by planDelivery
  return { deliveryId: key, subject, to, card, ...news, locale: channel.locale, pictures, handles, signal }
}

/** Draws the pictures; whatever goes wrong costs only the pictures, never the text. */
async function draw(work: Attempt, card: Card): Promise<readonly (DrawnPicture | null)[]> {
  const { parts, delivery, drawMs, messenger } = work
  const wanted = card.blocks.filter(block => block.type === 'image').length
  if (wanted === 0 || !messenger.can.images) return Array.from({ length: wanted }, () => null)
  try {
    return await orAborted(parts.draw(card, delivery.channel.locale), AbortSignal.timeout(drawMs))
  } catch (err) {
    parts.log.error({ err, delivery: delivery.key }, 'pictures of a message could not be drawn')
    return Array.from({ length: wanted }, () => null)
  }
}

function mentionedIn(card: Card): readonly number[] {
  const mentioned = card.blocks.flatMap(block => (block.type === 'mention' ? block.people : []))
  const { people = [], applicant = null } = card.approval ?? {}
  const named = [...mentioned, ...people, ...(applicant ? [applicant] : [])]
  return [...new Set(named.map(person => person.id))]
}

function addressOf({ channel }: ClaimedDelivery): Address {
  return { workspace: channel.workspace, channel: channel.externalId, kind: channel.kind }
}
