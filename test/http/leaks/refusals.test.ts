import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import type { Asker } from './askers.ts'
import { classified, type Door, nameOf } from './routes.ts'
import { addresses, send } from './send.ts'
import { type Service, service } from './service.ts'

vi.mock('#src/http/server.ts', async original => {
  const real = await original<typeof import('#src/http/server.ts')>()
  const { listening } = await import('./heard.ts')
  return { ...real, createServer: listening(real.createServer) }
})

const database = await testDatabase()
let running: Service

beforeAll(async () => {
  running = await service(database)
})
afterAll(() => running.stop())

/** Doors that programs come to: they are answered as programs, whatever they accept. */
const programs: readonly Door[] = ['api', 'assistant', 'platform']
/** Parts of pages: nobody reads them by themselves. */
const part = /\.(css|js|json|svg|jpg|png|ico)\b|\/pictures\/|\/assets\//

it('tells whoever is not let in, or asks for what is not there, in a page of their language', async () => {
  const nobody: Asker = { name: 'nobody', has: {}, opens: [] }
  const wrong: string[] = []
  let refused = 0
  for (const route of [...running.routes.filter(one => one.startsWith('GET ')), 'GET /nothing', 'POST /docs']) {
    const [method = '', path = ''] = route.split(' ')
    const one = classified[nameOf(route)] ?? { door: 'open', at: [path] }
    if (programs.includes(one.door)) continue
    for (const url of addresses(route, one, nobody).filter(at => !part.test(at))) {
      const headers = { accept: 'text/html,*/*', 'sec-fetch-mode': 'navigate', 'accept-language': 'ja' }
      const answer = await send(running.server, nobody, { method, url, headers })
      if (answer.statusCode < 400) continue
      refused++
      const page = /<html lang="ja">.*<p>[^<]+/s.test(answer.body)
      if (!page || !answer.headers['content-type']?.toString().startsWith('text/html'))
        wrong.push(`${method} ${url} → ${answer.statusCode} ${answer.body.slice(0, 80)}`)
    }
  }

  expect(wrong).toEqual([])
  expect(refused).toBeGreaterThan(20)
}, 400_000)
