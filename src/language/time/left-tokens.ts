import type { LeftOver } from './left-over.ts'
import type { TimeToken } from './tokens.ts'

/**
 * Tokens as words that could not be used, with what they may have meant. What touches, such as `:00`, is one word: a part
 * of it is never put right alone.
 */
export function leftOvers(tokens: readonly TimeToken[], used: ReadonlySet<TimeToken>): readonly LeftOver[] {
  const left: LeftOver[] = []
  for (const token of tokens) {
    if (used.has(token)) continue
    const last = left.at(-1)
    const touches = last?.to === token.from && /[\d:./+-]$/.test(last.text) && /^[\d:./+-]/.test(token.text)
    if (last && touches) left[left.length - 1] = { ...last, to: token.to, text: last.text + token.text, instead: [] }
    else left.push({ ...leftOver(token) })
  }
  return left
}

/** Words without which the others would say something else: no button leaves them out. */
const turning =
  /^(?:not?|never|none|non|neither|nor|n't|don't|minus|less|anti|不|非|没|沒|无|無|勿|别|別|未|ない|なし)$/iu

/** Whether a word turns round what stands beside it: nothing is offered in its place. */
export function turns(text: string): boolean {
  return turning.test(text)
}

/** Whether the line may be offered without a word: letters alone, that neither bind nor negate. */
export function isLoose(text: string): boolean {
  return /^[\p{L}\p{M}\s'’]+$/u.test(text) && !turning.test(text)
}

function leftOver(token: TimeToken): LeftOver {
  const { from, to, text, kind } = token
  return { from, to, text, instead: insteadOf(token), known: kind !== 'unknown' }
}

function insteadOf(token: TimeToken): readonly string[] {
  switch (token.kind) {
    case 'several-zones':
      return token.zones
    case 'unsupported':
      return ['weekly', 'monthly']
    case 'number':
      if (token.value > 23 || token.text.length > 2) return []
      return [`${token.value}:00`, ...(token.value > 0 && token.value < 12 ? [`${token.value + 12}:00`] : [])]
    case 'loose': {
      const { hour, minute } = token
      const clock = `${hour}:${String(minute).padStart(2, '0')}`
      return token.form === 'dot' && hour >= 1 && hour <= 12 && minute >= 1 && minute <= 31
        ? [clock, `${hour}/${minute}`]
        : [clock]
    }
    default:
      return []
  }
}
