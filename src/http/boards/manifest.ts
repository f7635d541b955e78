import type { FastifyInstance } from 'fastify'
import { icon } from '#src/http/page/icon.ts'
import { localeOf } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

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
