import { isPictureRefused, platformError, transportError } from '#bots/slack/faults.ts'
import type { SlackMessage } from '#bots/slack/render/blocks.ts'
import { render } from '#bots/slack/render.ts'
import { uploadPictures } from '#bots/slack/send/pictures.ts'
import type { Slack } from '#bots/slack/slack.ts'
import type { Card } from '#src/chat/card.ts'
import type { Reply } from '#src/chat/messenger.ts'
import { respond } from './responder.ts'
import { kindOf, type Source } from './source.ts'

/** Says the cards of a reply where they belong: to the asker alone, under a message, or in the conversation. */
export async function say(slack: Slack, source: Source, reply: Reply, ready: () => Promise<void>): Promise<void> {
  for (const [at, card] of reply.cards.entries()) {
    const replaces = at === 0 && reply.replaces === true
    const speak = (page: SlackMessage, first: boolean) =>
      sayPage(slack, source, page, { reply, replaces: replaces && first })
    await sayCard(slack, source, { card, reply, ready, speak })
  }
}

interface Saying {
  readonly card: Card
  readonly reply: Reply
  readonly ready: () => Promise<void>
  readonly speak: (page: SlackMessage, first: boolean) => Promise<void>
}

/** With pictures, and without them where Slack refuses one. */
async function sayCard(slack: Slack, { workspace }: Source, { card, reply, ready, speak }: Saying): Promise<void> {
  const files = await filesOf(slack, workspace, card, reply)
  const pagesWith = (pictures: readonly (string | null)[]) => render(card, { ...reply, pictures }).messages
  await ready()
  let spoken = 0
  const speakAll = async (pages: readonly SlackMessage[]) => {
    for (const [at, page] of pages.entries()) {
      if (at < spoken) continue
      await speak(page, at === 0)
      spoken = at + 1
    }
  }
  try {
    await speakAll(pagesWith(files))
  } catch (error) {
    if (!isPictureRefused(error)) throw error
    await speakAll(pagesWith(files.map(() => null)))
  }
}

/** Slack's ids of a card's pictures, in order; `null` where one cannot be shown. */
export async function filesOf(
  slack: Slack,
  workspace: Source['workspace'],
  card: Card,
  { locale }: Reply,
): Promise<readonly (string | null)[]> {
  const images = card.blocks.filter(block => block.type === 'image')
  if (images.length === 0) return []
  try {
    return await uploadPictures(slack.post, workspace, await slack.deps.draw(card, locale))
  } catch (error) {
    slack.deps.log.warn({ err: transportError(error) }, 'The pictures of an answer could not be shown.')
    return images.map(() => null)
  }
}

async function sayPage(
  slack: Slack,
  source: Source,
  page: SlackMessage,
  { reply, replaces }: { readonly reply: Reply; readonly replaces: boolean },
): Promise<void> {
  if (replaces && (await replace(source, page))) return
  if (kindOf(source) === 'group' && reply.private) await whisper(slack, source, page)
  else await speakUp(slack, source, page)
}

/** Puts a page in the place of the message whose button was pressed. https://docs.slack.dev/reference/methods/chat.update */
async function replace(source: Source, { text, blocks }: SlackMessage): Promise<boolean> {
  const { workspace, channel, message, isEphemeral, responder } = source
  if (isEphemeral) return respond(responder, { text, blocks }, { type: 'ephemeral', replace: true })
  if (!message) return false
  try {
    await workspace.client.chat.update({ channel, ts: message, text, blocks: [...blocks] })
    return true
  } catch (error) {
    if (isPictureRefused(error)) throw error
    return false // said anew
  }
}

/**
 * To the asker alone: by the address that came with the request, in the channel, or in person.
 * https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
export async function whisper(slack: Slack, source: Source, page: SlackMessage): Promise<void> {
  const { workspace, channel, user, thread, responder } = source
  if (channel === '') return inPerson(slack, source, page)
  if (await respond(responder, page, { type: 'ephemeral', replace: false, thread })) return
  const { text, blocks } = page
  const inThread = thread ? { thread_ts: thread } : {}
  try {
    await workspace.client.chat.postEphemeral({ channel, user, text, blocks: [...blocks], ...inThread })
  } catch (error) {
    if (transportError(error).fault !== 'unreachable') throw error
    await inPerson(slack, source, page)
  }
}

/** For everybody in the conversation. https://docs.slack.dev/reference/methods/chat.postMessage */
async function speakUp(slack: Slack, source: Source, page: SlackMessage): Promise<void> {
  const { channel, responder, under } = source
  if (channel === '') return inPerson(slack, source, page)
  try {
    await postTo(source, channel, page, under)
  } catch (error) {
    if (transportError(error).fault !== 'unreachable') throw error
    slack.deps.log.info({ reason: platformError(error) }, 'The bot is no member there: the answer goes another way.')
    // A direct conversation without the bot is one of two people: the other one must not read the answer.
    const type = kindOf(source) === 'direct' ? 'ephemeral' : 'in_channel'
    if (await respond(responder, page, { type, replace: false, thread: under })) return
    await inPerson(slack, source, page)
  }
}

async function inPerson(slack: Slack, source: Source, page: SlackMessage): Promise<void> {
  const { user, workspace } = source
  const { channel } = await slack.post.places.find({ workspace: workspace.id, channel: user })
  await postTo(source, channel, page, undefined)
}

async function postTo(
  { workspace }: Source,
  channel: string,
  { text, blocks }: SlackMessage,
  thread: string | undefined,
): Promise<void> {
  await workspace.client.chat.postMessage({
    channel,
    text,
    blocks: [...blocks],
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(thread && { thread_ts: thread }),
  })
}
