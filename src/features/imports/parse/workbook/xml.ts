import type { Readable } from 'node:stream'
import { type SaxesAttributePlain, SaxesParser } from 'saxes'

/** What is done as a part is read. Names come without their prefix: writers choose prefixes freely. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** A part that is no XML. */
export class XmlProblem extends Error {}

/** A piece of text between two tags longer than this is no cell (judgement: Excel allows 32,767 characters). */
const longestText = 4 * 1024 * 1024

/** Reads XML as it arrives, with flat memory; after each piece, so that what it found can be taken, says its bytes. */
export async function* readXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<number> {
  const parser = new SaxesParser({ position: false })
  let pending = 0
  parser.on('opentag', tag => {
    pending = 0
    handlers.open?.(local(tag.name), localAttributes(tag.attributes as Record<string, string>))
  })
  parser.on('text', text => {
    pending = 0
    handlers.text?.(text)
  })
  parser.on('cdata', text => handlers.text?.(text))
  parser.on('closetag', tag => handlers.close?.(local(tag.name)))
  parser.on('error', error => {
    throw new XmlProblem(error.message)
  })
  const decoder = new TextDecoder('utf-8')
  let first = true
  try {
    for await (const chunk of stream) {
      const bytes = chunk as Uint8Array
      const text = first ? startOf(decoder, bytes) : decoder.decode(bytes, { stream: true })
      first = false
      pending += text.length
      if (pending > longestText) throw new XmlProblem('a text without end')
      parser.write(text)
      yield bytes.length
    }
    parser.close()
    yield 0
  } finally {
    stream.destroy()
  }
}

/** Reads a whole part. */
export async function readAllXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _piece of readXml(stream, handlers));
}

function startOf(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  if (bytes[0] === 0xff || bytes[0] === 0xfe) throw new XmlProblem('not written in UTF-8')
  return decoder.decode(bytes, { stream: true })
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function localAttributes(attributes: Record<string, SaxesAttributePlain['value']>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]))
}
