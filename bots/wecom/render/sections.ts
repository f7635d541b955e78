import { texts } from '#bots/wecom/texts.ts'
import type { Action, Block, FactsBlock, ListBlock, TableBlock, TextBlock } from '#src/chat/card.ts'
import { fill, type Locale, verbatim } from '#src/i18n/locale.ts'
import type { Section } from './bytes.ts'
import { code, plain, plainLine } from './markup.ts'
import type { Surface } from './types.ts'

/** What the text of a block depends on. */
export interface TextOptions {
  readonly locale: Locale
  readonly surface: Surface
}

/**
 * A block as text in the surface's dialect. Tables are drawn where the dialect has them (`markdown_v2` and the AI bot),
 * elsewhere row by row. Pictures and buttons are said elsewhere.
 */
export function sectionOf(block: Block, options: TextOptions): readonly Section[] {
  const { locale } = options
  switch (block.type) {
    case 'text':
      return [lines(textLines(block, options))]
    case 'facts':
      return [lines(factLines(block, locale))]
    case 'table':
      return [hasTables(options.surface) ? tableSection(block, locale) : rowsSection(block, locale)]
    case 'list':
      return [listSection(block, options)]
    case 'mention':
      return block.people.length === 0 ? [] : [lines([plainLine(responsible(block.people, locale))])]
    case 'link':
      return [lines([`[${plainLine(block.label[locale])}](${block.url})`])]
    case 'image':
    case 'actions':
      return []
    default:
      return block satisfies never
  }
}

/** Command lines for those who see no button. */
export function commandSection(actions: readonly Action[], locale: Locale, heading: string): Section {
  return { head: [`**${heading}**`], lines: actions.map(action => `> ${commandText(action, locale)}`) }
}

/** A label with what to type; a blank of a form is shown as `…`. */
export function commandText(action: Action, locale: Locale): string {
  const line = action.line.replace(/\{(\w+)\}/g, (_gap, name: string) => gap(action, name))
  return `${plainLine(action.label[locale])} ${code(line)}`
}

function gap(action: Action, name: string): string {
  return action.form?.fields.find(field => field.name === name)?.kind === 'text' ? '"…"' : '…'
}

/** The people of a mention in one line. */
export function responsible(people: readonly { readonly name: string }[], locale: Locale): string {
  const names = people.map(person => person.name).join(locale === 'en' ? ', ' : '、')
  return fill(texts.responsible, { names: verbatim(names) })[locale]
}

function hasTables(surface: Surface): boolean {
  return surface === 'hook' || surface === 'bot'
}

function lines(all: readonly string[]): Section {
  return { head: [], lines: all }
}

function textLines({ text, style }: TextBlock, { locale, surface }: TextOptions): readonly string[] {
  const said = plain(text[locale])
    .split('\n')
    .filter(line => line.trim() !== '')
  if (style === 'strong') return said.map(line => `**${line.trim()}**`)
  if (style !== 'muted') return said
  return said.map(line => (hasTables(surface) ? `> ${line}` : `<font color="comment">${line}</font>`))
}

function factLines({ facts }: FactsBlock, locale: Locale): readonly string[] {
  return facts.map(({ label, value, detail }) => {
    const more = detail ? ` (${plainLine(detail[locale])})` : ''
    return `> ${plainLine(label[locale])}${locale === 'en' ? ': ' : '：'}**${plainLine(value[locale])}**${more}`
  })
}

function tableSection({ columns, rows }: TableBlock, locale: Locale): Section {
  const row = (cells: readonly string[]) => `| ${cells.map(cell => cell || ' ').join(' | ')} |`
  const head = row(columns.map(column => plainLine(column.label[locale])))
  const rule = row(columns.map(column => (column.align === 'end' ? '---:' : ':---')))
  if (rows.length === 0) return { head: [], lines: [head, rule] }
  return { head: [head, rule], lines: rows.map(cells => row(cells.map(cell => plainLine(cell.text[locale])))) }
}

/** Without tables: each row by its name, then its values with the name of their column. */
function rowsSection({ columns, rows }: TableBlock, locale: Locale): Section {
  const names = columns.map(column => plainLine(column.label[locale]))
  const body = rows.map(cells => {
    const [first = '', ...others] = cells.map(cell => plainLine(cell.text[locale]))
    const values = others.map((value, at) => `${names[at + 1] ?? ''} ${value}`.trim())
    return values.length === 0 ? `> **${first}**` : `> **${first}** ${values.join(' · ')}`
  })
  if (rows.length === 0) return { head: [], lines: [names.join(' · ')] }
  return { head: names[0] ? [names[0]] : [], lines: body }
}

function listSection({ heading, items }: ListBlock, { locale, surface }: TextOptions): Section {
  const sign = hasTables(surface) ? '- ' : '· '
  return {
    head: heading ? [`**${plainLine(heading[locale])}**`] : [],
    lines: items.map(item => `${sign}${plainLine(item[locale])}`),
  }
}
