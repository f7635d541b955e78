import { findMeasureByName } from '#src/domain/measures/index.ts'
import { fault, faults, type Spot } from './faults.ts'
import { maxDepth, maxLength, maxNodes } from './limits.ts'

/** A piece of a formula with its place in the text as typed. */
export interface Token extends Spot {
  readonly kind: 'number' | 'word' | 'sign'
}

/** Words of one name at most, as in `ad sales to new customers` (judgement: the longest label has seven). */
const maxWords = 8

/**
 * Cuts a formula into numbers, names and signs; names of several words are joined where a measure is called so.
 * Nothing else passes: no quotes, dots, brackets, assignments, so that what follows cannot mean anything else.
 * @throws FormulaError at the first letter that no formula has.
 */
export function tokenize(source: string): readonly Token[] {
  if (source.length > maxLength) {
    throw fault(source, { index: maxLength, text: source.slice(maxLength) }, faults.long, { limit: maxLength })
  }
  const tokens = joinNames(cut(source), source)
  const extra = tokens[maxNodes * 2]
  if (extra !== undefined) throw fault(source, extra, faults.large, { limit: maxNodes })
  checkNesting(source, tokens)
  return tokens
}

const piece =
  /\s+|(?<word>[\p{L}\p{N}\p{M}_]*[\p{L}_][\p{L}\p{N}\p{M}_]*)|(?<number>\p{Nd}+(?:\.\p{Nd}+)?)|(?<sign>[<>=!]=|[-+*/(),?:<>])/uy

function cut(source: string): readonly Token[] {
  const text = narrow(source)
  const tokens: Token[] = []
  piece.lastIndex = 0
  for (let index = 0; index < text.length; index = piece.lastIndex) {
    piece.lastIndex = index
    const { word, number, sign } = piece.exec(text)?.groups ?? wrong(source, index)
    if (number !== undefined) tokens.push({ kind: 'number', index, text: number })
    else if (sign !== undefined) tokens.push({ kind: 'sign', index, text: sign })
    else if (word !== undefined) tokens.push({ kind: 'word', index, text: source.slice(index, index + word.length) })
  }
  return tokens
}

function wrong(source: string, index: number): never {
  const character = String.fromCodePoint(source.codePointAt(index) ?? 0)
  throw fault(source, { index, text: character }, faults.character)
}

/** Full-width and typographic signs as keyboards in Japan and China type them; every letter keeps its place. */
function narrow(source: string): string {
  return source
    .replace(/[\uFF01-\uFF5E]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[×✕＊]/g, '*')
    .replace(/[÷∕]/g, '/')
    .replace(/[−–‐]/g, '-')
    .replace(/[、，]/g, ',')
}

function joinNames(tokens: readonly Token[], source: string): readonly Token[] {
  const joined: Token[] = []
  for (let at = 0; at < tokens.length; ) {
    const length = nameLength(tokens, at, source)
    const first = tokens[at]
    const last = tokens[at + length - 1]
    if (first === undefined || last === undefined) break
    joined.push({ ...first, text: length === 1 ? first.text : span(source, first, last) })
    at += length
  }
  return joined
}

/** How many words from here on are one measure's name; 1 where only the word itself stands. */
function nameLength(tokens: readonly Token[], at: number, source: string): number {
  const first = tokens[at]
  if (first?.kind !== 'word') return 1
  let words = 1
  while (words < maxWords && tokens[at + words]?.kind === 'word') words += 1
  for (; words > 1; words -= 1) {
    const last = tokens[at + words - 1]
    if (last !== undefined && findMeasureByName(span(source, first, last)) !== null) return words
  }
  return 1
}

function span(source: string, first: Token, last: Token): string {
  return source.slice(first.index, last.index + last.text.length)
}

function checkNesting(source: string, tokens: readonly Token[]): void {
  let depth = 0
  for (const token of tokens) {
    if (token.text === '(') depth += 1
    if (token.text === ')') depth -= 1
    if (depth > maxDepth) throw fault(source, token, faults.deep, { limit: maxDepth })
    if (depth < 0 || (depth === 0 && token.text === ',')) throw fault(source, token, faults.unexpected)
  }
}
