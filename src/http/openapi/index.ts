import type { FastifyInstance } from 'fastify'
import { importPaths } from './imports.ts'
import { pushPaths } from './push.ts'
import { readPaths } from './read.ts'
import { schemas } from './schemas.ts'

/** The description of our own API, in OpenAPI 3.1. */
export const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'LinkStar KPI bot',
    version: '1',
    description:
      'Figures in and out. Every request carries the token of the installation. Amounts are in major units (dollars, yen) as numbers or, where every digit counts, decimals as text.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [{ token: [] }],
  paths: { ...pushPaths, ...importPaths, ...readPaths },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The value of API_TOKEN.' } },
    schemas,
  },
} as const

/** `GET /openapi.json`: open to everybody, since it holds no data. */
export function openApiRoutes(): (app: FastifyInstance) => Promise<void> {
  return async app => {
    app.get('/openapi.json', async () => openApi)
  }
}
