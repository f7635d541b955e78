import type { Locale, Localized } from '#src/i18n/locale.ts'
import type { Action, Block, Card, FactsBlock, ListBlock, TableBlock, Tone } from './card.ts'
import { columnsOf, padTo } from './width.ts'

/** Signs before the title, so that the tone is seen without colour. */
const signs: Readonly<Record<Tone, string>> = { good: '✓', warning: '!', bad: '✗', critical: '‼', info: '·' }

/** A card as plain text for a terminal: aligned tables, buttons as lines to type. Nothing a card says is left out. */
export function plainText(card: Card, locale: Locale): string {
  const title = `${signs[card.tone]} ${clean(card.title[locale])}`
  return [title, ...card.blocks.map(block => blockText(block, locale)).filter(text => text !== '')].join('\n\n')
}

function blockText(block: Block, locale: Locale): string {
  switch (block.type) {
    case 'text':
      return clean(block.text[locale])
    case 'facts':
      return factsText(block, locale)
    case 'table':
      return tableText(block, locale)
    case 'list':
      return listText(block, locale)
    case 'image':
      return `[${texts.picture[locale]}: ${clean(block.alt[locale])}]`
    case 'mention':
      return block.people.map(person => `@${clean(person.name)}`).join(' ')
    case 'link':
      return `${clean(block.label[locale])}: ${clean(block.url)}`
    case 'actions':
      return actionsText(block.actions, locale)
    default:
      return block satisfies never
  }
}

function factsText({ facts }: FactsBlock, locale: Locale): string {
  const labels = facts.map(fact => clean(fact.label[locale]))
  const width = Math.max(0, ...labels.map(columnsOf))
  return facts
    .map((fact, at) => {
      const detail = fact.detail ? `  (${clean(fact.detail[locale])})` : ''
      return `${padTo(labels[at] ?? '', width)}  ${clean(fact.value[locale])}${detail}`
    })
    .join('\n')
}

function tableText({ columns, rows }: TableBlock, locale: Locale): string {
  const head = columns.map(column => clean(column.label[locale]))
  const body = rows.map(row => row.map(cell => clean(cell.text[locale])))
  const widths = head.map((label, at) => Math.max(columnsOf(label), ...body.map(row => columnsOf(row[at] ?? ''))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => padTo(cell, widths[at] ?? 0, columns[at]?.align ?? 'start'))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map(width => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n')
}

function listText({ heading, items }: ListBlock, locale: Locale): string {
  const lines = items.map(item => `  - ${clean(item[locale])}`)
  return (heading ? [`${clean(heading[locale])}:`, ...lines] : lines).join('\n')
}

function actionsText(actions: readonly Action[], locale: Locale): string {
  const labels = actions.map(action => clean(action.label[locale]))
  const width = Math.max(0, ...labels.map(columnsOf))
  return actions.map((action, at) => `${padTo(labels[at] ?? '', width)}  > ${clean(action.line)}`).join('\n')
}

/** Text of people must not move the cursor or colour the terminal. Line breaks stay. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, character => (character === '\n' ? '\n' : ''))
}

const texts = { picture: { en: 'picture', ja: '画像', 'zh-CN': '图片' } } satisfies Record<string, Localized>
