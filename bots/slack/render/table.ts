import type { types } from '@slack/bolt'
import { limits, tableCharacters } from '#bots/slack/limits.ts'
import { clean, pieces, signs } from '#bots/slack/text.ts'
import type { Cell, TableBlock } from '#src/chat/card.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { paragraph, type Run, run, type SlackBlock } from './blocks.ts'

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
  const rows: NativeCell[][] = [
    block.columns.map(({ label }) => richCell([run(worded(label[locale]), { bold: true })])),
  ]
  let size = JSON.stringify(rows).length
  for (const row of block.rows) {
    const cells = row.map(cell => richCell([runOf(cell, locale)]))
    size += JSON.stringify(cells).length + 1
    if (rows.length >= limits.tableRows || size > tableCharacters) break
    rows.push(cells)
  }
  if (size > tableCharacters && rows.length === 1) return { table: null, shown: 0 }
  const settings = block.columns.map(({ align }) => ({
    align: align === 'end' ? ('right' as const) : ('left' as const),
  }))
  return { table: { type: 'table', column_settings: settings, rows }, shown: rows.length - 1 }
}

function richCell(runs: Run[]): NativeCell {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: runs }] }
}

function runOf(cell: Cell, locale: Locale): Run {
  return run(textOf(cell, locale), cell.dim ? { italic: true } : undefined)
}

function textOf({ text, tone }: Cell, locale: Locale): string {
  const sign = tone ? signs[tone] : ''
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
