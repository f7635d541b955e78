import type { FeishuApi } from '#bots/feishu/api/client.ts'
import { createMessage, uuidOf } from '#bots/feishu/api/messages.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { CarriedFile, MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { send } from './send.ts'

/** How long an uploaded file is used again, in milliseconds (judgement: as long as an attempt is repeated). */
const keptMs = 86_400_000

/** Brings a file: the card, which says what it is, and the file below it. Doing it again shows nothing new. */
export async function sendFile(feishu: Feishu, message: Outgoing, file: CarriedFile): Promise<MessageRef> {
  const { api, config, deps, pace } = feishu
  const name = `${config.appId}/file/${message.deliveryId}`
  const key = await deps.uploads.once(name, keptMs, () => uploadFile(api, file, message.signal))
  const standing = await send(feishu, message)
  await pace(message.to.channel, message.signal)
  const uuid = uuidOf(`${message.deliveryId}/file`, 0)
  await createMessage(api, message.to, { type: 'file', content: { file_key: key } }, uuid, message.signal)
  return standing
}

/** https://open.feishu.cn/document/server-docs/im-v1/file/create — 30 MB at most, not empty. */
async function uploadFile(api: FeishuApi, file: CarriedFile, signal: AbortSignal): Promise<string> {
  const type = file.name.endsWith('.xlsx') ? 'xls' : file.name.endsWith('.pdf') ? 'pdf' : 'stream'
  const data = { file_type: type, file_name: file.name, file: Buffer.from(file.content) }
  const { file_key: key } = await api({ method: 'POST', path: 'im/v1/files', data, multipart: true, signal })
  if (typeof key !== 'string' || key === '') throw new TransportError('Feishu gave no key', { fault: 'permanent' })
  return key
}
