import { setTimeout as pause } from 'node:timers/promises'
import type { Feishu } from '#bots/feishu/context.ts'
import type { Click } from '#bots/feishu/receive/click.ts'
import { renderFor } from '#bots/feishu/render/render.ts'
import { drawForReaders, uploadAll } from '#bots/feishu/send/pictures.ts'
import type { Card } from '#src/chat/card.ts'
import type { Reply } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import type { ClickAnswer } from './toast.ts'

/** How long pictures of an updated card may take before the click is answered without it (judgement). */
const picturesMs = 1_000

/**
 * The new state of the card that was pressed, to be shown with the answer of the click: to everybody, because the card
 * is shared. `null`: it stays as it is; the outbox edits it a moment later where it has changed.
 */
export async function cardInAnswer(feishu: Feishu, click: Click, reply: Reply): Promise<ClickAnswer['card'] | null> {
  const { press } = click
  if (press.dialog) return raw(feishu, click, finished(reply), reply, [])
  const card = reply.replaces ? reply.cards[0] : standingOf(click, reply)
  if (!card) return null
  const keys = await Promise.race([picturesOf(feishu, click, card, reply), pause(picturesMs, null, { ref: false })])
  return keys && raw(feishu, click, card, reply, keys)
}

function standingOf({ press }: Click, { standing }: Reply): Card | undefined {
  return standing !== undefined && standing.subject === press.subject ? standing.card : undefined
}

/** A form that was submitted leaves one line behind: it cannot be submitted twice. */
function finished({ cards }: Reply): Card {
  const [first] = cards
  return { title: first?.title ?? verbatim('✓'), tone: first?.tone ?? 'good', blocks: [] }
}

async function picturesOf(feishu: Feishu, { press }: Click, card: Card, { locale }: Reply) {
  if (!card.blocks.some(block => block.type === 'image')) return []
  try {
    const pictures = await feishu.deps.draw(card, locale)
    return await uploadAll(feishu, await drawForReaders(feishu, { card, locale, pictures, direct: press.direct }))
  } catch (err) {
    feishu.deps.log.warn({ err }, 'Pictures of an updated card could not be drawn')
    return null
  }
}

/** People are named, not mentioned: nobody is to be called again because somebody clicked. */
function raw(
  _feishu: Feishu,
  { press }: Click,
  card: Card,
  { locale }: Reply,
  pictures: readonly (string | null)[],
): ClickAnswer['card'] | null {
  const { direct, subject } = press
  const placed = { direct, ...(subject !== undefined && { subject }) }
  const { messages } = renderFor(card, { locale, pictures, handles: new Map() }, placed)
  const [only, ...others] = messages
  return only && others.length === 0 ? { type: 'raw', data: only } : null
}
