import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** A list of one looks like no list in XML. Values stay texts, so that ids keep their zeros. */
function parserOf(lists: readonly string[]): XMLParser {
  return new XMLParser({ parseTagValue: false, ignoreAttributes: true, isArray: name => lists.includes(name) })
}
const ofOrders = parserOf(['OrderInfo', 'Item'])
/** Functions that answer with one `Result` for each row. */
const ofRows = parserOf(['Result'])
const builder = new XMLBuilder({})

/** The body of a call. */
export function toXml(body: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build(body)}`
}

/** @throws SourceFault `transient` for a page instead of data, `drift` for what is no XML. */
export function fromXml(text: string, lists: 'orders' | 'rows' = 'orders'): unknown {
  if (/^\s*(?:<!doctype html|<html)/i.test(text))
    throw new SourceFault('transient', says('maintenance', { vendor: 'Yahoo!' }))
  if (!/^\s*</.test(text)) throw new SourceFault('drift', says('notXml', { vendor: 'Yahoo!' }))
  try {
    return (lists === 'rows' ? ofRows : ofOrders).parse(text)
  } catch (cause) {
    throw new SourceFault('drift', says('notXml', { vendor: 'Yahoo!' }), { cause })
  }
}
