import { type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import type { Context } from './api.ts'

/**
 * Fetches a document from the address that was signed for it: valid for five minutes, and without headers of ours.
 * @throws SourceFault `transient` also when the address is valid no more, so that the next try has a new one
 */
export async function download(url: string, context: Context): Promise<HttpResponse> {
  const answer = await context.http({ url, accept: [400, 401, 403, 404, 410] })
  if (answer.status >= 400) throw new SourceFault('transient', `The document was refused (${answer.status})`)
  const isPage = /^\s*<(!doctype|html)/i.test(Buffer.from(answer.bytes.subarray(0, 200)).toString('latin1'))
  if (isPage) throw new SourceFault('transient', 'A page came instead of the document')
  return answer
}

/** Amazon names the character set in the header; Japanese documents without one are Shift_JIS where they are no UTF-8. */
export function textOf(document: { readonly text: (charset?: string) => string }, market: string): string {
  const text = document.text()
  if (!text.includes('\ufffd')) return text
  return document.text(market === 'jp' ? 'shift_jis' : 'windows-1252')
}
