import { maxLineLength } from '#bots/web/limits.ts'
import { cardOut, type MessageOut, messageOut } from '#bots/web/render/output.ts'
import { keep, messageId, post, read, type Said, type WebMessage } from '#bots/web/send/conversation.ts'
import { Refused, refusals } from '#bots/web/texts.ts'
import type { BotDeps, Reply } from '#src/chat/messenger.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import type { CallerContext } from './directory.ts'

/** What somebody typed or pressed. */
export interface Question {
  readonly caller: CallerContext
  readonly line: string
  readonly via: 'typed' | 'slash' | 'button' | 'form'
  /** The page's own name of the attempt: a repeated one gets the first one's answer. */
  readonly id: string | null
  /** Language to draw the answer in; `null`: as the dispatcher decided. */
  readonly locale: Locale | null
}

/** The answer as it goes back over HTTP. */
export interface Answer {
  readonly cards: readonly ReturnType<typeof cardOut>[]
  readonly messages: readonly MessageOut[]
  readonly locale: Locale
  /** Set when the line was not carried out: what is wrong. */
  readonly refused?: Localized
  /** The same attempt was sent before. */
  readonly repeated?: true
}

/** Text without the slash command's own name. @throws Refused when nothing is left, or too much. */
export function lineOf(text: string): { readonly line: string; readonly via: 'typed' | 'slash' } {
  const trimmed = text.trim()
  if ([...trimmed].length > maxLineLength) throw new Refused(refusals.long)
  if (trimmed === '') throw new Refused(refusals.empty)
  const slash = /^[/／]kpi(?:\s+|$)/i.exec(trimmed)
  return slash ? { line: trimmed.slice(slash[0].length), via: 'slash' } : { line: trimmed, via: 'typed' }
}

/** Asks, keeps question and answer where their readers see them, and answers. */
export async function ask(deps: BotDeps, question: Question): Promise<Answer> {
  const { caller, id, line, via } = question
  const name = id === null ? undefined : `${caller.person.email}/${id}`
  if (name !== undefined && !(await deps.claim(name))) return repeatedAnswer(deps, question, name)
  const asked = deps.now()
  const { email, name: person, locale } = caller.person
  const reply = await deps.answer({
    messenger: 'web',
    workspace: '',
    person: email,
    profile: { name: person, email, locale },
    channel: caller.conversation,
    channelName: caller.channel,
    kind: caller.kind,
    line,
    via,
  })
  const messages = await messagesOf(deps, question, reply, asked, messageId(name))
  await keepAll(deps, messages)
  const answer = answerOut(deps, question, messages, reply.locale)
  return reply.refused ? { ...answer, refused: reply.refused } : answer
}

/** The asker's line and the bot's cards. What is private in a group stands among the asker's asides. */
async function messagesOf(
  deps: BotDeps,
  { caller, line, via, locale, id: attempt }: Question,
  reply: Reply,
  asked: Date,
  id: string,
): Promise<readonly WebMessage[]> {
  const aside = reply.private && caller.asides !== null
  const conversation = aside && caller.asides !== null ? caller.asides : caller.conversation
  const { name, email } = caller.person
  const changedAt = deps.now().toISOString()
  const base = { revision: 1, changedAt, aside }
  const named = attempt === null ? {} : { attempt }
  const typed = {
    ...base,
    ...named,
    author: { kind: 'person', name, email },
    content: { kind: 'line', line: reply.withheld ? '•••' : line, via },
  } as const
  const said = await Promise.all(reply.cards.map(card => saidOf(deps, card, reply, locale ?? reply.locale)))
  const start = asked.getTime()
  return [
    { id, conversation, at: asked, body: typed },
    ...said.map((content, index) => ({
      id: messageId(`${id}/${index}`),
      conversation,
      at: new Date(Math.max(start, deps.now().getTime()) + index + 1), // keeps the order of cards and line
      body: { ...base, author: { kind: 'bot' } as const, content },
    })),
  ]
}

/** Draws in the language of the conversation, and in the asker's where it differs. */
async function saidOf(deps: BotDeps, card: Reply['cards'][number], reply: Reply, asker: Locale): Promise<Said> {
  const wanted = card.blocks.some(block => block.type === 'image') ? new Set([reply.locale, asker]) : []
  const pictures: Partial<Record<Locale, ReturnType<typeof keep>>> = {}
  for (const locale of wanted) pictures[locale] = keep(await drawn(deps, card, locale))
  return { kind: 'card', card, locale: reply.locale, handles: [...reply.handles], pictures }
}

async function drawn(deps: BotDeps, card: Reply['cards'][number], locale: Locale) {
  try {
    return await deps.draw(card, locale)
  } catch (error) {
    deps.log.warn({ err: error }, 'The pictures of an answer could not be drawn.')
    return []
  }
}

/** The asker has the answer in any case: what cannot be kept is only missing after a reload. */
async function keepAll(deps: BotDeps, messages: readonly WebMessage[]): Promise<void> {
  try {
    for (const message of messages) await post(deps, message)
  } catch (error) {
    deps.log.error({ err: error }, 'An answer of the web console could not be kept.')
  }
}

function answerOut(
  deps: BotDeps,
  { caller, locale }: Question,
  messages: readonly WebMessage[],
  replied: Locale,
): Answer {
  const shown = locale ?? replied
  const said = messages.flatMap(({ body }) => (body.content.kind === 'card' ? [body.content] : []))
  return {
    cards: said.map(content => cardOut(deps, content, shown)),
    messages: messages.map(message => messageOut(deps, message, caller.channel, shown)),
    locale: replied,
  }
}

/** What the first attempt left; nothing while it still runs: its answer arrives on the stream. */
async function repeatedAnswer(deps: BotDeps, question: Question, name: string): Promise<Answer> {
  const id = messageId(name)
  const found: WebMessage[] = []
  for (const candidate of [id, ...[0, 1, 2, 3].map(index => messageId(`${id}/${index}`))]) {
    const stored = await deps.messages.find(candidate)
    const message = stored && read(stored)
    if (message) found.push(message)
  }
  return { ...answerOut(deps, question, found, question.caller.person.locale), repeated: true }
}
