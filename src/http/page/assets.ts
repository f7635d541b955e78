import type { FastifyInstance } from 'fastify'
import { style } from './style.ts'

/** What all pages of the service draw with: `/page/style.css`. */
export function pageAssetRoutes(): (app: FastifyInstance) => Promise<void> {
  return async app => {
    app.get('/page/style.css', (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(style),
    )
  }
}
