import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { importFile } from '#src/features/imports/import-from-shell.ts'
import { listRates } from '#src/features/stores/store/rates.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'kpi-import-file-'))
afterAll(() => rm(folder, { recursive: true }))
const deps = { db, now: () => new Date('2026-11-21T12:00:00Z') }
let lines: string[] = []
const out = (line: string) => void lines.push(line)

beforeEach(async () => {
  lines = []
  await truncate(
    db,
    'metric_day, stores, imports, import_rows, order_lines, import_mappings, exchange_rates restart identity cascade',
  )
})

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

describe('importing from a shell', () => {
  it('shows what will be stored, asks, and stores nothing when the answer is no', async () => {
    const path = await file('a.csv', 'Date,Store,Sales,Memo\n2026-11-01,West,10.5,x\n2026-11-02,West,y,z\n')
    const result = await importFile(deps, path, { market: 'us', out, ask: async () => false })

    expect(result).toBeNull()
    expect(lines.join('\n')).toContain('West = west (new: us, USD, America/Los_Angeles)')
    expect(lines.join('\n')).toContain('2026-11-01 west: net_sales 10.5')
    expect(lines.join('\n')).toContain('row 3: Sales is not a number: y')
    expect(lines.join('\n')).toContain('left out: Memo')
    expect(await db.execute(sql`select from metric_day`)).toEqual([])
  })

  it('stores when the answer is yes', async () => {
    const path = await file('b.csv', 'Date,Store,Sales\n2026-11-01,West,10.5\n')
    await importFile(deps, path, { market: 'us', out, ask: async () => true })

    expect(lines.at(-1)).toContain('1 store (new: west), 1 rows, 0 skipped, days 2026-11-01 – 2026-11-01')
  })

  it('says which file is missing', async () => {
    await expect(importFile(deps, 'nowhere.csv', { yes: true, out })).rejects.toThrow('There is no file nowhere.csv')
  })

  it('takes exchange rates, leaves out broken ones and says so', async () => {
    const path = await file(
      'rates.csv',
      'date,from,to,rate\n2026-11-01,usd,JPY,151.25\n2026-11-02,USD,JPY,\n2026-11-03,dollar,JPY,1\n',
    )
    await importFile(deps, path, { out })

    expect(await listRates(db)).toMatchObject([{ from: 'USD', to: 'JPY', since: '2026-11-01', rate: '151.25' }])
    expect(lines).toEqual([
      '  row 3: rate is not a number: ',
      '  row 4: Not a currency code: DOLLAR',
      '1 exchange rates stored, 2 rows skipped.',
    ])
  })
})

describe('a long file', () => {
  it('of 120,000 lines goes in with flat memory', async () => {
    const header = 'Order ID,Order Date,Ship Date,Store,SKU,Product Name,Sales,Quantity,Cost\n'
    const text = Array.from({ length: 120_000 }, (_, i) => {
      const day = new Date(Date.UTC(2024, 0, 1 + (i % 700))).toISOString().slice(0, 10)
      return `${i >> 1},${day},${day},Store ${i % 4},SKU-${i % 150},"A product, number ${i % 150}",${(i % 9000) / 100},${(i % 3) + 1},1.25`
    })
    const path = await file('long.csv', header + text.join('\n'))
    text.length = 0
    const before = heapInUse()
    let peak = 0
    let watch = setTimeout(look, 500)
    // Collecting a large heap takes seconds: looking must not become most of the work
    function look() {
      const started = performance.now()
      peak = Math.max(peak, heapInUse() - before)
      watch = setTimeout(look, Math.max(500, 5 * (performance.now() - started)))
    }
    const result = await importFile(deps, path, { yes: true, market: 'us', out: line => lines.push(line) })
    clearTimeout(watch)

    expect(result).toMatchObject({
      rowsRead: 120_000,
      rowsSkipped: 0,
      stores: ['store-0', 'store-1', 'store-2', 'store-3'],
    })
    const [sums] = await db.execute(sql`
      select sum((m->>'net_sales')::numeric)::text as sales, sum((m->>'order_lines')::numeric)::text as lines
      from metric_day where sku = ''`)
    expect(sums).toEqual({
      sales: String(Array.from({ length: 120_000 }, (_, i) => i % 9000).reduce((a, b) => a + b)),
      lines: '120000',
    })
    expect(peak / 1_048_576).toBeLessThan(100)
  }, 300_000)
})

/** Bytes that are really held: what nobody needs any more is collected first. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
