import { limits } from '#bots/feishu/limits.ts'
import type { Cell, Fact, FactsBlock, TableBlock, Tone } from '#src/chat/card.ts'
import { empty, join, type Locale, type Localized, locales, verbatim } from '#src/i18n/locale.ts'
import { bytesIn, column, columns, cut, div, type Element, type TextLook, toneColors } from './elements.ts'

/** Labelled values, three side by side. */
export function factsElements({ facts }: FactsBlock, locale: Locale): Element[] {
  const rows: Element[] = []
  for (let at = 0; at < facts.length; at += 3) {
    const row = facts.slice(at, at + 3)
    rows.push(
      columns(
        row.map(fact => factColumn(fact, locale)),
        'stretch',
      ),
    )
  }
  return rows
}

function factColumn({ label, value, detail, tone }: Fact, locale: Locale): Element {
  return column(
    [
      div(cut(label, limits.cell), locale, { size: 'notation', color: 'grey' }),
      div(cut(value, limits.cell), locale, { size: 'heading', ...colored(tone && toneColors[tone]) }),
      ...(detail ? [div(cut(detail, limits.cell), locale, { size: 'notation', color: 'grey' })] : []),
    ],
    1,
  )
}

/**
 * A table as rows of columns, because its own table component knows no languages. More columns than a phone can show
 * stand in pairs, one above the other, under a header that does the same. A long table is the component after all, in
 * one language: as columns it would fill a card every dozen rows, and nobody turns six cards.
 */
export function tableElements(block: TableBlock, locale: Locale, name: string): Element[] {
  if (block.rows.length > limits.columnRows) return nativeTables(block, locale, name)
  return columnTable(block, locale)
}

function columnTable({ columns: heads, rows }: TableBlock, locale: Locale): Element[] {
  const aligns = heads.map(({ align }) => (align === 'end' ? 'right' : 'left') as 'left' | 'right')
  const groups = groupsOf(heads.length)
  const header = headerElement(heads, groups, aligns, locale)
  return [header, ...rows.map(row => rowElement(row.map(styled), groups, aligns, locale))]
}

/** Names that stand above each other are one text. */
function headerElement(
  heads: TableBlock['columns'],
  groups: readonly (readonly number[])[],
  aligns: readonly ('left' | 'right')[],
  locale: Locale,
): Element {
  const parts = groups.map((group, position) => {
    const names = group.map(at => cut(heads[at]?.label ?? empty, limits.cell))
    const look = { align: aligns[group[0] ?? 0] ?? 'left', size: 'notation', color: 'grey' } as const
    return column([div(join(names, verbatim('\n')), locale, look)], position === 0 ? 3 : 2)
  })
  return columns(parts)
}

interface Styled {
  readonly text: Localized
  readonly look: TextLook
}

function styled({ text, tone, dim }: Cell): Styled {
  return { text, look: colored(dim ? 'grey' : tone && toneColors[tone]) }
}

function colored(color: string | undefined): TextLook {
  return color === undefined ? {} : { color }
}

/** Which columns stand above each other: the first alone, the others one by one or in groups of equal height. */
function groupsOf(count: number): readonly (readonly number[])[] {
  const others = Array.from({ length: Math.max(0, count - 1) }, (_, at) => at + 1)
  const height = Math.ceil(others.length / (limits.columns - 1))
  const groups: number[][] = [[0]]
  for (let at = 0; at < others.length; at += height) groups.push(others.slice(at, at + height))
  return groups
}

function rowElement(
  cells: readonly Styled[],
  groups: readonly (readonly number[])[],
  aligns: readonly ('left' | 'right')[],
  locale: Locale,
): Element {
  const parts = groups.map((group, position) => {
    const shown = group.filter(at => at === group[0] || !isBlank(cells[at]))
    const stacked = shown.map(at => cellOf(cells[at], aligns[at], locale, at > 0 && at !== group[0]))
    return column(stacked, position === 0 ? 3 : 2)
  })
  return columns(parts)
}

/** Nothing to say: a dash under a value would only take room. */
function isBlank(cell: Styled | undefined): boolean {
  return locales.every(locale => ['', '–'].includes(cell?.text[locale] ?? ''))
}

function cellOf(cell: Styled | undefined, align: 'left' | 'right' = 'left', locale: Locale, below: boolean): Element {
  const text = cut(cell?.text ?? empty, limits.cell)
  const look = { align, ...(below ? { size: 'notation' as const } : {}), ...cell?.look }
  return div(text, locale, look)
}

/**
 * The platform's own table, which turns its pages by itself.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/table
 */
function nativeTables({ columns: heads, rows }: TableBlock, locale: Locale, name: string): Element[] {
  return tableParts(rows.map(row => row.map(cell => worded(cell, locale)))).map((part, number) => {
    // No name stands twice in a card, also not in two tables.
    const nameOf = (at: number) => `${name}p${number}c${at}`
    const shown = heads.map(({ label, align }, at) => ({
      name: nameOf(at),
      display_name: cut(label, limits.cell)[locale],
      data_type: 'text',
      horizontal_align: align === 'end' ? 'right' : 'left',
    }))
    const lines = part.map(cells => Object.fromEntries(cells.map((cell, at) => [nameOf(at), cell])))
    return { tag: 'table', page_size: limits.tablePage, row_height: 'low', columns: shown, rows: lines }
  })
}

/** Rows in tables of a bounded size, so that a card can be parted between them. */
function tableParts(rows: readonly (readonly string[])[]): readonly (readonly (readonly string[])[])[] {
  const parts: (readonly string[])[][] = [[]]
  let bytes = 0
  for (const row of rows) {
    const more = bytesIn(row) + row.length * limits.cellName
    if (bytes + more > limits.tableBytes) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(row)
    bytes += more
  }
  return parts
}

/** Its cells have no colours: a sign says what needs a look. */
function worded({ text, tone }: Cell, locale: Locale): string {
  const sign = tone === undefined ? '' : signs[tone]
  return `${sign}${cut(text, limits.cell)[locale] || '–'}`
}

const signs: Readonly<Record<Tone, string>> = { good: '', warning: '🟡 ', bad: '🔴 ', critical: '🚨 ', info: '' }
