import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Pictures } from '#src/features/delivery/index.ts'

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
