import type { Block, Card, FactsBlock, ListBlock, TableBlock } from '#src/chat/card.ts'
import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import { empty, type Localized } from '#src/i18n/locale.ts'

/**
 * What cards say, as tables: for answers that have none of their own. A cell that is a plain count stays a number; what is
 * shown with a unit stays the text that is shown. Pictures, buttons and mentions are left out.
 */
export function tablesOfCards(cards: readonly Card[]): readonly DataTable[] {
  return cards.flatMap((card, at) => {
    const tables = card.blocks.flatMap(block => (block.type === 'table' ? [tableOf(block, card.title)] : []))
    const rest = linesOf(card)
    return [...tables, ...(rest.rows.length > 0 ? [{ ...rest, id: at === 0 ? 'answer' : `answer-${at + 1}` }] : [])]
  })
}

function tableOf({ columns, rows }: TableBlock, title: Localized): DataTable {
  return {
    id: 'table',
    title,
    columns: columns.map((column, at) => ({ id: `column_${at + 1}`, label: column.label })),
    rows: rows.map(row => row.map(cell => plainOf(cell.text))),
  }
}

function linesOf(card: Card): DataTable {
  const columns = [
    { id: 'label', label: texts.label },
    { id: 'value', label: texts.value },
    { id: 'detail', label: texts.detail },
  ]
  return { id: 'answer', title: card.title, columns, rows: card.blocks.flatMap(rowsOf) }
}

function rowsOf(block: Block): readonly (readonly DataValue[])[] {
  switch (block.type) {
    case 'facts':
      return factRows(block)
    case 'list':
      return listRows(block)
    case 'text':
      return [[empty, block.text, null]]
    case 'table':
    case 'image':
    case 'mention':
    case 'link':
    case 'actions':
      return []
    default:
      return block satisfies never
  }
}

function factRows({ facts }: FactsBlock): readonly (readonly DataValue[])[] {
  return facts.map(fact => [fact.label, plainOf(fact.value), fact.detail ?? null])
}

function listRows({ heading, items }: ListBlock): readonly (readonly DataValue[])[] {
  return items.map(item => [heading ?? empty, item, null])
}

/** A plain count, the same in every language but for its commas. */
function plainOf(text: Localized): DataValue {
  const plain = text.en.replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '')
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : text
}

const texts = {
  label: { en: 'What', ja: '項目', 'zh-CN': '项目' },
  value: { en: 'Value', ja: '値', 'zh-CN': '值' },
  detail: { en: 'Detail', ja: '補足', 'zh-CN': '补充' },
} satisfies Record<string, Localized>
