import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { FileImports } from '#src/chat/messenger.ts'
import { measures } from '#src/domain/measures/index.ts'
import { createFileImports } from '#src/features/imports/index.ts'
import { ensureSource, writeInTransaction } from '#src/features/ingest/index.ts'
import { fileUse } from '#src/features/reconciliation/index.ts'
import { connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, addStore, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const clock = new Date('2026-06-18T20:00:00Z')
const by = { messenger: 'web', workspace: '', person: 'owner@example.com' }
let market: FakeMarketServer
let talk: Talk
let files: FileImports

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, people, channels, deliveries, identities, stated_totals, differences, settings, imports, import_rows, import_lines, import_mappings restart identity cascade',
  )
  market = await startFakeMarket('America/Los_Angeles')
  for (const [at, date] of Array.from({ length: 47 }, (_, i) => new Date(Date.UTC(2026, 4, 1 + i, 20))).entries()) {
    const iso = date.toISOString()
    market.orders.push({
      id: `O${at}`,
      sku: 'S',
      units: '1',
      price: '10.00',
      at: iso,
      changed: iso,
      cancelled: null,
      refunds: [],
    })
  }
  const parts: SyncParts = {
    ...{ db, connectors: [fakeMarket], env: { FAKEMARKET_API_URL: market.url }, now: () => clock },
    ...{ secretKey: 'a secret key of thirty-two characters', log: { info: () => {}, error: () => {} } },
  }
  talk = talkTo(db, commands, clock, { markets: { ...parts, publicUrl: 'https://kpi.example.com' } })
  files = createFileImports(db, { now: () => clock, otherUse: fileUse(parts) })
  await addPerson(db, 'Owner', { role: 'administrator' })
  await connect(parts, {
    connector: 'fakemarket',
    keys: { client_id: 'id', refresh_token: 'refresh-0' },
    since: '2026-05-10',
  })
  await waitForHistory(parts, 1)
})

afterEach(() => market.close())

function offer(text: string, words = '', name = 'file.csv') {
  async function* bytes() {
    yield new TextEncoder().encode(text)
  }
  const options = /--store (\S+)/.exec(words)?.[1]
  const offered = files.offer?.({ name, bytes: bytes() }, options ? { store: options, market: 'us' } : {}, by, words)
  if (!offered) throw new Error('files are not taken')
  return offered
}

const imported = async () =>
  Number((await db.execute(sql`select count(*)::int as n from imports where state = 'applied'`))[0]?.n)
const daily = (days: readonly string[], sales = '10.00') =>
  ['Store,Day,Net sales,Orders', ...days.map(day => `Harbour,${day},${sales},1`)].join('\n')
const may = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `2026-05-${String(from + at).padStart(2, '0')}`)
const settlement = (amount: string) =>
  [
    'settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\tposted-date\tposted-date-time\tsku\tquantity-purchased',
    `1\t\t\t\t\tUSD\tOrder\tO12\tAmazon.com\tItemPrice\tPrincipal\t${amount}\t2026-05-13\t2026-05-13 18:00:00 UTC\tS\t1`,
  ].join('\n')

describe('a file that is dropped for a connected shop', () => {
  it('is compared at once where it is the marketplace’s own statement, and can be imported after all', async () => {
    const card = await offer(settlement('12.50'), '--store harbour')

    expect(textOf(card)).toContain('Nothing of it was imported')
    expect(textOf(card)).toContain('2.50')
    expect(await imported()).toBe(0)
    const line = buttonsOf(card).find(one => one.startsWith('import apply'))
    await talk.say(line ?? '')
    expect(await imported()).toBe(1)
  })

  it.each([['reconcile harbour 2026-05'], ['/kpi reconcile harbour'], ['照合 harbour 2026-05'], ['对账 harbour']])(
    'is compared where the words beside it say so: %s',
    async words => {
      const card = await offer(daily(may(10, 31)), words)

      expect(textOf(card)).toContain('Everything compared agrees')
      expect(await imported()).toBe(0)
    },
  )

  it('is asked about with two buttons where it is unclear, and each does what it says', async () => {
    const card = await offer(daily(may(12, 14), '11.00'))

    const [compare = '', apply = ''] = buttonsOf(card)
    expect([compare, apply]).toEqual([
      expect.stringMatching(/^reconcile file \d+$/),
      expect.stringMatching(/^import apply/),
    ])
    const compared = await talk.say(compare)
    expect(textOf(compared)).toMatch(/May 12 – 14.*\(3 of 31 days\)/)
    expect(textOf(compared)).toContain('3.00')
    expect(await imported()).toBe(0)
    await talk.say(apply)
    expect(await imported()).toBe(1)
    await expect(talk.say(compare).then(textOf)).resolves.toContain('stand here already')
  })

  it.each(['reconcile file', 'reconcile file 99', '照合 ファイル 99', '对账 文件 99'])(
    'says what to do for “%s”',
    async line => {
      expect(textOf(await talk.say(line))).toMatch(/reconcile STORE|Send the file again/)
    },
  )
})

it('a file of a shop that is not connected is imported as ever', async () => {
  await addStore(db, 'pier', { name: 'Pier' })

  expect(buttonsOf(await offer('Store,Day,Net sales\nPier,2026-05-03,5.00'))).toEqual([
    expect.stringMatching(/^import apply/),
  ])
})

describe('a month of which not all days can be compared', () => {
  it('that still runs is compared through yesterday, with today where that is the same, and says so', async () => {
    const card = await talk.say('reconcile harbour 2026-06 sales 170')
    const same = await talk.say('reconcile harbour 2026-06 sales 160')

    expect(textOf(card)).toMatch(/Jun 1 – 17.*\(17 of 30 days\): the month still runs/)
    expect(card.tone).toBe('warning')
    expect(same.tone).toBe('good')
  })

  it('of which ours begin later is compared from there, and says so', async () => {
    const card = await offer(daily(may(1, 31)), 'reconcile harbour 2026-05')

    expect(card.tone).toBe('good')
    expect(textOf(card)).toMatch(/May 10 – 31.*\(22 of 31 days\): ours begin only on 2026-05-10/)
  })

  it('takes the sum of some days as they are typed', async () => {
    const whole = await talk.say('reconcile harbour 2026-05 sales 310')
    expect(textOf(whole)).toContain('reconcile STORE 2026-05-10..2026-05-31')

    const card = await talk.say('reconcile harbour 2026-05-10..2026-05-31 sales 220')

    expect(card.tone).toBe('good')
    expect(textOf(card)).toContain('22 of 31 days')
  })

  it.each(['reconcile harbour 2026-07', 'reconcile harbour 2026-07 sales 5'])(
    'is refused before it began: %s',
    async line => {
      expect(textOf(await talk.say(line))).not.toMatch(/agrees|went wrong/)
    },
  )
})

it('a typed figure can be of every measure, in three languages', async () => {
  const source = await ensureSource(db, 'push/x', 'X')
  const [store] = await db.execute(sql`select id from stores where slug = 'harbour'`)
  const values = measures.map(({ id, unit }) => [id, unit === 'money' ? '1200' : '12'] as const)
  const rows = [{ storeId: Number(store?.id), sku: '', day: '2026-05-04', measures: Object.fromEntries(values) }]
  await db.transaction(tx =>
    writeInTransaction(tx, { sourceId: source.id, rows, now: clock, mode: 'replace-days', history: true }),
  )

  const refused: string[] = []
  for (const [at, measure] of measures.entries()) {
    const locale = locales[at % locales.length] ?? 'en'
    await truncate(db, 'stated_totals, differences')
    const line = `reconcile harbour 2026-05-04 ${measure.label[locale]} 12`
    const card = await talk.say(line)
    if (!textOf(card).includes('✓')) refused.push(`${line}: ${textOf(card).slice(0, 120)}`)
  }
  expect(refused).toEqual([])
}, 400_000)
