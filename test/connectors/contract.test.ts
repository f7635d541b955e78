import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { connectors } from '#src/connectors/index.ts'
import {
  type Connector,
  type ConnectorContext,
  type FoundStore,
  type HttpRequest,
  SourceFault,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { isDay } from '#src/domain/days.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { fakeMarket } from '#test/support/fake-market.ts'

const kinds = ['tip', 'restate', 'backfill', 'replay', 'dry'] as const

/** A marketplace that does not answer; what was asked is kept. */
function away(connector: Connector) {
  const requests: HttpRequest[] = []
  const keys = keysOf(connector)
  const context: ConnectorContext<unknown> = {
    keys,
    addresses: connector.addresses(keys),
    http: request => {
      requests.push(request)
      return Promise.reject(new SourceFault('transient', says('noAnswer', { vendor: 'away' })))
    },
    token: async () => 'token',
    forgetToken: async () => {},
    pseudonym: id => id,
    keep: async () => {},
    now: () => new Date('2026-03-03T12:00:00Z'),
    signal: new AbortController().signal,
  }
  return { context, requests }
}

/** What keys may look like, besides words. */
const shapes = ['my', '1', 'shop.myshopify.com', 'https://example.com', 'US']

/** Keys of the right shape: the first choice where there are some, else a word or whatever else is accepted. */
function keysOf({ keys }: Connector): Record<string, unknown> {
  if (!(keys instanceof z.ZodObject)) return {}
  const { properties = {} } = z.toJSONSchema(keys, { io: 'input', unrepresentable: 'any' })
  const value = (schema: unknown) => {
    const { enum: choices, const: only } = schema as { enum?: readonly unknown[]; const?: unknown }
    return only ?? choices?.[0] ?? 'word'
  }
  const made = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, value(schema)]))
  for (const shape of shapes) {
    const wrong = new Set(keys.safeParse(made).error?.issues.map(issue => String(issue.path[0])))
    for (const name of wrong) made[name] = shape
  }
  return made
}

/** A store of one of the connector's markets, as well as it can be known without asking. */
function storeOf(connector: Connector): FoundStore {
  const jp = ['rakuten', 'yahoo'].includes(connector.id)
  const place = jp
    ? { market: 'jp', timeZone: 'Asia/Tokyo', currency: 'JPY' }
    : { market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
  return { externalId: '1', name: 'Shop', ...place }
}

describe.each([fakeMarket, ...connectors].map(one => [one.id, one] as const))('the connector %s', (_id, connector) => {
  it('tells measures that are known, each feed its own id, each measure by one feed', () => {
    const toldBy = (skusOnly: boolean) =>
      connector.feeds
        .filter(feed => (feed.skusOnly ?? false) === skusOnly)
        .flatMap(feed => [...feed.tells, ...(feed.tellsWhereKnown ?? [])])

    for (const told of [toldBy(false), toldBy(true)]) {
      expect(told.filter(id => findMeasure(id) === null)).toEqual([])
      expect(new Set(told).size).toBe(told.length)
    }
    expect(new Set(connector.feeds.map(feed => feed.id)).size).toBe(connector.feeds.length)
  })

  it('has sensible numbers', () => {
    for (const feed of connector.feeds) {
      expect(feed.sliceDays).toBeGreaterThan(0)
      expect(feed.everyMinutes).toBeGreaterThan(0)
      expect(feed.dueHours).toBeGreaterThanOrEqual(0)
      expect(feed.finalAfterDays).toBeGreaterThanOrEqual(0)
    }
    for (const budget of connector.budgets) {
      expect(budget.perSecond).toBeGreaterThan(0)
      expect(budget.burst).toBeGreaterThanOrEqual(1)
    }
  })

  it('refuses keys that are not there and names addresses as variables', () => {
    const parsed = connector.keys.safeParse({})

    expect(parsed.success).toBe(false)
    if (connector.keys instanceof z.ZodObject && connector.refreshKey !== null)
      expect(Object.keys(connector.keys.shape)).toContain(connector.refreshKey)
  })

  it('pins versions, and says days on which they end', () => {
    for (const { api, pinned, sunset } of connector.versions) {
      expect(api).not.toBe('')
      expect(pinned).not.toBe('')
      if (sunset !== null) expect(isDay(sunset)).toBe(true)
    }
  })

  it('names its feeds as words and says how far they reach back', () => {
    for (const feed of connector.feeds) {
      expect(feed.id).toMatch(/^[a-z][a-z-]*\d*$/)
      if (feed.historyDays !== null) expect(feed.historyDays).toBeGreaterThanOrEqual(0)
    }
  })

  it.each(kinds)(
    'asks only at its own addresses, within its budgets, and passes a fault on as it is: %s',
    async kind => {
      for (const feed of connector.feeds) {
        const { context, requests } = away(connector)
        const window = { from: '2026-03-01', to: '2026-03-01' }
        const asked = { store: storeOf(connector), window, kind, state: null, cursor: null }
        const outcome = await feed.pull(asked, context).catch((error: unknown) => error)

        if (requests.length > 0 && outcome instanceof Error) expect(outcome).toBeInstanceOf(SourceFault)
        for (const { url, budgets = [] } of requests) {
          expect(Object.values(context.addresses).some(address => url.startsWith(address))).toBe(true)
          expect(budgets.filter(id => !connector.budgets.some(budget => budget.id === id))).toEqual([])
        }
      }
    },
  )

  it('speaks three languages', () => {
    for (const label of [connector.label, ...connector.feeds.map(feed => feed.label)]) {
      expect(Object.values(label).filter(text => text.trim() === '')).toEqual([])
      expect(Object.keys(label).sort()).toEqual(['en', 'ja', 'zh-CN'])
    }
  })
})
