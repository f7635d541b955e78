import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const [packGzip, packBrotli] = [promisify(gzip), promisify(brotliCompress)]
/** Answers that fit into one packet anyway are sent as they are (judgement: a segment of TCP). */
const packFrom = 1_400
/** Quality of what is packed for each answer: 5 of 11 takes about as long as gzip and is a tenth smaller (judgement). */
const quality = 5

/**
 * Packs pages and what their scripts read, where the browser takes that. Size could tell a foreign page something about
 * what stands beside words of its own choice (BREACH): the only secret in our pages is the mark of forms, which is worth
 * nothing without a request that the browser itself calls one of ours.
 */
export function packAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < packFrom || reply.hasHeader('content-encoding')) return payload
    reply.header('vary', 'accept-encoding')
    const way = wayOf(request.headers['accept-encoding'])
    if (way === null) return payload
    reply.header('content-encoding', way).removeHeader('content-length')
    return way === 'br' ? packBrotli(payload, brotliOf(quality)) : packGzip(payload)
  })
}

/** How a browser wants things packed, best first; `null`: not at all. */
export function wayOf(accepted: string | string[] | undefined): 'br' | 'gzip' | null {
  const said = String(accepted ?? '')
  return /\bbr\b/.test(said) ? 'br' : /\bgzip\b/.test(said) ? 'gzip' : null
}

/** Packs what is sent many times as small as it gets. */
export function packHard(content: Buffer, way: 'br' | 'gzip'): Promise<Buffer> {
  return way === 'br' ? packBrotli(content, brotliOf(constants.BROTLI_MAX_QUALITY)) : packGzip(content, { level: 9 })
}

function brotliOf(level: number) {
  return {
    params: { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  }
}
