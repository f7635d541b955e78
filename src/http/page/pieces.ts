import { PassThrough, type Readable } from 'node:stream'
import { createBrotliCompress, createGzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import { brotliOf, type Way } from './packing.ts'

/** A page whose beginning is on its way while the rest is worked out: a browser draws what it has. */
export class Pieces extends PassThrough {
  readonly #reply: FastifyReply

  /** Sends the beginning with the headers that `reply` has by now; status 200. */
  constructor(reply: FastifyReply, beginning: string) {
    super()
    this.#reply = reply
    this.write(beginning)
    reply.type('text/html; charset=utf-8').send(this)
  }

  /** Sends the rest. Who left in between is no error. */
  finish(rest: string): FastifyReply {
    if (!this.destroyed) this.end(rest)
    return this.#reply
  }
}

/** Packs pieces so that each can be read when it comes. */
export function packPieces(pieces: Readable, way: Way): Readable {
  const packer = way === 'br' ? createBrotliCompress(brotliOf()) : createGzip()
  pieces.on('data', piece => {
    packer.write(piece)
    packer.flush()
  })
  pieces.on('end', () => packer.end())
  packer.on('close', () => pieces.destroy())
  return packer
}
