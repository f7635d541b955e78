import { maxPieces, mentionTextBytes, textBytes } from '#bots/wecom/limits.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Action, Block, Card, PersonRef } from '#src/chat/card.ts'
import type { Rendered, RenderOptions } from '#src/chat/messenger.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { drawArticle } from './article.ts'
import { cutBytes, type Section, splitSections } from './bytes.ts'
import { plainLine, safe } from './markup.ts'
import { commandSection, sectionOf } from './sections.ts'
import { type DrawnCard, drawButtons, drawCard, peopleLine, signs } from './template-card.ts'
import type { DrawOptions, Part } from './types.ts'

/** A card as a member reads it in the app: what the contract looks at. */
export function render(card: Card, options: RenderOptions): Rendered<Part> {
  return draw(card, { ...options, surface: 'app', taskId: 'card-0' })
}

/**
 * A card for one surface. In person: a template card with buttons where the content fits into it, text, pictures and
 * buttons one after the other where it does not, one article where long text and pictures belong together. Groups of
 * the webhook: text, one message per picture, a mention; their buttons become lines to type.
 */
export function draw(card: Card, options: DrawOptions): Rendered<Part> {
  return { messages: partsOf(card, options), lost: [] }
}

function partsOf(card: Card, options: DrawOptions): readonly Part[] {
  const actions = actionsOf(card)
  const buttons = (options.surface === 'app' || options.surface === 'bot') && actions.length > 0
  if (buttons) {
    const drawn = drawCard(card, options)
    if (drawn.rest.length === 0 || isAboutFacts(card)) {
      return [cardPart(drawn), ...images(card, options), ...restParts(drawn, card, options)]
    }
  }
  const whole = articleOf(card, options)
  if (whole) return [whole, ...mention(card, options), ...(buttons ? buttonParts(card, options) : [])]
  const called = mention(card, options)
  const only = called.length > 0 && card.blocks.every(block => block.type === 'mention') // it says the title, too
  const said = only ? [] : textParts(card, options, buttons ? [] : actions)
  return [...said, ...images(card, options), ...called, ...(buttons ? buttonParts(card, options) : [])]
}

/** What a card says in a few facts stands on the card; the small print follows. A table is read first, then pressed. */
function isAboutFacts({ blocks }: Card): boolean {
  return blocks.some(block => block.type === 'facts') && !blocks.some(block => block.type === 'table')
}

/** What had no room on the card, and actions that a button cannot show whole. */
function restParts({ rest, spelled }: DrawnCard, card: Card, options: DrawOptions): readonly Part[] {
  const { locale, surface } = options
  const said = rest.flatMap(block => sectionOf(block, options))
  const shown = rest.some(block => block.type === 'image') ? captions(card, options) : []
  const commands = spelled.length > 0 ? [commandSection(spelled, locale, texts.moreCommands[locale])] : []
  return pieces([...said, ...shown, ...commands], surface, locale)
}

/** Text that takes more than one message, with pictures, is one article where the surface has them. */
function articleOf(card: Card, options: DrawOptions): Part | null {
  if (options.surface !== 'app' && options.surface !== 'chat') return null
  if (!options.pictures.some(picture => picture !== null)) return null
  return textParts(card, options, []).length > 1 ? drawArticle(card, options) : null
}

function buttonParts(card: Card, options: DrawOptions): readonly Part[] {
  const drawn = drawButtons(card, options)
  return [cardPart(drawn), ...restParts(drawn, card, options)]
}

function cardPart({ card, asks }: ReturnType<typeof drawCard>): Part {
  return { kind: 'card', card, asks }
}

function textParts(card: Card, options: DrawOptions, actions: readonly Action[]): readonly Part[] {
  const { locale, surface } = options
  const title: Section = { head: [], lines: [`**${signs[card.tone]}${plainLine(card.title[locale])}**`] }
  const body = card.blocks.filter(block => !isMentioned(block, options)).flatMap(block => sectionOf(block, options))
  const heading = surface === 'hook' || surface === 'chat' ? texts.inGroup : texts.commands
  const commands = actions.length > 0 ? [commandSection(actions, locale, heading[locale])] : []
  return pieces([title, ...body, ...captions(card, options), ...commands], surface, locale)
}

/** Cut where it would become a flood, and said so. */
function pieces(sections: readonly Section[], surface: DrawOptions['surface'], locale: Locale): readonly Part[] {
  const most = textBytes[surface]
  const all = splitSections(
    sections.filter(section => section.head.length + section.lines.length > 0),
    most,
  )
  const shown = all.slice(0, maxPieces)
  const said = all.length > shown.length ? [...shown.slice(0, -1), withNote(shown.at(-1) ?? '', most, locale)] : shown
  return said.map(content => ({ kind: 'markdown', content }))
}

function withNote(text: string, most: number, locale: Locale): string {
  const note = `\n\n**${texts.cut[locale]}**`
  return cutBytes(text, most - Buffer.byteLength(note)) + note
}

/** What the pictures show, or that they are missing. */
function captions(card: Card, { locale, pictures }: DrawOptions): readonly Section[] {
  const lines = card.blocks
    .filter(block => block.type === 'image')
    .map((block, at) => fill(pictures[at] ? texts.picture : texts.noPicture, { alt: block.alt })[locale])
  return lines.length === 0 ? [] : [{ head: [], lines: lines.map(line => `> ${plainLine(line)}`) }]
}

function images(card: Card, { pictures }: DrawOptions): readonly Part[] {
  const count = card.blocks.filter(block => block.type === 'image').length
  return pictures.slice(0, count).flatMap(picture => (picture ? [{ kind: 'image', picture } as const] : []))
}

/** In groups whose surface mentions, people are called by a message of their own; it is the only kind that notifies. */
function mention(card: Card, { surface, locale, handles }: DrawOptions): readonly Part[] {
  if (surface !== 'hook' && surface !== 'chat') return []
  const people = peopleOf(card.blocks)
  if (people.length === 0) return []
  const users = people.flatMap(person => handles.get(person.id) ?? [])
  const urgent = card.blocks.some(block => block.type === 'mention' && block.urgent !== undefined)
  const title = `${signs[card.tone]}${safe(card.title[locale])}`
  const content = [title, ...(urgent ? [texts.urgent[locale]] : []), peopleLine(people, locale)].join('\n')
  return [{ kind: 'mention', content: cutBytes(content.replaceAll('<', '＜'), mentionTextBytes), users }]
}

function isMentioned(block: Block, { surface }: DrawOptions): boolean {
  return block.type === 'mention' && (surface === 'hook' || surface === 'chat')
}

/** Everybody whose attention a card asks for. */
export function peopleOf(blocks: readonly Block[]): readonly PersonRef[] {
  const all = blocks.flatMap(block => (block.type === 'mention' ? block.people : []))
  return [...new Map(all.map(person => [`${person.id} ${person.name}`, person])).values()]
}

/** All buttons of a card. */
export function actionsOf(card: Card): readonly Action[] {
  return card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : []))
}
