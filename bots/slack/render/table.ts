import type { types } from '@slack/bolt'
import { limits, tableCharacters } from '#bots/slack/limits.ts'
import type { Cell, TableBlock } from '#src/chat/card.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { paragraph, type Run, run, type SlackBlock } from './blocks.ts'
import { clean, pieces, signs } from './text.ts'

/** A cell that says nothing, because Slack takes no empty one. */
const nothing = '–'

type NativeCell = types.TableBlock['rows'][number][number]

/**
 * A native table as far as it fits into a message, the rest as lines. Slack shows one table per message and none in
 * App Home: `native` is false there.
 */
export function tableBlocks(block: TableBlock, locale: Locale, native: boolean): readonly SlackBlock[] {
  if (block.columns.length === 0) return []
  if (!native || block.columns.length > limits.tableColumns) return lineBlocks(block, block.rows, locale)
  const { table, shown } = nativeTable(block, locale)
  if (table === null) return lineBlocks(block, block.rows, locale)
  const rest = block.rows.slice(shown)
  return rest.length === 0 ? [table] : [table, ...lineBlocks(block, rest, locale)]
}

function nativeTable(block: TableBlock, locale: Locale): { table: SlackBlock | null; shown: number } {
  const head = block.columns.map(({ label }) => richCell([run(worded(label[locale]), { bold: true })]))
  const rows: NativeCell[][] = []
  let size = JSON.stringify(head).length
  for (const row of block.rows) {
    const cells = row.map(cell => nativeCell(cell, locale))
    size += JSON.stringify(cells).length + 1
    const isFull = rows.length >= limits.tableRows - 1 || size > tableCharacters
    if (isFull || row.some(({ text }) => text[locale].length > limits.text - 10)) break
    rows.push(cells)
  }
  if (rows.length === 0 || block.columns.some(({ label }) => label[locale].length > limits.text)) {
    return { table: null, shown: 0 }
  }
  const settings = block.columns.map(({ align }) => ({
    align: align === 'end' ? ('right' as const) : ('left' as const),
  }))
  return { table: { type: 'table', column_settings: settings, rows: [head, ...rows] }, shown: rows.length }
}

function richCell(runs: Run[]): NativeCell {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: runs }] }
}

/** Plain where it can be: rich text takes three times the room. */
function nativeCell(cell: Cell, locale: Locale): NativeCell {
  const text = textOf(cell, locale)
  return cell.dim ? richCell([run(text, { italic: true })]) : { type: 'raw_text', text }
}

/** With a sign for what needs a look; a green one in every other cell would only distract. */
function textOf({ text, tone }: Cell, locale: Locale): string {
  const sign = tone && tone !== 'good' ? signs[tone] : ''
  return sign === '' ? worded(text[locale]) : `${sign} ${worded(text[locale])}`
}

function worded(text: string): string {
  const shown = clean(text).trim()
  return shown === '' ? nothing : shown
}

/** The names of the columns in a line, and each row as one: the first cell names it. */
function lineBlocks({ columns }: TableBlock, rows: TableBlock['rows'], locale: Locale): readonly SlackBlock[] {
  const heading = columns.map(({ label }) => worded(label[locale])).join(' · ')
  const lines = rows.map(([first, ...others]): readonly Run[] => {
    const name = first ? textOf(first, locale) : nothing
    const values = others.map(cell => textOf(cell, locale)).join(' · ')
    return [run(name, { bold: true }), ...(values === '' ? [] : [run(` — ${values}`)])]
  })
  return [...pieces(heading, limits.text).map(piece => paragraph([run(piece, { italic: true })])), ...listBlocks(lines)]
}

/** Bullets in blocks of a bounded size, so that a message can be parted between them. */
export function listBlocks(items: readonly (readonly Run[])[]): readonly SlackBlock[] {
  const blocks: SlackBlock[] = []
  let group: types.RichTextSection[] = []
  let size = 0
  const flush = () => {
    if (group.length > 0)
      blocks.push({ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: group }] })
    group = []
    size = 0
  }
  for (const runs of items.flatMap(partedRuns)) {
    const section: types.RichTextSection = { type: 'rich_text_section', elements: [...runs] }
    const length = JSON.stringify(section).length
    if (size + length > limits.text) flush()
    group.push(section)
    size += length
  }
  flush()
  return blocks
}

/** An item that is longer than a text may be goes on in further items. */
function partedRuns(runs: readonly Run[]): readonly (readonly Run[])[] {
  const length = runs.reduce((sum, one) => sum + (one.type === 'text' ? one.text.length : 0), 0)
  if (length <= limits.text) return [runs]
  const parted = (one: Run): readonly Run[] =>
    one.type === 'text' ? pieces(one.text, limits.text).map(text => ({ ...one, text })) : [one]
  return runs.flatMap(parted).map(one => [one])
}
