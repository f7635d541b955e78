import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { connectFromShell, type SyncParts, waitFromShell } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { startFakeMarket } from '#test/support/fake-market-server.ts'

const { db } = await testDatabase()
const market = await startFakeMarket()
afterAll(() => market.close())
const parts: SyncParts = {
  db,
  connectors: [fakeMarket],
  env: { FAKEMARKET_API_URL: market.url },
  secretKey: 'a secret key of thirty-two characters',
  now: () => new Date('2026-06-30T20:00:00Z'),
  log: { info: () => {}, error: () => {} },
}

it('connects with keys from standard input under the name that is given, fetches and says what is there', async () => {
  const said: string[] = []
  const shell = (text: string) => ({ out: (line: string) => said.push(line), input: Readable.from([text]) })
  const keys = JSON.stringify({ client_id: 'id', refresh_token: 'refresh-0' })
  const words = ['fakemarket', '--keys', '-', '--store', 'Pier', '--since', '2026-06-01', '--yes']

  expect(await connectFromShell(parts, words, shell(keys))).toBe(true)
  expect(await waitFromShell(parts, ['--minutes', '3'], shell(''))).toBe(true)

  expect(said.join('\n')).toMatch(
    /Connected Pier \(pier\): M1, USD, America\/Los_Angeles[\s\S]*2026-06-01[\s\S]*2026-06-29/,
  )
  const [row] = await db.execute(
    sql`select count(*)::int as days from metric_day f join sources s on s.id = f.source_id and s.key = $$fakemarket/orders$$ where sku = ''`,
  )
  expect(row?.days).toBe(30)
})

it('says whom it asks before it waits for the network, and asks nobody with keys that are incomplete', async () => {
  const said: string[] = []
  const listStores = async () => {
    said.push('the network')
    return []
  }
  const asks = (keys: object) => {
    const shell = { out: (line: string) => said.push(line), input: Readable.from([JSON.stringify(keys)]) }
    const connectors = [{ ...fakeMarket, listStores }]
    return connectFromShell({ ...parts, connectors }, ['fakemarket', '--keys', '-'], shell)
  }

  await expect(asks({})).rejects.toThrow('missing: client_id')
  expect(said).toEqual([])
  await expect(asks({ client_id: 'id', refresh_token: 'refresh-1' })).rejects.toThrow('no store')
  expect(said).toEqual([`Asking ${new URL(market.url).host} …`, 'the network'])
})

it('says what is wrong with the words and the file without repeating the file', async () => {
  const shell = { out: () => {}, input: Readable.from(['{"refresh_token": "hidden-value"']) }

  await expect(connectFromShell(parts, ['fakemarket'], shell)).rejects.toThrow('--keys FILE.json')
  await expect(connectFromShell(parts, ['fakemarket', '--keys', '-'], shell)).rejects.toThrow(
    /^Standard input is not JSON(?!.*hidden-value)/,
  )
  await expect(connectFromShell(parts, ['fakemarket', '--keys', '-', '--since', 'soon'], shell)).rejects.toThrow(
    '"soon"',
  )
})

it.each(['fakemarket', 'Fake Market', 'fake-market', '样例市场'])('knows a marketplace as %s', async name => {
  const said: string[] = []
  const shell = { out: (line: string) => said.push(line), input: Readable.from(['{}']) }

  await expect(connectFromShell(parts, [name, '--keys', '-', '--yes'], shell)).rejects.toThrow(/client_id/)
})
