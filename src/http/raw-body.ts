import type { FastifyInstance, FastifyRequest } from 'fastify'

const bodies = new WeakMap<FastifyRequest, Buffer>()

/**
 * Keeps the bytes of every body in the plugin where it is called, for signatures; other plugins keep their parsers.
 * The body itself is handed on as a `Buffer`.
 */
export function keepRawBody(app: FastifyInstance, options: { readonly limitBytes: number }): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: options.limitBytes }, (request, body, done) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    bodies.set(request, bytes)
    done(null, bytes)
  })
}

/** The bytes of a request's body as they came; empty where there was none. */
export function rawBody(request: FastifyRequest): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0)
}
