import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { PageLinks } from '#src/contracts/page-links.ts'
import { filePath, findFile, type Pictures } from '#src/features/delivery/index.ts'
import type { Db } from '#src/platform/database/db.ts'

const Params = z.object({ name: z.string().regex(/^[0-9a-f]{40}\.png$/) })
const Query = z.object({ exp: z.string(), sig: z.string() })

/** Pictures under signed addresses: `GET /files/<id>.png?exp=…&sig=…`. Whatever is not signed does not exist. */
export function filesRoutes(pictures: Pictures): (app: FastifyInstance) => Promise<void> {
  return async app => {
    app.get('/files/:name', async (request, reply) => {
      const params = Params.safeParse(request.params)
      const query = Query.safeParse(request.query)
      if (!params.success || !query.success) return reply.callNotFound()
      const id = params.data.name.slice(0, -'.png'.length)
      if (!pictures.verify(id, query.data.exp, query.data.sig)) {
        return reply.code(403).send({ error: 'This address has run out or was not made by this service.' })
      }
      const picture = await pictures.find(id)
      if (!picture) return reply.callNotFound()
      return reply
        .header('cache-control', 'private, max-age=86400, immutable')
        .header('x-content-type-options', 'nosniff')
        .type('image/png')
        .send(Buffer.from(picture.png))
    })
  }
}

const NamedParams = z.object({ name: z.string().regex(/^[a-z0-9._-]{1,120}$/) })
const PageQuery = z.object({ page: z.string().max(500) })

/** Files that were made for people: `GET /files/exports/<name>?page=…`, signed and for some days. */
export function exportFileRoutes(parts: {
  readonly db: Db
  readonly pages: PageLinks
  readonly now: () => Date
}): (app: FastifyInstance) => Promise<void> {
  return async app => {
    app.get(`${filePath}/:name`, async (request, reply) => {
      const params = NamedParams.safeParse(request.params)
      const query = PageQuery.safeParse(request.query)
      if (!params.success || !query.success) return reply.callNotFound()
      const { name } = params.data
      const now = parts.now()
      const id = parts.pages.read(`${filePath}/${name}`, query.data.page, now)
      if (id === null) {
        return reply.code(403).send({ error: 'This address has run out or was not made by this service.' })
      }
      const file = await findFile(parts.db, id, now)
      if (!file) return reply.callNotFound()
      return reply
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'no-referrer')
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .type(file.mediaType)
        .send(Buffer.from(file.content))
    })
  }
}
