import type { Wecom } from '#bots/wecom/context.ts'
import { type Press, pressOf } from '#bots/wecom/render/press.ts'
import { draw } from '#bots/wecom/render/render.ts'
import type { TemplateCard } from '#bots/wecom/render/types.ts'
import { type CardRecord, findCard } from '#bots/wecom/send/cards.ts'
import { drawOptions } from '#bots/wecom/send/send.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Card } from '#src/chat/card.ts'
import type { Reply } from '#src/chat/messenger.ts'
import { ask, outdated, type Place, question, remark, takeStep } from './converse.ts'
import { cancelForm, chooseInForm, type Step } from './forms.ts'
import type { Passive } from './passive.ts'

/** A button that was pressed on a card. */
export interface Click {
  readonly press: string
  readonly taskId: string
  readonly surface: 'app' | 'bot'
  readonly place: Place
  /** What was chosen on the card: the option of each list by its key. */
  readonly chosen?: Readonly<Record<string, string>>
}

/** What a click leads to: how the card changes at once, and what is said besides. */
export interface Outcome {
  readonly passive: Passive | null
  readonly later: () => Promise<void>
}

const nothing: Outcome = { passive: null, later: async () => {} }

/** Carries a click out. The card shows its new state where the answer tells one; else the answer is a message. */
export async function carryOut(wecom: Wecom, click: Click): Promise<Outcome> {
  const press = pressOf(click.press)
  if (!press) return nothing
  const record = await findCard(wecom.deps, click.taskId)
  switch (press.kind) {
    case 'ask':
      return askFirst(wecom, click, press, record)
    case 'no':
      return {
        passive: { kind: 'button', text: texts.confirmNo['zh-CN'] },
        later: () => click.place.say(remark(texts.cancelled)),
      }
    case 'submit':
      return {
        passive: { kind: 'button', text: texts.submitted['zh-CN'] },
        later: async () => stepOf(wecom, click, await chooseInForm(wecom, click.place.user, click.chosen ?? {})),
      }
    case 'cancel':
      return {
        passive: { kind: 'button', text: texts.confirmNo['zh-CN'] },
        later: async () => stepOf(wecom, click, await cancelForm(wecom, click.place.user)),
      }
    case 'line':
    case 'yes':
      return run(wecom, click, press, record)
    default:
      return press.kind satisfies never
  }
}

function stepOf(wecom: Wecom, { place }: Click, step: Step | null): Promise<void> {
  return step ? takeStep(wecom, place, step) : place.say(remark(texts.formOver))
}

function askFirst(wecom: Wecom, { press: key, place }: Click, { line }: Press, record: CardRecord | null): Outcome {
  const found = record?.asks.find(one => one.key === key)
  const locale = record?.locale ?? 'zh-CN'
  return {
    passive: null,
    later: () => (found ? question(wecom, place, found.action, locale) : place.say(outdated(line, locale))),
  }
}

async function run(wecom: Wecom, click: Click, press: Press, record: CardRecord | null): Promise<Outcome> {
  const { place } = click
  const reply = await ask(wecom, place, press.line, 'button')
  const state = stateOf(reply, record)
  const card = state && cardFor(wecom, state, click, reply)
  if (card) return { passive: { kind: 'card', card }, later: async () => {} }
  const passive: Passive | null =
    press.kind === 'yes' && !reply.refused ? { kind: 'button', text: `✓ ${texts.confirmYes[reply.locale]}` } : null
  return { passive, later: () => place.say(reply) }
}

/** The new state of the card that was pressed; `null` where the answer is about something else. */
function stateOf({ standing, replaces, cards, refused }: Reply, record: CardRecord | null): Card | null {
  if (refused) return null
  if (standing && record?.subject === standing.subject) return standing.card
  return replaces ? (cards[0] ?? null) : null
}

/**
 * The same card towards WeCom, so that later changes still find it. `null` where another would take its place that does
 * not fit on a card: what has no room there would be lost, so all of it is said anew.
 */
function cardFor(
  wecom: Wecom,
  card: Card,
  { taskId, surface }: Click,
  { locale, handles, standing }: Reply,
): TemplateCard | null {
  const images = card.blocks.filter(block => block.type === 'image')
  const pictures = images.map((_, at) => `standing-${at}`) // they stand beneath the card already
  const parts = draw(card, { ...drawOptions(wecom, surface, taskId), locale, handles, pictures }).messages
  const wordy = parts.some(({ kind }) => kind === 'markdown' || kind === 'text' || kind === 'article')
  return wordy && standing?.card !== card ? null : (parts.find(part => part.kind === 'card')?.card ?? null)
}
