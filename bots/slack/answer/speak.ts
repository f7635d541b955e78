import { isPictureRefused, isThreadGone, refusedName, transportError } from '#bots/slack/api/faults.ts'
import type { Slack } from '#bots/slack/context.ts'
import type { SlackMessage } from '#bots/slack/render/blocks.ts'
import { metadataOf } from '#bots/slack/send/find.ts'
import { respond } from './responder.ts'
import { kindOf, type Source } from './source.ts'

/** A page of an answer on its way. */
export interface Speaking {
  /** Names the answer in its metadata, to find out whether a page stands already. */
  readonly id: string
  readonly part: number
  readonly parts: number
  /** What the page stands under. */
  readonly thread: string | undefined
  /** An earlier try was not taken: another way is worth more than waiting. */
  readonly again: boolean
}

/** Puts a page in the place of the message whose button was pressed. https://docs.slack.dev/reference/methods/chat.update */
export async function replace(source: Source, { text, blocks }: SlackMessage): Promise<boolean> {
  const { workspace, channel, message, isEphemeral, responder } = source
  if (isEphemeral) return respond(responder, { text, blocks }, { type: 'ephemeral', replace: true })
  if (!message) return false
  try {
    await workspace.client.chat.update({ channel, ts: message, text, blocks: [...blocks] })
    return true
  } catch (error) {
    const { fault } = transportError(error)
    if (isPictureRefused(error) || fault === 'retryable' || fault === 'doubtful') throw error
    return false // said anew
  }
}

/**
 * To the asker alone: by the address that came with the request, in the channel, or in person.
 * https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
export async function whisper(slack: Slack, source: Source, page: SlackMessage): Promise<void> {
  const { workspace, channel, user, thread, responder } = source
  if (channel === '') return void (await inPerson(slack, source, page, null))
  if (await respond(responder, page, { type: 'ephemeral', replace: false, thread })) return
  const { text, blocks } = page
  const inThread = thread ? { thread_ts: thread } : {}
  try {
    await workspace.client.chat.postEphemeral({ channel, user, text, blocks: [...blocks], ...inThread })
  } catch (error) {
    if (isPictureRefused(error) || transportError(error).fault !== 'unreachable') throw error
    await inPerson(slack, source, page, null)
  }
}

/**
 * For everybody in the conversation; answers where the page stands, `null` where Slack does not say.
 * https://docs.slack.dev/reference/methods/chat.postMessage
 */
export async function speakUp(
  slack: Slack,
  source: Source,
  page: SlackMessage,
  speaking: Speaking,
): Promise<string | null> {
  const { channel, responder } = source
  if (channel === '') return inPerson(slack, source, page, speaking)
  const { thread, again, parts } = speaking
  // A direct conversation without the bot is one of two people: the other one must not read the answer.
  const type = kindOf(source) === 'direct' ? 'ephemeral' : 'in_channel'
  const kind = { type, replace: false, thread } as const
  if (again && parts === 1 && type === 'in_channel' && (await respond(responder, page, kind))) return null
  try {
    return await postTo(slack, source, channel, page, speaking)
  } catch (error) {
    if (isPictureRefused(error) || transportError(error).fault !== 'unreachable') throw error
    slack.deps.log.info({ reason: refusedName(error) }, 'The bot is no member there: the answer goes another way.')
    if (await respond(responder, page, kind)) return null
    return inPerson(slack, source, page, { ...speaking, thread: undefined })
  }
}

async function inPerson(
  slack: Slack,
  source: Source,
  page: SlackMessage,
  speaking: Speaking | null,
): Promise<string | null> {
  const { user, workspace } = source
  const { channel } = await slack.post.places.find({ workspace: workspace.id, channel: user })
  return postTo(slack, source, channel, page, speaking)
}

async function postTo(
  slack: Slack,
  { workspace }: Source,
  channel: string,
  { text, blocks }: SlackMessage,
  speaking: Speaking | null,
): Promise<string | null> {
  await slack.post.pace.turn(`${workspace.id}/${channel}`)
  const { thread } = speaking ?? {}
  const message = {
    channel,
    text,
    ...(blocks.length > 0 && { blocks: [...blocks] }),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(speaking && { metadata: metadataOf(speaking.id, speaking.part, speaking.parts) }),
  }
  const post = (under: string | undefined) =>
    workspace.client.chat.postMessage({ ...message, ...(under && { thread_ts: under }) })
  try {
    return (await post(thread)).ts ?? null
  } catch (error) {
    if (!thread || !isThreadGone(error)) throw error
    return (await post(undefined)).ts ?? null // what it answers was deleted, or takes no answers
  }
}
