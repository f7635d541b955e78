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

/** Opens separated text, or the table of a web page or of Excel's own XML. @throws UserError */
export async function openText(source: TextSource, market: string | undefined): Promise<Table> {
  const detector = createEncodingDetector({ market, knownNames: namesIn })
  for await (const chunk of source()) detector.add(chunk)
  const encoding = detector.finish()
  const sample = await sampleOf(source, encoding)
  if (isMarkup(sample)) return openMarkup(source, declaredIn(sample) ?? encoding)
  const separator = separatorOf(sample, knownNames)
  return { format: 'csv', encoding, separator, rows: () => csvRows(decode(source(), encoding), separator) }
}

/** How many names of columns a row of the beginning has, at the most. */
function namesIn(sample: string): number {
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
