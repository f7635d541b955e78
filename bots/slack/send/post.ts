import { z } from 'zod'
import { isCardRefused, isPictureRefused, isThreadGone, platformError, transported } from '#bots/slack/api/faults.ts'
import type { Mentions } from '#bots/slack/api/people/by-email.ts'
import type { SlackMessage } from '#bots/slack/render/blocks.ts'
import { plainMessages } from '#bots/slack/render/plain.ts'
import { render } from '#bots/slack/render/render.ts'
import type { MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { type Metadata, metadataOf, newest } from './find.ts'
import type { Pace } from './pace.ts'
import { type PictureParts, uploadPictures } from './pictures.ts'
import type { Place, Places } from './place.ts'

/** What sending needs. */
export interface PostParts extends PictureParts {
  readonly mentions: Mentions
  readonly places: Places
  readonly pace: Pace
}

/** `thread`: what it stands under, where it is an answer itself. */
const Ref = z.object({ channel: z.string(), ts: z.string(), more: z.array(z.string()), thread: z.string().optional() })
type PostedMessage = Omit<z.infer<typeof Ref>, 'thread'> & { readonly thread?: string | undefined }

/** Posts a message, with its continuation in its thread; what stands by half is taken back. */
export async function send(parts: PostParts, message: Outgoing): Promise<MessageRef> {
  try {
    return await sendTo(parts, message)
  } catch (error) {
    if (!message.to.thread || !isThreadGone(error)) throw error
    const { thread: _gone, ...to } = message.to
    return sendTo(parts, { ...message, to }) // what it answers was deleted
  }
}

async function sendTo(parts: PostParts, message: Outgoing): Promise<MessageRef> {
  const place = await parts.places.find(message.to)
  const files = await uploadPictures(parts, place.workspace, message.pictures, message.signal)
  const handles = await parts.mentions.handles(place.workspace, message)
  return inSomeShape(files, async (pictures, plain) => {
    const pages = shaped(render(message.card, { ...message, handles, pictures }).messages, plain)
    return refOf(await postPages(parts, place, pages, message))
  })
}

/** The thread under a message that stands, which is its own where it is an answer; `null`: none of our references. */
export function threadOf(ref: MessageRef): string | null {
  const read = Ref.safeParse(JSON.parse(ref))
  return read.success ? (read.data.thread ?? read.data.ts) : null
}

/** Changes the message where it stands; further pages come, change or go. */
export async function update(parts: PostParts, ref: MessageRef, message: Outgoing): Promise<MessageRef> {
  const { channel, ts, more, thread } = Ref.parse(JSON.parse(ref))
  const { workspace } = await parts.places.find({ ...message.to, channel })
  const place = { workspace, channel }
  const files = await uploadPictures(parts, workspace, message.pictures, message.signal)
  const handles = await parts.mentions.handles(workspace, message)
  return inSomeShape(files, async (pictures, plain) => {
    const pages = shaped(render(message.card, { ...message, handles, pictures }).messages, plain)
    const standing: string[] = []
    for (const [at, page] of pages.entries()) {
      const old = at === 0 ? ts : more[at - 1]
      const metadata = metadataOf(message.deliveryId, at, pages.length)
      const posted = old ? await change(place, old, page, metadata) : await post(place, page, metadata, thread ?? ts)
      if (at > 0) standing.push(posted)
    }
    for (const surplus of more.slice(pages.length - 1)) await remove(parts, place, surplus)
    return refOf({ channel, ts, more: standing, thread })
  })
}

/**
 * Looks for a delivery by the id in its metadata among the newest messages. One that stands by half is taken back, so
 * that it is sent anew.
 */
export async function find(parts: PostParts, deliveryId: string, to: Outgoing['to']): Promise<MessageRef | null> {
  const place = await parts.places.find(to)
  const found = await newest(parts, place, to.thread)
  const head = found.find(one => one.delivery === deliveryId && one.part === 0)
  if (!head) return null
  const replies = head.parts > 1 ? await newest(parts, place, to.thread ?? head.ts) : []
  const more = replies.filter(one => one.delivery === deliveryId && one.part > 0).sort((a, b) => a.part - b.part)
  const standing = { channel: place.channel, ts: head.ts, more: more.map(it => it.ts), thread: to.thread }
  if (more.length === head.parts - 1) return refOf(standing)
  for (const { ts } of [...more, head]) await remove(parts, place, ts)
  return null
}

function shaped(pages: readonly SlackMessage[], plain: boolean): readonly SlackMessage[] {
  return plain ? plainMessages(pages) : pages
}

/**
 * Tries with pictures, without them where Slack does not show one, and as text alone where it refuses the blocks: a
 * message that was refused was certainly not posted, and the worst form of an alert is better than none.
 */
async function inSomeShape<T>(
  files: readonly (string | null)[],
  work: (files: readonly (string | null)[], plain: boolean) => Promise<T>,
): Promise<T> {
  const none = files.map(() => null)
  return transported(true, async () => {
    try {
      return await work(files, false).catch(error => {
        if (!isPictureRefused(error)) throw error
        return work(none, false)
      })
    } catch (error) {
      if (!isCardRefused(error)) throw error
      return await work(none, true)
    }
  })
}

async function postPages(
  parts: PostParts,
  place: Place,
  pages: readonly SlackMessage[],
  { deliveryId, to, signal }: Outgoing,
): Promise<PostedMessage> {
  const standing: string[] = []
  try {
    for (const [at, page] of pages.entries()) {
      if (signal.aborted) throw new TransportError('Sending was broken off', { fault: 'doubtful' })
      await parts.pace.turn(`${place.workspace.id}/${place.channel}`)
      standing.push(await post(place, page, metadataOf(deliveryId, at, pages.length), to.thread ?? standing[0]))
    }
  } catch (error) {
    for (const ts of standing.reverse()) await remove(parts, place, ts)
    throw error
  }
  const [ts = '', ...more] = standing
  return { channel: place.channel, ts, more, thread: to.thread }
}

/** https://docs.slack.dev/reference/methods/chat.postMessage */
async function post(
  { workspace, channel }: Place,
  { text, blocks }: SlackMessage,
  metadata: Metadata,
  thread: string | undefined,
): Promise<string> {
  const posted = await workspace.client.chat.postMessage({
    channel,
    text,
    ...(blocks.length > 0 && { blocks: [...blocks] }),
    metadata,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(thread && { thread_ts: thread }),
  })
  if (!posted.ts) throw new TransportError('Slack took a message without saying where it stands', { fault: 'doubtful' })
  return posted.ts
}

/** https://docs.slack.dev/reference/methods/chat.update */
async function change(
  { workspace, channel }: Place,
  ts: string,
  { text, blocks }: SlackMessage,
  metadata: Metadata,
): Promise<string> {
  await workspace.client.chat.update({ channel, ts, text, blocks: [...blocks], metadata })
  return ts
}

/** https://docs.slack.dev/reference/methods/chat.delete — what cannot be removed stays, and is only logged. */
async function remove({ log }: PostParts, { workspace, channel }: Place, ts: string): Promise<void> {
  try {
    await workspace.client.chat.delete({ channel, ts })
  } catch (error) {
    log.warn({ reason: platformError(error) ?? 'no answer' }, 'A part of a message could not be taken back from Slack.')
  }
}

function refOf(standing: PostedMessage): MessageRef {
  return JSON.stringify(standing)
}
