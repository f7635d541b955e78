import rateLimit from '@fastify/rate-limit'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#src/config.ts'
import { ConfigError } from '#src/errors.ts'
import { createServer } from '#src/http/server.ts'
import { createMetrics } from '#src/platform/observability/metrics.ts'

const browsers = ['203.0.113.7', '203.0.113.8']

/** How often each browser gets through a limit of two calls, of three it makes by `proxy`. */
async function through(trusted: string | undefined, proxy: string): Promise<readonly number[]> {
  const metrics = createMetrics({ defaults: false, waiting: async () => 0 })
  const { trustedProxies } = readConfig({ TRUSTED_PROXIES: trusted })
  const app = createServer(pino({ level: 'silent' }), metrics, trustedProxies)
  await app.register(rateLimit, { max: 2, timeWindow: 60_000 })
  app.get('/limited', async () => 'ok')
  const passed = browsers.map(() => 0)
  for (const turn of [0, 1, 0, 1, 0, 1]) {
    const headers = { 'x-forwarded-for': browsers[turn] ?? '' }
    const { statusCode } = await app.inject({ url: '/limited', remoteAddress: proxy, headers })
    if (statusCode === 200) passed[turn] = (passed[turn] ?? 0) + 1
  }
  await app.close()
  return passed
}

describe('limits of calls', () => {
  it.each([
    ['a proxy on this machine', undefined, '127.0.0.1'],
    ['a proxy on this machine by IPv6', undefined, '::1'],
    ['the network of containers', 'loopback,uniquelocal', '172.18.0.1'],
    ['a named address', '198.51.100.2', '198.51.100.2'],
    ['a named network', 'loopback, 198.51.100.0/24', '198.51.100.9'],
  ])('count each browser behind %s', async (_, trusted, proxy) => {
    expect(await through(trusted, proxy)).toEqual([2, 2])
  })

  it.each([
    ['nobody trusts', undefined, '198.51.100.2'],
    ['is of a private network that nobody named', undefined, '172.18.0.1'],
    ['is outside of the named network', '198.51.100.0/24', '203.0.113.99'],
  ])('count a caller as one that %s, whomever it names', async (_, trusted, caller) => {
    const passed = await through(trusted, caller)

    expect(passed.reduce((sum, one) => sum + one, 0)).toBe(2)
  })

  it.each(['everybody', '10.0.0.0/40', '10.0.0', '1', 'true', '10.0.0.0/8/8', 'loopback,,'])(
    'refuse %s as a proxy',
    text => {
      expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow(ConfigError)
    },
  )
})
