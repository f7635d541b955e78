import { withoutMadeLinks } from './links.ts'
import { foldVariants } from './variants.ts'

/** Longest line that is read, in UTF-16 code units. Judgement: ten times the longest sensible command. */
export const longestLine = 1000

/** A stretch of a line: what stood in quotes, or what stood between quotes. */
export interface Segment {
  readonly kind: 'plain' | 'quoted'
  /** Normalised where plain, as typed where quoted. */
  readonly text: string
  /** Where it stands in the normalised line, quotes included. */
  readonly from: number
  readonly to: number
}

/** A line as it is read: widths, punctuation and quotes made the same, quoted text untouched. */
export interface NormalLine {
  readonly text: string
  readonly segments: readonly Segment[]
}

/** Any double quote opens text; where its own partner is missing any of them closes it, as in `“x"` from phones. */
const double = '"“”„‟＂〝〞〟'
const partners: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '‟', '＂': '＂', '〝': '〞' }
const brackets: Readonly<Record<string, string>> = { '「': '」', '『': '』', '｢': '｣', '«': '»' }

/** Makes a typed line uniform. Quotes that never close reach to the end of the line. */
export function normaliseLine(typed: string): NormalLine {
  const line = withoutMadeLinks(typed)
  const segments: Segment[] = []
  let text = ''
  const add = (kind: Segment['kind'], part: string) => {
    const content = kind === 'plain' ? normalisePlain(part) : tidyQuoted(part)
    if (content === '') return
    const from = text.length
    text += kind === 'plain' ? content : `"${content}"`
    segments.push({ kind, text: content, from, to: text.length })
  }
  let start = 0
  for (let at = 0; at < line.length; at++) {
    const address = addressAt(line, at)
    if (address !== null) {
      add('plain', line.slice(start, at))
      add('quoted', address)
      start = at + address.length
      at = start - 1
      continue
    }
    const end = closingAt(line, at)
    if (end === null) continue
    add('plain', line.slice(start, at))
    add('quoted', line.slice(at + 1, end))
    at = end
    start = end + 1
  }
  add('plain', line.slice(start))
  return { text, segments }
}

/** An address of the web that begins here: a text of its own, in which nothing is a name. `null`: none does. */
function addressAt(line: string, at: number): string | null {
  if (at > 0 && !/[\s(（,，:：]/u.test(line[at - 1] ?? '')) return null
  return /^https?:\/\/[^\s"“”「」<>]+/iu.exec(line.slice(at))?.[0] ?? null
}

/** Where the quote that opens here closes; `null` when none opens here. */
function closingAt(line: string, at: number): number | null {
  const character = line[at] ?? ''
  if (character === "'" || character === '‘') return singleClosing(line, at)
  const partner = brackets[character] ?? partners[character] ?? (double.includes(character) ? '”' : undefined)
  if (character === '' || partner === undefined) return null
  const end = line.indexOf(partner, at + 1)
  if (end >= 0 || brackets[character] !== undefined) return end >= 0 ? end : line.length
  for (let next = at + 1; next < line.length; next++) if (double.includes(line[next] ?? '')) return next
  return line.length
}

/** Single quotes stand around words; an apostrophe stands inside of one or behind it. */
function singleClosing(line: string, at: number): number | null {
  if (at > 0 && !/[\s(（,，]/u.test(line[at - 1] ?? '')) return null
  const found = /['’](?=$|[\s),.;:，。；：）])/u.exec(line.slice(at + 2))
  return found ? at + 2 + found.index : null
}

function tidyQuoted(text: string): string {
  return withoutControls(text).replaceAll('"', '”').replace(/\s+/gu, ' ').trim()
}

/** NFKC (full-width letters, half-width kana, ideographic spaces), one kind of dash, minus, separator and year (令和8年 is 2026年). */
export function normalisePlain(text: string): string {
  return withoutControls(text)
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/[〜∼]/gu, '~')
    .replace(/[‘’]/gu, "'")
    .replace(/[、。｡､]/gu, ' ')
    .replace(/令和\s?(元|\d{1,2})年/gu, (_era, year: string) => `${2018 + (year === '元' ? 1 : Number(year))}年`)
    .replace(/\s+/gu, ' ')
}

/** The source of a pattern for a piece of an emoji: a picture, its skin, its joiner, a flag. With the flag `u`. */
export const emojiPiece =
  '(?:\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\u{fe0f}|\\u{200d}|\\p{Regional_Indicator}{2})'

/** The joiner between two emoji is part of one sign (a family, a person at work); anywhere else it is invisible. */
const joinerOrControl =
  /((?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{fe0f})\u{200d}(?=\p{Extended_Pictographic}))|[\p{Cc}\p{Cf}\p{Cs}]/gu

/** Signs without a width inside of a word: what is copied from pages and chats holds them, and nobody sees them. */
const inside = /(?<=[\p{L}\p{N}])[\u00ad\u200b-\u200f\u2060\ufeff]+(?=[\p{L}\p{N}])/gu

function withoutControls(text: string): string {
  return text.replace(inside, '').replace(joinerOrControl, (_all, joiner: string | undefined) => joiner ?? ' ')
}

/** Lower case of the same length: letters that would grow stay as they are. */
export function lower(text: string): string {
  const whole = text.toLowerCase()
  if (whole.length === text.length) return whole
  return text.replace(/./gsu, character => {
    const small = character.toLowerCase()
    return small.length === character.length ? small : character
  })
}

/** Lower case of the same length, one form of each character, and blanks for what joins the words of a name. */
export function fold(text: string): string {
  return foldVariants(lower(text)).replace(joiners, ' ')
}

const joiners = /[\s\-_.·・'!/&:]/gu

/** A name as it is compared: folded, without doubled or outer blanks. */
export function nameKey(name: string): string {
  return fold(normalisePlain(name)).replace(/ +/g, ' ').trim()
}

/** The letters of a key as 30 bits; different letters may share one. */
export function lettersOf(key: string): number {
  let bits = 0
  for (let at = 0; at < key.length; at++) bits |= 1 << (key.charCodeAt(at) % 30)
  return bits
}

/** How many letters two keys do not share, at least: each typing error adds at most two. */
export function unsharedLetters(a: number, b: number): number {
  let count = 0
  for (let bits = a ^ b; bits !== 0; bits &= bits - 1) count++
  return count
}

/** What kind of script a character belongs to, as far as finding the ends of words needs it. */
export type Script = 'letter' | 'katakana' | 'ideograph' | 'separator'

/** The script of the character at a place of a normalised text; a separator outside of it. */
export function scriptAt(text: string, at: number): Script {
  const code = text.charCodeAt(at)
  if (Number.isNaN(code)) return 'separator'
  if (code < 0x80) return asciiScript(code)
  if (code === 0x30fb || code === 0xb7) return 'separator'
  if (code >= 0x30a0 && code <= 0x30ff) return 'katakana'
  if (code >= 0x3000 && code <= 0x303f) return code === 0x3005 || code === 0x3006 ? 'ideograph' : 'separator'
  if ((code >= 0x3040 && code <= 0x309f) || (code >= 0x3400 && code <= 0x9fff)) return 'ideograph'
  if (code >= 0xf900 && code <= 0xfaff) return 'ideograph'
  return 'letter'
}

/** Letters, digits and what stands inside ids, addresses and formulas count as one word. */
function asciiScript(code: number): Script {
  const character = String.fromCharCode(code)
  if (/[a-z0-9]/i.test(character)) return 'letter'
  return '-_./@#%$+*=&^\\'.includes(character) ? 'letter' : 'separator'
}

/** Whether a letter or digit stands there: names and numbers end where none follows. */
export function isWordCharacter(text: string, at: number): boolean {
  return scriptAt(text, at) === 'letter' && /[\p{L}\p{N}]/u.test(text[at] ?? '')
}
