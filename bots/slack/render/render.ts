import { fallbackCharacters, limits } from '#bots/slack/limits.ts'
import type { Block, Card, ImageBlock, MentionBlock, TextBlock } from '#src/chat/card.ts'
import type { Rendered, RenderOptions } from '#src/chat/messenger.ts'
import { plainText as fallbackText } from '#src/chat/plain.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { actionBlocks, type Numbering } from './actions.ts'
import { blockText } from './block-text.ts'
import { paragraph, plainText, type Run, run, type SlackBlock, type SlackMessage } from './blocks.ts'
import { factBlocks } from './facts.ts'
import { pagesOf } from './pages.ts'
import { listBlocks, tableBlocks } from './table.ts'
import { clean, cut, escapeText, pieces, signs } from './text.ts'

/** A card as one message; what does not fit goes on in replies of its thread. */
export function render(card: Card, options: RenderOptions): Rendered<SlackMessage> {
  const text = cut(escapeText(cut(clean(notification(card, options.locale)), fallbackCharacters)), limits.text + 900)
  const pages = pagesOf(cardBlocks(card, options, 'message'), options.locale)
  return { messages: pages.map((blocks, at) => ({ text: at === 0 ? text : ownText(blocks, text), blocks })), lost: [] }
}

/** What a later page says by itself: whoever is notified of it hears what is new in it. */
function ownText(blocks: readonly SlackBlock[], text: string): string {
  return cut(blockText(blocks), fallbackCharacters) || text
}

/** What a phone shows and a screen reader says: no buttons, and no lines that only draw a table. */
function notification(card: Card, locale: Locale): string {
  const sign = signs[card.tone] === '' ? '' : `${signs[card.tone]} `
  const blocks = card.blocks.filter(block => block.type !== 'actions')
  return fallbackText({ ...card, blocks }, locale)
    .replace(/^\S+ /, sign)
    .replace(/^[─ ]+\n/gm, '')
    .replace(/ {3,}/g, '  ')
}

/** Where blocks stand: App Home takes no tables. */
export type Surface = 'message' | 'home'

/** The blocks of a card, without regard to how many a message takes. */
export function cardBlocks(
  card: Card,
  options: RenderOptions,
  surface: Surface,
  numbering: Numbering = { next: 0 },
): readonly SlackBlock[] {
  const drawing: Drawing = { ...options, pictures: options.pictures.values(), numbering, tables: 0, surface }
  return [...titleBlocks(card, options.locale), ...card.blocks.flatMap(block => blocksOf(block, drawing))]
}

interface Drawing extends Omit<RenderOptions, 'pictures'> {
  readonly pictures: Iterator<string | null>
  readonly numbering: Numbering
  readonly surface: Surface
  tables: number
}

/** The title with its sign; one that is too long is said in full below. */
function titleBlocks(card: Card, locale: Locale): readonly SlackBlock[] {
  const title = clean(card.title[locale]).replace(/\s+/g, ' ').trim()
  if (title === '') return []
  const shown = [signs[card.tone], title].filter(part => part !== '').join(' ')
  const header: SlackBlock = { type: 'header', text: plainText(cut(shown, limits.header)) }
  return shown.length <= limits.header ? [header] : [header, ...paragraphs(title, { bold: true })]
}

function blocksOf(block: Block, drawing: Drawing): readonly SlackBlock[] {
  const { locale } = drawing
  switch (block.type) {
    case 'text':
      return textBlocks(block, locale)
    case 'facts':
      return factBlocks(block.facts, locale)
    case 'table':
      drawing.tables += 1
      return tableBlocks(block, locale, drawing.surface === 'message' && drawing.tables === 1)
    case 'list':
      return [
        ...(block.heading ? paragraphs(block.heading[locale], { bold: true }) : []),
        ...listBlocks(block.items.map(item => [run(clean(item[locale]).trim() || '–')])),
      ]
    case 'image':
      return imageBlocks(block, locale, drawing.pictures.next().value ?? null)
    case 'mention':
      return mentionBlocks(block, drawing.handles)
    case 'link':
      return [paragraph([{ type: 'link', url: block.url, text: cut(clean(block.label[locale]), limits.text) }])]
    case 'actions':
      return actionBlocks(block.actions, locale, drawing.numbering)
    default:
      return block satisfies never
  }
}

function textBlocks({ text, style }: TextBlock, locale: Locale): readonly SlackBlock[] {
  if (style === 'muted') return small(text[locale])
  return paragraphs(text[locale], style === 'strong' ? { bold: true } : undefined)
}

function paragraphs(text: string, style?: { readonly bold: true }): readonly SlackBlock[] {
  const shown = clean(text).trim()
  return shown === '' ? [] : pieces(shown, limits.text).map(piece => paragraph([run(piece, style)]))
}

/** Small print. */
function small(text: string): readonly SlackBlock[] {
  const shown = clean(text).trim()
  if (shown === '') return []
  return pieces(shown, limits.field).map(piece => ({ type: 'context', elements: [plainText(piece)] }))
}

/** A picture with what it says; the whole of it below where Slack's alt text is too short. */
function imageBlocks({ alt }: ImageBlock, locale: Locale, file: string | null): readonly SlackBlock[] {
  const said = clean(alt[locale]).trim()
  if (file === null) return small([texts.missing[locale], said].filter(part => part !== '').join('\n'))
  const image: SlackBlock = {
    type: 'image',
    slack_file: { id: file },
    alt_text: cut(said || texts.picture[locale], limits.alt),
  }
  return said.length <= limits.alt ? [image] : [image, ...small(said)]
}

/** People who are linked are mentioned, the others named. */
function mentionBlocks({ people }: MentionBlock, handles: ReadonlyMap<number, string>): readonly SlackBlock[] {
  if (people.length === 0) return []
  const runs = people.flatMap(({ id, name }, at): readonly Run[] => {
    const handle = handles.get(id)
    const who: Run = handle ? { type: 'user', user_id: handle } : run(`@${cut(clean(name), limits.text)}`)
    return at === 0 ? [who] : [run(' '), who]
  })
  return [paragraph(runs)]
}

const texts = {
  missing: {
    en: 'The picture could not be shown. The figures are complete.',
    ja: '画像を表示できませんでした。数値はすべてそろっています。',
    'zh-CN': '图片未能显示，数据不受影响。',
  },
  picture: { en: 'Chart', ja: 'グラフ', 'zh-CN': '图表' },
} satisfies Record<string, Localized>
