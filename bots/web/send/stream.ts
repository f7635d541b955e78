import type { ServerResponse } from 'node:http'
import type { CallerContext } from '#bots/web/answer/directory.ts'
import { historyLength, maxUnsentBytes } from '#bots/web/limits.ts'
import { messageOut } from '#bots/web/render/output.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { type Bookmark, isNews, keepBookmark } from './bookmark.ts'
import { imageCount, keep, type Notice, read, type WebMessage } from './conversation.ts'
import type { OpenPages, Reader } from './open-pages.ts'

/** What a stream needs to know about its reader. */
export interface StreamRequest {
  readonly caller: CallerContext
  readonly locale: Locale
  /** Where an earlier stream of the same page stopped; `null` shows the history. */
  readonly from: Bookmark | null
}

/**
 * Writes a conversation as server-sent events until the page goes away: `line` for what people typed, `card` for what
 * the bot said, `edit` for a card that changed, `ready` once the history is there, `notice` for other conversations.
 */
export async function openStream(deps: BotDeps, hub: OpenPages, response: ServerResponse, request: StreamRequest) {
  const { caller } = request
  const conversations = new Set([caller.conversation, ...(caller.asides ? [caller.asides] : [])])
  const writer = createWriter(deps, response, request)
  const reader: Reader = {
    email: caller.person.email.toLowerCase(),
    conversations,
    ...writer,
    close: () => response.end(),
  }
  const leave = await hub.join(reader)
  response.on('close', leave)
  const history = await loadHistory(deps, conversations)
  for (const message of request.from ? history.filter(one => isNews(one, request.from ?? never)) : history) {
    writer.show(message)
  }
  writer.ready()
  await translatePictures(deps, writer, history, request.locale, () => response.writableEnded || response.destroyed)
}

const never: Bookmark = { at: 0, tags: new Set() }

interface Writer extends Pick<Reader, 'offer' | 'elsewhere' | 'beat'> {
  show(message: WebMessage): void
  /** Shows a message again whose pictures are there in another language now. */
  redraw(message: WebMessage): void
  ready(): void
}

function createWriter(deps: BotDeps, response: ServerResponse, { caller, locale, from }: StreamRequest): Writer {
  const seen = new Map<string, number>()
  const bookmark = keepBookmark(from)
  let waiting: WebMessage[] | null = []

  const emit = (event: string, data: unknown, id?: string): void => {
    if (response.writableEnded || response.destroyed) return
    const idLine = id === undefined ? '' : `id: ${id}\n`
    response.write(`event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`)
    if (response.writableLength > maxUnsentBytes) response.destroy()
  }
  const out = (event: string, message: WebMessage): void =>
    emit(event, messageOut(deps, message, caller.channel, locale), bookmark.note(message))
  const show = (message: WebMessage): void => {
    const before = seen.get(message.id)
    if (before !== undefined && before >= message.body.revision) return
    seen.set(message.id, message.body.revision)
    out(eventOf(message, before !== undefined || changedMeanwhile(message, from)), message)
    if (waiting === null) void translatePictures(deps, writer, [message], locale, () => false).catch(failed)
  }
  const failed = (error: unknown): void => deps.log.warn({ err: error }, 'A picture could not be shown again.')
  const writer: Writer = {
    show,
    redraw: message => {
      if (seen.get(message.id) === message.body.revision) out('edit', message)
    },
    offer: message => (waiting ? waiting.push(message) : show(message)),
    elsewhere: notice => emit('notice', elsewhereOut(notice, caller)),
    beat: () => response.write(': beat\n\n'),
    ready: () => {
      const late = waiting ?? []
      waiting = null
      for (const message of late) show(message)
      emit('ready', { channel: caller.channel, locale })
    },
  }
  return writer
}

/** A message that stood there already when an earlier stream of the page stopped. */
function changedMeanwhile({ at, body }: WebMessage, from: Bookmark | null): boolean {
  return from !== null && body.revision > 1 && at.getTime() <= from.at
}

function eventOf({ body }: WebMessage, known: boolean): string {
  if (body.content.kind === 'line') return 'line'
  return known ? 'edit' : 'card'
}

function elsewhereOut({ conversation, mentions }: Notice, { person }: CallerContext) {
  const [group = ''] = conversation.split('/@')
  const mentioned = mentions.some(handle => handle.toLowerCase() === person.email.toLowerCase())
  return { channel: group.startsWith('@') || group === '' ? '@me' : group, mentioned }
}

async function loadHistory(deps: BotDeps, conversations: ReadonlySet<string>): Promise<readonly WebMessage[]> {
  const lists = await Promise.all([...conversations].map(one => deps.messages.list(one, historyLength)))
  const messages = lists.flat().flatMap(stored => read(stored) ?? [])
  return messages.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(-historyLength)
}

/**
 * Pictures stand in the language of the conversation; a reader of another language gets them drawn in theirs, the
 * newest first. Until then, and where drawing fails, the picture that is there stays.
 */
async function translatePictures(
  deps: BotDeps,
  writer: Pick<Writer, 'redraw'>,
  messages: readonly WebMessage[],
  locale: Locale,
  gone: () => boolean,
): Promise<void> {
  for (const message of messages.slice(-20).reverse()) {
    const { content } = message.body
    if (content.kind !== 'card' || content.pictures[locale] || imageCount(content.card) === 0) continue
    if (gone()) return
    const drawn = await deps.draw(content.card, locale).catch(() => [])
    if (!drawn.some(picture => picture !== null)) continue
    const pictures = { ...content.pictures, [locale]: keep(drawn) }
    writer.redraw({ ...message, body: { ...message.body, content: { ...content, pictures } } })
  }
}
