/** A message that somebody wrote to the bot, as far as we need it. */
export interface Incoming {
  readonly id: string
  readonly chat: string
  readonly kind: 'direct' | 'group'
  readonly sender: string
  readonly inTopic: boolean
  /** `null` for pictures, files and whatever else is no text. */
  readonly text: string | null
  readonly mentions: readonly Mention[]
  /** A file that is the message; absent where it is none. */
  readonly file?: { readonly key: string; readonly name: string }
  /** Keys of the pictures of the message; absent where it has none. */
  readonly pictures?: readonly string[]
  readonly userAgent?: string
}

/** Somebody who is mentioned: `key` stands in the text. */
export interface Mention {
  readonly key: string
  readonly openId: string
  readonly name: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads `im.message.receive_v1`; `null` for messages of other robots and for anything incomplete.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function readMessage(event: Fields): Incoming | null {
  const sender = fields(event.sender)
  const message = fields(event.message)
  const openId = text(fields(sender.sender_id).open_id)
  const [id, chat, chatType] = [text(message.message_id), text(message.chat_id), text(message.chat_type)]
  if (sender.sender_type !== 'user' || openId === '' || id === '' || chat === '') return null
  const userAgent = text(message.user_agent)
  const file = fileIn(text(message.message_type), text(message.content))
  const pictures = picturesIn(text(message.message_type), text(message.content))
  return {
    id,
    chat,
    kind: chatType === 'p2p' ? 'direct' : 'group',
    sender: openId,
    inTopic: text(message.thread_id) !== '',
    text: textIn(text(message.message_type), text(message.content)),
    mentions: list(message.mentions).map(mentionOf),
    ...(file && { file }),
    ...(pictures.length > 0 && { pictures }),
    ...(userAgent !== '' && { userAgent }),
  }
}

/**
 * The line that was meant: the bot's own mention goes, other people become what the language understands. Also the
 * sign for everybody goes, and the spaces that clients put behind a mention.
 */
export function lineOf({ text: typed, mentions }: Incoming, nameOf: (mention: Mention) => string): string {
  let line = typed ?? ''
  for (const mention of mentions) line = replaceKey(line, mention.key, nameOf(mention))
  return line
    .replaceAll(/@_all\b/g, ' ')
    .replaceAll('\u00a0', ' ')
    .trim()
}

/** `@_user_1` must not eat the beginning of `@_user_11`. */
function replaceKey(line: string, key: string, name: string): string {
  if (key === '') return line
  const [first = '', ...others] = line.split(key)
  return others.reduce((sum, part) => sum + (/^\d/.test(part) ? key : ` ${name} `) + part, first)
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/events/message_content */
function textIn(type: string, content: string): string | null {
  const parsed = parse(content)
  if (type === 'text') return typeof parsed.text === 'string' ? withoutLinks(parsed.text) : null
  if (type !== 'post') return null
  const lines = list(parsed.content).map(line => (Array.isArray(line) ? line.map(partOf).join('') : ''))
  return [text(parsed.title), ...lines].filter(line => line !== '').join(' ')
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/events/message_content */
function fileIn(type: string, content: string): Incoming['file'] {
  const { file_key: key, file_name: name } = parse(content)
  return type === 'file' && text(key) !== '' ? { key: text(key), name: text(name) || 'file' } : undefined
}

/** A picture that is the message, or those inside rich text. The same page. */
function picturesIn(type: string, content: string): readonly string[] {
  const parsed = parse(content)
  if (type === 'image') return [text(parsed.image_key)].filter(key => key !== '')
  if (type !== 'post') return []
  const parts = list(parsed.content).flatMap(line => list(line).map(fields))
  return parts.flatMap(({ tag, image_key: key }) => (tag === 'img' && text(key) !== '' ? [text(key)] : []))
}

/** Clients make links of whatever looks like an address, as `[label](address)`; the label is what was typed. */
function withoutLinks(typed: string): string {
  const link = /\[([^[\]\n]+)\]\((?:https?:\/\/|mailto:|tel:|ftp:\/\/|lark:\/\/)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)/gi
  return typed.replace(link, '$1')
}

function partOf(part: unknown): string {
  const { tag, text: said, user_id: key } = fields(part)
  if (tag === 'at') return text(key)
  return tag === 'text' || tag === 'a' ? text(said) : ''
}

function mentionOf(mention: unknown): Mention {
  const { key, id, name } = fields(mention)
  return { key: text(key), openId: text(fields(id).open_id), name: text(name) }
}

function parse(content: string): Fields {
  try {
    return fields(JSON.parse(content))
  } catch {
    return {}
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {} // any object may be read by name
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
