import { ZipProblem } from './zip.ts'

/** Texts by their number. */
export interface StringTable {
  /** `null`: there is none of that number. */
  readonly at: (index: number) => string | null
}

const chunkBytes = 4 * 1024 * 1024
/** A text longer than this is none of a cell: Excel takes 32,767 characters (judgement). */
const longestText = 1024 * 1024
/** Texts that come first stand in most rows (names of stores and products): they are kept decoded (judgement). */
const decoded = 8_192

/**
 * Keeps millions of short texts as bytes outside of the heap: as strings they would take ten times as much of it, and
 * the collector would go through all of them over and over.
 */
export function createStringTable() {
  const chunks: Buffer[] = []
  let free = 0
  let places = new Uint32Array(1_024)
  let lengths = new Uint32Array(1_024)
  let count = 0
  const early: string[] = []

  function placeFor(size: number): number {
    if (chunks.length === 0 || free + size > chunkBytes) {
      chunks.push(Buffer.allocUnsafe(chunkBytes))
      free = 0
    }
    return (chunks.length - 1) * chunkBytes + free
  }

  return {
    add(text: string): void {
      const size = Buffer.byteLength(text)
      if (size > longestText) throw new ZipProblem('a text without end')
      if (count < decoded) early.push(text)
      if (count === places.length) {
        places = grown(places)
        lengths = grown(lengths)
      }
      places[count] = placeFor(size)
      lengths[count++] = size
      chunks.at(-1)?.write(text, free)
      free += size
    },
    finish: (): StringTable => ({
      at(index) {
        if (!(index >= 0 && index < count)) return null
        if (index < early.length) return early[index] ?? null
        const place = places[index] ?? 0
        const start = place % chunkBytes
        return chunks[Math.floor(place / chunkBytes)]?.toString('utf8', start, start + (lengths[index] ?? 0)) ?? null
      },
    }),
  }
}

function grown(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
