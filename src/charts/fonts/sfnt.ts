/** What a TrueType face says about its characters: code point → advance in thousandths of an em. */
export type Advances = ReadonlyMap<number, number>

/** Reads the character map and the advance widths of a TrueType file. @throws when it has no Unicode map. */
export function readAdvances(file: Buffer): Advances {
  const tables = readTables(file)
  const unitsPerEm = file.readUInt16BE(table(tables, 'head') + 18)
  const metrics = table(tables, 'hmtx')
  const metricCount = file.readUInt16BE(table(tables, 'hhea') + 34)
  const advances = new Map<number, number>()
  for (const [code, glyph] of readCharacterMap(file, table(tables, 'cmap'))) {
    const units = file.readUInt16BE(metrics + 4 * Math.min(glyph, metricCount - 1))
    advances.set(code, Math.round((units * 1000) / unitsPerEm))
  }
  return advances
}

function readTables(file: Buffer): ReadonlyMap<string, number> {
  const count = file.readUInt16BE(4)
  const entries = Array.from({ length: count }, (_, index) => 12 + 16 * index)
  return new Map(entries.map(at => [file.toString('latin1', at, at + 4), file.readUInt32BE(at + 8)]))
}

function table(tables: ReadonlyMap<string, number>, name: string): number {
  const at = tables.get(name)
  if (at === undefined) throw new Error(`The font has no table ${name}`)
  return at
}

function readCharacterMap(file: Buffer, at: number): readonly (readonly [number, number])[] {
  const count = file.readUInt16BE(at + 2)
  const subtables = Array.from({ length: count }, (_, index) => at + file.readUInt32BE(at + 8 + 8 * index))
  const full = subtables.find(start => file.readUInt16BE(start) === 12)
  if (full !== undefined) return readFormat12(file, full)
  const basic = subtables.find(start => file.readUInt16BE(start) === 4)
  if (basic !== undefined) return readFormat4(file, basic)
  throw new Error('The font has no Unicode character map')
}

// OpenType specification, cmap format 12: groups of (first, last, first glyph).
function readFormat12(file: Buffer, at: number): readonly (readonly [number, number])[] {
  const groups = Array.from({ length: file.readUInt32BE(at + 12) }, (_, index) => at + 16 + 12 * index)
  return groups.flatMap(group => {
    const first = file.readUInt32BE(group)
    const glyph = file.readUInt32BE(group + 8)
    const length = file.readUInt32BE(group + 4) - first + 1
    return Array.from({ length }, (_, index) => [first + index, glyph + index] as const)
  })
}

// OpenType specification, cmap format 4: four parallel arrays of segments.
function readFormat4(file: Buffer, at: number): readonly (readonly [number, number])[] {
  const size = file.readUInt16BE(at + 6)
  const pairs: (readonly [number, number])[] = []
  for (let segment = 0; segment < size; segment += 2) {
    const last = file.readUInt16BE(at + 14 + segment)
    const first = file.readUInt16BE(at + 16 + size + segment)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph = glyphOf(file, at + 16 + size + segment, size, code, first)
      if (glyph !== 0) pairs.push([code, glyph])
    }
  }
  return pairs
}

function glyphOf(file: Buffer, startAt: number, size: number, code: number, first: number): number {
  const delta = file.readUInt16BE(startAt + size)
  const rangeAt = startAt + 2 * size
  const range = file.readUInt16BE(rangeAt)
  if (range === 0) return (code + delta) & 0xffff
  const glyph = file.readUInt16BE(rangeAt + range + 2 * (code - first))
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff
}
