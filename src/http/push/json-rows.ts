/** One element of a body: its JSON text, or why it cannot be read. */
export type RawRow = { readonly text: string } | { readonly fault: 'too-long' | 'cut-off' }

/** Longest row, in bytes (judgement: 200 measures with long names are 10 kB). */
export const longestRow = 65_536

const [newline, quote, comma, backslash, open, close, bracketOpen, bracketClose] = [10, 34, 44, 92, 123, 125, 91, 93]

/**
 * The rows of a body as they arrive: a JSON array of objects, or one object per line. Memory stays flat whatever the
 * length of the body or of a row. What is no object is given as it stands, for whoever reads the rows to refuse it.
 */
export async function* jsonRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly RawRow[]> {
  let splitter: Splitter | null = null
  for await (const chunk of chunks) {
    splitter ??= splitterFor(chunk)
    const rows = splitter?.add(chunk) ?? []
    if (rows.length > 0) yield rows
  }
  const rows = splitter?.finish() ?? []
  if (rows.length > 0) yield rows
}

interface Splitter {
  readonly add: (chunk: Buffer) => RawRow[]
  readonly finish: () => RawRow[]
}

function splitterFor(chunk: Buffer): Splitter | null {
  for (const byte of chunk) {
    if (byte === bracketOpen) return createArraySplitter()
    if (!isMark(byte)) return createLineSplitter()
  }
  return null
}

/** One row per line; empty lines are passed over. */
function createLineSplitter(): Splitter {
  let rest: Buffer = Buffer.alloc(0)
  let skipping = false
  const take = (line: Buffer, rows: RawRow[]) => {
    if (skipping) {
      skipping = false
      return
    }
    if (line.length > longestRow) rows.push({ fault: 'too-long' })
    else if (hasText(line)) rows.push({ text: withoutMark(line.toString('utf8')) })
  }
  return {
    add(chunk) {
      const rows: RawRow[] = []
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      let start = 0
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        take(bytes.subarray(start, end), rows)
        start = end + 1
      }
      rest = Buffer.from(bytes.subarray(start))
      if (rest.length > longestRow) {
        if (!skipping) rows.push({ fault: 'too-long' })
        skipping = true
        rest = Buffer.alloc(0)
      }
      return rows
    },
    finish() {
      const rows: RawRow[] = []
      take(rest, rows)
      return rows
    },
  }
}

/** A byte-order mark may stand before the first row. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function hasText(line: Buffer): boolean {
  for (const byte of line) if (byte > 32) return true
  return false
}

/** Objects inside an array, told apart by their braces; what else stands between them is given as a row, too. */
function createArraySplitter(): Splitter {
  const state = { depth: 0, inString: false, escaped: false, parts: [] as Buffer[], length: 0 }
  const others = createOthers()
  const keep = (part: Buffer) => {
    state.length += part.length
    if (state.length <= longestRow) state.parts.push(Buffer.from(part))
    else state.parts = []
  }
  const finishRow = (): RawRow => {
    const row: RawRow =
      state.length > longestRow ? { fault: 'too-long' } : { text: Buffer.concat(state.parts).toString('utf8') }
    state.parts = []
    state.length = 0
    return row
  }
  return {
    add(chunk) {
      const rows: RawRow[] = []
      let start = 0
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i] ?? 0
        if (state.inString) {
          if (state.escaped) state.escaped = false
          else if (byte === backslash) state.escaped = true
          else if (byte === quote) state.inString = false
        } else if (state.depth === 0) {
          if (byte === open && !others.inString()) {
            rows.push(...others.take())
            state.depth = 1
            start = i
          } else if (others.ends(byte)) rows.push(...others.take())
        } else if (byte === quote) state.inString = true
        else if (byte === open) state.depth++
        else if (byte === close) {
          if (--state.depth > 0) continue
          keep(chunk.subarray(start, i + 1))
          rows.push(finishRow())
        }
      }
      if (state.depth > 0) keep(chunk.subarray(start))
      return rows
    },
    finish: () => [...others.take(), ...(state.depth > 0 || !others.closed() ? [{ fault: 'cut-off' } as const] : [])],
  }
}

/** What stands in an array outside of objects: numbers, words and texts, which are no rows but must not vanish. */
function createOthers() {
  const state = { bytes: [] as number[], inString: false, escaped: false, closed: false }
  const keep = (byte: number) => {
    if (state.bytes.length <= longestRow) state.bytes.push(byte)
  }
  return {
    inString: () => state.inString,
    /** The bracket of the array was closed. */
    closed: () => state.closed,
    /** Takes a byte; `true`: it ends an element. */
    ends(byte: number): boolean {
      if (state.inString) {
        keep(byte)
        if (state.escaped) state.escaped = false
        else if (byte === backslash) state.escaped = true
        else if (byte === quote) state.inString = false
        return false
      }
      if (byte === bracketClose) state.closed = true
      if (byte === comma || byte === bracketOpen || byte === bracketClose) return true
      if (isMark(byte) && state.bytes.length === 0) return false
      keep(byte)
      state.inString = byte === quote
      return false
    },
    /** The element, where there is one. */
    take(): RawRow[] {
      const { bytes } = state
      if (bytes.length === 0) return []
      state.bytes = []
      const row: RawRow =
        bytes.length > longestRow ? { fault: 'too-long' } : { text: Buffer.from(bytes).toString('utf8').trim() }
      return [row]
    },
  }
}

/** Blanks, and the bytes of a byte-order mark. */
function isMark(byte: number): boolean {
  return byte <= 32 || byte === 0xef || byte === 0xbb || byte === 0xbf
}
