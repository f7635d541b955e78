/** What a file of text may be written in; labels of the Encoding standard. `shift_jis` is CP932 there. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'gb18030'

/** How text reads in each character set. */
interface Trial {
  readonly encoding: Encoding
  readonly decoder: InstanceType<typeof TextDecoder>
  /** Characters that are none. */
  bad: number
  /** Characters beyond ASCII that are some. */
  good: number
  /** Half-width katakana: rare in Japanese files, frequent where Chinese bytes are read as Japanese. */
  halfWidth: number
  sample: string
}

/** How much of the beginning is kept to look for a header. */
const sampleLength = 65_536

/** A share of unreadable characters below this is damage, above it the wrong character set (judgement). */
const damaged = 0.01

/** Looks at all bytes of a file, in pieces, and says what they are written in. */
export interface EncodingDetector {
  readonly add: (bytes: Uint8Array) => void
  readonly finish: () => Encoding
}

/** What helps to tell Japanese from Chinese bytes: Shift_JIS often reads as GB18030 without an error. */
export interface EncodingHints {
  /** Market of the stores: `jp` or `cn` decide what the bytes leave open. */
  readonly market?: string | undefined
  /** How many column names are known in this text. */
  readonly knownNames?: (sample: string) => number
}

/** Byte-order mark, else UTF-8 if it reads so, else whichever of Shift_JIS and GB18030 fits bytes, names and market. */
export function createEncodingDetector(hints: EncodingHints = {}): EncodingDetector {
  let start: Uint8Array = new Uint8Array()
  const trials = (['utf-8', 'shift_jis', 'gb18030'] as const).map(startTrial)
  return {
    add(bytes) {
      if (start.length < 3) start = Buffer.concat([start, bytes.subarray(0, 3)])
      for (const trial of trials) look(trial, trial.decoder.decode(bytes, { stream: true }))
    },
    finish() {
      for (const trial of trials) look(trial, trial.decoder.decode())
      return markOf(start) ?? choose(trials, hints)
    },
  }
}

function startTrial(encoding: Encoding): Trial {
  return { encoding, decoder: new TextDecoder(encoding), bad: 0, good: 0, halfWidth: 0, sample: '' }
}

function look(trial: Trial, text: string): void {
  if (trial.sample.length < sampleLength) trial.sample += text.slice(0, sampleLength - trial.sample.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    if (code === 0xfffd) trial.bad++
    else trial.good++
    if (code >= 0xff61 && code <= 0xff9f) trial.halfWidth++
  }
}

function markOf(start: Uint8Array): Encoding | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return null
}

function choose(trials: readonly Trial[], hints: EncodingHints): Encoding {
  const [utf8, japanese, chinese] = trials
  if (!utf8 || !japanese || !chinese || fits(utf8)) return 'utf-8'
  const fitting = [japanese, chinese].filter(fits)
  if (fitting.length === 1) return fitting[0]?.encoding ?? 'utf-8'
  if (fitting.length === 0) return [...trials].sort((a, b) => share(a) - share(b))[0]?.encoding ?? 'utf-8'
  const names = hints.knownNames ?? (() => 0)
  const difference = names(japanese.sample) - names(chinese.sample)
  if (difference !== 0) return difference > 0 ? 'shift_jis' : 'gb18030'
  if (hints.market === 'jp') return 'shift_jis'
  if (hints.market === 'cn') return 'gb18030'
  return japanese.halfWidth * 2 > japanese.good ? 'gb18030' : 'shift_jis'
}

function fits(trial: Trial): boolean {
  return share(trial) < damaged
}

function share(trial: Trial): number {
  return trial.bad === 0 ? 0 : trial.bad / (trial.bad + trial.good)
}

/** The text of a file, a piece at a time, without its byte-order mark. */
export async function* decode(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
