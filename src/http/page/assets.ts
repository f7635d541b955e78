import type { FastifyInstance } from 'fastify'
import { icon } from './icon.ts'
import { style } from './style.ts'

/** What all pages of the service draw with: `/page/style.css`, and the icon that browsers ask for by themselves. */
export function pageAssetRoutes(): (app: FastifyInstance) => Promise<void> {
  return async app => {
    app.get('/page/style.css', (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(style),
    )
    app.get('/favicon.ico', (_request, reply) =>
      reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon),
    )
  }
}
