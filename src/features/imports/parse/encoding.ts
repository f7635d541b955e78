import { isAscii } from 'node:buffer'
import { byteOrderMark, wideWithoutMark } from './byte-order.ts'
import { type Script, scriptScore } from './scripts.ts'

/** What a file of text may be written in; labels of the Encoding standard. `shift_jis` is CP932 there. */
export type Encoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'shift_jis'
  | 'gb18030'
  | 'big5'
  | 'euc-jp'
  | 'euc-kr'
  | 'windows-1252'

/** How text reads in each character set. */
interface Trial {
  readonly encoding: Encoding
  /** The language that is written in it. */
  readonly script: Script
  readonly decoder: InstanceType<typeof TextDecoder>
  /** Characters that are none. */
  bad: number
  /** Characters beyond ASCII that are some. */
  good: number
  sample: string
}

/** How much of the beginning is kept to look for a header and for frequent characters. */
const sampleLength = 65_536

/** Bytes with characters beyond ASCII that are looked at: more of them say nothing new (judgement). */
const maxForeign = 8 * 1024 * 1024

/** A share of unreadable characters below this is damage, above it the wrong character set (judgement). */
const damaged = 0.01

/** Two readings whose frequent characters differ by less than this, and by more in a short text, are left to the market. */
const clear = 0.1

/** Looks at all bytes of a file, in pieces, and says what they are written in. */
export interface EncodingDetector {
  readonly add: (bytes: Uint8Array) => void
  readonly finish: () => Encoding
}

/** What helps to tell languages apart: the same bytes often read in several character sets without an error. */
export interface EncodingHints {
  /** Market of the stores decides what the bytes leave open. */
  readonly market?: string | undefined
  /** How many column names are known in this text. */
  readonly knownNames?: (sample: string) => number
}

const candidates: readonly (readonly [Encoding, Script])[] = [
  ['utf-8', 'any'],
  ['shift_jis', 'japanese'],
  ['gb18030', 'simplified'],
  ['big5', 'traditional'],
  ['euc-jp', 'japanese'],
  ['euc-kr', 'korean'],
  ['windows-1252', 'latin'],
]

const usualIn: Readonly<Record<string, Encoding>> = {
  jp: 'shift_jis',
  cn: 'gb18030',
  tw: 'big5',
  hk: 'big5',
  kr: 'euc-kr',
}

/**
 * A byte-order mark or the zero bytes of UTF-16, else UTF-8 if it reads so, else the character set whose reading has the
 * most known names of columns, then the characters that its language uses most; the market decides what is left open.
 */
export function createEncodingDetector(hints: EncodingHints = {}): EncodingDetector {
  let start: Uint8Array = new Uint8Array()
  const trials = candidates.map(([encoding, script]) => startTrial(encoding, script))
  let foreign = 0
  let isWhole = true
  return {
    add(bytes) {
      if (foreign > maxForeign) return
      const plain = isWhole && isAscii(bytes) && start.length >= 4_096
      isWhole = (bytes.at(-1) ?? 0) < 0x80
      if (plain) return // reads the same in all of them
      foreign += isAscii(bytes) ? 0 : bytes.length
      if (start.length < 4_096) start = Buffer.concat([start, bytes.subarray(0, 4_096 - start.length)])
      for (const trial of trials) look(trial, trial.decoder.decode(bytes, { stream: true }))
    },
    finish() {
      return byteOrderMark(start) ?? wideWithoutMark(start) ?? choose(trials, hints)
    },
  }
}

function startTrial(encoding: Encoding, script: Script): Trial {
  return { encoding, script, decoder: new TextDecoder(encoding), bad: 0, good: 0, sample: '' }
}

function look(trial: Trial, text: string): void {
  if (trial.sample.length < sampleLength) trial.sample += text.slice(0, sampleLength - trial.sample.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    if (code === 0xfffd) trial.bad++
    else trial.good++
  }
}

function choose(trials: readonly Trial[], hints: EncodingHints): Encoding {
  const [utf8, ...others] = trials
  if (!utf8 || fits(utf8)) return 'utf-8'
  const fitting = others.filter(fits)
  if (fitting.length === 0) return [...trials].sort((a, b) => share(a) - share(b))[0]?.encoding ?? 'utf-8'
  const names = hints.knownNames ?? (() => 0)
  const scored = fitting.map(trial => ({
    encoding: trial.encoding,
    names: names(trial.sample),
    score: scriptScore(trial.sample, trial.script),
    usual: usualIn[hints.market ?? ''] === trial.encoding,
  }))
  const highestNames = Math.max(...scored.map(one => one.names))
  const named = scored.filter(one => one.names === highestNames) // a wrong reading has no names of columns
  const best = Math.max(...named.map(one => one.score))
  const characters = Math.min(...fitting.map(trial => trial.good))
  const close = named.filter(one => one.score >= best - clear - 2 / Math.max(1, characters))
  close.sort((a, b) => Number(b.usual) - Number(a.usual) || b.score - a.score)
  return close[0]?.encoding ?? 'utf-8'
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
