import type { Action, Card, LinkBlock } from '#src/chat/card.ts'

/** A card with what is pressed in it apart from what is read. */
export interface CardParts {
  readonly rest: Card
  readonly actions: readonly Action[]
  readonly links: readonly LinkBlock[]
}

/** Takes a card apart: a page draws its buttons as forms and its links as links. */
export function splitActions(card: Card): CardParts {
  return {
    rest: { ...card, blocks: card.blocks.filter(block => block.type !== 'actions' && block.type !== 'link') },
    actions: card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : [])),
    links: card.blocks.filter(block => block.type === 'link'),
  }
}
