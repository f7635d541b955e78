import type { Token } from './tokens.ts'

/** Words that say no behind what they are about, as Japanese does; all others stand in front. */
const behind =
  /^(?:なかった|ない|無い|無かった|なし|無し|ではない|じゃない|なしの|ゼロ|ゼロの|0件|出て|出な|一件も|1件も|起きて|発生して)/u

/**
 * Whether something at a place is said not to be: a `not` in front of it, or behind it as Japanese writes, with nothing but
 * small words between. The word is then used up.
 */
export function negationAt(tokens: readonly Token[], at: number, used: Set<Token>): boolean {
  for (const step of [-1, 1]) {
    for (let near = at + step; Math.abs(near - at) <= 3; near += step) {
      const token = tokens[near]
      if (!token || (token.kind !== 'filler' && token.kind !== 'not')) break
      if (token.kind === 'filler' || used.has(token) || behind.test(token.text) !== step > 0) continue
      used.add(token)
      return true
    }
  }
  return false
}
