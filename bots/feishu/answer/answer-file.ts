import { profileOf } from '#bots/feishu/api/profile.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { Incoming } from '#bots/feishu/receive/message.ts'
import { localeHint } from '#bots/feishu/render/language.ts'
import type { Address, Speaker } from '#src/chat/messenger.ts'
import { type DroppedFile, offerFiles } from '#src/chat/offered-files.ts'
import { TransportError } from '#src/errors.ts'
import { say } from './say.ts'

/** Shows whoever dropped a file what it would come to, alone with them. */
export function answerFile(
  feishu: Feishu,
  speaker: Speaker,
  incoming: Incoming,
  { key, name }: NonNullable<Incoming['file']>,
): Promise<void> {
  const dropped = { name, open: () => download(feishu, incoming.id, key, 'file') }
  return offer(feishu, speaker, incoming, { dropped: [dropped], words: '', at: 'file' })
}

/** Keeps pictures behind a rating of who sent them; `words` say which. */
export function answerPictures(feishu: Feishu, speaker: Speaker, incoming: Incoming, words: string): Promise<void> {
  const { id, pictures = [] } = incoming
  const dropped = pictures.map((key, at) => ({
    name: `photo-${at + 1}.jpg`, // the platform tells no name
    isPicture: true,
    open: () => download(feishu, id, key, 'image'),
  }))
  return offer(feishu, speaker, incoming, { dropped, words, at: 'pictures' })
}

interface Offer {
  readonly dropped: readonly DroppedFile[]
  readonly words: string
  /** Names the answer beside that to the words. */
  readonly at: 'file' | 'pictures'
}

async function offer(feishu: Feishu, speaker: Speaker, incoming: Incoming, { dropped, words, at }: Offer) {
  const { deps, config } = feishu
  const { sender: person, userAgent } = incoming
  const workspace = config.appId
  const profile = await profileOf(feishu, person, { locale: localeHint(userAgent) })
  if (profile.email) await deps.link({ workspace, person, email: profile.email })
  const by = { messenger: 'feishu', workspace, person }
  const cards = await offerFiles(deps, dropped, { by, line: words, platform: '飞书 Feishu' })
  const locale = (await deps.languageOf({ workspace, person })) ?? profile.locale ?? 'zh-CN'
  const to: Address = { workspace, channel: person, kind: 'direct' }
  const key = at === 'file' ? `message/${incoming.id}` : `message/${incoming.id}/pictures`
  await say(feishu, speaker, { to, cards, reply: { locale, handles: new Map() }, key })
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/get-2 */
async function download(
  { api }: Feishu,
  message: string,
  key: string,
  type: 'file' | 'image',
): Promise<AsyncIterable<Uint8Array>> {
  const path = `im/v1/messages/${encodeURIComponent(message)}/resources/${encodeURIComponent(key)}`
  const { stream } = await api({ method: 'GET', path, params: { type }, file: true })
  if (typeof stream !== 'object' || stream === null || !(Symbol.asyncIterator in stream))
    throw new TransportError('Feishu gave no file', { fault: 'retryable' })
  return stream as AsyncIterable<Uint8Array> // a stream of Node
}
