import { lower } from '#src/language/text.ts'
import { foldVariants } from '#src/language/variants.ts'
import { clockWritings, partWritings } from './clock-writings.ts'
import { dateSpanWritings, dateWritings, shiftWritings, weekdayWritings } from './day-writings.ts'
import { lengthWritings, negativeWritings, periodWritings } from './length-writings.ts'
import { connectingWritings, everyWritings, exceptWritings, holidayWritings, lastDayWritings } from './small-words.ts'
import { at, type Meaning, type TimeToken, type Writing } from './tokens.ts'
import { zoneAt } from './zones.ts'

const writings: readonly Writing[] = [
  ...[...clockWritings, ...partWritings, ...weekdayWritings, ...dateWritings, ...dateSpanWritings, ...shiftWritings],
  ...[
    ...lengthWritings,
    ...periodWritings,
    ...negativeWritings,
    ...everyWritings,
    ...lastDayWritings,
    ...holidayWritings,
    ...exceptWritings,
    ...connectingWritings,
  ],
  [at('\\d+(?:[/.:]\\d+)+|\\d+(?:-\\d+)+'), () => ({ kind: 'unknown' })], // a date or time that is none, as one word
  [at('(?<value>\\d{1,6})(?![\\d:./])'), ({ value }) => ({ kind: 'number', value: Number(value) })],
]

/** The form in which time is read: one width, small letters, one form of each character; as long as a normalised line. */
export function timeForm(line: string): string {
  return foldVariants(lower(line)).replaceAll('・', '·')
}

/** The longest stretch at a place of a text that says something about time; `null` where none begins. */
export function timeAt(text: string, from: number): { readonly meaning: Meaning; readonly to: number } | null {
  let best: { readonly meaning: Meaning; readonly to: number } | null = null
  for (const [pattern, read] of writings) {
    pattern.lastIndex = from
    const found = pattern.exec(text)
    const to = from + (found?.[0].length ?? 0)
    if (!found || to <= (best?.to ?? from) || cutsWord(text, to)) continue
    const meaning = read(found.groups ?? {})
    if (meaning !== null) best = { meaning, to }
  }
  const zone = zoneAt(text, from)
  return zone && zone.to > (best?.to ?? from) ? zone : best
}

/** Latin words and numbers end where another letter or digit follows: `monday` is not found in `mondayish`. */
function cutsWord(text: string, to: number): boolean {
  const [before, after] = [text[to - 1] ?? '', text[to] ?? '']
  return (/[a-z]/.test(before) && /[a-z_]/.test(after)) || (/\d/.test(before) && /\d/.test(after))
}

/** All of a text, stretch by stretch; blanks fall away, and what nothing knows is kept as unknown words. */
export function lexTime(line: string): readonly TimeToken[] {
  const text = timeForm(line)
  const tokens: TimeToken[] = []
  for (let from = 0; from < text.length; ) {
    if (/\s/.test(text[from] ?? '')) {
      from++
      continue
    }
    const found = timeAt(text, from)
    const to = found?.to ?? unknownEnd(text, from)
    const meaning = found?.meaning ?? ({ kind: 'unknown' } as const)
    add(tokens, { ...meaning, from, to, text: line.slice(from, to) }, line)
    from = to
  }
  return tokens
}

function unknownEnd(text: string, from: number): number {
  const word = /[a-z\d_@#%][^\s,;"]*|./uy
  word.lastIndex = from
  return from + (word.exec(text)?.[0].length ?? 1)
}

/** Unknown characters that touch are one unknown word. */
function add(tokens: TimeToken[], token: TimeToken, line: string): void {
  const last = tokens.at(-1)
  if (token.kind === 'unknown' && last?.kind === 'unknown' && last.to === token.from) {
    tokens[tokens.length - 1] = { ...last, to: token.to, text: line.slice(last.from, token.to) }
  } else tokens.push(token)
}
