import { type CardLimits, cardLimits } from '#bots/wecom/limits.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Action, Block, Card, Fact, PersonRef, Tone } from '#src/chat/card.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { bytesOf, cutWidth, widthOf } from './bytes.ts'
import { safe } from './markup.ts'
import { keyOf } from './press.ts'
import { responsible } from './sections.ts'
import type { Ask, Button, DrawOptions, Row, TemplateCard } from './types.ts'

/** A card with buttons, the blocks it has no room for, and the actions that need their line spelled out. */
export interface DrawnCard {
  readonly card: TemplateCard
  readonly asks: readonly Ask[]
  readonly rest: readonly Block[]
  readonly spelled: readonly Action[]
}

/** Signs before a title, so that the tone is seen without colour (red is good news on Chinese boards). */
export const signs: Readonly<Record<Tone, string>> = {
  good: '✅ ',
  warning: '⚠️ ',
  bad: '❗ ',
  critical: '🚨 ',
  info: '',
}

const colours: Readonly<Record<Tone, 0 | 1 | 2 | 3>> = { good: 3, warning: 0, bad: 2, critical: 2, info: 0 }

/** Draws what fits into a card: title, the sentence that matters, facts, people, small texts, six buttons. */
export function drawCard(card: Card, options: DrawOptions): DrawnCard {
  const { locale } = options
  const limits = cardLimits[options.surface === 'bot' ? 'bot' : 'app']
  const title = titleOf(card, locale, limits)
  const lead = leadOf(card.blocks, locale, limits)
  const rows = rowsOf(card.blocks, options, limits)
  const left = card.blocks.filter(block => block !== lead && block.type !== 'actions' && !rows.used.has(block))
  const quote = quoteOf([...rows.rest, ...left], options, limits)
  const drawn = buttonsOf(card, options, limits)
  return {
    card: {
      card_type: 'button_interaction',
      source: { desc: texts.source[locale], desc_color: colours[card.tone] },
      main_title: { title: title.shown },
      ...(lead && { sub_title_text: safe(lead.text[locale]) }),
      ...(quote && { quote_area: { type: 0, quote_text: quote.text } }),
      ...(rows.rows.length > 0 && { horizontal_content_list: rows.rows }),
      ...opens(options),
      task_id: options.taskId,
      button_list: drawn.buttons,
    },
    asks: drawn.asks,
    spelled: drawn.spelled,
    rest: [...title.rest, ...[...rows.rest, ...left].filter(block => !quote?.used.has(block))],
  }
}

/** Only the buttons, under a text that stands above. */
export function drawButtons(card: Card, options: DrawOptions): DrawnCard {
  const { locale } = options
  const limits = cardLimits[options.surface === 'bot' ? 'bot' : 'app']
  const drawn = buttonsOf(card, options, limits)
  return {
    card: {
      card_type: 'button_interaction',
      source: { desc: texts.source[locale], desc_color: colours[card.tone] },
      main_title: { title: texts.next[locale], desc: cutWidth(safe(card.title[locale]), limits.desc) },
      ...opens(options),
      task_id: options.taskId,
      button_list: drawn.buttons,
    },
    asks: drawn.asks,
    spelled: drawn.spelled,
    rest: [],
  }
}

/** The way to the service's page: a line to tap, and the card itself. */
function opens({ page, locale }: DrawOptions): Pick<TemplateCard, 'jump_list' | 'card_action'> {
  if (!page) return {}
  return { jump_list: [{ type: 1, title: texts.openPage[locale], url: page }], card_action: { type: 1, url: page } }
}

function titleOf(card: Card, locale: Locale, limits: CardLimits): { shown: string; rest: readonly Block[] } {
  const whole = signs[card.tone] + safe(card.title[locale])
  const shown = cutWidth(whole, limits.title)
  return { shown, rest: shown === whole ? [] : [{ type: 'text', style: 'strong', text: card.title }] }
}

type Text = Extract<Block, { type: 'text' }>

/** The sentence under the title: the strong one, else the first, where it fits. */
function leadOf(blocks: readonly Block[], locale: Locale, limits: CardLimits): Text | undefined {
  const all = blocks.filter((block): block is Text => block.type === 'text')
  const lead = all.find(block => block.style === 'strong') ?? all[0]
  return lead && widthOf(lead.text[locale]) <= limits.subTitle ? lead : undefined
}

interface Rows {
  readonly rows: readonly Row[]
  /** Facts and people that had no room. */
  readonly rest: readonly Block[]
  /** Blocks that stand in the rows or in `rest`. */
  readonly used: ReadonlySet<Block>
}

/** Facts as rows; whoever is responsible becomes a member that can be tapped. */
function rowsOf(blocks: readonly Block[], { locale, handles }: DrawOptions, limits: CardLimits): Rows {
  const people = blocks.flatMap(block => (block.type === 'mention' ? block.people : []))
  const facts = blocks.flatMap(block => (block.type === 'facts' ? block.facts : []))
  const named = facts.filter(fact => people.some(person => person.name === fact.value[locale]))
  const unsaid = people.filter(person => !named.some(fact => fact.value[locale] === person.name))
  const fitting = facts.filter(fact => fits(fact, locale, limits)).slice(0, Math.max(0, limits.rows - unsaid.length))
  const rows = [
    ...fitting.map(fact => factRow(fact, locale, people, handles)),
    ...unsaid.map(person => personRow(person, texts.owner[locale], handles)),
  ].slice(0, limits.rows)
  const others = facts.filter(fact => !fitting.includes(fact))
  const unplaced = unsaid.slice(Math.max(0, limits.rows - fitting.length))
  const rest: Block[] = []
  if (others.length > 0) rest.push({ type: 'facts', facts: others })
  if (unplaced.length > 0) rest.push({ type: 'mention', people: unplaced })
  return { rows, rest, used: new Set(blocks.filter(block => block.type === 'facts' || block.type === 'mention')) }
}

function fits({ label, value, detail }: Fact, locale: Locale, limits: CardLimits): boolean {
  const width = widthOf(value[locale]) + (detail ? widthOf(detail[locale]) + 1 : 0)
  return widthOf(label[locale]) <= limits.keyName && width <= limits.value
}

function factRow(fact: Fact, locale: Locale, people: readonly PersonRef[], handles: DrawOptions['handles']): Row {
  const { label, value, detail } = fact
  const person = people.find(one => one.name === value[locale])
  if (person && !detail) return personRow(person, safe(label[locale]), handles)
  const more = detail ? ` (${safe(detail[locale])})` : ''
  return { keyname: safe(label[locale]), value: oneLine(safe(value[locale]) + more) }
}

function personRow(person: PersonRef, keyname: string, handles: DrawOptions['handles']): Row {
  const userid = handles.get(person.id)
  const value = oneLine(safe(person.name))
  return userid === undefined ? { keyname, value } : { keyname, value, type: 3, userid }
}

/** Short texts that are left are quoted in the card; long ones stay outside. */
function quoteOf(
  blocks: readonly Block[],
  { locale, pictures }: DrawOptions,
  limits: CardLimits,
): { text: string; used: ReadonlySet<Block> } | undefined {
  const said = blocks.filter(block => ['text', 'list', 'image', 'facts'].includes(block.type))
  const images: readonly Block[] = said.filter(block => block.type === 'image')
  const text = said.map(block => quoted(block, locale, pictures[images.indexOf(block)] ?? null)).join('\n')
  return text !== '' && widthOf(text) <= limits.quote ? { text, used: new Set(said) } : undefined
}

function quoted(block: Block, locale: Locale, picture: string | null): string {
  if (block.type === 'image') return safe(fill(picture ? texts.picture : texts.noPicture, { alt: block.alt })[locale])
  if (block.type === 'text') return safe(block.text[locale])
  if (block.type === 'facts') return block.facts.map(fact => quotedFact(fact, locale)).join('\n')
  if (block.type !== 'list') return ''
  const heading = block.heading ? [safe(block.heading[locale])] : []
  return [...heading, ...block.items.map(item => `· ${safe(item[locale])}`)].join('\n')
}

function quotedFact({ label, value, detail }: Fact, locale: Locale): string {
  const more = detail ? ` (${safe(detail[locale])})` : ''
  return `${safe(label[locale])}${locale === 'en' ? ': ' : '：'}${safe(value[locale])}${more}`
}

interface Buttons {
  readonly buttons: readonly Button[]
  readonly asks: readonly Ask[]
  readonly spelled: readonly Action[]
}

function buttonsOf(card: Card, { locale }: DrawOptions, limits: CardLimits): Buttons {
  const actions = card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : []))
  const keyed = actions.map((action, at) => ({ action, key: keyOf(action, at) }))
  const pressable = keyed.filter(({ key }) => bytesOf(key) <= limits.keyBytes).slice(0, limits.buttons)
  const buttons = pressable.map(({ action, key }) => ({
    text: cutWidth(oneLine(safe(action.label[locale])), limits.buttonText),
    style: styleOf(action),
    key,
  }))
  const whole = pressable.filter(({ action }) => widthOf(action.label[locale]) <= limits.buttonText)
  return {
    buttons,
    asks: pressable.filter(({ action }) => action.form || action.confirm),
    spelled: keyed.filter(one => !whole.includes(one)).map(({ action }) => action),
  }
}

function styleOf({ style }: Action): 1 | 2 | 3 | 4 {
  if (style === 'primary') return 1
  return style === 'danger' ? 3 : 4
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

/** Who is asked for, in one line of plain text. */
export function peopleLine(people: readonly PersonRef[], locale: Locale): string {
  return safe(responsible(people, locale))
}
