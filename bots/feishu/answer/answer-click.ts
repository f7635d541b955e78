import { profileOf } from '#bots/feishu/api/profile.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { Click } from '#bots/feishu/receive/click.ts'
import { unpackAction } from '#bots/feishu/render/packed-action.ts'
import { isOpenId, lineOfForm, type Press } from '#bots/feishu/render/press.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Card } from '#src/chat/card.ts'
import type { Address, Invocation, Reply } from '#src/chat/messenger.ts'
import { openForm } from './form.ts'
import { cardInAnswer } from './raw-card.ts'
import { sayInTurn } from './say.ts'
import { type ClickAnswer, toast, toastOf } from './toast.ts'

/** What a click comes to: what is shown at once, and what is done afterwards. */
export interface Outcome {
  readonly now: ClickAnswer
  readonly later: () => Promise<void>
  /** Instead of it, when the click was answered before the outcome was known: says all of it. */
  readonly late: () => Promise<void>
}

/** Presses a button or submits a form: the same command line as if it were typed, or a form to fill in. */
export async function press(feishu: Feishu, click: Click): Promise<Outcome> {
  const { open, line, fill } = click.press
  if (isAction(open)) return openForm(feishu, click, unpackAction(open))
  const typed = fill ? lineOfForm(fill, await withEmails(feishu, click.values)) : (line ?? '')
  const invocation = await invocationOf(feishu, click, typed)
  const reply = await feishu.deps.answer(invocation)
  return outcomeOf(feishu, click, invocation, reply)
}

function isAction(open: unknown): open is Readonly<Record<string, unknown>> {
  return typeof open === 'object' && open !== null
}

/** Whom the platform's picker names by its own id is named as the language knows them. */
async function withEmails({ people }: Feishu, values: Click['values']): Promise<Click['values']> {
  const entries = Object.entries(values).map(async ([name, value]) => {
    if (typeof value !== 'string' || !isOpenId(value)) return [name, value] as const
    const email = await people.emailOf(value)
    return [name, email === null ? value : `@${email}`] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

async function invocationOf(feishu: Feishu, click: Click, line: string): Promise<Invocation> {
  const { press: pressed, person, chat, timeZone } = click
  const group = groupOf(pressed, chat)
  return {
    messenger: 'feishu',
    workspace: feishu.config.appId,
    person,
    profile: await profileOf(feishu, person, { timeZone }),
    channel: group ?? person,
    kind: group === null ? 'direct' : 'group',
    line,
    via: pressed.fill ? 'form' : 'button',
  }
}

/** The group that a press belongs to: where it was, or where the form was asked for. */
function groupOf({ direct, chat: origin }: Press, chat: string): string | null {
  if (origin !== undefined) return origin
  return direct ? null : chat
}

async function outcomeOf(feishu: Feishu, click: Click, invocation: Invocation, reply: Reply): Promise<Outcome> {
  const said = cardsToSay(invocation, reply)
  const { person, workspace, channel, kind } = invocation
  const inPerson: Address = { workspace, channel: person, kind: 'direct' }
  const aside = kind === 'direct' || reply.private
  const inGroup: Address = { workspace, channel, kind, ...(isHere(click, kind) && { thread: click.message }) }
  const key = `click/${click.eventId}`
  const to = aside ? inPerson : inGroup
  const sayAll = (cards: readonly Card[]) => () => sayInTurn(feishu, `${channel}/${person}`, { to, cards, reply, key })
  const card = reply.refused ? null : await cardInAnswer(feishu, click, reply)
  const now = { ...toastFor(reply, said, kind), ...(card && { card }) }
  return { now, later: sayAll(said), late: sayAll(reply.replaces ? reply.cards.slice(1) : reply.cards) }
}

/** The click was in the group itself, not in a form beside it. */
function isHere({ press: pressed }: Click, kind: 'direct' | 'group'): boolean {
  return kind === 'group' && pressed.chat === undefined
}

/**
 * Cards that go into the chat. What a toast says whole is not said again: a short confirmation for the person alone.
 * The first card of a reply that replaces is shown in place.
 */
function cardsToSay({ kind }: Invocation, reply: Reply): readonly Card[] {
  const cards = reply.replaces ? reply.cards.slice(1) : reply.cards
  const brief = reply.standing !== undefined || reply.refused !== undefined || kind === 'group'
  return reply.private && brief ? cards.filter(card => !isBrief(card, reply)) : cards
}

/** A refusal that offers lines to press is more than a toast can say. */
function isBrief({ blocks }: Card, { refused }: Reply): boolean {
  return blocks.every(block => block.type === 'text' || (block.type === 'actions' && refused === undefined))
}

function toastFor(reply: Reply, said: readonly Card[], kind: 'direct' | 'group'): ClickAnswer {
  const [first] = reply.cards
  if (reply.refused) return toast('error', reply.refused)
  if (first && !said.includes(first) && !reply.replaces) return toast('success', toastOf(first))
  return kind === 'group' && reply.private && said.length > 0 ? toast('info', texts.sentInPerson) : {}
}
