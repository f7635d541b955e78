import { UserError } from '#src/errors.ts'
import { knownNames } from '#src/features/imports/columns/columns.ts'
import { csvRows, separatorOf } from './csv.ts'
import { createEncodingDetector, decode, type Encoding } from './encoding.ts'
import { isMarkup, markupRows } from './markup.ts'
import { refusals } from './refusals.ts'
import type { Table } from './table.ts'

/** The bytes of a text, as often as needed; with a number, only about so many from the beginning. */
export type TextSource = (end?: number) => AsyncIterable<Uint8Array>

const sampleBytes = 65_536

/** How a text is to be opened. */
export interface TextOpening {
  readonly market: string | undefined
  /** Bytes of the whole. */
  readonly size: number
  /** Bytes that tell in which character set it is written; absent: all of them. */
  readonly look?: number | undefined
}

/** Opens separated text, or the table of a web page or of Excel's own XML. @throws UserError */
export async function openText(source: TextSource, { market, size, look }: TextOpening): Promise<Table> {
  const detector = createEncodingDetector({ market, knownNames: namesIn })
  for await (const chunk of source(look)) detector.add(chunk)
  const encoding = detector.finish()
  const sample = await sampleOf(source, encoding)
  if (isMarkup(sample)) return openMarkup(source, declaredIn(sample) ?? encoding)
  const separator = separatorOf(sample, knownNames)
  const meter = createMeter(size)
  return {
    format: 'csv',
    encoding,
    separator,
    rows: () => csvRows(decode(meter.count(source()), encoding), separator),
    share: meter.share,
  }
}

function createMeter(size: number) {
  let read = 0
  return {
    share: () => (size > 0 ? Math.min(1, read / size) : 1),
    async *count(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      read = 0
      for await (const chunk of bytes) {
        read += chunk.length
        yield chunk
      }
    },
  }
}

/** How many names of columns a row of the beginning has, at the most. */
export function namesIn(sample: string): number {
  const lines = sample.split(/\r?\n|\r/, 20)
  return Math.max(...lines.map(line => knownNames(line.split(/[,;\t|]/).map(cell => cell.replace(/^"|"$/g, '')))))
}

async function sampleOf(source: TextSource, encoding: Encoding): Promise<string> {
  let text = ''
  for await (const piece of decode(source(sampleBytes), encoding)) text += piece
  return text
}

async function openMarkup(source: TextSource, encoding: string): Promise<Table> {
  const rows = await markupRows(decode(source(), encoding as Encoding)) // a label that TextDecoder knows
  if (rows.length < 2) throw new UserError(refusals.webPage)
  const all = async function* () {
    yield* rows
  }
  return { format: 'html', encoding, separator: null, rows: all }
}

/** What a page says of its own character set; `null` where it says nothing that we can read. */
function declaredIn(sample: string): string | null {
  const label = /charset\s*=\s*["']?([\w-]+)/i.exec(sample)?.[1] ?? /encoding\s*=\s*["']([\w-]+)/i.exec(sample)?.[1]
  try {
    return label ? new TextDecoder(label).encoding : null
  } catch {
    return null
  }
}
