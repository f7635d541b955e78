import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyImport, previewImport } from '#src/features/imports/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type BenchRow, inMegabytes } from './row.ts'
import { withDatabase } from './support/database.ts'

const lines = 100_000
/** Design rule: 100,000 order lines in under 30 s with flat memory. */
const budgetSeconds = 30
/** Megabytes; what a machine under load needs, where garbage grows old before it is collected. */
const heapBudget = 120

/** A file of order lines, from the first byte to stored figures. */
export async function run(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kpi-bench-import-'))
  try {
    const path = join(folder, 'orders.csv')
    await writeFile(path, orders())
    return await withDatabase(({ db }) => measure(db, path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(db: Db, path: string): Promise<readonly BenchRow[]> {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed - before)
  }, 20)
  const now = new Date()
  const start = performance.now()
  const { id } = await previewImport(db, { name: 'orders.csv', path }, { market: 'us' }, { by: null, now })
  const read = (performance.now() - start) / 1000
  await applyImport(db, id, { now })
  const took = (performance.now() - start) / 1000
  clearInterval(watch)
  return [
    row('100,000 order lines, file to figures', took, budgetSeconds),
    row('100,000 order lines, preview alone', read, null),
    {
      name: '100,000 order lines, growth of the heap',
      ours: inMegabytes(peak),
      peer: null,
      ratio: null,
      budget: `≤ ${heapBudget} MB`,
      ok: peak / 1_000_000 <= heapBudget,
    },
  ]
}

function row(name: string, seconds: number, budget: number | null): BenchRow {
  const ok = budget === null ? null : seconds <= budget
  return { name, ours: `${seconds.toFixed(1)} s`, peer: null, ratio: null, budget: budget ? `≤ ${budget} s` : '', ok }
}

function orders(): string {
  const rows = ['Order ID,Order Date,Ship Date,Store,Product ID,Product Name,Sales,Quantity,Profit']
  for (let i = 0; i < lines; i++) {
    const day = (offset: number) => new Date(Date.UTC(2024, 0, 1 + (i % 700) + offset)).toISOString().slice(0, 10)
    const sku = `FUR-${String(i % 1800).padStart(5, '0')}`
    const sales = (i % 90_000) / 100
    rows.push(
      `US-${i >> 1},${day(0)},${day(i % 6)},Store ${i % 4},${sku},"Chair, model ${i % 1800}",${sales},${(i % 5) + 1},${sales / 4}`,
    )
  }
  return rows.join('\n')
}
