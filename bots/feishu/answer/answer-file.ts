import { profileOf } from '#bots/feishu/api/profile.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { Incoming } from '#bots/feishu/receive/message.ts'
import { localeHint } from '#bots/feishu/render/language.ts'
import type { Address, Speaker } from '#src/chat/messenger.ts'
import { offerFiles } from '#src/chat/offered-files.ts'
import { TransportError } from '#src/errors.ts'
import { say } from './say.ts'

/** Shows whoever dropped a file what it would come to, alone with them. */
export async function answerFile(
  feishu: Feishu,
  speaker: Speaker,
  incoming: Incoming,
  file: NonNullable<Incoming['file']>,
): Promise<void> {
  const { deps, config } = feishu
  const { sender: person, userAgent } = incoming
  const workspace = config.appId
  const profile = await profileOf(feishu, person, { locale: localeHint(userAgent) })
  if (profile.email) await deps.link({ workspace, person, email: profile.email })
  const dropped = { name: file.name, open: () => download(feishu, incoming.id, file.key) }
  const by = { messenger: 'feishu', workspace, person }
  const cards = await offerFiles(deps, [dropped], { by, line: '', platform: '飞书 Feishu' })
  const locale = (await deps.languageOf({ workspace, person })) ?? profile.locale ?? 'zh-CN'
  const to: Address = { workspace, channel: person, kind: 'direct' }
  await say(feishu, speaker, { to, cards, reply: { locale, handles: new Map() }, key: `message/${incoming.id}` })
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/get-2 */
async function download({ api }: Feishu, message: string, key: string): Promise<AsyncIterable<Uint8Array>> {
  const path = `im/v1/messages/${encodeURIComponent(message)}/resources/${encodeURIComponent(key)}`
  const { stream } = await api({ method: 'GET', path, params: { type: 'file' }, file: true })
  if (typeof stream !== 'object' || stream === null || !(Symbol.asyncIterator in stream))
    throw new TransportError('Feishu gave no file', { fault: 'retryable' })
  return stream as AsyncIterable<Uint8Array> // a stream of Node
}
