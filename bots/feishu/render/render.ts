import { texts } from '#bots/feishu/texts.ts'
import type { Block, Card, ImageBlock, ListBlock, MentionBlock } from '#src/chat/card.ts'
import type { Rendered, RenderOptions } from '#src/chat/messenger.ts'
import { fill, join, type Locale, verbatim } from '#src/i18n/locale.ts'
import { actionElements, linkButton } from './buttons.ts'
import { div, type Element, type FeishuCard, paragraphs, plainText } from './elements.ts'
import { cardsOf } from './fit.ts'
import { imageElement } from './image.ts'
import { factsElements, tableElements } from './table.ts'

/** What a card is told beyond the contract, when it goes to a known place. */
export interface Placement {
  readonly direct: boolean
  /** What the message is about: its buttons bring it back. */
  readonly subject?: string
}

/**
 * A card as JSON 2.0, in all languages at once: each reader's client shows its own. What does not fit one card goes on
 * in the next. Texts are plain-text elements throughout: whatever people write stays what they wrote.
 */
export function render(card: Card, options: RenderOptions): Rendered<FeishuCard> {
  return renderFor(card, options, { direct: false })
}

/** A card for a known place: without the open form where that alone needs a card of its own. */
export function renderFor(card: Card, options: RenderOptions, place: Placement): Rendered<FeishuCard> {
  const mayOpen = ['warning', 'bad', 'critical'].includes(card.tone)
  const whole = draw(card, options, place, mayOpen)
  if (whole.length === 1) return { messages: whole, lost: [] }
  const closed = mayOpen ? draw(buttonsFirst(card), options, place, false) : whole
  const best = closed.length < whole.length ? closed : draw(buttonsFirst(card), options, place, mayOpen)
  return { messages: best, lost: [] }
}

/** Of several cards the first is the one that is looked at: the buttons at the end come before what is long. */
function buttonsFirst(card: Card): Card {
  const last = card.blocks.at(-1)
  const long = card.blocks.findIndex(({ type }) => type === 'table' || type === 'list')
  if (last?.type !== 'actions' || long < 0) return card
  return { ...card, blocks: [...card.blocks.slice(0, long), last, ...card.blocks.slice(long, -1)] }
}

function draw(card: Card, options: RenderOptions, place: Placement, mayOpen: boolean): FeishuCard[] {
  const pictures = options.pictures.values()
  const context: Context = { ...options, ...place, nextPicture: () => pictures.next().value ?? null }
  const state: State = { mayOpen, heads: new Map() }
  const elements = card.blocks.flatMap((block, at) => elementsOf(block, context, at, state))
  return cardsOf(card, elements, options.locale, state.heads)
}

interface Context extends RenderOptions, Placement {
  readonly nextPicture: () => string | null
}

interface State {
  /** Where something is wrong, the first short form stands open: the reason is one line away. */
  mayOpen: boolean
  /** The head of the table that a row belongs to. */
  readonly heads: Map<Element, Element>
}

function elementsOf(block: Block, context: Context, at: number, state: State): Element[] {
  const { locale } = context
  switch (block.type) {
    case 'text':
      return paragraphs(block.text, locale, lookOf(block.style))
    case 'facts':
      return factsElements(block, locale)
    case 'table':
      return withHead(tableElements(block, locale, `t${at}`), state)
    case 'list':
      return listElements(block, locale)
    case 'image':
      return pictureElements(block, context)
    case 'mention':
      return mentionElements(block, context)
    case 'link':
      return [linkButton(block, locale)]
    case 'actions': {
      const { elements, opened } = actionElements(block.actions, context, `a${at}`, state.mayOpen)
      if (opened) state.mayOpen = false
      return elements
    }
    default:
      return block satisfies never
  }
}

/** Rows that go on in another card stand under the names of their columns again. */
function withHead(elements: Element[], { heads }: State): Element[] {
  const [head, ...rows] = elements
  if (head && head.tag !== 'table') for (const row of rows) heads.set(row, head)
  return elements
}

function lookOf(style: 'plain' | 'strong' | 'muted' | undefined) {
  if (style === 'strong') return { size: 'heading' } as const
  return style === 'muted' ? ({ size: 'notation', color: 'grey' } as const) : {}
}

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/containers/collapsible-panel */
function listElements({ heading, items, folded }: ListBlock, locale: Locale): Element[] {
  const lines = items.map(text => fill(texts.item, { text }))
  const body = paragraphs(join(lines, verbatim('\n')), locale)
  if (!folded) return [...(heading ? [div(heading, locale, { size: 'heading' })] : []), ...body]
  const title = plainText(heading ?? texts.more, locale)
  return [{ tag: 'collapsible_panel', expanded: false, header: { title }, elements: body }]
}

function pictureElements(block: ImageBlock, { locale, nextPicture }: Context): Element[] {
  const handle = nextPicture()
  if (handle !== null) return [imageElement(handle, block.alt, locale)]
  return [
    ...paragraphs(block.alt, locale, { color: 'grey' }),
    div(texts.noPicture, locale, { size: 'notation', color: 'grey' }),
  ]
}

/** Ids that were resolved before are mentioned; everybody else is named. An id can never be `all`. */
function mentionElements({ people }: MentionBlock, { handles, locale }: Context): Element[] {
  const known = people.filter(({ id }) => isPersonId(handles.get(id)))
  const others = people.filter(person => !known.includes(person))
  const at = known.map(({ id }) => `<at id=${handles.get(id)}></at>`).join(' ')
  return [
    ...(at === '' ? [] : [{ tag: 'markdown', content: at }]),
    ...(others.length === 0 ? [] : paragraphs(join(others.map(({ name }) => verbatim(name))), locale)),
  ]
}

function isPersonId(handle: string | undefined): boolean {
  return handle !== undefined && /^[A-Za-z0-9_-]+$/.test(handle) && handle !== 'all'
}
