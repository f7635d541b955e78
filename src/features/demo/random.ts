/** A stream of numbers in [0, 1): the same for the same name, on every machine (mulberry32 over an FNV-1a hash). */
export type Random = () => number

/** The stream with this name. */
export function randomOf(name: string): Random {
  let state = hash(name)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function hash(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

/** Around 1, mostly within ± `width`: the mean of three draws, so that far values are rare. */
export function noise(random: Random, width: number): number {
  return 1 + ((random() + random() + random()) / 1.5 - 1) * width
}

/** A whole number near an expected one: rounded up as often as the fraction says. */
export function whole(random: Random, expected: number): number {
  return Math.max(0, Math.floor(expected + random()))
}

/** How many of `cases` meet a chance, with some noise; never more than there are. */
export function some(random: Random, cases: number, chance: number): number {
  return Math.min(cases, whole(random, cases * chance * noise(random, 0.3)))
}

/** How many of `cases` meet a chance near 1: the misses are drawn, because they are few. */
export function most(random: Random, cases: number, chance: number): number {
  return cases - some(random, cases, 1 - chance)
}

/** Draws one of several chances by its place; -1 for what is left of 1. */
export function draw(random: Random, chances: readonly number[]): number {
  let left = random()
  for (const [index, chance] of chances.entries()) {
    left -= chance
    if (left < 0) return index
  }
  return -1
}
