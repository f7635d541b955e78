import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Connector, OwnTotals } from '#src/contracts/connector.ts'
import { eachDay, localDay } from '#src/domain/days.ts'
import { reconcileMonthly } from '#src/features/reconciliation/index.ts'
import { connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const zone = 'America/Los_Angeles'
const clock = new Date('2026-06-10T20:00:00Z')
let market: FakeMarketServer
let parts: SyncParts
let talk: Talk
let theirs: readonly OwnTotals[]
let daily: boolean

/** Orders of May at moments all around the clock, so that another zone cuts them otherwise. */
const moments = Array.from({ length: 66 }, (_, at) => new Date(Date.UTC(2026, 3, 30, 8) + at * 12.3 * 3_600_000))
const price = (at: number) => (20 + at * 1.37).toFixed(2)

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, people, channels, deliveries, identities, stated_totals, differences, exchange_rates, settings restart identity cascade',
  )
  market = await startFakeMarket(zone)
  daily = true
  const [orders] = fakeMarket.feeds
  if (!orders) throw new Error('The fake market has no feed')
  const totals = async () => (daily ? theirs : [whole(theirs)])
  const connector: Connector = { ...fakeMarket, totals, feeds: [{ ...orders, finalAfterDays: 3 }] }
  const log = { info: () => {}, error: () => {} }
  const secretKey = 'a secret key of thirty-two characters'
  parts = { db, connectors: [connector], env: { FAKEMARKET_API_URL: market.url }, secretKey, now: () => clock, log }
  talk = talkTo(db, commands, clock, { markets: { ...parts, publicUrl: 'https://kpi.example.com' } })
  await addPerson(db, 'Owner', { role: 'administrator' })
  await db.execute(
    sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', 'o', 1)`,
  )
  for (const [at, moment] of moments.entries()) {
    const iso = moment.toISOString()
    const refunds = at % 7 === 0 ? [{ id: `r${at}`, at: iso, amount: '3.33' }] : []
    const order = { id: `O${at}`, sku: 'S', units: '1', price: price(at), at: iso, changed: iso, refunds }
    market.orders.push({ ...order, cancelled: at % 11 === 0 ? iso : null })
  }
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }
  await connect(parts, { connector: 'fakemarket', keys, since: '2026-04-20' })
  await waitForHistory(parts, 1)
  theirs = told(zone)
})

afterEach(() => market.close())

/** What the marketplace says of May when it cuts days in a zone. */
function told(in_: string, over: (value: number, at: number) => number = value => value): readonly OwnTotals[] {
  return eachDay('2026-05-01', '2026-05-31').map(day => {
    const of = moments.flatMap((moment, at) => (localDay(moment, in_) === day && at % 11 !== 0 ? [at] : []))
    const cents = of.reduce((sum, at) => sum + over(Math.round(Number(price(at)) * 100), at), 0)
    return { day, measures: { net_sales: String(cents), orders: String(of.length) } }
  })
}

function whole(days: readonly OwnTotals[]): OwnTotals {
  const sum = (id: string) => String(days.reduce((all, one) => all + Number(one.measures[id]), 0))
  return { day: null, measures: { net_sales: sum('net_sales'), orders: sum('orders') } }
}

const refunded = moments.filter((at_, at) => at % 7 === 0 && localDay(at_, zone).startsWith('2026-05')).length * 333

describe('reconciling a month', () => {
  it.each([true, false])('finds no difference where there is none (by day: %s)', async byDay => {
    daily = byDay

    const card = await talk.say('reconcile harbour 2026-05')

    expect(card.tone).toBe('good')
    expect(textOf(card)).toContain('Everything compared agrees.')
  })

  it.each([
    [
      'missing days',
      async () => void (await db.execute(sql`delete from metric_day where day = '2026-05-12'`)),
      'missing days: 2026-05-12',
    ],
    [
      'time-zone cut',
      async () => {
        daily = false
        theirs = told('Asia/Tokyo')
      },
      'Asia/Tokyo',
    ],
    [
      'refunds',
      async () => {
        daily = false
        theirs = [add(whole(theirs), -refunded)]
      },
      'they take refunds off',
    ],
    [
      'currency',
      async () => {
        await db.execute(
          sql`insert into exchange_rates (from_currency, to_currency, since, rate, demo) values ('USD', 'CNY', '2026-01-01', 7.1, false)`,
        )
        theirs = told(zone, value => Math.round(value * 7.1))
      },
      'their figure looks like CNY',
    ],
    [
      'cents for dollars',
      async () => {
        theirs = told(zone, value => value * 100)
      },
      'hundred times',
    ],
    [
      'one day',
      async () => {
        theirs = theirs.map(one => (one.day === '2026-05-14' ? add(one, 4_321) : one))
      },
      'only these days differ: 2026-05-14',
    ],
    [
      'unknown',
      async () => {
        daily = false
        theirs = [add(whole(theirs), 98_765_432)]
      },
      'not found',
    ],
  ])('names a seeded error: %s', async (_name, spoil, words) => {
    await spoil()

    const card = await talk.say('reconcile harbour 2026-05')

    expect(textOf(card)).toContain(words)
    expect(card.tone).toBe('warning')
  })

  it('says that young days may still change', async () => {
    await db.execute(sql`update day_coverage set state = 'complete' where day >= '2026-05-28'`)
    theirs = theirs.map(one => (one.day === '2026-05-30' ? add(one, 4_321) : one))

    expect(textOf(await talk.say('reconcile harbour 2026-05'))).toContain('pending')
  })

  it('compares with a typed figure, in any language, and only with what can be summed', async () => {
    expect(textOf(await talk.say('对账 harbour 2026-05 净销售额 123.45'), 'zh-CN')).toContain('未找到')
    expect(textOf(await talk.say('reconcile harbour 2026-05 conversion rate 5%'))).toContain('only sums')
    expect(textOf(await talk.say('reconcile harbour last week'))).toContain('one month')
  })

  it.each(['harbour 2026-05 sales abc', 'harbour 2026-05 sales 5 abc', 'abc', 'accept abc'])(
    'refuses %s: a word is unused',
    async line => {
      expect(textOf(await talk.say(`reconcile ${line}`))).toContain('I cannot use “abc” here')
    },
  )

  it('lets somebody accept a difference, which stays accepted until a figure changes', async () => {
    theirs = theirs.map(one => (one.day === '2026-05-14' ? add(one, 4_321) : one))
    const [accept = ''] = buttonsOf(await talk.say('reconcile harbour 2026-05'))

    expect(textOf(await talk.say(accept))).toContain('accepted')
    expect(textOf(await talk.say('reconcile harbour 2026-05'))).toContain('accepted')
    expect((await talk.say('reconcile')).tone).toBe('good')
    theirs = theirs.map(one => (one.day === '2026-05-15' ? add(one, 1) : one))
    expect(textOf(await talk.say('reconcile harbour 2026-05'))).not.toContain('accepted')
  })

  it('pulls the days of a difference again, after which it is gone', async () => {
    await db.execute(sql`delete from metric_day where day = '2026-05-12'`)
    const pull = buttonsOf(await talk.say('reconcile harbour 2026-05')).find(line => line.includes('pull')) ?? ''

    await talk.say(pull)
    await waitForHistory(parts, 1)
    for (let step = 0; step < 20; step += 1) await waitForHistory(parts, 1)
    await reconcileMonthly(parts, AbortSignal.timeout(60_000))

    expect(textOf(await talk.say('reconcile harbour 2026-05'))).toContain('Everything compared agrees.')
  })

  it('runs once a month by itself and tells administrators what differs', async () => {
    theirs = theirs.map(one => (one.day === '2026-05-14' ? add(one, 4_321) : one))

    for (let run = 0; run < 3; run += 1) await reconcileMonthly(parts, AbortSignal.timeout(60_000))

    expect(await db.execute(sql`select 1 from deliveries`)).toHaveLength(1)
  })
})

function add(one: OwnTotals, cents: number): OwnTotals {
  return { ...one, measures: { ...one.measures, net_sales: String(Number(one.measures.net_sales) + cents) } }
}
