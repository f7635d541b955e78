import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import type { Connector, FoundStore } from '#src/contracts/connector.ts'
import { createStore } from '#src/features/stores/index.ts'
import { type Choice, type SyncParts, takeStores } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const real = connectors.filter(one => !one.simulated)
const parts: SyncParts = {
  db,
  connectors,
  env: {},
  secretKey: 'a secret key of thirty-two characters',
  now: () => new Date('2026-06-30T20:00:00Z'),
  log: { info: () => {}, error: () => {} },
}
const shop = (externalId: string, change: Partial<FoundStore> = {}): FoundStore => ({
  ...{ externalId, name: 'Harbour', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' },
  ...change,
})

beforeEach(async () => {
  await truncate(db, 'connections, connection_stores, feed_states, pulls, stores restart identity cascade')
})

async function take(connector: Connector, grant: string, ...choices: readonly Choice[]) {
  const [row] = await db.execute(sql`insert into connections (connector, fingerprint, state)
    values (${connector.id}, ${`${connector.id}/${grant}`}, 'draft') returning id`)
  return takeStores(parts, connector, { connectionId: Number(row?.id) }, choices, { since: '2026-06-01' })
}

const as = (found: FoundStore, given = false): Choice => ({ found, as: { name: found.name, given } })

describe.each(real.map(one => [one.id, one] as const))('shops of %s', (_, connector) => {
  it.each([
    ['the same market', {}],
    ['another market', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }],
  ])('that have the same name in %s are two stores', async (_market, change) => {
    const [first] = await take(connector, 'a', as(shop('1')))
    const [second] = await take(connector, 'b', as(shop('2', change)))

    expect(first?.store.id).not.toBe(second?.store.id)
    expect(first?.store.slug).not.toBe(second?.store.slug)
    expect(first?.store.name).not.toBe(second?.store.name)
  })

  it('that one grant opens under the same name are as many stores', async () => {
    const taken = await take(connector, 'a', ...['1', '2', '3'].map(id => as(shop(id))))

    expect(new Set(taken.map(one => one.store.name)).size).toBe(3)
  })

  it('cannot be given the name or the store of another shop', async () => {
    const [first] = await take(connector, 'a', as(shop('1')))

    await expect(take(connector, 'b', as(shop('2'), true))).rejects.toThrow('another shop')
    const chosen = { found: shop('3'), as: { storeId: first?.store.id ?? 0 } }
    await expect(take(connector, 'c', chosen)).rejects.toThrow('another shop')
  })

  it('fill the store that files made under their name', async () => {
    const made = { slug: 'harbour', name: 'Harbour', platform: connector.platform, currency: 'USD', market: 'us' }
    const store = await createStore(db, { ...made, timeZone: 'America/Los_Angeles' })

    const [taken] = await take(connector, 'a', as(shop('1')))

    expect(taken?.store.id).toBe(store.id)
  })
})

it('shops of two marketplaces that happen to have the same name are two stores', async () => {
  const [one, other] = ['shopify', 'ebay'].map(id => real.find(connector => connector.id === id))
  if (!one || !other) throw new Error('Two connectors are missing')
  const [first] = await take(one, 'a', as(shop('1')))
  const [second] = await take(other, 'a', as(shop('2')))

  expect(first?.store.id).not.toBe(second?.store.id)
})
