import { randomUUID } from 'node:crypto'
import { isPictureRefused, refusedName, transportError, transported } from '#bots/slack/api/faults.ts'
import { tellRemedy } from '#bots/slack/api/remedies.ts'
import type { Slack } from '#bots/slack/context.ts'
import type { SlackMessage } from '#bots/slack/render/blocks.ts'
import { plainMessages } from '#bots/slack/render/plain.ts'
import { render } from '#bots/slack/render/render.ts'
import { findParts } from '#bots/slack/send/find.ts'
import { uploadPictures } from '#bots/slack/send/pictures.ts'
import type { Card } from '#src/chat/card.ts'
import type { Address, Piece, Reply, SayAttempt, Speaker } from '#src/chat/messenger.ts'
import { kindOf, type Source } from './source.ts'
import { replace, speakUp, whisper } from './speak.ts'

/** Answers a person: what it says waits for their earlier answers in this conversation. */
export function answering<T>(
  { deps }: Slack,
  { workspace, user, channel }: Source,
  work: (speaker: Speaker) => Promise<T>,
): Promise<T> {
  return deps.directAnswers.inTurn(`${workspace.id}/${user}/${channel}`, work)
}

/**
 * Says the cards of a reply where they belong: to the asker alone, under a message, or in the conversation. What Slack
 * does not take is tried again, as text alone where it refuses the card, and left to the outbox in the end.
 */
export async function say(
  slack: Slack,
  source: Source,
  reply: Reply,
  speaker: Speaker,
  ready: () => Promise<void> = async () => {},
): Promise<void> {
  for (const [at, card] of reply.cards.entries()) {
    await speaker.say(pieceOf(slack, source, { card, reply, ready, replaces: at === 0 && reply.replaces === true }))
  }
}

interface AnswerInput {
  readonly card: Card
  readonly reply: Reply
  readonly replaces: boolean
  readonly ready: () => Promise<void>
}

/** What of a card stands already. */
interface Progress {
  readonly id: string
  readonly files: readonly (string | null)[]
  count: number
  /** From this page on only text is said; `null`: blocks as well. */
  plainFrom: number | null
  /** The first page, under which the others stand. */
  first: string | undefined
}

function pieceOf(slack: Slack, source: Source, saying: AnswerInput): Piece {
  const { card, reply, ready } = saying
  const id = randomUUID()
  let progress: Progress | null = null
  return {
    key: `answer/${id}`,
    card,
    to: addressOf(source, reply),
    locale: reply.locale,
    say: async attempt => {
      progress ??= {
        id,
        files: await filesOf(slack, source.workspace, card, reply),
        count: 0,
        plainFrom: null,
        first: undefined,
      }
      await ready()
      await sayCard(slack, source, saying, progress, attempt)
    },
  }
}

/** Where the outbox says it: what is private never in a group. */
function addressOf({ workspace: { id: workspace }, user, channel, under }: Source, reply: Reply): Address {
  if (channel === '' || channel.startsWith('D') || reply.private) return { workspace, channel: user, kind: 'direct' }
  return { workspace, channel, kind: 'group', ...(under && { thread: under }) }
}

async function sayCard(
  slack: Slack,
  source: Source,
  saying: AnswerInput,
  progress: Progress,
  attempt: SayAttempt,
): Promise<void> {
  const { card, reply } = saying
  if (attempt.doubtful) await lookFor(slack, source, progress)
  if (attempt.plain) progress.plainFrom ??= progress.count
  const pagesWith = (pictures: readonly (string | null)[]) => {
    const pages = render(card, { ...reply, pictures }).messages
    const { plainFrom } = progress
    return plainFrom === null ? pages : [...pages.slice(0, plainFrom), ...plainMessages(pages.slice(plainFrom))]
  }
  const speakAll = (pages: readonly SlackMessage[]) => sayPages(slack, source, pages, { saying, progress, attempt })
  try {
    await transported(true, async () => {
      try {
        await speakAll(pagesWith(progress.files))
      } catch (error) {
        if (!isPictureRefused(error)) throw error
        await speakAll(pagesWith(progress.files.map(() => null)))
      }
    })
  } catch (error) {
    await tellRemedy(slack.deps, source.workspace.id, refusedName(error) ?? '')
    throw error
  }
}

interface Pages {
  readonly saying: AnswerInput
  readonly progress: Progress
  readonly attempt: SayAttempt
}

async function sayPages(
  slack: Slack,
  source: Source,
  pages: readonly SlackMessage[],
  { saying: { reply, replaces }, progress, attempt }: Pages,
): Promise<void> {
  for (const [at, page] of pages.entries()) {
    if (at < progress.count) continue
    const isReplaced = at === 0 && replaces && (await replace(source, page))
    if (isReplaced) progress.first = source.isEphemeral ? undefined : source.message
    else if (kindOf(source) === 'group' && reply.private) await whisper(slack, source, page)
    else {
      const thread = source.under ?? progress.first
      const speaking = { id: progress.id, part: at, parts: pages.length, thread, again: attempt.number > 1 }
      const ts = await speakUp(slack, source, page, speaking)
      if (at === 0) progress.first = ts ?? undefined
    }
    progress.count = at + 1
  }
}

/** A try that ended without an answer may have been taken: what stands is not said again. */
async function lookFor({ post }: Slack, source: Source, progress: Progress): Promise<void> {
  const { workspace, channel, under } = source
  if (channel === '') return
  const place = { workspace, channel }
  const parts = await findParts(post, place, progress.id, under ?? progress.first)
  progress.first ??= parts.find(({ part }) => part === 0)?.ts
  for (const { part } of parts) progress.count = Math.max(progress.count, part + 1)
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
