import { createMessage, deleteMessage, patchMessage, uuidOf } from '#bots/feishu/api/messages.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { FeishuCard } from '#bots/feishu/render/elements.ts'
import type { Address, MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { showApproval } from './approval/approval.ts'
import { type FallbackRequest, postOf, sendWithFallbacks } from './fallbacks.ts'
import { approvalIn, type MessageReference, readEditable, taskIn, writeRef } from './reference.ts'
import { sendTask, updateTask } from './task.ts'
import { urge } from './urge.ts'

/** Sends a card: one message, or several where it does not fit one. Sending it again shows nothing new. */
export async function send(feishu: Feishu, message: Outgoing): Promise<MessageRef> {
  const { task, approval } = message.card
  if (approval) return writeRef(await showApproval(feishu, message, approval, null))
  const asTask = task && message.to.kind === 'direct' ? await sendTask(feishu, message, task) : null
  if (asTask) return writeRef(asTask)
  const standing = await post(feishu, message.to, climbOf(message))
  await urge(feishu, message, standing)
  return writeRef(standing)
}

/** Posts a card somewhere. */
export async function post(feishu: Feishu, to: Address, request: FallbackRequest): Promise<MessageReference> {
  const at = feishu.deps.now().getTime()
  return sendWithFallbacks<MessageReference>(feishu, request, {
    cards: async cards => ({ ids: await postCards(feishu, to, cards, request, 0), at, as: 'card' }),
    text: content => postContent(feishu, to, request, content),
  })
}

/** Posts the text of a card that the platform refuses however it is drawn. */
export function postText(feishu: Feishu, to: Address, request: FallbackRequest): Promise<MessageReference> {
  return postContent(feishu, to, request, postOf(request.card, request.locale))
}

async function postContent(
  feishu: Feishu,
  to: Address,
  request: FallbackRequest,
  content: unknown,
): Promise<MessageReference> {
  const at = feishu.deps.now().getTime()
  await feishu.pace(to.channel, request.signal)
  const uuid = uuidOf(`${request.deliveryId}/text`, 0)
  const id = await createMessage(feishu.api, to, { type: 'post', content }, uuid, request.signal)
  return { ids: [id], at, as: 'post' }
}

async function postCards(
  { api, pace }: Feishu,
  to: Address,
  cards: readonly FeishuCard[],
  { deliveryId, signal }: FallbackRequest,
  from: number,
): Promise<string[]> {
  const ids: string[] = []
  for (const [at, content] of cards.entries()) {
    await pace(to.channel, signal)
    ids.push(await createMessage(api, to, { type: 'interactive', content }, uuidOf(deliveryId, from + at), signal))
  }
  return ids
}

/** Changes a card where it stands: messages it needs no longer are taken back, further ones are added. */
export async function update(feishu: Feishu, ref: MessageRef, message: Outgoing): Promise<MessageRef> {
  const { approval } = message.card
  if (approval) return writeRef(await showApproval(feishu, message, approval, approvalIn(ref)?.at ?? null))
  const task = taskIn(ref)
  if (task && message.card.task) {
    return writeRef(await updateTask(feishu, task, message, message.card.task))
  }
  const standing = readEditable(ref, feishu.deps.now())
  const request = climbOf(message)
  const ids = await sendWithFallbacks(feishu, request, {
    cards: cards => patchCards(feishu, standing.ids, cards, message),
    text: async () => {
      throw new TransportError('Feishu refused the changed card', { fault: 'permanent' })
    },
  })
  const changed: MessageReference = { ...standing, ids }
  await urge(feishu, message, changed)
  return writeRef(changed)
}

async function patchCards(
  feishu: Feishu,
  ids: readonly string[],
  cards: readonly FeishuCard[],
  message: Outgoing,
): Promise<readonly string[]> {
  const { api, pace, presses } = feishu
  for (const [at, id] of ids.entries()) {
    await presses.rest(id)
    await pace(message.to.channel, message.signal)
    const card = cards[at]
    if (card) await patchMessage(api, id, card, message.signal)
    else await deleteMessage(api, id, message.signal)
  }
  const more = await postCards(feishu, message.to, cards.slice(ids.length), climbOf(message), ids.length)
  return [...ids.slice(0, cards.length), ...more]
}

function climbOf(message: Outgoing): FallbackRequest {
  const { deliveryId, subject, to, card, locale, pictures, handles, signal } = message
  const placed = { direct: to.kind === 'direct', ...(subject !== undefined && { subject }) }
  return { deliveryId, ...placed, card, locale, pictures, handles, signal }
}
