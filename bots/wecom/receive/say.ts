import type { Frame } from '#bots/wecom/bot/socket.ts'
import { bring } from '#bots/wecom/outlets/pictures.ts'
import { post } from '#bots/wecom/outlets/post.ts'
import { newTaskId, picturesOf } from '#bots/wecom/outlets/send.ts'
import type { Pictures, Target, Wecom } from '#bots/wecom/outlets/target.ts'
import { draw } from '#bots/wecom/render/render.ts'
import type { Part } from '#bots/wecom/render/types.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Reply } from '#src/chat/messenger.ts'

/** Says an answer to a person in the app, or in a conversation of the AI bot. */
export async function sayTo(wecom: Wecom, target: Target, reply: Reply, frame?: Frame): Promise<void> {
  let first = frame
  for (const card of reply.cards) {
    const drawn = await wecom.deps.draw(card, reply.locale)
    const pictures = await bring(wecom, target.surface, drawn)
    const { locale, handles } = reply
    const { messages } = draw(card, { surface: target.surface, locale, pictures, handles, taskId: newTaskId('answer') })
    for (const part of messages) {
      first = await sayPart(wecom, target, unmasked(part), picturesOf(drawn), reply, first)
    }
  }
}

/** A text that answers a question of the AI bot stands under it; everything else is a message of its own. */
async function sayPart(
  wecom: Wecom,
  target: Target,
  part: Part,
  pictures: Pictures,
  reply: Reply,
  frame: Frame | undefined,
): Promise<Frame | undefined> {
  if (frame && part.kind === 'markdown' && target.surface === 'bot') {
    await wecom.budget.take('conversation', target.chatid, true)
    const stream = { id: newTaskId('stream'), finish: true, content: part.content }
    await wecom.socket.respond(frame, 'aibot_respond_msg', { msgtype: 'stream', stream })
    return undefined
  }
  await post(wecom, target, part, { pictures, patient: true, locale: reply.locale })
  return frame
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

/**
 * Says an answer in a group. What is for the asker alone goes to them in person, and the group hears only that; where
 * they cannot be reached, they are asked to come.
 */
export async function sayInGroup(
  wecom: Wecom,
  chatid: string,
  user: string,
  frame: Frame,
  reply: Reply,
): Promise<void> {
  const group: Target = { surface: 'bot', chatid, group: true }
  if (!reply.private) return sayTo(wecom, group, reply, frame)
  const person: Target = wecom.config.app
    ? { surface: 'app', users: [user] }
    : { surface: 'bot', chatid: user, group: false }
  let text: (typeof texts)[keyof typeof texts] = texts.sentPrivately
  try {
    await sayTo(wecom, person, reply)
  } catch (err) {
    wecom.deps.log.warn({ err }, 'A private answer did not reach its asker')
    text = texts.askPrivately
  }
  const card = { title: text, tone: 'info', blocks: [] } as const
  await sayTo(wecom, group, { cards: [card], locale: reply.locale, private: false, handles: new Map() }, frame)
}
