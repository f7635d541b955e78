import type { FastifyInstance } from 'fastify'
import { localeOf } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#2456d6"/><path d="M14 42l12-12 9 8 15-18" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`

/** What a phone needs to put the boards on its home screen. Holds nothing of anybody. */
export function registerManifest(app: FastifyInstance): void {
  app.get<{ Querystring: { lang?: string } }>('/boards/manifest.json', async (request, reply) => {
    const locale = localeOf(request.query.lang)
    const icons = [{ src: '/boards/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }]
    const look = { display: 'standalone', background_color: '#f4f6f9', theme_color: '#f4f6f9' }
    const name = `LinkStar KPI · ${texts.boards[locale]}`
    const about = { name, short_name: 'KPI', lang: locale, start_url: '/boards', scope: '/', icons, ...look }
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/manifest+json')
      .send(JSON.stringify(about))
  })
  app.get('/boards/icon.svg', async (_request, reply) => {
    return reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon)
  })
}
