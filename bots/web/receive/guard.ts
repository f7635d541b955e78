import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { Refused, refusals } from '#bots/web/texts.ts'
import { siteOf } from '#src/http/own-site.ts'

/**
 * Headers of everything the console serves. No inline code, no foreign origin, no frame around it, and no sink that
 * turns text into markup (trusted types without any policy).
 */
export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/**
 * Refuses requests that another site makes a browser send. A name that is rebound to this machine shows in `Host`;
 * a foreign page shows in `Origin` or `Sec-Fetch-Site`. Scripts send neither of the latter and may pass.
 * @throws Refused
 */
export function refuseForeign(request: FastifyRequest, publicUrl: string): void {
  const { host = '', origin } = request.headers
  const site = siteOf(request)
  const ours = isOurName(host, publicUrl) && (origin === undefined || isSameHost(origin, host, publicUrl))
  const crossSite = site === 'cross-site' || (site === 'same-site' && request.method !== 'GET')
  if (!ours || (crossSite && !isNavigation(request))) throw new Refused(refusals.foreign)
}

/** Following a link to the page itself is no danger: it is drawn without acting. */
function isNavigation(request: FastifyRequest): boolean {
  return request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
}

/** An address, this machine's own name, or the name we are published under: all that DNS cannot turn against us. */
function isOurName(host: string, publicUrl: string): boolean {
  const name = nameOf(`http://${host}`)
  if (name === null) return false
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name === nameOf(publicUrl)
}

function isSameHost(origin: string, host: string, publicUrl: string): boolean {
  const from = hostOf(origin)
  return from !== null && (from === hostOf(`${schemeOf(origin)}//${host}`) || from === hostOf(publicUrl))
}

function nameOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null
}

function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : 'http:'
}
