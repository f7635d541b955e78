import { afterEach, describe, expect, it, vi } from 'vitest'
import { shorter } from '#src/connectors/ebay/paging.ts'
import { connectors } from '#src/connectors/index.ts'
import { everyMarket } from '#test/support/markets/every-market.ts'
import { inMemory, type Told } from '#test/support/markets/feed-in-memory.ts'

vi.setConfig({ testTimeout: 400_000 }) // hundreds of pages

const begun = new Date('2026-03-30T20:00:00Z')
const realFetch = globalThis.fetch

afterEach(() => vi.restoreAllMocks())

/** How a marketplace is made to give one row a page whatever was asked, and what it says of how many there are. */
interface Small {
  readonly request: (url: string, body: string) => { readonly url: string; readonly body: string }
  readonly total: (text: string, value: string) => string
}

const inQuery =
  (name: string): Small['request'] =>
  (url, body) => ({
    url: url.replace(new RegExp(`([?&]${name}=)\\d+`), '$11'),
    body,
  })
const member = (name: string) => (text: string, value: string) =>
  text.replace(new RegExp(`("${name}"\\s*:\\s*"?)\\d+`, 'g'), `$1${value}`)

const small: Readonly<Record<string, Small>> = {
  ebay: { request: inQuery('limit'), total: member('total') },
  walmart: { request: inQuery('limit'), total: member('totalCount') },
  rakuten: {
    request: (url, body) => ({ url, body: body.replace(/"requestRecordsAmount":\d+/, '"requestRecordsAmount":1') }),
    total: (text, value) => member('totalPages')(member('totalRecordsAmount')(text, value), value),
  },
  yahoo: {
    request: (url, body) => ({ url, body: body.replace(/<Result>\d+<\/Result>/, '<Result>1</Result>') }),
    total: (text, value) => text.replace(/<TotalCount>\d+</, `<TotalCount>${value}<`),
  },
}

/** The same figures whatever order the rows of a day came in. */
function sorted(told: Told): readonly unknown[] {
  if (!('figures' in told)) return [told]
  const [rows, through]: readonly [readonly object[], string] = JSON.parse(told.figures)
  return [rows.map(row => JSON.stringify(row)).sort(), through]
}

/** Every page has one row from now on. */
function shrink({ request }: Small) {
  const state = { pages: 0 }
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    const asked = request(String(url), typeof init?.body === 'string' ? init.body : '')
    state.pages += 1
    return realFetch(asked.url, typeof init?.body === 'string' ? { ...init, body: asked.body } : init)
  })
  return state
}

describe.each(Object.entries(small))('%s that gives one row a page', (id, one) => {
  it.each([
    ['the right number', null],
    ['too many', '9999'],
    ['none', '0'],
  ] as const)('and says that there are %s has the same figures', async (_, total) => {
    const connector = connectors.find(({ id: own }) => own === id)
    const market = await everyMarket[id]?.(() => begun, 4)
    const feed = connector?.feeds[0]
    if (!connector || !market || !feed) throw new Error(id)
    const memory = await inMemory(connector, market, () => begun, 3_000)
    const right = await memory.pull(feed, 4)
    const state = shrink(one)

    const found = await memory.pull(feed, 4, text => (total === null ? text : one.total(text, total)))
    await market.close()

    expect(state.pages).toBeGreaterThan(4)
    expect(right).toHaveProperty('figures')
    expect(sorted(found)).toEqual(sorted(right))
  })
})

it.each([
  [0, 1],
  [0, 37],
  [200, 150],
  [400, 1],
])('a list of eBay goes on right behind a page from %i with %i rows, by whole pages', (offset, rows) => {
  const next = shorter(offset, rows)

  expect(next.offset).toBe(offset + rows)
  expect(next.offset % next.limit).toBe(0)
  expect(next.limit).toBeLessThanOrEqual(rows)
})
