import { createHash } from 'node:crypto'
import { limits } from '#bots/feishu/limits.ts'
import { bytesIn, div, type Element, type FeishuCard } from '#bots/feishu/render/elements.ts'
import { render } from '#bots/feishu/render/render.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Card } from '#src/chat/card.ts'
import type { Outgoing } from '#src/chat/messenger.ts'

/** A robot hears no clicks: buttons are shown as lines to type, mentions as names. Parted into what a robot takes. */
export function robotCards(
  { card, locale }: Pick<Outgoing, 'card' | 'locale'>,
  pictures: readonly (string | null)[],
): readonly FeishuCard[] {
  const { messages } = render(withoutButtons(card), { locale, pictures, handles: new Map() })
  return messages.flatMap(message => halves(message))
}

function withoutButtons(card: Card): Card {
  const blocks = card.blocks.map(block => {
    if (block.type !== 'actions') return block
    const items = block.actions.map(({ label, line }) => ({
      en: `${label.en}: ${line}`,
      ja: `${label.ja}：${line}`,
      'zh-CN': `${label['zh-CN']}：${line}`,
    }))
    return { type: 'list', items } as const
  })
  return { ...card, blocks }
}

/** Cards that are too large for a robot are parted until they are not, or cannot be parted any more. */
function halves(card: FeishuCard): FeishuCard[] {
  const { elements } = card.body
  if (bytesIn(card) <= limits.robotBytes || elements.length < 2) return [card]
  const middle = Math.ceil(elements.length / 2)
  return [elements.slice(0, middle), elements.slice(middle)].flatMap(part =>
    halves({ ...card, body: { elements: part } }),
  )
}

/** The card with what its pictures show in words; `null` for a card without pictures. */
export function withoutPictures(card: FeishuCard): FeishuCard | null {
  const { elements } = card.body
  if (!elements.some(({ tag }) => tag === 'img')) return null
  return { ...card, body: { elements: elements.flatMap(inWords) } }
}

function inWords(element: Element): readonly Element[] {
  if (element.tag !== 'img') return [element]
  return [{ tag: 'div', text: element.alt }, div(texts.noPicture, 'zh-CN', { size: 'notation', color: 'grey' })]
}

/** Names what a card says at a glance: a group that cannot be edited hears of changes of that alone. */
export function glanceOf({ title, tone, blocks }: Card): string {
  const said = [title, tone, blocks.filter(block => block.type === 'text' && block.style !== 'muted')]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
}
