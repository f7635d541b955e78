const [quote, backslash, firstPrintable] = [34, 92, 32]
const blanks = [32, 9, 10, 13]
/** Bytes of what UTF-8 cannot say (halves of characters) or says instead (the replacement mark) begin with these. */
const rare = new Set([0xed, 0xef])

/** A JSON text as bytes, and how far it was read: bytes are read several times as fast as characters. */
export class Text {
  readonly bytes: Buffer
  length = 0
  at = 0
  private sent = ''

  /** `room`: the longest text, in bytes. */
  constructor(room: number) {
    this.bytes = Buffer.alloc(room)
  }

  /** Another text, from its beginning. False: it is too long. */
  begin(sent: string): boolean {
    this.at = 0
    this.sent = sent
    this.length = this.bytes.write(sent)
    if (this.length === this.bytes.length) return false
    this.bytes[this.length] = 0
    return true
  }

  /** Passes over blanks; the byte that follows, 0 at the end. */
  next(): number {
    const { bytes } = this
    let code = bytes[this.at] ?? 0
    while (code <= firstPrintable && blanks.includes(code)) code = bytes[++this.at] ?? 0
    return code
  }

  /** The string that begins here; `null` when it is not plain: with escapes, control characters or rare ones. */
  plainString(): string | null {
    const { bytes } = this
    if (bytes[this.at] !== quote) return null
    const start = this.at + 1
    let at = start
    for (let code = bytes[at] ?? 0; code !== quote; code = bytes[++at] ?? 0) {
      if (code < firstPrintable || code === backslash || rare.has(code)) return null
    }
    this.at = at + 1
    return this.length === this.sent.length ? this.sent.slice(start, at) : bytes.toString('utf8', start, at)
  }

  /** The number that begins here; `null` when there is none. */
  number(): number | null {
    const { bytes } = this
    let end = this.at
    while (isOfNumber(bytes[end] ?? 0)) end++
    const found = bytes.toString('latin1', this.at, end)
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(found)) return null
    this.at = end
    return Number(found)
  }

  /** Whether nothing but blanks follows the byte here. */
  endsAfter(): boolean {
    this.at++
    this.next()
    return this.at === this.length
  }
}

/** Digits, signs, point and exponent. */
function isOfNumber(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46 || code === 69 || code === 101
}
