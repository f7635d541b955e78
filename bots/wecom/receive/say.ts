import { WecomError } from '#bots/wecom/api/faults.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import type { Frame } from '#bots/wecom/receive/bot/socket.ts'
import { plainCard } from '#bots/wecom/render/plain.ts'
import { draw } from '#bots/wecom/render/render.ts'
import { drawSelection, type Question } from '#bots/wecom/render/selection.ts'
import type { Part } from '#bots/wecom/render/types.ts'
import { BudgetError } from '#bots/wecom/send/budget.ts'
import { bring } from '#bots/wecom/send/pictures.ts'
import { askToWait, post } from '#bots/wecom/send/post.ts'
import { drawOptions, newTaskId, picturesOf } from '#bots/wecom/send/send.ts'
import type { Target } from '#bots/wecom/send/target.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Card } from '#src/chat/card.ts'
import type { Address, DrawnPicture, Piece, Reply, SaidHow, SayAttempt, Speaker } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'

/** Says the answers to one question. */
export interface Voice {
  readonly speaker: Speaker
  /** A name for the next piece, the same when the question is worked on again. */
  readonly nextKey: () => string
}

/** Answers a question in its turn. `who` asks where; `key` names the question for good. */
export function inTurn<T>(
  { deps }: Wecom,
  { who, key }: { readonly who: string; readonly key: string },
  work: (voice: Voice) => Promise<T>,
): Promise<T> {
  let count = 0
  const nextKey = () => `${key}/${count++}`
  return deps.directAnswers.inTurn(who, speaker => work({ speaker, nextKey }))
}

/** Where an answer is said at once, and where the outbox would say it. */
export interface Where {
  readonly target: Target
  readonly late: Address
  /** The question of the AI bot to answer under. */
  readonly frame?: Frame | undefined
  /** The answer goes another way where this one is closed. */
  readonly elsewhere?: boolean
}

/** Says an answer to a person in the app, or in a conversation of the AI bot. The worst that became of its cards. */
export async function sayTo(
  wecom: Wecom,
  voice: Voice,
  where: Where,
  reply: Reply,
  questions: readonly Question[] = [],
): Promise<SaidHow> {
  let frame = where.frame
  let worst: SaidHow = 'said'
  for (const card of reply.cards) {
    const saying = createSaying(wecom, where.target, { card, reply, frame, questions })
    const { late: to, elsewhere = false } = where
    const { say } = saying
    const how = await voice.speaker.say({ key: voice.nextKey(), card, to, locale: reply.locale, elsewhere, say })
    if (how === 'closed') return how
    if (how !== 'said') worst = how
    frame = saying.frame()
  }
  return worst
}

/** A card on its way: a second try goes on behind the messages that stand. */
interface AnswerInput {
  readonly say: Piece['say']
  /** The question, while nothing stands under it. */
  readonly frame: () => Frame | undefined
}

interface Said {
  readonly card: Card
  readonly reply: Reply
  readonly frame: Frame | undefined
  /** Lists to choose from in place of the card, where the surface has them. */
  readonly questions: readonly Question[]
}

function createSaying(wecom: Wecom, target: Target, { card, reply, frame: question, questions }: Said): AnswerInput {
  let frame = question
  let parts: readonly Part[] | null = null
  let drawn: readonly (DrawnPicture | null)[] = []
  let stands = 0
  const under = createUnder(wecom, target)

  async function drawOnce(): Promise<readonly Part[]> {
    const { surface } = target
    if (questions.length > 0 && (surface === 'app' || surface === 'bot')) {
      const drawnCard = drawSelection(card, questions, { surface, locale: reply.locale, taskId: newTaskId('form') })
      return [{ kind: 'selection', card: drawnCard }]
    }
    drawn = await wecom.deps.draw(card, reply.locale)
    const { locale, handles } = reply
    const pictures = await bring(wecom, target.surface, drawn)
    return draw(card, { ...drawOptions(wecom, target.surface, newTaskId('answer')), locale, pictures, handles })
      .messages
  }

  async function sayPart(part: Part, { doubtful }: SayAttempt): Promise<void> {
    if (frame && (part.kind === 'markdown' || part.kind === 'text')) {
      const stands = await under.say(frame, part.content)
      frame = undefined
      if (stands) return
    }
    const dropTwinsSeconds = doubtful ? twinSeconds : null
    const { locale } = reply
    await post(wecom, target, unmasked(part), {
      pictures: picturesOf(drawn),
      dropTwinsSeconds,
      locale,
      tried: doubtful,
    })
  }

  return {
    frame: () => frame,
    say: async attempt => {
      if (attempt.plain) parts = [...(parts ?? []).slice(0, stands), ...plainRest(card, reply, stands)]
      parts ??= await drawOnce()
      for (const part of parts.slice(stands)) {
        await sayPart(part, attempt).catch(error => waiting(wecom, target, reply, error))
        stands += 1
      }
    },
  }
}

/** The rest of the answer follows when there is room: the person hears that. */
async function waiting(wecom: Wecom, target: Target, { locale }: Reply, error: unknown): Promise<never> {
  if (error instanceof BudgetError) await askToWait(wecom, target, locale)
  throw error
}

/** Of a second try the platform drops what the first one showed; the same answer given before that is shown again. */
const twinSeconds = 15

/** What is left of a card, as text alone: all of it, or the lines behind its buttons where the rest stands. */
function plainRest(card: Card, { locale }: Reply, stands: number): readonly Part[] {
  if (stands === 0) return plainCard(card, locale)
  const blocks = card.blocks.filter(block => block.type === 'actions')
  return blocks.length === 0 ? [] : plainCard({ ...card, blocks }, locale)
}

/** Says the first text of an answer under the question. */
interface Under {
  /** `false`: the question takes no answer any more; it must be a message of its own. @throws TransportError */
  say(frame: Frame, content: string): Promise<boolean>
}

/** A second try carries the same stream, which the platform shows once. */
function createUnder({ socket, budget }: Wecom, target: Target): Under {
  const id = newTaskId('stream')
  let doubtfulOn: number | null = null
  return {
    say: async (frame, content) => {
      if (target.surface !== 'bot') return false
      await budget.take('conversation', target.chatid)
      try {
        await socket.respond(frame, 'aibot_respond_msg', { msgtype: 'stream', stream: { id, finish: true, content } })
        return true
      } catch (error) {
        if (error instanceof WecomError && isClosed(error)) return doubtfulOn === socket.connections
        if (error instanceof TransportError && error.fault === 'doubtful') doubtfulOn = socket.connections
        throw error
      }
    },
  }
}

/** The question is too old, of another connection, or answered: codes 8466xx (no public list), and any other refusal. */
function isClosed({ code, fault }: WecomError): boolean {
  return fault !== 'retryable' || Math.floor(code / 100) === 8_466
}

/** The answers to “are you sure” are keys of their own, not lines. */
function unmasked(part: Part): Part {
  if (part.kind !== 'card') return part
  const button_list = part.card.button_list.map(button => ({
    ...button,
    key: button.key.replace(/^do\|(?=(yes|no)\|)/, ''),
  }))
  return { ...part, card: { ...part.card, button_list } }
}

/** A question in a group. */
export interface GroupQuestion {
  readonly chatid: string
  readonly user: string
  /** What may still be answered under; absent: a click, or a question whose connection is gone. */
  readonly frame?: Frame | undefined
}

/**
 * Says an answer in a group. What is for the asker alone goes to them in person, and the group hears only that; where
 * they cannot be reached, they are asked to come.
 */
export async function sayInGroup(
  wecom: Wecom,
  voice: Voice,
  { chatid, user, frame }: GroupQuestion,
  reply: Reply,
  questions: readonly Question[] = [],
): Promise<void> {
  const late: Address = { workspace: '', channel: chatid, kind: 'group' }
  const group: Where = { target: { surface: 'bot', chatid, group: true }, late, frame }
  if (!reply.private) return void (await sayTo(wecom, voice, group, reply))
  const target: Target = wecom.config.app
    ? { surface: 'app', users: [user] }
    : { surface: 'bot', chatid: user, group: false }
  const person: Address = { workspace: '', channel: user, kind: 'direct' }
  const how = await sayTo(wecom, voice, { target, late: person, elsewhere: true }, reply, questions)
  if (!frame && how !== 'closed') return
  const title = how === 'closed' ? texts.askPrivately : how === 'said' ? texts.sentPrivately : texts.comesPrivately
  const card: Card = { title, tone: 'info', blocks: [] }
  await sayTo(wecom, voice, group, { cards: [card], locale: reply.locale, private: false, handles: new Map() })
}
