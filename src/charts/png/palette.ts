/** A picture in few colours: an index into `colours` (each `0xBBGGRR`) for every pixel. */
export interface Indexed {
  readonly colours: readonly number[]
  readonly indexes: Uint8Array
}

/**
 * Finds the colours that stand for all others. Our pictures are flat areas with smooth edges, so a colour is worth the
 * pixels that have it times the square of its distance to what is chosen already: areas keep their exact colour, and
 * edges get the steps between them. `pixels` are RGBA in the order of bytes; alpha is ignored.
 */
export function quantise(pixels: Uint32Array, most: number): Indexed {
  const counts = countColours(pixels)
  const groups = groupColours(counts)
  const colours = choose([...groups.values()], most)
  const places = new Map([...groups].map(([key, group]) => [key, nearest(group.colour, colours)]))
  const placeOf = new Map([...counts.keys()].map(colour => [colour, places.get(colour & coarse) ?? 0]))
  return { colours, indexes: toIndexes(pixels, placeOf) }
}

// Colours that differ only in the last three bits of a channel are chosen as one: nobody tells them apart.
const coarse = 0xf8f8f8

interface Group {
  /** The most frequent colour of the group. */
  readonly colour: number
  readonly most: number
  readonly count: number
}

function groupColours(counts: ReadonlyMap<number, number>): ReadonlyMap<number, Group> {
  const groups = new Map<number, Group>()
  for (const [colour, count] of counts) {
    const known = groups.get(colour & coarse)
    const sum = (known?.count ?? 0) + count
    if (known && known.most >= count) groups.set(colour & coarse, { ...known, count: sum })
    else groups.set(colour & coarse, { colour, most: count, count: sum })
  }
  return groups
}

const opaque = 0xffffff

// Neighbours are mostly equal: only where the colour changes is it looked up.
function countColours(pixels: Uint32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  let start = 0
  for (let at = 1; at <= pixels.length; at++) {
    if (at < pixels.length && pixels[at] === pixels[start]) continue
    const colour = (pixels[start] ?? 0) & opaque
    counts.set(colour, (counts.get(colour) ?? 0) + at - start)
    start = at
  }
  return counts
}

// The distance of every group to the nearest chosen colour is kept up to date in the pass that finds the next one.
function choose(groups: readonly Group[], most: number): readonly number[] {
  const distances = new Float64Array(groups.length).fill(Number.MAX_SAFE_INTEGER)
  const chosen: number[] = []
  let next = groups.reduce((best, group) => (group.count > best.count ? group : best), { colour: 0, most: 0, count: 0 })
  while (chosen.length < Math.min(most, groups.length)) {
    chosen.push(next.colour)
    let best = -1
    for (const [index, group] of groups.entries()) {
      const here = Math.min(distances[index] ?? 0, distance(group.colour, chosen.at(-1) ?? 0))
      distances[index] = here
      if (here * group.count <= best) continue
      best = here * group.count
      next = group
    }
  }
  return chosen
}

function nearest(colour: number, colours: readonly number[]): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let index = 0; index < colours.length; index++) {
    const here = distance(colour, colours[index] ?? 0)
    if (here < least) {
      least = here
      best = index
    }
  }
  return best
}

function distance(a: number, b: number): number {
  const red = (a & 255) - (b & 255)
  const green = ((a >> 8) & 255) - ((b >> 8) & 255)
  const blue = ((a >> 16) & 255) - ((b >> 16) & 255)
  return red * red + green * green + blue * blue
}

function toIndexes(pixels: Uint32Array, places: ReadonlyMap<number, number>): Uint8Array {
  const indexes = new Uint8Array(pixels.length)
  let last = -1
  let index = 0
  for (let at = 0; at < pixels.length; at++) {
    const pixel = pixels[at] ?? 0
    if (pixel !== last) {
      last = pixel
      index = places.get(pixel & opaque) ?? 0
    }
    indexes[at] = index
  }
  return indexes
}
