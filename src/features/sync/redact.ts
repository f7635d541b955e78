import { gzipSync } from 'node:zlib'
import type { HttpResponse } from '#src/contracts/connector.ts'
import type { RawAnswer } from './store/raw-answers.ts'

/** Names that may hold a person or a secret wherever they stand, besides those that a connector names. */
const personal =
  /mail|phone|tel\b|address|zip|postal|name|buyer|recipient|customer|contact|token|secret|password|comment|remark|note|message/i

/** An answer without fields that may hold persons; `null`: it cannot be cut apart, so that nothing of it is kept. */
export function keepable(url: string, answer: HttpResponse, named: readonly string[]): RawAnswer | null {
  const cut = new Set(named.map(name => name.toLowerCase()))
  try {
    const text = JSON.stringify(without(JSON.parse(answer.text()), cut))
    return { url: url.replace(/[?#].*$/s, ''), status: answer.status, body: gzipSync(text) }
  } catch {
    return null // not JSON: files and pages are not kept
  }
}

function without(value: unknown, cut: ReadonlySet<string>): unknown {
  if (typeof value === 'string' && /^https?:\/\//.test(value)) return value.replace(/[?#].*$/s, '') // signed addresses
  if (Array.isArray(value)) return value.map(one => without(one, cut))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => !cut.has(name.toLowerCase()) && !personal.test(name))
  return Object.fromEntries(kept.map(([name, one]) => [name, without(one, cut)]))
}
