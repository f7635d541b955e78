import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { applyImport, createFileImports, listImports, undoImport } from '#src/features/imports/index.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)

beforeEach(clear)

function everything() {
  return db.execute(sql`select * from metric_day order by store_id, source_id, sku, day`)
}

const header = 'Order ID,Order Date,Ship Date,Store,SKU,Sales,Quantity,Cost'

describe('stores', () => {
  it('are found by short name, name or alias, and never among those of the demo', async () => {
    await createStore(db, {
      slug: 'amazon-jp',
      name: 'Demo',
      platform: 'amazon',
      market: 'jp',
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      demo: true,
    })
    await createStore(db, {
      slug: 'west',
      name: 'West Coast',
      platform: 'other',
      market: 'us',
      currency: 'USD',
      timeZone: 'America/New_York',
      aliases: ['西海岸'],
    })
    const found = await preview(
      'Date,Store,Sales\n2026-11-01,西海岸,1\n2026-11-01,WEST COAST,1\n2026-11-01,Amazon JP,1\n',
    )

    expect(found.stores.map(({ slug, isNew }) => [slug, isNew])).toEqual([
      ['west', false],
      ['west', false],
      ['amazon-jp-2', true],
    ])
  })

  it('that are new need a market, and get short names that mean nothing else', async () => {
    const text = 'Date,Store,Sessions\n2026-11-01,Sales,1\n2026-11-01,All,1\n'

    await expect(preview(text, {})).rejects.toThrow(/stores are new: Sales, All.*--market/)
    const found = await preview(text, { market: 'jp' })
    expect(found.stores).toMatchObject([
      { slug: 'sales-store', currency: 'JPY', timeZone: 'Asia/Tokyo' },
      { slug: 'all-store', currency: 'JPY', timeZone: 'Asia/Tokyo' },
    ])
  })

  it.each([
    [{ market: 'usa' }, /two letters/],
    [{ market: 'us', zone: 'Mars/Base' }, /no time zone/],
    [{ market: 'us', currency: 'DOLLAR' }, /no currency code/],
    [{ market: 'xx' }, /also the currency/],
  ])('with odd settings are refused: %o', async (options, reason) => {
    await expect(preview('Date,Store,Sales\n2026-11-01,West,1\n', options)).rejects.toThrow(reason)
  })

  it('are the only one there is, or the one that is said, where no column names them', async () => {
    const text = 'Date,Sales\n2026-11-01,1\n'

    await expect(preview(text)).rejects.toThrow(/--store/)
    await take(text, { ...us, store: 'Main street' })
    expect((await preview('Date,Sales\n2026-11-02,1\n', {})).stores).toMatchObject([
      { slug: 'main-street', isNew: false },
    ])
  })

  it('have one currency: rows in another are left out', async () => {
    const found = await preview('Date,Store,Sales,Currency\n2026-11-01,West,1,USD\n2026-11-02,West,1,EUR\n', {
      market: 'us',
    })

    expect(found.skipped[0]?.reason.en).toBe('The currency EUR is not the one of the store, USD.')
  })
})

describe('columns', () => {
  it('are offered for correction, and read as corrected', async () => {
    const text = 'Order ID,Order Date,Store,SKU,Sales,Payout\n1,2026-11-01,West,A,100,80\n'
    const first = await preview(text)
    const second = await preview(text, { ...us, mapping: { Payout: 'sales', SKU: null } })
    await applyImport(db, second.id, { now })

    expect(first.columns.map(({ role }) => role)).toEqual(['order_id', 'order_day', 'store', 'sku', 'sales', null])
    expect(first.choices.map(({ role }) => role)).toContain('ship_day')
    expect(await figures()).toMatchObject({ 'west 2026-11-01': { net_sales: 8000 } })
    expect(await figures('A')).toEqual({})
    await expect(preview(text, { ...us, mapping: { Payout: 'nonsense' } })).rejects.toThrow(UserError)
  })
})

describe('a preview', () => {
  it('shows the first days as they will be stored and stores nothing', async () => {
    const found = await preview(
      [header, '1,2026-11-02,2026-11-03,West,A,10.50,1,6', '2,2026-11-01,2026-11-03,West,B,20,2,7'].join('\n'),
    )

    expect(found.days.slice(0, 2)).toMatchObject([
      { store: 'west', day: '2026-11-01', sku: '', currency: 'USD', figures: { net_sales: '20', orders: '1' } },
      { store: 'west', day: '2026-11-02', sku: '', figures: { net_sales: '10.5' } },
    ])
    expect(found.totals).toMatchObject([
      { store: 'west', days: 2, skus: 2, totals: { net_sales: '30.5', orders: '2' } },
    ])
    expect(await everything()).toEqual([])
    expect(await db.execute(sql`select from stores`)).toEqual([])
  })

  it('that nobody applies is forgotten after a day', async () => {
    const old = await preview('Date,Store,Sales\n2026-11-01,West,1\n')
    await db.execute(sql`update imports set created_at = '2026-11-19'`)
    await preview('Date,Store,Sales\n2026-11-02,West,1\n')

    await expect(applyImport(db, old.id, { now })).rejects.toThrow(/Read the file once more/)
    expect(await db.execute(sql`select from import_rows where import_id = ${old.id}`)).toEqual([])
  })

  it('that lost its rows in a crash is not applied by half', async () => {
    const found = await preview('Date,Store,Sales\n2026-11-01,West,1\n')
    await truncate(db, 'import_rows')

    await expect(applyImport(db, found.id, { now })).rejects.toThrow(/Read the file once more/)
  })
})

describe('undoing', () => {
  const first = [header, '1,2026-11-01,2026-11-02,West,A,10,1,6', '2,2026-11-02,2026-11-02,West,B,7,1,6'].join('\n')
  const second = [header, '9,2026-11-02,2026-11-03,West,C,99,1,6', '10,2026-11-03,,East,C,1,1,1'].join('\n')

  it('puts everything back exactly, and takes away the stores it made', async () => {
    await take(first)
    const before = await everything()
    const applied = await take(second)
    const result = await undoImport(db, applied.id, { now })

    expect(await everything()).toEqual(before)
    expect(result.removedStores).toEqual(['east'])
    expect(await db.execute(sql`select slug from stores`)).toEqual([{ slug: 'west' }])
  })

  it('keeps derived totals, corrections and times of writing as they were', async () => {
    const west = await createStore(db, {
      slug: 'west',
      name: 'West',
      platform: 'other',
      market: 'us',
      currency: 'USD',
      timeZone: 'America/New_York',
    })
    const source = await ensureSource(db, 'file/daily')
    const rows = (units: string) => [{ storeId: west.id, sku: 'A', day: '2026-11-01', measures: { units } }]
    await writeObservations(db, {
      sourceId: source.id,
      rows: rows('1'),
      mode: 'merge',
      now: new Date('2026-11-05T00:00:00Z'),
    })
    await writeObservations(db, {
      sourceId: source.id,
      rows: rows('2'),
      mode: 'merge',
      now: new Date('2026-11-06T00:00:00Z'),
    })
    const before = await everything()
    const applied = await take('Date,Store,SKU,Units,Sales\n2026-11-01,West,A,5,1\n2026-11-01,West,,7,\n')
    await undoImport(db, applied.id, { now })

    expect(await everything()).toEqual(before)
  })

  it('is refused, naming the later import, and possible after that one is undone', async () => {
    const one = await take(first)
    const two = await take(second)

    await expect(undoImport(db, one.id, { now })).rejects.toThrow(
      new RegExp(`Import #${two.id} .* changed the same figures later`),
    )
    await undoImport(db, two.id, { now })
    await undoImport(db, one.id, { now })
    expect(await everything()).toEqual([])
    expect(await db.execute(sql`select from stores`)).toEqual([])
  })

  it('is refused when others changed the figures since, and when done twice', async () => {
    const applied = await take('Date,Store,Sales\n2026-11-01,West,1\n')
    await db.execute(sql`update metric_day set m = '{"net_sales": 5}'`)
    await expect(undoImport(db, applied.id, { now })).rejects.toThrow(/changed by others/)

    await db.execute(sql`update metric_day set m = '{"net_sales": 100}'`)
    await undoImport(db, applied.id, { now })
    await expect(undoImport(db, applied.id, { now })).rejects.toThrow(/nothing to undo/)
  })

  it('marks the days for evaluation', async () => {
    const applied = await take(first)
    await take('Date,Store,Sessions\n2026-11-09,West,1\n')
    await truncate(db, 'dirty_days')
    await undoImport(db, applied.id, { now })

    expect(await db.execute(sql`select day from dirty_days order by 1`)).toEqual([
      { day: '2026-11-01' },
      { day: '2026-11-02' },
    ])
  })
})

describe('the same file twice', () => {
  const text = 'Date,Store,Sales\n2026-11-01,West,1\n'

  it('changes nothing and says so', async () => {
    const one = await take(text)
    const again = await preview(text)
    const result = await applyImport(db, again.id, { now })

    expect(again.alreadyApplied).toMatchObject({ id: one.id })
    expect(result).toMatchObject({ id: one.id, alreadyApplied: true, inserted: 0, changed: 0 })
  })

  it('previewed twice before either was applied is stored once', async () => {
    const [one, two] = [await preview(text), await preview(text)]
    await applyImport(db, one.id, { now })

    expect(await applyImport(db, two.id, { now })).toMatchObject({ id: one.id, alreadyApplied: true })
    expect(await listImports(db)).toHaveLength(1)
  })

  it('can be stored again after it was undone', async () => {
    await undoImport(db, (await take(text)).id, { now })

    expect(await take(text)).toMatchObject({ alreadyApplied: false, inserted: 1 })
  })
})

describe('who brings a file', () => {
  const imports = createFileImports(db, { now: () => now })
  const upload = (text: string) => ({
    name: 'x.csv',
    bytes: (async function* () {
      yield Buffer.from(text)
    })(),
  })
  const by = (person: string) => ({ messenger: 'web', workspace: '', person })

  it('must be a manager or administrator whose scope holds the stores', async () => {
    await createPerson(db, { name: 'Op', email: 'op@example.com', role: 'operator', scope: ['all'] })
    await createPerson(db, { name: 'Jp', email: 'jp@example.com', role: 'manager', scope: ['market:jp'] })
    await createPerson(db, { name: 'Us', email: 'us@example.com', role: 'manager', scope: ['market:us'] })
    const text = 'Date,Store,Sales\n2026-11-01,West,1\n'

    await expect(imports.preview(upload(text), us, by('op@example.com'))).rejects.toThrow(/Only managers/)
    await expect(imports.preview(upload(text), us, by('nobody@example.com'))).rejects.toThrow(/Only managers/)
    await expect(imports.preview(upload(text), us, by('jp@example.com'))).rejects.toThrow(/not among yours: west/)
    const found = (await imports.preview(upload(text), us, by('us@example.com'))) as { id: number }
    await expect(imports.apply(found.id, by('jp@example.com'))).rejects.toThrow(/not among yours/)
    await imports.apply(found.id, by('us@example.com'))
    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 100 } })
    await imports.undo(found.id, by('us@example.com'))
    expect(await figures()).toEqual({})
  })
})
