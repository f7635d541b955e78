import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * Whether a request comes to us by a name of ours and from no foreign page: a name that was rebound to this machine shows
 * in `Host`, a page of another site in `Origin` (Model Context Protocol, Transports, Security Warning).
 */
export function isOurs({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string): boolean {
  const { host = '', origin } = headers
  return isOurName(host, publicUrl) && (origin === undefined || isSameHost(origin, host, publicUrl))
}

/** An address, this machine's own name, or the name we are published under: what DNS cannot turn against us. */
function isOurName(host: string, publicUrl: string): boolean {
  const name = part(`http://${host}`, 'hostname')
  if (name === null) return false
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name === part(publicUrl, 'hostname')
}

function isSameHost(origin: string, host: string, publicUrl: string): boolean {
  const from = part(origin, 'host')
  return (
    from !== null && (from === part(`${part(origin, 'protocol')}//${host}`, 'host') || from === part(publicUrl, 'host'))
  )
}

function part(url: string, name: 'host' | 'hostname' | 'protocol'): string | null {
  return URL.canParse(url) ? new URL(url)[name] : null
}
