import { distance } from 'fastest-levenshtein'
import type { Meaning, Name } from './names.ts'
import { isCommon } from './talk/common-words.ts'
import { lettersOf, nameKey, unsharedLetters } from './text.ts'
import { foldVariants, writingOf } from './variants.ts'

/** A name that a typed word comes near to. */
export interface NearName {
  readonly name: Name
  /** Typing errors between the two: letters missing, added, wrong, or swapped with their neighbour. */
  readonly errors: number
}

/**
 * How many typing errors a word may have, by its length. Judgement: one in three letters, at most three; a word of two
 * ideographs may have one wrong, a word of one or two Latin letters none.
 */
export function allowedErrors(key: string): number {
  const ideographs = /[\u3040-\u30ff\u3400-\u9fff]/u.test(key)
  if (key.length <= 2) return ideographs && key.length === 2 ? 1 : 0
  if (key.length <= 5) return 1 + (ideographs || key.length < 5 ? 0 : 1)
  return key.length <= 8 ? 2 : 3
}

/** The names nearest to a word, each meaning once, nearest first. */
export function nearNames(
  typed: string,
  names: readonly Name[],
  accepts: (name: Name) => boolean,
  limit: number,
): readonly NearName[] {
  const key = nameKey(typed).slice(0, 60)
  const allowed = allowedErrors(key)
  if (allowed === 0 || isCommon(key)) return []
  const letters = lettersOf(key)
  const best = new Map<string, NearName>()
  for (const name of names) {
    if (Math.abs(name.key.length - key.length) > allowed || unsharedLetters(name.letters, letters) > 2 * allowed)
      continue
    // Nobody is guessed to have meant themselves: `@mei` who left is not `@me`.
    if (name.meaning.kind === 'filler' || name.meaning.kind === 'me' || !accepts(name)) continue
    const errors = errorsBetween(key, name.key)
    if (name.meaning.kind === 'person' && !isSamePerson(key, name.key, errors)) continue
    if (name.meaning.kind === 'all' && key.length <= 2) continue // 累计 is no 总计: of two characters one is half the word
    const text = writtenAs(typed, name.text)
    if (text === null) continue
    const id = meaningKey(name.meaning)
    if (errors <= allowed && errors < name.key.length && errors < (best.get(id)?.errors ?? 99))
      best.set(id, { name: text === name.text ? name : { ...name, text }, errors })
  }
  return [...best.values()].sort((a, b) => a.errors - b.errors || head(b, key) - head(a, key)).slice(0, limit)
}

const kana = /[\u3040-\u30ff]/u
const ideograph = /[\u3400-\u9fff]/u
const latin = /[a-z]/iu

/** A name as whoever typed a word writes it: in the same script and language; `null`: it is not of theirs. */
function writtenAs(typed: string, name: string): string | null {
  const isLatin = !kana.test(typed) && !ideograph.test(typed)
  if (isLatin !== !(kana.test(name) || ideograph.test(name)) && latin.test(typed) !== latin.test(name)) return null
  if (isLatin) return name
  const [own, other] = [writingOf(typed), writingOf(name)]
  if (own === 'simplified') return kana.test(name) ? null : foldVariants(name)
  const isJapanese = kana.test(typed) || own === 'other'
  return isJapanese && other === 'simplified' && !kana.test(name) ? null : name
}

/** Other people have names as near as that: only a long one with a single error is offered as somebody. */
function isSamePerson(typed: string, name: string, errors: number): boolean {
  return errors <= 1 && Math.max(...[typed, name].map(key => key.replace(/^@/, '').length)) >= 5
}

/** Levenshtein distance, where two swapped neighbours are one error. */
export function errorsBetween(a: string, b: string): number {
  const errors = distance(a, b)
  if (errors !== 2 || a.length !== b.length) return errors
  const at = [...a].findIndex((character, index) => character !== b[index])
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  return swapped ? 1 : errors
}

function head({ name }: NearName, key: string): number {
  let same = 0
  while (same < key.length && key[same] === name.key[same]) same++
  return same
}

/** Names the thing that a name stands for. */
export function meaningKey(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'verb':
      return `verb ${meaning.command.name}`
    case 'subverb':
      return `subverb ${meaning.name}`
    case 'kpi':
      return `kpi ${meaning.kpi.id}`
    case 'store':
      return `store ${meaning.store.slug}`
    case 'platform':
    case 'market':
      return `${meaning.kind} ${meaning.id}`
    case 'measure':
      return `measure ${meaning.measure.id}`
    case 'against':
      return `against ${meaning.against}`
    case 'person':
      return `person ${meaning.person.id}`
    default:
      return meaning.kind
  }
}
