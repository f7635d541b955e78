import type { Command } from '#src/contracts/command.ts'
import { findComparisons } from '#src/language/comparison.ts'
import { lexTime } from '#src/language/time/lex.ts'

interface Span {
  readonly from: number
  readonly to: number
}

/** The line as typed, without some of its words. */
export function restOf(text: string, spans: readonly (Span | null)[]): string {
  const gone = spans.filter(span => span !== null).sort((a, b) => b.from - a.from)
  let rest = text
  for (const span of gone) rest = `${rest.slice(0, span.from)} ${rest.slice(span.to)}`
  return rest.trim()
}

/**
 * The line with blanks in place of names and of what joins them, so that all other words stay where they are. Words that
 * only fill go, too, unless they take part in a comparison or in words about time: the `at` of `at least`, a `from`.
 */
export function openOf(
  text: string,
  spans: readonly (Span | null)[],
  fillers: readonly Span[],
  command: Command | null,
): string {
  const named = spans.filter(span => span !== null).sort((a, b) => a.from - b.from)
  const joiners = named.flatMap((span, at) => {
    const before = named[at - 1]
    return before && joined.test(text.slice(before.to, span.from)) ? [{ from: before.to, to: span.from }] : []
  })
  const open = blanked(text, [...named, ...joiners])
  if (command?.takes.sentences === true) return open
  const times = command?.takes.moments === true ? lexTime(open).filter(token => !empty.has(token.kind)) : []
  const bound = [...findComparisons(open), ...times]
  return blanked(
    open,
    fillers.filter(filler => !bound.some(one => one.from < filler.to && filler.from < one.to)),
  )
}

/** What joins the words of a name, such as the hyphen of `amazon-us`. */
const joined = /^[-_./·・'!&:]+$/u
const empty: ReadonlySet<string> = new Set(['filler', 'unknown'])

function blanked(text: string, spans: readonly Span[]): string {
  let open = text
  for (const { from, to } of spans) open = open.slice(0, from) + ' '.repeat(to - from) + open.slice(to)
  return open
}
