import { isWordCharacter } from '#src/language/text.ts'
import { foldVariants } from '#src/language/variants.ts'
import { lexicon, type Said } from './lexicon.ts'

/** What goes on is said shorter, politely and of the past as well: 下がっている, 下がってる, 下がっています. */
const goingOn = (source: string) =>
  source.replace(/ている(?=[|)]|$)/gu, '(?:て(?:い)?(?:る|ます|た|ました)|続けて(?:い)?(?:る|ます|た))')
const sayings = lexicon.map(([said, source]) => [said, pattern(goingOn(source))] as const)

/** What the longest phrase at a place says, and where it ends; `null` where none begins. */
export function saidAt(
  text: string,
  from: number,
  end = text.length,
): { readonly said: Said; readonly to: number } | null {
  if (isWordCharacter(text, from) && isWordCharacter(text, from - 1)) return null
  let best: { readonly said: Said; readonly to: number } | null = null
  for (const [said, source] of sayings) {
    const to = endOf(source, text, from)
    if (to !== null && to <= end && to > (best?.to ?? from)) best = { said, to }
  }
  return best
}

/** Where a pattern ends that fits at a place and does not end inside of a word; `null`: it fits nowhere so. */
export function endOf(source: RegExp, text: string, from: number): number | null {
  source.lastIndex = from
  const length = source.exec(text)?.[0].length ?? 0
  return length === 0 ? null : from + length
}

/** Patterns of phrases about targets, which comparisons inside of them belong to. */
export const targetPhrases: readonly RegExp[] = sayings.flatMap(([said, source]) =>
  said.kind === 'missed' || said.kind === 'reached' ? [source] : [],
)

/** A pattern that is tried at one place; longer alternatives first, since the first that fits is taken. */
export function pattern(source: string): RegExp {
  const parts = alternatives(foldVariants(source)).sort((a, b) => b.length - a.length)
  return new RegExp(`(?:${parts.join('|')})(?:(?<![a-z\\d])|(?![a-z\\d]))`, 'uy')
}

/** The alternatives of a pattern that stand outside of brackets. */
function alternatives(source: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < source.length; at++) {
    const character = source[at]
    if (character === '\\') at++
    else if (character === '(' || character === '[') depth++
    else if (character === ')' || character === ']') depth--
    else if (character === '|' && depth === 0) {
      parts.push(source.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, source.slice(start)]
}
