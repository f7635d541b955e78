import type { Encoding } from './encoding.ts'

/** What a byte-order mark at the beginning says; `null` without one. */
export function byteOrderMark(start: Uint8Array): Encoding | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return null
}

/** A share of zero bytes above this at one side of the pairs is UTF-16 (judgement: separators and digits suffice). */
const zeros = 0.15

/** UTF-16 without a mark: the high bytes of separators, digits and line ends are zero. `null`: it is not. */
export function wideWithoutMark(start: Uint8Array): Encoding | null {
  const pairs = Math.floor(start.length / 2)
  if (pairs < 2) return null
  let [even, odd] = [0, 0]
  for (let i = 0; i < pairs * 2; i += 2) {
    if (start[i] === 0) even++
    if (start[i + 1] === 0) odd++
  }
  if (odd / pairs > zeros && even < odd / 4) return 'utf-16le'
  if (even / pairs > zeros && odd < even / 4) return 'utf-16be'
  return null
}
