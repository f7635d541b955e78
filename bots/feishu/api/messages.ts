import { createHash } from 'node:crypto'
import type { Address } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { FeishuApi } from './client.ts'

/** What stands in a message. */
export interface Content {
  readonly type: 'interactive' | 'post' | 'text' | 'file'
  readonly content: unknown
}

/** A message to be answered under, and whether it stands in a topic. */
export function threadOf(messageId: string, topic: boolean): string {
  return topic ? `${messageId}#topic` : messageId
}

/** The platform's guard against doubles: the same delivery always carries the same 40 characters (50 are allowed). */
export function uuidOf(deliveryId: string, part: number): string {
  return createHash('sha256').update(`${deliveryId}/${part}`).digest('hex').slice(0, 40)
}

/** Sends a message, or answers under one; at most one succeeds per `uuid` within an hour. Answers its id. */
export async function createMessage(
  api: FeishuApi,
  to: Address,
  { type, content }: Content,
  uuid: string,
  signal?: AbortSignal,
): Promise<string> {
  const body = { msg_type: type, content: JSON.stringify(content), uuid }
  const [parent, topic] = to.thread?.split('#') ?? []
  const answer = await (parent === undefined
    ? api({
        // https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
        method: 'POST',
        path: 'im/v1/messages',
        params: { receive_id_type: to.kind === 'direct' ? 'open_id' : 'chat_id' },
        data: { receive_id: to.channel, ...body },
        ...(signal && { signal }),
      })
    : api({
        // https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/reply
        method: 'POST',
        path: `im/v1/messages/${encodeURIComponent(parent)}/reply`,
        data: { ...body, ...(topic && { reply_in_thread: true }) },
        ...(signal && { signal }),
      }))
  const { message_id: id } = answer
  if (typeof id !== 'string') throw new TransportError('Feishu named no message', { fault: 'doubtful' })
  return id
}

/** Changes a card where it stands. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/patch */
export async function patchMessage(api: FeishuApi, id: string, card: unknown, signal?: AbortSignal): Promise<void> {
  const data = { content: JSON.stringify(card) }
  const path = `im/v1/messages/${encodeURIComponent(id)}`
  await api({ method: 'PATCH', path, data, ...(signal && { signal }) })
}

/** Takes a message of ours back. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/delete */
export async function deleteMessage(api: FeishuApi, id: string, signal?: AbortSignal): Promise<void> {
  await api({ method: 'DELETE', path: `im/v1/messages/${encodeURIComponent(id)}`, ...(signal && { signal }) })
}
