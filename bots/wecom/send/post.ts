import { createHash } from 'node:crypto'
import { type Sent, sendToChat, sendToHook, sendToMembers } from '#bots/wecom/api/app.ts'
import { hasCode } from '#bots/wecom/api/client.ts'
import { isRefusedContent } from '#bots/wecom/api/faults.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { plain } from '#bots/wecom/render/markup.ts'
import { plainVersion } from '#bots/wecom/render/plain.ts'
import type { ArticlePart, Part } from '#bots/wecom/render/types.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { DrawnPicture } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { findCard, keepCard } from './cards.ts'
import { articleUrl, forget, mediaOf } from './pictures.ts'
import type { Pictures, Target } from './target.ts'

/** What is remembered of a message that was sent: enough to change it, take it back, or see that nothing changed. */
export interface Posted {
  readonly kind: Part['kind']
  readonly at: number
  /** Names the content; an image is named by its picture. */
  readonly hash: string
  readonly msgid?: string
  readonly taskId?: string
  /** Changes the card once. */
  readonly code?: string
  readonly users?: readonly string[]
  /** Members whom the platform did not reach. */
  readonly missed?: readonly string[]
}

/** How a message is sent. */
export interface PostOptions {
  readonly pictures: Pictures
  /** The platform drops the same content to the same members within so many seconds; `null`: it must not. */
  readonly dropTwinsSeconds: number | null
  readonly locale: Locale
  /** An earlier try of the same message ended without an answer: it may stand there. */
  readonly tried?: boolean
  /** What the message is about, for cards that a click may bring up to date. */
  readonly subject?: string
  readonly signal?: AbortSignal
}

type Body = Readonly<Record<string, unknown>> & { readonly msgtype: string }

/** Sends one message to its surface. @throws TransportError */
export async function post(wecom: Wecom, target: Target, part: Part, options: PostOptions): Promise<Posted> {
  const tried = options.tried ?? (part.kind === 'card' && (await findCard(wecom.deps, part.card.task_id)) !== null)
  if (part.kind === 'card') {
    const { subject = null, locale } = options
    await keepCard(wecom.deps, part.card.task_id, { subject, locale, asks: part.asks })
  }
  await takePlace(wecom, target)
  try {
    return await postFresh(wecom, target, part, options)
  } catch (error) {
    if (tried && target.surface === 'app' && hasCode(error, takenTaskId))
      return standingAlready(wecom, target.users, part)
    return postPlain(wecom, target, part, options, error)
  }
}

/** A picture that the platform forgot sooner than we thought is uploaded again, once. */
async function postFresh(wecom: Wecom, target: Target, part: Part, options: PostOptions): Promise<Posted> {
  try {
    return await postOnce(wecom, target, part, options)
  } catch (error) {
    if (!hasCode(error, 40007)) throw error
    await forget(wecom, target.surface, options.pictures)
    return postOnce(wecom, target, part, options)
  }
}

/** Asks to wait, out of a place that is kept for it; silent where that was said lately, or does not go through. */
export async function askToWait(wecom: Wecom, target: Target, locale: Locale): Promise<void> {
  const [kind, name] = budgetOf(target)
  try {
    if (!(await wecom.budget.takeNotice(kind, name))) return
    const part: Part = { kind: 'text', content: texts.pleaseWait[locale] }
    await postOnce(wecom, target, part, { pictures: new Map(), dropTwinsSeconds: null, locale })
  } catch (err) {
    wecom.deps.log.warn({ err }, 'Somebody could not be asked to wait')
  }
}

/** What the platform refuses is said as plain text. @throws the refusal where the conversation is closed or nothing is left. */
async function postPlain(
  wecom: Wecom,
  target: Target,
  part: Part,
  options: PostOptions,
  refusal: unknown,
): Promise<Posted> {
  const instead = isRefusedContent(refusal) ? plainVersion(part, options.locale) : []
  if (instead.length === 0) throw refusal
  wecom.deps.log.warn({ err: refusal, kind: part.kind }, 'WeCom refused a message; it goes as plain text')
  let posted: Posted | null = null
  for (const text of instead) {
    await takePlace(wecom, target)
    posted = await postOnce(wecom, target, text, options)
  }
  if (posted === null) throw refusal
  return posted
}

/** The task id is not accepted (document 90313). Of one that we sent before it means that the card stands. */
const takenTaskId = 42014

/** An earlier attempt got through whose answer did not come: neither its id nor its code is known. */
function standingAlready({ deps }: Wecom, users: readonly string[], part: Part): Posted {
  const base = { kind: part.kind, at: deps.now().getTime(), hash: hashOf(part), users }
  return part.kind === 'card' ? { ...base, taskId: part.card.task_id } : base
}

async function postOnce(wecom: Wecom, target: Target, part: Part, options: PostOptions): Promise<Posted> {
  const { config, deps, client } = wecom
  const base = { kind: part.kind, at: deps.now().getTime(), hash: hashOf(part) }
  const body = await bodyOf(wecom, target, part, options.pictures)
  switch (target.surface) {
    case 'app': {
      if (!config.app) throw new TransportError('No app of WeCom is configured', { fault: 'permanent' })
      const sent = await sendToMembers(client, config.app, target.users, body, options)
      return {
        ...base,
        ...postedBy(sent),
        users: target.users,
        ...(part.kind === 'card' && { taskId: part.card.task_id }),
      }
    }
    case 'chat':
      await sendToChat(client, target.chatid, body)
      return base
    case 'hook':
      await sendToHook(client, target.key, body, options.signal)
      return base
    case 'bot':
      await wecom.socket.push(target.chatid, target.group, body)
      return base
    default:
      return target satisfies never
  }
}

function postedBy({ msgid, code, missed }: Sent): Pick<Posted, 'msgid' | 'code' | 'missed'> {
  return { msgid, ...(code !== null && { code }), ...(missed.length > 0 && { missed }) }
}

async function takePlace({ budget }: Wecom, target: Target): Promise<void> {
  if (target.surface !== 'app') return budget.take(...budgetOf(target))
  for (const user of target.users) await budget.take('member', user.toLowerCase())
}

/** Which budget a message counts in, of several members that of the first. */
function budgetOf(target: Target): Parameters<Wecom['budget']['take']> {
  switch (target.surface) {
    case 'app':
      return ['member', target.users[0]?.toLowerCase() ?? '']
    case 'chat':
      return ['chat', target.chatid]
    case 'hook':
      return ['hook', target.key]
    case 'bot':
      return ['conversation', target.chatid]
    default:
      return target satisfies never
  }
}

async function bodyOf(wecom: Wecom, target: Target, part: Part, pictures: Pictures): Promise<Body> {
  switch (part.kind) {
    case 'markdown':
      return target.surface === 'hook'
        ? { msgtype: 'markdown_v2', markdown_v2: { content: part.content } }
        : { msgtype: 'markdown', markdown: { content: part.content } }
    case 'text':
      return target.surface === 'bot' // which takes no text that it was not asked for
        ? { msgtype: 'markdown', markdown: { content: plain(part.content) } }
        : { msgtype: 'text', text: { content: part.content } }
    case 'mention':
      return { msgtype: 'text', text: { content: part.content, mentioned_list: part.users } }
    case 'card':
    case 'selection':
      return { msgtype: 'template_card', template_card: part.card }
    case 'image':
      return imageBody(wecom, target, pictureOf(pictures, part.picture))
    case 'file':
      return { msgtype: 'file', file: { media_id: part.media } }
    case 'article':
      return articleBody(wecom, part, pictures)
    default:
      return part satisfies never
  }
}

async function imageBody(wecom: Wecom, target: Target, picture: DrawnPicture): Promise<Body> {
  if (target.surface !== 'hook') {
    return { msgtype: 'image', image: { media_id: await mediaOf(wecom, target.surface, picture) } }
  }
  const bytes = Buffer.from(picture.png)
  const md5 = createHash('md5').update(bytes).digest('hex')
  return { msgtype: 'image', image: { base64: bytes.toString('base64'), md5 } }
}

/** Pictures inside an article are uploaded for good; the first is also its thumbnail. */
async function articleBody(wecom: Wecom, part: ArticlePart, pictures: Pictures): Promise<Body> {
  const [first] = part.pictures
  const thumb_media_id = await mediaOf(wecom, 'app', pictureOf(pictures, first ?? ''))
  let content = part.content
  for (const id of part.pictures) {
    content = content.replace(`src="picture:${id}"`, `src="${await articleUrl(wecom, pictureOf(pictures, id))}"`)
  }
  const article = { title: part.title, thumb_media_id, content, digest: part.digest }
  return { msgtype: 'mpnews', mpnews: { articles: [article] } }
}

function pictureOf(pictures: Pictures, id: string): DrawnPicture {
  const picture = pictures.get(id)
  if (!picture) throw new TransportError('A picture of a message is missing', { fault: 'permanent' })
  return picture
}

/** Names what a reader sees of a message. */
export function hashOf(part: Part): string {
  const seen = part.kind === 'card' ? { ...part.card, task_id: '' } : part
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 16)
}
