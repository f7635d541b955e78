import type { PageLinks } from '#src/contracts/page-links.ts'

/** The address of a page of this service that asks who it is for by itself. */
export function plainUrl(pages: PageLinks, path: string, now: Date): string {
  const [base = ''] = pages.url('/', '', now).split('?')
  return `${base.replace(/\/+$/, '')}${path}`
}
