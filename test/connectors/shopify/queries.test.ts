import { describe, expect, it } from 'vitest'
import * as queries from '#src/connectors/shopify/queries.ts'
import { schemaFile, unknownIn } from './schema.ts'

const { scopesQuery, bulkOrders, ...others } = queries
const all = [...Object.entries(others), ['bulkOrders', bulkOrders("created_at:>='2026-01-01' AND x:(y)")]] as const

describe.skipIf(!schemaFile)('the queries (skipped where the introspection fixture is missing)', () => {
  it.each(all)('%s asks for what the schema has, and for no person', (_name, query) => {
    expect(unknownIn(query)).toEqual([])
    expect(query).not.toMatch(/customer|email|phone|address|presentment|\bnote\b/i)
  })

  it('ask for permissions in a way that the published part of the schema does not hold', () => {
    expect(unknownIn(scopesQuery)).toContain('QueryRoot.currentAppInstallation')
  })

  it('would be found out if they asked for something else', () => {
    expect(unknownIn('query { shop { id colour } }')).toEqual(['Shop.colour'])
    expect(unknownIn('query { orders(firstly: 1) { nodes { id } } }')).toEqual(['QueryRoot.orders(firstly)'])
    expect(unknownIn('mutation { bulkOperationRunQuery(query: "{ x(y: 1) }") { userErrors { words } } }')).toEqual([
      'BulkOperationUserError.words',
    ])
  })

  it('of a bulk operation hold no connection inside a list and at most two levels', () => {
    const query = bulkOrders('x')

    expect(query).not.toMatch(/refundLineItems|first:/)
    expect(query.match(/edges/g)).toHaveLength(2)
  })
})
