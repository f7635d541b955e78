import { describe, expect, it } from 'vitest'
import * as queries from '#src/connectors/shopify/queries.ts'
import { faultsIn, schemaFile } from './schema.ts'

const { scopesQuery, bulkOrders, ...others } = queries
const all = [...Object.entries(others), ['bulkOrders', bulkOrders("created_at:>='2026-01-01' AND x:(y)")]] as const

describe.skipIf(!schemaFile)('the queries (skipped where the introspection fixture is missing)', () => {
  it.each(all)('%s asks for what the schema has, and for no person', (_name, query) => {
    expect(faultsIn(query)).toEqual([])
    expect(query).not.toMatch(/customer|email|phone|address|presentment|\bnote\b/i)
  })

  it('ask for permissions in a way that the published part of the schema does not hold', () => {
    expect(faultsIn(scopesQuery)).toEqual([expect.stringContaining('currentAppInstallation')])
  })

  it.each([
    ['query { shop { id colour } }', /colour/],
    ['query { orders(firstly: 1) { nodes { id } } }', /firstly/],
    ['query ($first: String) { orders(first: $first) { nodes { id } } }', /\$first/],
    ['mutation { bulkOperationRunQuery(query: "{ x }") { userErrors { words } } }', /words/],
  ])('would be found out if they asked for something else: %s', (query, words) => {
    expect(faultsIn(query).join()).toMatch(words)
  })

  it('of a bulk operation hold no connection inside a list and at most two levels', () => {
    const query = bulkOrders('x')

    expect(query).not.toMatch(/refundLineItems|first:/)
    expect(query.match(/edges/g)).toHaveLength(2)
  })
})
