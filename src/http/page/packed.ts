import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { brotliOf, type Way, wayOf } from './packing.ts'
import { Pieces, packPieces } from './pieces.ts'

const [packGzip, packBrotli] = [promisify(gzip), promisify(brotliCompress)]
/** Answers that fit into one packet anyway are sent as they are (judgement: a segment of TCP). */
const packFrom = 1_400

/**
 * Packs pages and what their scripts read, where the browser takes that. Size could tell a foreign page something about
 * what stands beside words of its own choice (BREACH): the only secret in our pages is the mark of forms, which is worth
 * nothing without a request that the browser itself calls one of ours.
 */
export function packAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const packs = payload instanceof Pieces || (typeof payload === 'string' && payload.length >= packFrom)
    if (!packs || reply.hasHeader('content-encoding')) return payload
    reply.header('vary', 'accept-encoding')
    const way = wayOf(request.headers['accept-encoding'])
    if (way === null) return payload
    reply.header('content-encoding', way).removeHeader('content-length')
    if (payload instanceof Pieces) return packPieces(payload, way)
    return way === 'br' ? packBrotli(payload, brotliOf()) : packGzip(payload)
  })
}

/** Packs what is sent many times as small as it gets. */
export function packHard(content: Buffer, way: Way): Promise<Buffer> {
  return way === 'br' ? packBrotli(content, brotliOf(constants.BROTLI_MAX_QUALITY)) : packGzip(content, { level: 9 })
}
