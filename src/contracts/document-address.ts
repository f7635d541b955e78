import { says } from './said.ts'
import { SourceFault } from './source-fault.ts'

/** Where documents of a marketplace may lie. */
export interface DocumentPlaces {
  /** Address of the interface that named the document. */
  readonly api: string
  /** Hosts of the vendor and of the storage that it uses; hosts below them count. */
  readonly hosts: readonly string[]
}

/**
 * Checks the address of a document, which comes from an answer: encrypted and at a host of the vendor, or at the very host
 * of the interface. Where the interface stands on this machine (a test), so may its documents, on any port. Whoever fetches
 * it sends no token there.
 * @throws SourceFault `permanent` for every other address, with its host
 */
export function documentAddress(url: string, { api, hosts }: DocumentPlaces): string {
  const base = URL.canParse(api) ? new URL(api) : null
  const address = URL.canParse(url, base?.href) ? new URL(url, base?.href) : null
  if (address && isAllowed(address, base, hosts)) return address.href
  throw new SourceFault('permanent', says('addressNotFetched'), {
    subject: address?.host || 'no address',
  })
}

function isAllowed(address: URL, base: URL | null, hosts: readonly string[]): boolean {
  const { protocol, hostname, username, password, port } = address
  if (username !== '' || password !== '') return false
  if (protocol !== 'https:' && protocol !== 'http:') return false
  if (base && isLoopback(base.hostname) && isLoopback(hostname)) return true
  if (base && hostname === base.hostname && (protocol === 'https:' || protocol === base.protocol)) return true
  return protocol === 'https:' && port === '' && hosts.some(host => hostname === host || hostname.endsWith(`.${host}`))
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
