import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { inTurn } from '#src/http/page/in-turn.ts'

const apps: FastifyInstance[] = []

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

/** A page whose work lasts until it is let go on. */
async function start(most: number) {
  const app = Fastify()
  apps.push(app)
  const turn = inTurn(most)
  const begun: string[] = []
  const going: (() => void)[] = []
  app.get<{ Params: { name: string } }>('/:name', ({ params }, reply) =>
    turn(reply, async () => {
      begun.push(params.name)
      await new Promise<void>(resolve => going.push(resolve))
      if (params.name === 'broken') throw new Error('as it happens')
      return reply.send(params.name)
    }),
  )
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, begun, goOn: () => going.shift()?.() }
}

describe('answers in turn', () => {
  it('are so many at once, the others in the order in which they were asked for', async () => {
    const { url, begun, goOn } = await start(2)
    const names = ['a', 'b', 'c', 'd']
    const answers = []
    for (const name of names) {
      answers.push(fetch(`${url}/${name}`).then(answer => answer.text()))
      await pause(20)
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
    const { url, begun, goOn } = await start(1)
    const first = fetch(`${url}/broken`)
    await expect.poll(() => begun).toEqual(['broken'])
    const leaving = new AbortController()
    const left = Array.from({ length: 30 }, (_none, at) => fetch(`${url}/left-${at}`, { signal: leaving.signal }))
    const gone = Promise.allSettled(left)
    await pause(100)
    const last = fetch(`${url}/last`)
    await pause(50)
    leaving.abort()
    await gone
    await pause(50) // the server hears of it
    goOn()
    expect((await first).status).toBe(500)
    await expect.poll(() => begun).toEqual(['broken', 'last'])
    goOn()
    expect(await (await last).text()).toBe('last')
  })
})
