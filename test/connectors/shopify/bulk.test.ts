import { describe, expect, it } from 'vitest'
import { shopify } from '#src/connectors/shopify/index.ts'
import type { PullRequest } from '#src/contracts/connector.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { shop: 'kites.myshopify.com', access_token: 'shpat_2' }
const store = { externalId: keys.shop, name: 'Kites', market: 'us', timeZone: 'America/Chicago', currency: 'USD' }
const now = new Date('2026-05-20T12:00:00Z')
const path = `https://${keys.shop}/admin/api/2026-10/graphql.json`
const file = `https://${keys.shop}/files/1.jsonl`

const step = async (state: unknown, answers: readonly Answer[]) => {
  const context = scriptedContext({ keys, addresses: shopify.addresses(keys), answers, now })
  const request: PullRequest = {
    store,
    window: { from: '2026-04-01', to: '2026-04-20' },
    kind: 'backfill',
    state,
    cursor: null,
  }
  const { next } = (await shopify.feeds.find(({ id }) => id === 'orders')?.pull(request, context)) ?? {}
  const bodies = context.requests.map(({ body }) => JSON.parse(body ?? '{}') as Asked)
  return { state: next?.kind === 'again' ? next.state : null, bodies }
}
interface Asked {
  readonly query?: string
  readonly variables?: { readonly query?: string }
}
const run = (bulkOperation: object | null, ...userErrors: object[]): Answer => ({
  path,
  json: { data: { bulkOperationRunQuery: { bulkOperation, userErrors } } },
})
const list = (...nodes: object[]): Answer => ({ path, json: { data: { bulkOperations: { nodes } } } })
const ask = (id: string) => run({ id, status: 'CREATED' })
const busy = run(null, { code: 'OPERATION_IN_PROGRESS', field: null, message: 'in progress' })
const idIn = (state: unknown) => (state as { bulk: { id?: string } }).bulk.id

describe('an operation that may have been asked for already', () => {
  it.each([
    ['of a pull of the same days last week', '2026-05-13T12:00:00Z', 'COMPLETED', 'new'],
    ['of an hour ago', '2026-05-20T11:00:00Z', 'COMPLETED', 'new'],
    ['of this moment', '2026-05-20T12:00:02Z', 'RUNNING', 'standing'],
    ['of this moment by a clock that is a little slow', '2026-05-20T11:59:40Z', 'COMPLETED', 'standing'],
    ['of this moment that failed', '2026-05-20T12:00:02Z', 'FAILED', 'new'],
  ])('%s is taken up only where it tells what is true now', async (_name, createdAt, status, expected) => {
    const first = await step(null, [busy])
    const query = first.bodies[0]?.variables?.query
    expect(query).toContain('orders')

    const standing = { id: 'standing', status, query, createdAt }
    const second = await step(first.state, expected === 'new' ? [list(standing), ask('new')] : [list(standing)])

    expect(idIn(second.state)).toBe(expected)
  })

  it('is asked for anew where its file was not whole', async () => {
    const first = await step(null, [ask('cut')])
    const query = first.bodies[0]?.variables?.query
    const told = { id: 'cut', status: 'COMPLETED', errorCode: null, objectCount: '2', fileSize: '9', url: file }
    const looked = await step(first.state, [{ path, json: { data: { bulkOperation: told } } }])
    const refused = await step(looked.state, [{ path: file, bytes: Buffer.from('{"id":"1"}\n') }])

    const standing = { id: 'cut', status: 'COMPLETED', query, createdAt: now.toISOString() }
    const again = await step((await step(refused.state, [busy])).state, [list(standing), ask('whole')])

    expect(idIn(again.state)).toBe('whole')
  })
})
