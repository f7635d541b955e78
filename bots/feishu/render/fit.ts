import { limits } from '#bots/feishu/limits.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Card } from '#src/chat/card.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { bytesIn, cut, type Element, type FeishuCard, plainText, tagsIn, toneTemplates } from './elements.ts'

/** What is said again above an element that a new card begins with: the head of a table above its row. */
export type Heads = ReadonlyMap<Element, Element>

/** As few cards as hold all elements: tags and bytes of each stay within what the platform takes. */
export function cardsOf(
  card: Card,
  elements: readonly Element[],
  locale: Locale,
  heads: Heads = new Map(),
): FeishuCard[] {
  const parts = partsOf(elements, heads)
  return parts.map((part, at) => cardOf(card, part, { at: at + 1, all: parts.length, locale }))
}

function partsOf(elements: readonly Element[], heads: Heads): Element[][] {
  const parts: Element[][] = [[]]
  let tags = 0
  let bytes = 0
  for (const element of elements) {
    const [moreTags, moreBytes] = [tagsIn(element), bytesIn(element)]
    const tables = parts.at(-1)?.filter(({ tag }) => tag === 'table').length ?? 0
    const isFull = element.tag === 'table' && tables >= limits.cardTables
    if (isFull || tags + moreTags > limits.cardTags || bytes + moreBytes > limits.cardBytes) {
      const head = heads.get(element)
      parts.push(head ? [head] : [])
      tags = head ? tagsIn(head) : 0
      bytes = head ? bytesIn(head) : 0
    }
    parts.at(-1)?.push(element)
    tags += moreTags
    bytes += moreBytes
  }
  const filled = parts.filter(part => part.length > 0)
  return filled.length > 0 ? filled : [[]]
}

interface Part {
  readonly at: number
  readonly all: number
  readonly locale: Locale
}

/** `summary` stands in the list of chats; whether it may carry several languages is not certain, so it has one. */
function cardOf(card: Card, elements: readonly Element[], { at, all, locale }: Part): FeishuCard {
  const bare = cut(card.title, limits.title)
  const title: Localized = all === 1 ? bare : fill(texts.part, { title: bare, at, all })
  const tag = { tag: 'text_tag', text: plainText(texts.critical, locale), color: 'red' }
  return {
    schema: '2.0',
    config: { update_multi: true, width_mode: 'fill', enable_forward: true, summary: { content: title[locale] } },
    header: {
      title: plainText(title, locale),
      template: toneTemplates[card.tone],
      ...(card.tone === 'critical' && { text_tag_list: [tag] }),
    },
    body: { elements },
  }
}
