import { limits } from '#bots/feishu/limits.ts'
import type { Tone } from '#src/chat/card.ts'
import { type Locale, type Localized, locales, localized } from '#src/i18n/locale.ts'
import { byPlatformLocale } from './language.ts'

/** A node of card JSON 2.0: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure */
export interface Element {
  readonly tag: string
  readonly [property: string]: unknown
}

/** A whole card. */
export interface FeishuCard {
  readonly schema: '2.0'
  readonly config: Readonly<Record<string, unknown>>
  readonly header: Readonly<Record<string, unknown>>
  readonly body: { readonly elements: readonly Element[] }
}

/** How a text looks. Plain text alone: it never becomes markup, a link or a mention. */
export interface TextLook {
  readonly size?: 'heading' | 'normal' | 'notation'
  readonly color?: string
  readonly align?: 'left' | 'right' | 'center'
}

/** A text that each reader sees in the language of their client; `locale` is what the others see. */
export function plainText(text: Localized, locale: Locale, look: TextLook = {}): Element {
  const same = locales.every(one => text[one] === text[locale])
  return {
    tag: 'plain_text',
    content: text[locale],
    ...(same ? {} : { i18n_content: byPlatformLocale(text) }),
    ...(look.size && { text_size: look.size }),
    ...(look.color && { text_color: look.color }),
    ...(look.align && { text_align: look.align }),
  }
}

/** A paragraph. */
export function div(text: Localized, locale: Locale, look: TextLook = {}): Element {
  return { tag: 'div', text: plainText(text, locale, look) }
}

/** Paragraphs of any length: cut into pieces that fit an element, never shortened. */
export function paragraphs(text: Localized, locale: Locale, look: TextLook = {}): Element[] {
  const pieces = localizedPieces(text)
  return pieces.map(piece => div(piece, locale, look))
}

/** As many pieces in each language, because one element shows them all: none of them is ever empty. */
function localizedPieces(text: Localized): Localized[] {
  const count = Math.max(...locales.map(locale => piecesOf(text[locale], limits.elementText).length))
  const byLocale = new Map(locales.map(locale => [locale, evenPieces(text[locale], count)]))
  return Array.from({ length: count }, (_, at) => localized(locale => byLocale.get(locale)?.[at] ?? '…'))
}

/** A text in a number of pieces; one that is too short for that ends with dots. */
function evenPieces(text: string, count: number): readonly string[] {
  for (let length = Math.ceil(text.length / count); length < limits.elementText; length += 20) {
    const pieces = piecesOf(text, Math.max(length, 20))
    if (pieces.length <= count) return [...pieces, ...Array.from({ length: count - pieces.length }, () => '…')]
  }
  return piecesOf(text, limits.elementText)
}

/** Breaks at lines and spaces where there are some, never inside a character. */
function piecesOf(text: string, most: number): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > most) {
    const window = rest.slice(0, most)
    const soft = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '))
    const hard = /[\uD800-\uDBFF]$/.test(window) ? window.length - 1 : window.length
    const end = soft > most / 2 ? soft : hard
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return [...pieces, rest]
}

/** A text cut to a length, with `…` where it was. */
export function cut(text: Localized, length: number): Localized {
  return localized(locale => {
    const characters = Array.from(text[locale])
    return characters.length <= length ? text[locale] : `${characters.slice(0, length - 1).join('')}…`
  })
}

/** Columns side by side. */
export function columns(parts: readonly Element[], flex: 'none' | 'flow' | 'stretch' = 'none'): Element {
  return { tag: 'column_set', flex_mode: flex, horizontal_spacing: '8px', columns: parts }
}

/** One column; without a weight as wide as what is in it. */
export function column(elements: readonly Element[], weight?: number): Element {
  const width = weight === undefined ? { width: 'auto' } : { width: 'weighted', weight }
  return { tag: 'column', ...width, elements }
}

/** Colours of texts. Judged as good or bad, never by sign: red means "up" to readers in mainland China. */
export const toneColors: Readonly<Record<Tone, string | undefined>> = {
  good: 'green',
  warning: 'orange',
  bad: 'red',
  critical: 'red',
  info: undefined,
}

/** Colours of headers. */
export const toneTemplates: Readonly<Record<Tone, string>> = {
  good: 'green',
  warning: 'orange',
  bad: 'red',
  critical: 'carmine',
  info: 'blue',
}

/** How many tags the platform counts in a part of a card. */
export function tagsIn(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0
  const own = 'tag' in part && typeof part.tag === 'string' ? 1 : 0
  return own + Object.values(part).reduce<number>((sum, value) => sum + tagsIn(value), 0)
}

/** Size of a part on the wire. */
export function bytesIn(part: unknown): number {
  return Buffer.byteLength(JSON.stringify(part))
}
