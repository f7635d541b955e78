import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ebay } from '#src/connectors/ebay/index.ts'
import { shopify } from '#src/connectors/shopify/index.ts'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import { walmart } from '#src/connectors/walmart/index.ts'
import type { Connector, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { projectRoot } from '#src/paths.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const root = ['..', '../..'].map(up => join(projectRoot, up, 'shared/fixtures')).find(existsSync)
const now = new Date('2026-03-10T12:00:00Z')
const store = { externalId: '1', name: 'Shop', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const minted: Readonly<Record<string, Answer>> = {
  walmart: { path: '/v3/token', json: { access_token: 't', expires_in: '900' } },
  ebay: { path: '/oauth2/token', json: { access_token: 't', expires_in: '7200' } },
}
const keys: Readonly<Record<string, object>> = {
  walmart: { client_id: 'a', client_secret: 'b' },
  ebay: { client_id: 'a', client_secret: 'b', refresh_token: 'c' },
  shopify: { shop: 'lamps.myshopify.com', client_id: 'a', client_secret: 'b' },
  tiktok: { app_key: 'a', app_secret: 'b', refresh_token: 'c' },
}

/** Numbers as texts, as the engine hands them over. */
function exact(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(exact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, exact(one)]))
}

interface Fixture {
  readonly response: Record<string, unknown>
  readonly content: readonly { readonly response: { readonly body: Record<string, unknown> } }[]
}

function contextOf(connector: Connector, answers: readonly Answer[]) {
  const own = keys[connector.id]
  const first = minted[connector.id]
  return scriptedContext({
    keys: own,
    addresses: connector.addresses(own),
    answers: first ? [first, ...answers] : answers,
    now,
  })
}

async function pull(
  connector: Connector,
  feedId: string,
  state: unknown,
  answers: readonly Answer[],
): Promise<PullStep> {
  const feed = connector.feeds.find(one => one.id === feedId)
  if (!feed) throw new Error(`no feed ${feedId}`)
  const window = { from: '2026-03-01', to: '2026-03-02' }
  const request: PullRequest = { store, window, kind: 'backfill', state, cursor: null }
  return feed.pull(request, contextOf(connector, answers))
}

type Reading = (fixture: Fixture) => Promise<void> | void

/** What each file shows to the code that reads such answers; a file that is read by nothing of ours says why. */
const readings: Readonly<Record<string, Reading | string>> = {
  'walmart/availableReconFiles.200.json': 'settlement files are not read',
  'walmart/paymentPerformance.200.json': 'the older list of windows; the newer ones are read',
  'walmart/proSellerBadge.200.json': 'a badge is no figure',
  'walmart/getOrder.200.json': 'orders are read from their list, whose elements are the same',
  'walmart/createReportRequest.200.json': async ({ response }) => {
    const step = await pull(walmart, 'items', null, [{ path: 'reportRequests?', json: response }])
    expect(step.next).toMatchObject({ kind: 'again', state: { requestId: response.requestId } })
  },
  'walmart/downloadReport.200.json': async ({ response }) => {
    const state = { requestId: '1', polls: 0, begun: 0 }
    const csv = Buffer.from('SKU,Date,Page Views\nA,2026-03-01,7\n')
    const step = await pull(walmart, 'items', state, [
      { path: 'reportRequests/1', json: { requestId: '1', requestStatus: 'READY' } },
      { path: 'downloadReport', json: response },
      { path: new URL(String(response.downloadURL)).pathname, bytes: csv },
    ])
    expect(step.days?.[0]).toMatchObject({ day: '2026-03-01', measures: { page_views: '7' } })
  },
  'walmart/getAllOrders.200.json': async ({ response }) => {
    const step = await pull(walmart, 'orders', null, [{ path: '/v3/orders?', json: exact(response) }])
    expect(step.orders?.length).toBeGreaterThan(0)
  },
  'walmart/getReturns.200.json': async ({ response }) => {
    const step = await pull(walmart, 'returns', null, [{ path: '/v3/returns?', json: exact(response) }])
    expect(step.orders?.flatMap(one => one.returns ?? []).length).toBeGreaterThan(0)
  },
  'walmart/getInventories.200.json': async ({ response }) => {
    const step = await pull(walmart, 'stock', null, [{ path: '/v3/inventories?', json: exact(response) }])
    const own = step.next.kind === 'again' ? (step.next.state as { own: object }).own : {}
    expect(Object.keys(own).length).toBeGreaterThan(0)
  },
  'walmart/token.200.json': async ({ response }) => {
    const context = scriptedContext({
      keys: keys.walmart,
      addresses: walmart.addresses(keys.walmart),
      answers: [
        { path: '/v3/token', json: response },
        { path: '/v3/orders', json: {} },
        { path: '/v3/settings/partnerprofile', status: 404, json: {} },
      ],
      now,
    })
    expect(await walmart.listStores(context)).toHaveLength(1)
    expect(context.requests[1]?.headers?.['WM_SEC.ACCESS_TOKEN']).toBe(response.access_token)
  },
  'ebay/error.oauth.json': async ({ response }) => {
    const context = scriptedContext({
      keys: keys.ebay,
      addresses: ebay.addresses(keys.ebay),
      answers: [{ path: '/oauth2/token', status: 400, json: response }],
      now,
    })
    await expect(ebay.listStores(context)).rejects.toMatchObject({ kind: 'authorisation', subject: response.error })
  },
  'ebay/error.restful.json': async ({ response }) => {
    const answers = [{ path: '/sell/fulfillment', status: 400, json: response }]
    await expect(ebay.listStores(contextOf(ebay, answers))).rejects.toThrow(/\(400, 1\).*description/)
  },
  'ebay/error.traditional.json': async ({ response }) => {
    const answers = [{ path: '/sell/fulfillment', status: 400, json: response }]
    await expect(ebay.listStores(contextOf(ebay, answers))).rejects.toMatchObject({ kind: 'permanent' })
  },
  'shopify/auth.client-credentials.200.json': async ({ response }) => {
    const answers = [
      { path: '/oauth/access_token', json: response },
      {
        path: '/graphql.json',
        json: { data: { inventoryItems: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } },
      },
    ]
    expect((await pull(shopify, 'stock', null, answers)).next).toMatchObject({ kind: 'done' })
  },
  'shopify/auth.client-credentials.400.json': async ({ response }) => {
    const answers = [{ path: '/oauth/access_token', status: 400, json: response }]
    await expect(pull(shopify, 'stock', null, answers)).rejects.toMatchObject({ kind: 'authorisation' })
  },
  'shopify/graphql.throttled.200.json': async ({ response }) => {
    const answers = [
      { path: '/oauth/access_token', json: { access_token: 't', expires_in: 86_399 } },
      { path: '/graphql.json', json: response },
    ]
    await expect(pull(shopify, 'stock', null, answers)).rejects.toMatchObject({ kind: 'throttled' })
  },
  'shopify/graphql.error-with-cost.200.json': async ({ response }) => {
    const answers = [
      { path: '/oauth/access_token', json: { access_token: 't', expires_in: 86_399 } },
      { path: '/graphql.json', json: response },
    ]
    await expect(pull(shopify, 'stock', null, answers)).rejects.toMatchObject({ name: 'SourceFault' })
  },
  'tiktok/v1.get_access_token.json': async ({ content }) => {
    const [{ response } = { response: { body: {} } }] = content
    const context = contextOf(tiktok, [
      { path: '/token/refresh', json: response.body },
      { path: '/authorization/202309/shops', json: { code: 0, data: { shops: [] } } },
    ])
    expect(await tiktok.listStores(context)).toEqual([])
    expect(context.requests[1]?.headers?.['x-tts-access-token']).toBe('RLM6CIADWF606TZGFO5XGA')
  },
}

/** Answers of the retired interface of TikTok Shop show its envelope alone. */
const envelope: Reading = async ({ content }) => {
  for (const { response } of content) {
    const step = await pull(tiktok, 'orders', null, [
      { path: '/token/refresh', json: { code: 0, data: { access_token: 'a', access_token_expire_in: 604_800 } } },
      { path: '/orders/search', json: { ...response.body, data: {} } },
    ])
    expect(step.next).toMatchObject({ kind: 'again', state: { cancelled: { cursor: null } } })
  }
}

const files = root
  ? ['walmart', 'ebay', 'shopify', 'tiktok'].flatMap(name =>
      readdirSync(join(root, name))
        .filter(file => file.endsWith('.json') && !file.startsWith('sign.'))
        .map(file => `${name}/${file}`),
    )
  : []

describe.skipIf(!root)('public examples of answers (skipped where they are missing)', () => {
  it.each(files)('%s is read', async file => {
    const reading = readings[file] ?? (file.startsWith('tiktok/v1.') ? envelope : undefined)
    const fixture = JSON.parse(readFileSync(join(root ?? '', file), 'utf8')) as Fixture

    expect(reading).toBeDefined()
    if (typeof reading === 'function') await reading(fixture)
  })
})
