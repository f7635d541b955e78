import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { packAnswers } from '#src/http/page/packed.ts'
import { Pieces } from '#src/http/page/pieces.ts'

const beginning = `<!doctype html><title>会社 A</title>${'<p>navigation</p>'.repeat(200)}`
const rest = '<main>売上 ¥1,234</main>'
const apps: FastifyInstance[] = []

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

/** A page whose rest is sent when `finish` is called. */
async function start() {
  const app = Fastify({ forceCloseConnections: true })
  apps.push(app)
  packAnswers(app)
  let begun: Pieces | undefined
  let finish: () => void = () => {}
  const asked = new Promise<void>(resolve => {
    finish = resolve
  })
  app.get('/', async (_request, reply) => {
    begun = new Pieces(reply, beginning)
    await asked
    return begun.finish(rest)
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, finish, pieces: () => begun }
}

async function open(url: string, encoding: string): Promise<IncomingMessage> {
  const [answer] = await once(get(url, { agent: false, headers: { 'accept-encoding': encoding } }), 'response')
  return answer
}

function unpacked(answer: IncomingMessage) {
  const way = answer.headers['content-encoding']
  return way === 'br' ? answer.pipe(createBrotliDecompress()) : way === 'gzip' ? answer.pipe(createGunzip()) : answer
}

describe('a page in two pieces', () => {
  it.each(['br', 'gzip', 'identity'])(
    'is read up to its middle while the rest is worked out, packed as %s',
    async way => {
      const { url, finish } = await start()
      const answer = await open(url, way)
      expect(answer.headers['content-encoding']).toBe(way === 'identity' ? undefined : way)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      const reader = unpacked(answer).setEncoding('utf8')
      let text = ''
      reader.on('data', piece => {
        text += piece
      })
      while (text.length < beginning.length) await once(reader, 'data')
      expect(text).toBe(beginning) // nothing of it waits for what is still to come
      finish()
      await once(reader, 'end')
      expect(text).toBe(beginning + rest)
    },
  )

  it.each(['br', 'identity'])('ends quietly where its reader left, packed as %s', async way => {
    const { url, finish, pieces } = await start()
    const answer = await open(url, way)
    await once(answer, 'data')
    answer.destroy()
    await expect.poll(() => pieces()?.destroyed).toBe(true)
    finish() // a write to what is gone must end nothing
    await new Promise(resolve => setImmediate(resolve))
    const again = await open(url, way)
    const texts: string[] = []
    for await (const piece of unpacked(again).setEncoding('utf8')) texts.push(String(piece))
    expect(texts.join('')).toBe(beginning + rest)
  })
})
