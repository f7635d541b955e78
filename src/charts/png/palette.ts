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
 */
export function toRows(pixels: Int32Array, width: number, height: number): Uint8Array {
  const size = (width + 1) * height
  if (room.length < size) room = new Uint8Array(size)
  const rows = room
  let last = ~(pixels[0] ?? 0)
  let place = 0
  let to = 0
  for (let from = 0; from < width * height; ) {
    rows[to++] = 0
    for (const end = from + width; from < end; from++) {
      const pixel = pixels[from] as number // within the length
      if (pixel !== last) {
        last = pixel
        place = placeOf(pixel & opaque)
      }
      rows[to++] = place
    }
  }
  return rows.subarray(0, size)
}

function placeOf(colour: number): number {
  const known = places[colour] ?? 0
  if (known > 0) return known - 1
  const found = nearest(colour)
  places[colour] = found + 1
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
