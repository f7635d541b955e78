import { measures, namesOf } from '#src/domain/measures/index.ts'
import { nameKey, nearestOf } from '#src/domain/names.ts'

/** Measures that are offered for a name (judgement: more would be a list to read). */
const mostOffered = 3
/** A longer name is not looked at: nobody meant it, and comparing takes time by its length. */
const longestName = 60
/** Names whose answer is kept: a file with a wrong name has it in every row. */
const mostKept = 500

/** Words that every other name has, and so say nothing. */
const empty = new Set(['total', 'number', 'num', 'count', 'amount', 'sum', 'of', 'the', 'by', 'per', 'daily', 'value'])

const known = measures.flatMap(measure => namesOf(measure).map(name => ({ key: nameKey(name), value: measure.id })))
const wordsOfMeasures = measures.map(measure => ({
  id: measure.id,
  words: new Set(namesOf(measure).flatMap(wordsIn)),
  own: wordsIn(measure.id).length,
}))
const kept = new Map<string, readonly string[]>()

/**
 * Measures that may be meant by a name that none has: the one whose name has the fewest typing errors, then those with most
 * words in common, such as `orders` for `web_orders`. Empty where none comes near.
 */
export function nearMeasures(name: string): readonly string[] {
  if (name.length > longestName) return []
  const before = kept.get(name)
  if (before) return before
  const typed = nearestOf(name, known)
  const found = [...new Set([...(typed === null ? [] : [typed]), ...byWords(name)])].slice(0, mostOffered)
  if (kept.size < mostKept) kept.set(name, found)
  return found
}

/** By the words they share; of as many those with the shortest id, which says least besides. */
function byWords(name: string): readonly string[] {
  const words = [...new Set(wordsIn(name))]
  const shared = wordsOfMeasures.map(one => ({ ...one, common: words.filter(word => one.words.has(word)).length }))
  const most = Math.max(...shared.map(({ common }) => common))
  if (most === 0) return []
  return shared
    .filter(({ common }) => common === most)
    .sort((a, b) => a.own - b.own)
    .map(({ id }) => id)
}

/** Words of a name in small letters, without the `s` of several: `orderCount` → `order`. */
function wordsIn(name: string): readonly string[] {
  return name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => (word.length > 3 ? word.replace(/s$/, '') : word))
    .filter(word => word.length > 1 && !empty.has(word))
}
