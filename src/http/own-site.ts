import type { FastifyRequest } from 'fastify'

/** Where a browser says that a request comes from, by `Sec-Fetch-Site`; `null`: it says nothing, or is no browser. */
export function siteOf({ headers }: Pick<FastifyRequest, 'headers'>): 'own' | 'same-site' | 'cross-site' | null {
  const site = headers['sec-fetch-site']
  if (site === undefined) return null
  if (site === 'same-origin' || site === 'none') return 'own'
  return site === 'same-site' ? 'same-site' : 'cross-site' // whatever else it may once say is not us
}

/** Browsers say where a request comes from; what says nothing is no browser, and has no cookie of one. */
export function isOwnSite(request: Pick<FastifyRequest, 'headers'>): boolean {
  const site = siteOf(request)
  if (site !== null) return site === 'own'
  const { origin, host } = request.headers
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
