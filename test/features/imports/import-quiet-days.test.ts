import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { applyImport, previewImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'kpi-quiet-'))
afterAll(() => rm(folder, { recursive: true }))

const now = new Date('2026-11-21T12:00:00Z')
const header = 'Order ID,Order Date,Ship Date,Store,SKU,Sales,Quantity,Cost'

async function take(name: string, lines: readonly string[]): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, [header, ...lines].join('\n'))
  const options = { market: 'us', currency: 'USD', zone: 'America/New_York' }
  const { id } = await previewImport(db, { name, path }, options, { by: null, now })
  await applyImport(db, id, { now })
}

async function salesByDay(store: string): Promise<readonly [string, number][]> {
  const rows = await db.execute<{ day: string; sales: string }>(sql`
    select t.day, t.m->>'net_sales' as sales from metric_day t join stores s on s.id = t.store_id
    where s.slug = ${store} and t.sku = '' order by t.day`)
  return rows.map(row => [row.day, Number(row.sales)])
}

it('takes days without orders as days of zero sales, from a first order to the end of the file', async () => {
  await take('a.csv', ['1,2026-10-02,2026-10-03,North,A,10,1,6', '2,2026-10-05,2026-10-06,Other,A,1,1,1'])

  expect(await salesByDay('north')).toEqual([
    ['2026-10-02', 1000],
    ['2026-10-03', 0],
    ['2026-10-04', 0],
    ['2026-10-05', 0],
  ])
  expect(await salesByDay('other')).toEqual([['2026-10-05', 100]])
})

it('leaves what another file said of a quiet day as it is', async () => {
  await take('september.csv', ['3,2026-09-02,2026-09-02,South,A,7,1,6'])
  await take('around.csv', ['4,2026-09-01,2026-09-01,South,A,5,1,1', '5,2026-09-03,2026-09-03,South,A,6,1,1'])

  expect(await salesByDay('south')).toEqual([
    ['2026-09-01', 500],
    ['2026-09-02', 700],
    ['2026-09-03', 600],
  ])
})
