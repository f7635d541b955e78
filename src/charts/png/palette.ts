import { colours } from '#src/charts/theme.ts'

// One byte a pixel, and 0 for "not looked up yet".
const most = 255

/**
 * The colours of every picture (each `0xBBGGRR`), prepared once: those of the theme exactly, and the steps in which their
 * edges fade into the grounds that they stand on. Nothing else is ever drawn, so no picture is searched for its colours.
 */
export const palette: readonly number[] = preparePalette()

function preparePalette(): readonly number[] {
  const { compare, ...single } = colours
  const own = [...new Set([...Object.values(single), ...compare].map(toNumber))]
  const edges = [
    ...own.flatMap(ink => blends(ink, toNumber(colours.paper), 12)),
    ...[colours.ink, colours.text, colours.muted, colours.main, colours.good, colours.bad].flatMap(ink =>
      blends(toNumber(ink), toNumber(colours.panel), 8),
    ),
  ]
  return [...own, ...withoutTwins(edges, own)].slice(0, most)
}

/** `#rrggbb` → `0xBBGGRR`, the order of bytes in a pixel. */
function toNumber(colour: string): number {
  const value = Number.parseInt(colour.slice(1), 16)
  return ((value & 255) << 16) | (value & 0xff00) | (value >> 16)
}

// A pale colour differs so little from the ground that its edge needs fewer steps. Judgement: fewer than twelve for a
// dark one make small text look uneven.
function blends(ink: number, ground: number, parts: number): readonly number[] {
  const steps = Math.min(parts, Math.floor(Math.sqrt(distance(ink, ground)) / 20))
  return Array.from({ length: Math.max(0, steps - 1) }, (_, step) => mix(ink, ground, (step + 1) / steps))
}

function mix(from: number, to: number, share: number): number {
  const channel = (shift: number) => {
    const start = (from >> shift) & 255
    return Math.round(start + share * (((to >> shift) & 255) - start)) << shift
  }
  return channel(0) | channel(8) | channel(16)
}

// Steps that nobody tells apart need only one place.
function withoutTwins(wanted: readonly number[], own: readonly number[]): readonly number[] {
  const kept: number[] = []
  for (const colour of wanted) {
    if (![...own, ...kept].some(known => distance(known, colour) < 40)) kept.push(colour)
  }
  return kept
}

function distance(a: number, b: number): number {
  const red = (a & 255) - (b & 255)
  const green = ((a >> 8) & 255) - ((b >> 8) & 255)
  const blue = ((a >> 16) & 255) - ((b >> 16) & 255)
  return red * red + green * green + blue * blue
}

// For every colour that was ever met the place of the nearest one of the palette, plus one. 16 MB of addresses, of which
// only the pages of met colours take memory.
const places = new Uint8Array(1 << 24)

const opaque = 0xffffff

// Kept from picture to picture: fresh memory costs more than what is written to it. Only pictures of one thread use it.
let room = new Uint8Array(0)

/**
 * The place in the palette for every pixel, each row after the byte that says that it has no filter (the best for flat
 * areas); `pixels` are RGBA in the order of bytes, alpha is ignored. What it answers is good until the next call.
 * Pictures are flat: a row like the one above is copied, and pixels of one colour are looked up and written together
 * (measured: half the time of one pixel after the other).
 */
export function toRows(pixels: Int32Array, width: number, height: number): Uint8Array {
  const size = (width + 1) * height
  if (room.length < size) room = new Uint8Array(size)
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  for (let row = 0; row < height; row++) {
    const to = row * (width + 1)
    if (row > 0 && isAsAbove(bytes, row, width)) room.copyWithin(to, to - width - 1, to)
    else writeRow(pixels, row * width, width, to)
  }
  return room.subarray(0, size)
}

const bytesPerPixel = 4

function isAsAbove(bytes: Buffer, row: number, width: number): boolean {
  const [above, start] = [(row - 1) * width * bytesPerPixel, row * width * bytesPerPixel]
  return bytes.compare(bytes, above, start, start, start + width * bytesPerPixel) === 0
}

/** From so many pixels on one call writes faster than a loop (measured). */
const long = 24

function writeRow(pixels: Int32Array, from: number, width: number, to: number): void {
  room[to] = 0
  const shift = to + 1 - from
  const end = from + width
  for (let at = from; at < end; ) {
    const pixel = pixels[at] as number // within the length
    let next = at + 1
    while (next < end && pixels[next] === pixel) next++
    const place = placeOf(pixel & opaque)
    if (next - at > long) room.fill(place, at + shift, next + shift)
    else for (let one = at + shift; one < next + shift; one++) room[one] = place
    at = next
  }
}

// The last colours with the same few bits: `places` is too large for a processor's cache.
const bits = 12
const recent = { colours: new Int32Array(1 << bits).fill(-1), places: new Uint8Array(1 << bits) }

function placeOf(colour: number): number {
  const at = Math.imul(colour, 0x9e3779b1) >>> (32 - bits) // multiplicative hashing by the golden ratio (Knuth)
  if (recent.colours[at] === colour) return recent.places[at] as number // within the length
  const known = places[colour] ?? 0
  const found = known > 0 ? known - 1 : nearest(colour)
  places[colour] = found + 1
  recent.colours[at] = colour
  recent.places[at] = found
  return found
}

function nearest(colour: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [index, candidate] of palette.entries()) {
    const here = distance(colour, candidate)
    if (here >= least) continue
    least = here
    best = index
  }
  return best
}
