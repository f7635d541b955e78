import { scaleNamed } from '#src/language/figure-names.ts'

/** What a line above the columns says of all amounts. */
export interface UnitAbove {
  /** Amounts are so many times larger. An exact decimal. */
  readonly scale: string
  /** The line. */
  readonly line: string
}

const said = [
  /(?:単位|单位|單位)\s*[:=]?\s*([^\s()[\],、。;]+)/,
  /\b(?:unit|units|amounts?|figures?|values?|currency|sales|all)\s*(?::|=|are\b|in\b)\s*(?:in\s+)?(?:[a-z]{3}\s+)?(thousands?|millions?)\b/i,
  /\bin\s+(thousands?|millions?)\b/i,
  /[(\s](?:[a-z]{3}|\p{Sc})\s?('?000s?)\b/iu,
]

/** The unit of amounts that one of these lines says, such as `単位：千円`; `null`: none, or the currency itself. */
export function unitAbove(lines: readonly string[]): UnitAbove | null {
  for (const line of lines) {
    const plain = line.normalize('NFKC')
    const words = said.flatMap(pattern => pattern.exec(plain)?.[1] ?? [])
    const scale = words.map(scaleNamed).find(found => found !== null)
    if (scale) return { scale, line }
  }
  return null
}
