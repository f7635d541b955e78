import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { inTurn } from '#src/http/page/in-turn.ts'

const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A page whose work lasts until it is let go on. */
async function start(most: number) {
  const app: FastifyInstance = Fastify()
  const turn = inTurn(most)
  const begun: string[] = []
  const seen = { asked: 0, left: 0 }
  const going: (() => void)[] = []
  let isOver = false
  ends.push(async () => {
    isOver = true
    for (const resolve of going.splice(0)) resolve()
    await app.close()
  })
  app.get<{ Params: { name: string } }>('/:name', ({ params }, reply) => {
    seen.asked++
    reply.raw.on('close', () => {
      if (!reply.raw.writableFinished) seen.left++
    })
    return turn(reply, async () => {
      begun.push(params.name)
      if (!isOver) await new Promise<void>(resolve => going.push(resolve))
      if (params.name === 'broken') throw new Error('as it happens')
      return reply.send(params.name)
    })
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, begun, seen, goOn: () => going.shift()?.() }
}

describe('answers in turn', () => {
  it('are so many at once, the others in the order in which they were asked for', async () => {
    const { url, begun, seen, goOn } = await start(2)
    const names = ['a', 'b', 'c', 'd']
    const answers = []
    for (const [at, name] of names.entries()) {
      answers.push(fetch(`${url}/${name}`).then(answer => answer.text()))
      await expect.poll(() => seen.asked).toBe(at + 1)
    }
    expect(begun).toEqual(['a', 'b'])
    goOn()
    await expect.poll(() => begun).toEqual(['a', 'b', 'c'])
    goOn()
    await expect.poll(() => begun).toEqual(names)
    goOn()
    goOn()
    expect(await Promise.all(answers)).toEqual(names)
  })

  it('skip whoever left before their turn, and go on after one that failed', async () => {
    const { url, begun, seen, goOn } = await start(1)
    const first = fetch(`${url}/broken`)
    await expect.poll(() => begun).toEqual(['broken'])
    const leaving = new AbortController()
    const left = Array.from({ length: 30 }, (_none, at) => fetch(`${url}/left-${at}`, { signal: leaving.signal }))
    const gone = Promise.allSettled(left)
    await expect.poll(() => seen.asked).toBe(31)
    const last = fetch(`${url}/last`)
    await expect.poll(() => seen.asked).toBe(32)
    leaving.abort()
    await gone
    await expect.poll(() => seen.left).toBe(30)
    goOn()
    const broken = await first
    expect([broken.status, await broken.text()]).toEqual([500, expect.stringContaining('as it happens')])
    await expect.poll(() => begun).toEqual(['broken', 'last'])
    goOn()
    expect(await (await last).text()).toBe('last')
  })
})
