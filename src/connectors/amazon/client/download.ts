import { type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { documentAddress } from '#src/contracts/document-address.ts'
import { says } from '#src/contracts/said.ts'
import type { Context } from './api.ts'

/** Amazon signs addresses of its own storage; those of the documentation lie at its network of copies. */
const hosts = [
  'amazonaws.com',
  'cloudfront.net',
  'amazon.com',
  'amazon.co.jp',
  'amazon.ca',
  'amazon.com.mx',
  'amazon.com.br',
  'amazon.com.au',
  'amazon.sg',
]

/**
 * Fetches a document from the address that was signed for it: valid for five minutes, and without headers of ours.
 * `api`: the address of the interface that named it.
 * @throws SourceFault `permanent` for an address that is not Amazon's, `transient` also when it is valid no more, so that
 * the next try has a new one
 */
export async function download(
  url: string,
  context: Context,
  api = context.addresses.AMAZON_API_URL ?? '',
): Promise<HttpResponse> {
  const address = documentAddress(url, { api, hosts })
  const answer = await context.http({ url: address, accept: [400, 401, 403, 404, 410], packed: true })
  if (answer.status >= 400) throw new SourceFault('transient', says('documentRefused', { code: answer.status }))
  const isPage = /^\s*<(!doctype|html)/i.test(Buffer.from(answer.bytes.subarray(0, 200)).toString('latin1'))
  if (isPage) throw new SourceFault('transient', says('documentPage'))
  return answer
}

/** The character set of a document that is read line by line, as `textOf` finds it, and how many lines it has. */
export async function surveyLines(
  document: Pick<HttpResponse, 'lines'>,
  market: string,
): Promise<{ readonly charset: string | undefined; readonly count: number }> {
  let [count, garbled] = [0, false]
  for await (const line of document.lines?.() ?? []) {
    count += 1
    garbled ||= line.includes('\ufffd')
  }
  return { charset: garbled ? otherCharset(market) : undefined, count }
}

function otherCharset(market: string): string {
  return market === 'jp' ? 'shift_jis' : 'windows-1252'
}

/** Amazon names the character set in the header; Japanese documents without one are Shift_JIS where they are no UTF-8. */
export function textOf(document: { readonly text: (charset?: string) => string }, market: string): string {
  const text = document.text()
  if (!text.includes('\ufffd')) return text
  return document.text(otherCharset(market))
}
