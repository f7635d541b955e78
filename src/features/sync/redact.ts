import { gzipSync } from 'node:zlib'
import type { HttpResponse } from '#src/contracts/connector.ts'
import { mask } from '#src/contracts/mask.ts'
import type { RawAnswer } from './store/raw-answers.ts'

/** Names that may hold a person or a secret wherever they stand, besides those that a connector names. */
const personal =
  /mail|phone|tel\b|address|zip|postal|name|buyer|recipient|customer|contact|token|secret|password|comment|remark|note|message/i

/** Judgement: outlines of files and pages end here. */
const maxNames = 200

/**
 * An answer without fields that may hold persons. Of what is not JSON only the outline is kept, the names of columns or
 * elements: enough to see what changed, and nobody's figures. `null`: there is nothing to keep.
 */
export function keepable(url: string, answer: HttpResponse, named: readonly string[]): RawAnswer | null {
  const cut = new Set(named.map(name => name.toLowerCase()))
  return keepableOf(url, answer.status, cutApart(answer, cut) ?? outlineOf(answer.text()))
}

/** The same of a document that is read line by line: only its outline. */
export async function keepableDocument(url: string, answer: HttpResponse): Promise<RawAnswer | null> {
  let head = ''
  for await (const line of answer.lines?.() ?? []) {
    head = line
    break
  }
  return keepableOf(url, answer.status, outlineOf(head.slice(0, longestHead)))
}

/** Judgement: no line of headers is longer. */
const longestHead = 20_000

function keepableOf(url: string, status: number, kept: unknown): RawAnswer | null {
  if (kept === null || kept === undefined) return null
  return { url: url.replace(/[?#].*$/s, ''), status, body: gzipSync(JSON.stringify(kept)) }
}

function cutApart(answer: HttpResponse, cut: ReadonlySet<string>): unknown {
  try {
    return without(JSON.parse(answer.text()), cut)
  } catch {
    return null
  }
}

function outlineOf(text: string): object | null {
  if (/^\s*</.test(text)) {
    const names = [...new Set([...text.matchAll(/<([A-Za-z][\w:.-]*)/g)].map(([, name]) => name))]
    return { elements: names.slice(0, maxNames) }
  }
  const [head = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)
  const columns = head.split(head.includes('\t') ? '\t' : ',').map(name => name.trim())
  const isHead = columns.length > 2 && columns.every(name => name.length <= 60 && !/@|^[\d.,-]+$/.test(name))
  return isHead ? { columns: columns.slice(0, maxNames) } : null
}

function without(value: unknown, cut: ReadonlySet<string>): unknown {
  if (typeof value === 'string' && /^https?:\/\//.test(value)) return value.replace(/[?#].*$/s, '') // signed addresses
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return value.map(one => without(one, cut))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => !cut.has(name.toLowerCase()) && !personal.test(name))
  return Object.fromEntries(kept.map(([name, one]) => [name, without(one, cut)]))
}
