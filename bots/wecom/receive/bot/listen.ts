import { z } from 'zod'
import { plainUserId } from '#bots/wecom/api/app.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { botClickBudgetMs } from '#bots/wecom/limits.ts'
import { carryOut } from '#bots/wecom/receive/clicks.ts'
import { hear, type Place, remark } from '#bots/wecom/receive/converse.ts'
import { answerFiles, type SealedFile } from '#bots/wecom/receive/files.ts'
import { greetingFor, greetingText, mayGreet } from '#bots/wecom/receive/greet.ts'
import { within } from '#bots/wecom/receive/receive.ts'
import { inTurn, sayInGroup, sayTo, type Voice } from '#bots/wecom/receive/say.ts'
import { texts } from '#bots/wecom/texts.ts'
import { isPhotoCaption } from '#src/chat/evidence-photos.ts'
import type { Frame } from './socket.ts'

/** What was chosen on a card. https://developer.work.weixin.qq.com/document/path/101027 */
const Selected = z.object({
  selected_item: z.array(
    z.object({ question_key: z.string(), option_ids: z.object({ option_id: z.array(z.string()) }) }),
  ),
})

/** A file under an address of its own for five minutes, sealed with a key of its own. */
const File = z.object({ url: z.url().max(4_096), aeskey: z.string().max(128).optional() })

/** The fields we read of a message or event. https://developer.work.weixin.qq.com/document/path/100719 and …/101027 */
const Body = z.object({
  msgid: z.string().min(1).max(128),
  chatid: z.string().min(1).max(128).optional(),
  chattype: z.enum(['single', 'group']).optional(),
  from: z.object({ userid: z.string().min(1).max(128) }),
  msgtype: z.string(),
  text: z.object({ content: z.string() }).optional(),
  voice: z.object({ content: z.string() }).optional(),
  file: File.optional(),
  image: File.optional(),
  mixed: z
    .object({
      msg_item: z.array(
        z.object({
          msgtype: z.string(),
          text: z.object({ content: z.string() }).optional(),
          file: File.optional(),
          image: File.optional(),
        }),
      ),
    })
    .optional(),
  event: z
    .object({
      eventtype: z.string(),
      template_card_event: z
        .object({ event_key: z.string(), task_id: z.string().max(128), selected_items: Selected.optional() })
        .optional(),
    })
    .optional(),
})

type BotBody = z.infer<typeof Body>

/** Hears one frame of the AI bot. Anything it does not understand is left alone. */
export function hearFrame(wecom: Wecom, frame: Frame): void {
  if (frame.cmd !== 'aibot_msg_callback' && frame.cmd !== 'aibot_event_callback') return
  const parsed = Body.safeParse(frame.body)
  if (!parsed.success) return
  wecom.background.run(async () => {
    const taken = await wecom.deps.inbox.take(`bot/${parsed.data.msgid}`, frame.body)
    await taken?.work(() => answer(wecom, frame, parsed.data))
  })
}

/** Works on what a process had heard that died. Its connection is gone: the answer is a message of its own. */
export function recoverFrames(wecom: Wecom): () => Promise<void> {
  return wecom.deps.inbox.recover('bot/', async payload => {
    const parsed = Body.safeParse(payload)
    if (parsed.success) await answer(wecom, null, parsed.data)
  })
}

/** In the order of the questions of one person in one conversation. */
function answer(wecom: Wecom, frame: Frame | null, body: BotBody): Promise<void> {
  const who = `${body.chatid ?? ''}/${body.from.userid}`
  return inTurn(wecom, { who, key: `bot/${body.msgid}` }, voice => take(wecom, voice, frame, body))
}

/** `frame`: what may still be answered under; `null`: nothing. */
async function take(wecom: Wecom, voice: Voice, frame: Frame | null, body: BotBody): Promise<void> {
  const place = await placeOf(wecom, voice, frame, body)
  const click = body.event?.template_card_event
  if (click) return press(wecom, frame, place, click)
  if (body.event?.eventtype === 'enter_chat') return greet(wecom, frame, place)
  if (body.event) return
  const text = textOf(body)
  const files = filesOf(wecom, body)
  if (files.length > 0) {
    const line = body.chattype === 'group' ? withoutMention(text ?? '') : (text ?? '')
    const isAside = !files.some(file => file.isPicture) || isPhotoCaption(line)
    if (!isAside) await hear(wecom, place, line)
    return answerFiles(wecom, place, files, isAside ? line : '')
  }
  if (text === null) return place.say(remark(texts.onlyText))
  await hear(wecom, place, body.chattype === 'group' ? withoutMention(text) : text)
}

/**
 * Somebody opened the chat for the first time today. The answer to that is a text, within five seconds; with more, or
 * later, it is a message of its own, which the platform takes where the person wrote before.
 */
async function greet(wecom: Wecom, frame: Frame | null, place: Place): Promise<void> {
  if (!(await mayGreet(wecom, 'bot', place.user))) return
  const reply = await greetingFor(wecom, place)
  const [card] = reply.cards
  if (!frame || !card) return place.say(reply)
  try {
    const text = { content: greetingText(card, reply) }
    await wecom.socket.respond(frame, 'aibot_respond_welcome_msg', { msgtype: 'text', text })
  } catch (err) {
    wecom.deps.log.warn({ err }, 'A greeting came too late; it is a message of its own')
    await place.say(reply)
  }
}

/** Files and pictures of a message; pictures only where something takes them. */
function filesOf({ deps }: Wecom, { file, image, mixed }: BotBody): readonly SealedFile[] {
  const parts = [{ file, image }, ...(mixed?.msg_item ?? [])]
  return parts.flatMap(part => [
    ...(part.file ? [part.file] : []),
    ...(part.image && deps.photos ? [{ ...part.image, isPicture: true }] : []),
  ])
}

function textOf({ text, voice, mixed }: BotBody): string | null {
  if (text) return text.content
  if (voice) return voice.content
  const said = mixed?.msg_item.flatMap(item => item.text?.content ?? []) ?? []
  return said.length > 0 ? said.join(' ') : null
}

/**
 * In a group the text keeps the bot's name, which anybody may change. A mention ends at a four-per-em space (U+2005),
 * where the client puts one, so that the name may have blanks; else at the first blank, and behind words that bots are
 * called by. One that does not stand in front is dropped where it is called so.
 */
export function withoutMention(text: string): string {
  const front =
    /^\s*[@＠](?:[^\u2005\n@＠]{1,40}\u2005|[^\s\u2005\u3000]+(?:[ \u3000](?:bot|robot|assistant|小?助手|助理|机器人)(?=\s|$))?)/iu
  const inside =
    /[@＠](?:[^\u2005\n@＠]{0,40}(?:bot|kpi|助手|助理|机器人|assistant)[^\u2005\n@＠]{0,20}\u2005|[^\s@＠]*(?:bot|kpi|助手|助理|机器人)(?:[ \u3000](?:bot|小?助手|助理|机器人)(?=\s|$))?)/iu
  return text.replace(front.test(text) ? front : inside, ' ').trim()
}

async function placeOf(wecom: Wecom, voice: Voice, frame: Frame | null, body: BotBody): Promise<Place> {
  const user = await userOf(wecom, body.from.userid)
  const { chatid } = body
  const asked = body.event ? undefined : (frame ?? undefined) // an event can be answered by a change of its card alone
  if (body.chattype !== 'group' || chatid === undefined) {
    const target = { surface: 'bot', chatid: body.from.userid, group: false } as const
    const late = { workspace: '', channel: user, kind: 'direct' } as const
    const say: Place['say'] = async (reply, questions) =>
      void (await sayTo(wecom, voice, { target, late, frame: asked }, reply, questions))
    return { user, channel: user, kind: 'direct', say }
  }
  const say: Place['say'] = (reply, questions) =>
    sayInGroup(wecom, voice, { chatid, user, frame: asked }, reply, questions)
  return { user, channel: chatid, kind: 'group', say }
}

/** The card changes within five seconds of the click or not at all: a slow command says its result instead. */
async function press(
  wecom: Wecom,
  frame: Frame | null,
  place: Place,
  { event_key, task_id, selected_items }: NonNullable<NonNullable<BotBody['event']>['template_card_event']>,
): Promise<void> {
  const items = selected_items?.selected_item ?? []
  const chosen = Object.fromEntries(items.map(item => [item.question_key, item.option_ids.option_id[0] ?? '']))
  const carried = carryOut(wecom, { press: event_key, taskId: task_id, surface: 'bot', place, chosen })
  const outcome = await within(carried, botClickBudgetMs)
  if (frame && outcome?.passive?.kind === 'card') {
    const body = { response_type: 'update_template_card', template_card: outcome.passive.card }
    await wecom.socket.respond(frame, 'aibot_respond_update_msg', body)
  }
  const { later } = outcome ?? (await carried)
  await later()
}

/**
 * A bot that an ordinary member made hears encrypted ids. With an app they are turned into plain ones; without, the
 * administrators are told what to do. https://developer.work.weixin.qq.com/document/path/101521
 */
async function userOf(wecom: Wecom, id: string): Promise<string> {
  if (!/^wo[A-Za-z0-9_-]{20,}$/.test(id)) return id
  const known = wecom.plainIds.get(id)
  if (known !== undefined) return known
  try {
    const plain = wecom.config.app ? await plainUserId(wecom.client, id) : null
    if (plain !== null) {
      wecom.plainIds.set(id, plain)
      return plain
    }
  } catch (err) {
    wecom.deps.log.warn({ err }, 'An encrypted id of a member could not be turned into a plain one')
  }
  await wecom.deps.tell('encrypted-ids', { title: encrypted, tone: 'warning', blocks: [] })
  return id
}

const encrypted = {
  en: 'The AI bot of WeCom hears encrypted member ids. Let a super administrator create the bot anew, so that people are recognised.',
  ja: 'AIボットに暗号化されたメンバーIDが届いています。スーパー管理者がボットを作り直してください。',
  'zh-CN': '智能机器人收到的是加密的成员ID。请由超级管理员重新创建机器人，否则无法识别成员身份。',
}
