import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, connect as dial, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { amazon } from '#src/connectors/amazon/index.ts'
import { connect } from '#src/features/sync/index.ts'
import { projectRoot } from '#src/paths.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { fixtureFolder } from '#test/support/fixtures.ts'
import { programWords } from '#test/support/running/program.ts'
import { adsGrant } from '#test/support/strict-amazon/advertising.ts'
import { type StrictAmazon, startStrictAmazon } from '#test/support/strict-amazon/server.ts'
import { makeOrders, markets } from '#test/support/strict-amazon/shop.ts'
import { truncate } from '#test/support/truncate.ts'

/** Some hours ago: what is refused for a day by this clock stays so by the clock of the database. */
const now = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 6 * 3_600_000)
const day = 86_400_000
const since = new Date(now.getTime() - 58 * day).toISOString().slice(0, 10)
const secretKey = 'a secret key of thirty-two characters'
let folder: string
let server: Awaited<ReturnType<typeof startEmbedded>>
const fixtures = fixtureFolder('amazon')
const app = { id: 'amzn1.application-oa2-client.made', secret: 'amzn1.oa2-cs.v1.made' }
const keys = {
  client_id: app.id,
  client_secret: app.secret,
  refresh_token: 'Atzr|made',
  region: 'na',
  ads_refresh_token: adsGrant,
}
let fake: StrictAmazon
let database: Database
let front: Server

/** One address for the database, also after it restarted on another port. */
async function startFront(): Promise<Server> {
  const made = createServer(socket => {
    const behind = dial(Number(new URL(server.url).port), '127.0.0.1')
    const end = () => void [socket, behind].map(one => one.destroy())
    for (const one of [socket, behind]) one.on('error', end).on('close', end)
    socket.pipe(behind).pipe(socket)
  })
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve))
  return made
}

function frontUrl(): string {
  const url = new URL(server.url)
  url.port = String((front.address() as AddressInfo).port)
  return url.href
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kpi-sync-'))
  await chmod(folder, 0o711) // as root the server runs under another account
  server = await startEmbedded(folder)
  await migrate(server.url)
  database = openDatabase(server.url)
  front = await startFront()
  fake = await startStrict()
}, 400_000)

/** A made Amazon with a seller who sold for some weeks: some was cancelled later, some came back, once 40 days later. */
function startStrict(): Promise<StrictAmazon> {
  const orders = makeOrders(markets.US, new Date(now.getTime() - 60 * day), now, 2, 23)
  for (const [index, order] of orders.entries()) {
    const [item] = order.items
    const days = index === 4 ? 40 : index % 31 === 7 ? 2 : 0
    const at = new Date(order.created.getTime() + days * day)
    if (item && days > 0 && !order.cancelled && at < now) {
      order.refunds.push({ at, itemId: item.itemId, amount: item.price, quantity: item.quantity, reason: 'DEFECTIVE' })
    }
    if (index % 29 === 3) order.cancelled = { at: new Date(order.created.getTime() + 3_600_000), by: 'BUYER' }
  }
  return startStrictAmazon(app, new Map([['Atzr|made', { name: 'A23', markets: [markets.US], orders }]]), {
    now: () => now,
    speed: Number.POSITIVE_INFINITY,
    fixtures: fixtures ?? '',
    discountSign: -1,
    cancelledKeepPrice: true,
    repeatAcrossPages: true,
    outcomes: {},
    fault: () => null,
  })
}

afterAll(async () => {
  await fake.close()
  front.close()
  await database.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A replica; killed at an event where one is named. */
function replica(killAt?: number): ChildProcess {
  return spawn(process.execPath, programWords('test/support/servers/sync-process.ts'), {
    cwd: projectRoot,
    env: {
      ...process.env,
      SYNC_DATABASE: frontUrl(),
      SYNC_MARKET: fake.url,
      SYNC_NOW: now.toISOString(),
      SYNC_KILL: killAt === undefined ? '' : String(killAt),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly events: number }> {
  const [said, [code]] = await Promise.all([child.stdout ? text(child.stdout) : '', once(child, 'exit')])
  return { code, events: Number(said) }
}

/** Begins anew with an empty database and a grant. */
async function connectAnew(): Promise<void> {
  const { db } = database
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  const env = { AMAZON_API_URL: fake.url, AMAZON_LWA_URL: fake.url, AMAZON_ADS_API_URL: fake.url }
  const log = { info: () => {}, error: () => {} }
  const parts = { db, connectors: [amazon], env, secretKey, now: () => now, log }
  await connect(parts, { connector: 'amazon', keys, since })
  fake.calls.clear()
}

/** All that people see and all that it is made of, as one text. */
async function state(): Promise<string> {
  const { db } = database
  const parts = await Promise.all([
    db.execute(sql`select o.key, f.store_id, f.day::text, f.sku, f.m::text, f.was::text, f.corrected_at is null as plain
      from metric_day f join sources o on o.id = f.source_id order by o.key, f.store_id, f.day, f.sku`),
    db.execute(sql`select o.key, c.store_id, c.day::text, c.state from day_coverage c join sources o on o.id = c.source_id
      order by o.key, c.store_id, c.day`),
    db.execute(sql`select o.key, l.order_id, l.line_id, l.changed_at::text, l.days::text, l.line::text
      from order_ledger l join sources o on o.id = l.source_id order by o.key, l.order_id, l.line_id`),
    db.execute(sql`select feed, cursor::text from feed_states order by feed`),
    db.execute(sql`select feed, kind, from_day::text, to_day::text, state from pulls where kind = 'backfill'
      order by feed, kind, from_day`),
  ])
  return JSON.stringify(parts, null, 1)
}

/** Reports of each kind that were asked for. */
function asked(): readonly number[] {
  return ['createReport', 'createQuery', 'ads POST /reporting/reports'].map(name => fake.calls.get(name) ?? 0)
}

const total = (counts: readonly number[]) => counts.reduce((sum, one) => sum + one, 0)

it.skipIf(fixtures === null)(
  'ends byte for byte as a clean run after kills at ten points, with two replicas and a restarted database',
  async () => {
    await connectAnew()
    const clean = await ended(replica())
    expect(clean.code).toBe(0)
    const [right, reports] = [await state(), asked()]
    for (const count of reports) expect(count).toBeGreaterThan(2)
    expect(fake.violations).toEqual([])

    await connectAnew()
    // Each goes on where the one before was killed, every time a bit further: together most of the way
    const points = Array.from({ length: 10 }, (_, index) =>
      Math.max(3 + index, Math.round((clean.events * 0.7 * (index + 1)) / 55)),
    )
    let killed = 0
    for (const point of points) {
      const { code } = await ended(replica(point))
      if (code !== 0) killed += 1
      // What a dead process held is free when its lease is over; nobody waits for that here.
      await database.db.execute(sql`update pulls set lease_until = null`)
    }
    expect(killed).toBe(10)
    const both = [replica(), replica()].map(ended)
    await database.close()
    for (let restarts = 0; restarts < 3; restarts += 1) {
      await new Promise(resolve => setTimeout(resolve, 2_000))
      await server.stop()
      server = await startEmbedded(folder)
    }
    database = openDatabase(server.url)
    expect((await Promise.all(both)).map(({ code }) => code)).toEqual([0, 0])
    expect(await state()).toBe(right)
    expect(total(asked())).toBeLessThanOrEqual(total(reports) + killed)
    expect(fake.violations).toEqual([])
  },
  800_000,
) // fourteen real processes
