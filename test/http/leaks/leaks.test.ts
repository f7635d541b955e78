import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Asker, askersOf } from './askers.ts'
import { fillCompany } from './company.ts'
import { classified, type Door, nameOf } from './routes.ts'
import { addresses, formOf, leakIn, send, stateOf } from './send.ts'
import { apiToken, type Service, service } from './service.ts'

vi.mock('#src/http/server.ts', async original => {
  const real = await original<typeof import('#src/http/server.ts')>()
  const { listening } = await import('./heard.ts')
  return { ...real, createServer: listening(real.createServer) }
})

const { db, ...rest } = await testDatabase()
let running: Service
let askers: readonly Asker[] = []

beforeAll(async () => {
  running = await service({ db, ...rest })
  askers = await askersOf(db, await fillCompany(db))
})
afterAll(() => running.stop())

/** Statuses with which a door answers who may not pass, and who may. */
const answers: Readonly<Record<Door, { readonly shut: readonly number[]; readonly open: readonly number[] }>> = {
  open: { shut: [200, 303, 404], open: [200, 303, 404] },
  person: { shut: [303], open: [200, 303, 403, 404, 422] },
  api: { shut: [401], open: [200] },
  assistant: { shut: [401], open: [200, 405] },
  signed: { shut: [303, 403, 404, 410], open: [200, 303, 403, 404, 410] },
  platform: { shut: [400, 401, 403, 404], open: [] },
  console: { shut: [404], open: [404] },
}

const routesOf = (method: string) =>
  running.routes.flatMap(route => {
    const one = classified[nameOf(route)]
    return one && route.startsWith(`${method} `) ? [{ route, one }] : []
  })

describe('a route', () => {
  it('is classified by who may see what of it, every one of the service', async () => {
    const without = new Set(running.routes.map(nameOf))
    const own = await service({ db, ...rest }, { WEB_CONSOLE: '1' })
    await own.stop()
    const names = own.routes.map(nameOf)

    expect(names.filter(name => !(name in classified))).toEqual([])
    expect(Object.keys(classified).filter(name => !names.includes(name))).toEqual([])
    const console_ = Object.entries(classified).filter(([, { door }]) => door === 'console')
    expect(names.filter(name => !without.has(name)).sort()).toEqual(console_.map(([name]) => name).sort())
  })

  it('that is read tells nobody of a store that is not theirs, and changes nothing', async () => {
    const wrong: string[] = []
    let before = await stateOf(db)
    for (const asker of askers) {
      for (const { route, one } of routesOf('GET'))
        for (const url of addresses(route, one, asker)) {
          const answer = await send(running.server, asker, { method: 'GET', url })
          const may = answers[one.door][asker.opens.includes(one.door) ? 'open' : 'shut']
          if (!may.includes(answer.statusCode)) wrong.push(`${asker.name}: ${url} → ${answer.statusCode}`)
          const leak = asker.all ? null : leakIn(answer)
          if (leak) wrong.push(`${asker.name}: ${url} tells …${leak}…`)
        }
      const after = await stateOf(db)
      for (const table of Object.keys(before))
        if (before[table] !== after[table]) wrong.push(`${asker.name} changed ${table} by reading`)
      before = after
    }
    expect(wrong).toEqual([])
  }, 400_000)

  it('tells the owner of the hidden store wherever it tells of stores, so that silence elsewhere means something', async () => {
    const owner = askers.find(({ all }) => all)
    const told: string[] = []
    for (const { route, one } of routesOf('GET').filter(({ one }) => one.tells)) {
      const bearer = one.door === 'api' ? apiToken : undefined
      const all = addresses(route, one, { ...owner, opens: [one.door] } as Asker)
      const found = await Promise.all(
        all.map(url => send(running.server, { ...owner, ...(bearer && { bearer }) }, { method: 'GET', url })),
      )
      if (found.some(answer => leakIn(answer) !== null)) told.push(route)
    }
    expect(told).toEqual(routesOf('GET').flatMap(({ route, one }) => (one.tells ? [route] : [])))
  })

  it.each([
    ['without the mark of a page of this service', {}],
    ['from a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ])(
    'that takes a form takes none %s',
    async (what, headers) => {
      const wrong: string[] = []
      let before = await stateOf(db)
      for (const asker of askers)
        for (const { route, one } of routesOf('POST').filter(({ one }) => one.form)) {
          const foreign = Object.keys(headers).length > 0
          if (!foreign && one.door !== 'person') continue // its address or its field is the secret
          for (const url of addresses(route, one, asker)) {
            const payload = await formOf(db, one, asker, foreign)
            const answer = await send(running.server, asker, { method: 'POST', url, payload, headers })
            const leak = asker.all ? null : leakIn(answer)
            if (leak) wrong.push(`${asker.name}: ${url} tells …${leak}…`)
            if (answer.statusCode >= 500) wrong.push(`${asker.name}: ${url} → ${answer.statusCode}`)
          }
          const after = await stateOf(db)
          for (const table of Object.keys(before))
            if (before[table] !== after[table]) wrong.push(`${asker.name}: ${route} changed ${table} ${what}`)
          before = after
        }
      expect(wrong).toEqual([])
    },
    180_000,
  )

  it('that takes a form tells its sender of no other store, and does nothing about it', async () => {
    const wrong: string[] = []
    const notes = async () => (await stateOf(db)).notes
    const before = await notes()
    const senders = askers.filter(({ all, cookie }) => cookie && !all)
    const forms = routesOf('POST').filter(({ route, one }) => one.form && !/everywhere|others|\/end|\/out/.test(route))
    for (const asker of senders)
      for (const { route, one } of forms)
        for (const url of addresses(route, one, asker)) {
          const payload = await formOf(db, one, asker, true)
          const headers = { 'sec-fetch-site': 'same-origin' }
          const answer = await send(running.server, asker, { method: 'POST', url, payload, headers })
          const leak = leakIn(answer)
          if (leak) wrong.push(`${asker.name}: ${url} tells …${leak}…`)
          if (answer.statusCode >= 500) wrong.push(`${asker.name}: ${url} → ${answer.statusCode}`)
        }
    expect(wrong).toEqual([])
    expect(await notes()).toBe(before)
  }, 400_000)

  it('of programs lets nobody in who has no token for it', async () => {
    const wrong: string[] = []
    for (const asker of askers)
      for (const { route, one } of routesOf('POST').filter(({ one }) => ['api', 'platform'].includes(one.door)))
        for (const url of addresses(route, one, asker)) {
          const headers = { 'content-type': 'application/json' }
          const answer = await send(running.server, asker, { method: 'POST', url, payload: '[]', headers })
          if (![400, 401, 403, 404].includes(answer.statusCode))
            wrong.push(`${asker.name}: ${url} → ${answer.statusCode}`)
        }
    expect(wrong).toEqual([])
  })
})

describe('an assistant', () => {
  const call = (asker: Asker, name: string, given: object) =>
    send(running.server, asker, {
      method: 'POST',
      url: '/mcp',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      payload: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }),
    })

  it('gets nothing of other stores by any verb, and nothing at all without a token that counts', async () => {
    const wrong: string[] = []
    const lines = commands.flatMap(({ name }) => [name, `${name} zephyrwick`])
    for (const asker of askers.filter(({ bearer, all }) => bearer && !all)) {
      const may = asker.opens.includes('assistant')
      for (const line of may ? lines : lines.slice(0, 3)) {
        const answer = await call(asker, 'ask', { line })
        const leak = leakIn(answer)
        if (leak) wrong.push(`${asker.name}: ${line} tells …${leak}…`)
        if (answer.statusCode !== (may ? 200 : 401) && answer.statusCode !== 429)
          wrong.push(`${asker.name}: ${line} → ${answer.statusCode}`)
      }
    }
    expect(wrong).toEqual([])
    const owner = askers.find(({ all }) => all) as Asker
    expect(leakIn(await call(owner, 'ask', { line: 'status sales zephyrwick' }))).not.toBeNull()
  }, 400_000)
})
