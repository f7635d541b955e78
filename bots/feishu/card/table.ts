import { limits } from '#bots/feishu/limits.ts'
import type { Cell, Fact, FactsBlock, TableBlock } from '#src/chat/card.ts'
import { empty, join, type Locale, type Localized, locales, verbatim } from '#src/i18n/locale.ts'
import { column, columns, cut, div, type Element, type TextLook, toneColors } from './elements.ts'

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
 * stand in pairs, one above the other, under a header that does the same.
 */
export function tableElements({ columns: heads, rows }: TableBlock, locale: Locale): Element[] {
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
