import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { HttpError } from '#src/http/http-error.ts'
import { createServer } from '#src/http/server.ts'
import { locales } from '#src/i18n/locale.ts'
import { createMetrics } from '#src/platform/observability/metrics.ts'
import { explainFault } from '#src/shell/explain-fault.ts'

const faults = fc.oneof(
  fc.string().map(message => new Error(message)),
  fc.string().map(message => new TypeError(message)),
  fc.string().map(message => Object.assign(new Error(message), { statusCode: 503 })),
)
const languages = fc.constantFrom('en', 'ja', 'zh-CN')

/** A server whose only route fails, and the lines it logs. */
function failing(fault: Error) {
  const lines: string[] = []
  const log = {
    ...{ level: 'info', fatal: note, error: note, warn: note, info: () => {}, debug: () => {}, trace: () => {} },
    ...{ silent: () => {}, child: () => log },
  }
  function note(fields: object, sentence: string) {
    lines.push(JSON.stringify({ ...fields, sentence }))
  }
  const metrics = { refused: { inc: () => {} }, requests: { observe: () => {} } }
  const server = createServer(log as never, metrics as never) // only what a request touches
  server.get('/x', () => {
    throw fault
  })
  return { server, lines }
}

describe('faults of routes', () => {
  it('give programs a number that one line of the log has', async () => {
    await fc.assert(
      fc.asyncProperty(faults, async fault => {
        const { server, lines } = failing(fault)
        const answer = await server.inject({ url: '/x', headers: { accept: 'application/json' } })
        const { reference } = answer.json<{ reference: string }>()
        await server.close()

        expect(answer.statusCode).toBeGreaterThanOrEqual(500)
        expect(lines.filter(line => line.includes(`"reference":"${reference}"`))).toHaveLength(1)
      }),
      { numRuns: 20 },
    )
  })

  it('give a browser a page in its language with the number, and nothing of the fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^secret-[a-z]{6,12}$/), languages, async (message, language) => {
        const { server, lines } = failing(new Error(message))
        const headers = { accept: 'text/html,*/*', 'accept-language': language }
        const answer = await server.inject({ url: '/x', headers })
        await server.close()
        const [, reference] = /"reference":"([A-Z2-9]{6})"/.exec(lines.join('\n')) ?? []

        expect(answer.headers['content-type']).toContain('text/html')
        expect(answer.body).toContain(`lang="${language}"`)
        expect(answer.body).toContain(reference)
        expect(answer.body).not.toContain(message)
      }),
      { numRuns: 20 },
    )
  })
})

const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-mode': 'navigate' }

/** A server with a route that refuses as it is told, one that takes forms, and one with a limit of length. */
function refusing() {
  const metrics = createMetrics({ defaults: false, waiting: async () => 0 })
  const server = createServer(pino({ level: 'silent' }), metrics)
  server.get<{ Params: { status: string } }>('/refuse/:status', ({ params }) => {
    throw new HttpError(Number(params.status), 'refused in English')
  })
  server.get('/wrong', () => {
    throw new UserError({ en: 'Name a file.', ja: 'ファイルを指定', 'zh-CN': '请指定文件' })
  })
  server.post('/form', async () => 'taken')
  return { server }
}

describe('what is not there or refused', () => {
  const cases = [
    { method: 'GET', url: '/nothing', status: 404 },
    { method: 'GET', url: '/nothing/at?all=1&lang=xx', status: 404 },
    { method: 'GET', url: '//evil.example/x', status: 404 },
    { method: 'GET', url: '/%zz', status: 400 },
    { method: 'GET', url: '/form', status: 405 },
    { method: 'DELETE', url: '/form', status: 405 },
    { method: 'POST', url: '/form', status: 415, type: 'text/unknown' },
    { method: 'POST', url: '/form', status: 400, type: 'application/json' },
    { method: 'GET', url: '/wrong', status: 400 },
    ...[401, 403, 404, 409, 413, 422, 429].map(
      status => ({ method: 'GET', url: `/refuse/${status}`, status }) as const,
    ),
  ] as const

  it.each(cases.flatMap(one => locales.map(lang => ({ ...one, lang }))))(
    'is a page for a browser, with ways on: $method $url in $lang',
    async ({ method, url, status, lang, ...rest }) => {
      const { server } = refusing()
      const type = 'type' in rest ? { 'content-type': rest.type } : {}
      const headers = { ...navigation, ...type, 'accept-language': lang }
      const answer = await server.inject({ method, url, headers, ...(method === 'POST' && { payload: '{' }) })
      await server.close()

      expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
      expect(answer.body).toContain(`<html lang="${lang}">`)
      for (const way of ['/boards', '/login', `/docs?lang=${lang}`]) expect(answer.body).toContain(`href="${way}"`)
      expect(answer.body).not.toMatch(/refused in English|\{\w+\}/)
      expect(answer.body).not.toMatch(/href="\/\//)
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    },
  )

  it.each(cases)('is JSON for a program: $method $url', async ({ method, url, status, ...rest }) => {
    const { server } = refusing()
    const type = 'type' in rest ? { 'content-type': rest.type } : {}
    const headers = { accept: '*/*', ...type }
    const answer = await server.inject({ method, url, headers, ...(method === 'POST' && { payload: '{' }) })
    await server.close()

    expect(answer.statusCode).toBe(status)
    expect(answer.json<{ error: string }>().error).toMatch(/\w/)
  })

  it('names the methods that an address takes, and speaks the language of who is signed in', async () => {
    const metrics = createMetrics({ defaults: false, waiting: async () => 0 })
    const server = createServer(pino({ level: 'silent' }), metrics, [], async () => ({ locale: 'ja' }))
    server.get('/a/:id', async () => 'x')
    server.post('/a/:id', async () => 'x')
    const other = await server.inject({ method: 'PUT', url: '/a/7', headers: { accept: '*/*' } })
    const page = await server.inject({ url: '/b', headers: { ...navigation, 'accept-language': 'en' } })
    const clicked = await server.inject({ url: '/b?lang=zh-CN', headers: navigation })
    await server.close()

    expect([other.statusCode, other.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
    expect(page.body).toContain('<html lang="ja">')
    expect(page.body).not.toContain('href="/login"')
    expect(page.body).toContain('href="?lang=zh-CN"')
    expect(clicked.body).toContain('<html lang="zh-CN">')
  })

  it('comes while the database says nothing, or fails', async () => {
    const metrics = createMetrics({ defaults: false, waiting: async () => 0 })
    for (const findReader of [() => new Promise<null>(() => {}), () => Promise.reject(new Error('no database'))]) {
      const server = createServer(pino({ level: 'silent' }), metrics, [], findReader)
      const answer = await server.inject({ url: '/nothing', headers: { ...navigation, 'accept-language': 'ja' } })
      await server.close()
      expect([answer.statusCode, answer.body.includes('<html lang="ja">')]).toEqual([404, true])
    }
  })
})

describe('faults at the shell', () => {
  it('give a number that the line below has; what can be put right needs none', () => {
    fc.assert(
      fc.property(fc.string(), message => {
        const said = explainFault(new TypeError(message))
        const [, number] = /\(number ([A-Z2-9]{6})\)\n\{/.exec(said) ?? []

        expect(number).toBeDefined()
        expect(said.slice(said.lastIndexOf('\n{'))).toContain(`"reference":"${number}"`)
      }),
    )
    const text = { en: 'Name a file.', ja: '', 'zh-CN': '' }
    expect(explainFault(new UserError(text))).toBe('Name a file.')
  })
})

describe('a database that goes away under the shell', () => {
  it.each(['CONNECTION_CLOSED', 'CONNECTION_ENDED', '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET'])(
    'is said in words, without a stack: %s',
    code => {
      const cause = Object.assign(new Error('terminated'), { code })
      const said = explainFault(new Error('Failed query: select 1', { cause }))

      expect(said).toContain('The connection to the database was lost')
      expect(said).toContain('give the same words again')
      expect(said).not.toMatch(/ at |Failed query/)
    },
  )

  it('is not meant where another server is not reached', () => {
    const error = Object.assign(new Error('no answer'), { code: 'ECONNREFUSED' })

    expect(explainFault(error)).toContain('(number ')
  })
})

describe('an address with a slash too many', () => {
  it.each([
    ['/boards/', '/boards'],
    ['/boards///?lang=ja&to=%2F', '/boards?lang=ja&to=%2F'],
    ['//boards/', '/boards'],
    ['/boards/own/7/', '/boards/own/7'],
  ])('%s leads to %s', async (url, meant) => {
    const server = await slashless()
    const answer = await server.inject({ url, headers: navigation })
    await server.close()

    expect([answer.statusCode, answer.headers.location]).toEqual([308, meant])
  })

  it.each(['//evil.example/', '/nothing/', '/only-post/', '/%2f%2fevil.example/', '/\\evil.example/'])(
    '%s leads nowhere',
    async url => {
      const server = await slashless()
      const answer = await server.inject({ url, headers: navigation })
      await server.close()

      expect([404, 405, 400]).toContain(answer.statusCode)
      expect(answer.headers.location).toBeUndefined()
    },
  )

  async function slashless() {
    const server = createServer(pino({ level: 'silent' }), createMetrics({ defaults: false, waiting: async () => 0 }))
    server.get('/boards', async () => 'all')
    server.get('/boards/:kind/:id', async () => 'one')
    server.post('/only-post', async () => 'done')
    return server
  }
})
