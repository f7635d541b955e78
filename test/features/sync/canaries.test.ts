import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { Registry } from 'prom-client'
import { afterEach, expect, it, vi } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { feedNumbers, syncReport } from '#src/features/connections/index.ts'
import { registerFeedMetrics } from '#src/platform/observability/feed-metrics.ts'
import { testDatabase } from '#test/support/database.ts'
import { everythingKept, type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { type EveryMarket, everyMarket } from '#test/support/markets/every-market.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

vi.setConfig({ testTimeout: 400_000 }) // some weeks of every marketplace

const { db } = await testDatabase()
/** Pauses are kept by the clock of the database. */
const begun = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const now = () => begun

/** A person and a secret that answers carry in fields that nobody needs. */
const planted = {
  buyer_email: 'nightingale.canary@example.com',
  full_name: 'Zaunkoenig Canary',
  phone_number: '+81-90-7777-4242',
  street_address: '7 Canary Row',
  debug_token: 'Atza-Canary5f21TokenOf9Shops',
}

let market: EveryMarket | null = null

afterEach(async () => {
  vi.restoreAllMocks()
  await market?.close()
})

/** Plants canaries into answers of JSON, XML and tables; `wrong`: from then on answers are errors that quote persons and secrets. */
function plant(personal: readonly string[]) {
  const state = { wrong: false, planted: 0 }
  const real = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (...asked) => {
    const answer = await real(...asked)
    const headers = { 'content-type': 'application/json' }
    if (state.wrong) {
      // Names in the words of a vendor look like any word: they are planted beside them alone
      const said = `Refused for ${planted.buyer_email}, ${planted.phone_number}: ${planted.debug_token}`
      const body = { code: said, message: said, error: said, errors: [{ code: said, message: said }], ...planted }
      return new Response(JSON.stringify(body), { status: 400, headers })
    }
    const bytes = Buffer.from(await answer.arrayBuffer())
    const rest = Object.fromEntries([...answer.headers].filter(([name]) => !/^content-(length|encoding)$/.test(name)))
    const same = (body: Uint8Array | string) => new Response(body, { status: answer.status, headers: rest })
    if (answer.status === 204) return answer
    const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString()
    const changed = textWithCanaries(text, new Set(personal))
    if (changed === text) return same(new Uint8Array(bytes))
    state.planted += 1
    return same(bytes[0] === 0x1f ? new Uint8Array(gzipSync(changed)) : changed)
  })
  return state
}

function textWithCanaries(text: string, personal: ReadonlySet<string>): string {
  const start = text.slice(0, 40).trimStart()
  const said = Object.entries(planted)
  if (start.startsWith('<?xml')) {
    const more = said.map(([name, value]) => `<${name}>${value}</${name}>`).join('')
    return text.replace(/<\/(Order|OrderInfo|Result|Item|Ship|Pay|Message)>/g, `${more}</$1>`)
  }
  if (/^[{[]/.test(start)) return linesWithCanaries(text, personal)
  if (!text.includes('\t')) return text
  const [head = '', ...rows] = text.split('\n')
  const add = (line: string, cells: readonly string[]) => (line === '' ? '' : [line.trimEnd(), ...cells].join('\t'))
  return [
    add(
      head,
      said.map(([name]) => name),
    ),
    ...rows.map(row =>
      add(
        row,
        said.map(([, value]) => value),
      ),
    ),
  ].join('\n')
}

/** A document, or one with a document on each line. */
function linesWithCanaries(text: string, personal: ReadonlySet<string>): string {
  try {
    return JSON.stringify(withCanaries(JSON.parse(text), personal))
  } catch {
    const lines = text.split('\n').filter(line => line !== '')
    return lines.map(line => JSON.stringify(withCanaries(JSON.parse(line), personal))).join('\n')
  }
}

/** Objects that say something of themselves get persons, and named fields of persons others. */
function withCanaries(value: unknown, personal: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map(one => withCanaries(one, personal))
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).map(([name, one]): readonly [string, unknown] => [
    name,
    personal.has(name) && typeof one === 'string' ? planted.full_name : withCanaries(one, personal),
  ])
  const says = pairs.some(([, one]) => typeof one !== 'object')
  return Object.fromEntries(says ? [...pairs, ...Object.entries(planted)] : pairs)
}

/** Values of keys that are secret: they are in nothing that can be read. */
function secretsOf(keys: object): readonly string[] {
  const secret = /secret|token|license|partner_key/
  return Object.entries(keys).flatMap(([name, value]) => (secret.test(name) ? [String(value)] : []))
}

async function readable(run: MarketRun): Promise<string> {
  const report = await syncReport(run.parts, null, 'UTC')
  const registry = new Registry()
  registerFeedMetrics(registry, () => feedNumbers(run.parts))
  const metrics = await registry.metrics()
  expect(metrics).toContain('kpi_budget_wait_seconds')
  return [await everythingKept(db), run.said.join('\n'), JSON.stringify(report), metrics].join('\n')
}

it('has a market for every connector', () => {
  expect(Object.keys(everyMarket).sort()).toEqual(
    connectors
      .filter(one => !one.simulated)
      .map(({ id }) => id)
      .sort(),
  )
})

it.each(Object.keys(everyMarket))('of %s no person and no secret is found anywhere, nor from errors', async id => {
  market = (await everyMarket[id]?.(now, 12)) ?? null
  const connector = connectors.find(one => one.id === id)
  if (!connector || !market) throw new Error(id)
  const run = await startMarketRun(db, connector, market.env, begun)
  await truncate(db, 'people, identities, channels, deliveries restart identity cascade')
  const boss = await addPerson(db, 'Boss', { role: 'administrator' })
  await db.execute(
    sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', 'boss', ${boss})`,
  )
  const { keys } = market
  const state = plant(connector.personal)

  expect(await run.connect(keys, '--since', '1m')).toBe(true)
  await run.wait(0.5)
  const all = await readable(run)
  state.wrong = true
  await db.execute(sql`update pulls set not_before = null`)
  await run.laterBy(26 * 60)
  const after = await readable(run)

  expect(state.planted).toBeGreaterThan(1)
  for (const text of [all, after]) {
    for (const word of [...Object.values(planted), ...secretsOf(keys)]) {
      const at = text.indexOf(word)
      expect(at < 0 ? '' : text.slice(Math.max(0, at - 300), at + 60)).toBe('')
    }
  }
})

it.each(Object.keys(everyMarket))('of %s nothing is found of a refusal while it is connected', async id => {
  market = (await everyMarket[id]?.(now, 1)) ?? null
  const connector = connectors.find(one => one.id === id)
  if (!connector || !market) throw new Error(id)
  const run = await startMarketRun(db, connector, market.env, begun)
  plant(connector.personal).wrong = true

  const refused = await run.connect(market.keys, '--since', '1m').catch((error: unknown) => String(error))

  expect(refused).not.toBe(true)
  const all = `${await readable(run)}\n${refused}`
  for (const word of [...Object.values(planted), ...secretsOf(market.keys)]) {
    const at = all.indexOf(word)
    expect(at < 0 ? '' : all.slice(Math.max(0, at - 300), at + 60)).toBe('')
  }
})
