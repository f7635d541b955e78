import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** Networks that are not the internet (IANA special-purpose address registries). */
const inner = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(network, bits, 'ipv4')
}
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  inner.addSubnet(network, bits, 'ipv6')
}

/** Whether an address belongs to a machine or a network of one's own. An IPv4 address inside IPv6 counts as itself. */
export function isPrivate(ip: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return isPrivate(mapped)
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(ip)
  if (hex) {
    const [high, low] = [Number.parseInt(hex[1] ?? '0', 16), Number.parseInt(hex[2] ?? '0', 16)]
    return isPrivate([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  const family = isIP(ip)
  return family === 0 || inner.check(ip, family === 4 ? 'ipv4' : 'ipv6')
}

/** The host of an address as `lookup` takes it. */
function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^\[|\]$/g, '')
}

/** An address that names a private machine itself was given on purpose. */
function namesPrivate(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && isPrivate(host))
}

/** Whether an address may be written into the file of keys: encrypted, or on a private machine. No user and password. */
export function isAllowedForm(address: string): boolean {
  const example = address.replace(/\{\w+\}/g, '1')
  if (!URL.canParse(example)) return false
  const { protocol, username, password } = new URL(example)
  if (username !== '' || password !== '') return false
  // A host that a placeholder completes would be another than the one that was looked at
  if (!/^https?:\/\/[^/?#{]+([/?#]|$)/i.test(address)) return false
  return protocol === 'https:' || (protocol === 'http:' && namesPrivate(hostOf(example)))
}

/**
 * Lets an address pass that leads to the internet, or to a private machine that was named on purpose. A name that leads
 * into a private network is refused unless the keys allow it.
 * @throws SourceFault
 */
export async function checkAddress(
  address: string,
  allowPrivate: boolean,
  resolve: (host: string) => Promise<readonly string[]> = resolved,
): Promise<void> {
  const host = hostOf(address)
  if (allowPrivate || namesPrivate(host)) return
  if ((await resolve(host)).some(isPrivate)) {
    throw new SourceFault('permanent', says('privateNetwork', { host }))
  }
}

async function resolved(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch (cause) {
    throw new SourceFault('transient', says('hostUnknown', { host }), { cause })
  }
}
