import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { applyImport, type ImportPreview, previewImport } from '#src/features/imports/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { atFileEnd } from './running/file-end.ts'
import { truncate } from './truncate.ts'

/** New stores of these tests. */
export const us = { market: 'us', currency: 'USD', zone: 'America/New_York' }

/** When these tests happen. */
export const now = new Date('2026-11-21T12:00:00Z')

/** Reads and stores files given as text. */
export async function importing(db: Db) {
  const folder = await mkdtemp(join(tmpdir(), 'kpi-imports-'))
  atFileEnd(() => rm(folder, { recursive: true }))
  let files = 0

  async function preview(text: string, options: object = us, name?: string): Promise<ImportPreview> {
    const path = join(folder, `${++files}.csv`)
    await writeFile(path, text)
    return previewImport(db, { name: name ?? `${files}.csv`, path }, options, { by: null, now })
  }

  return {
    preview,
    take: async (text: string, options: object = us) => applyImport(db, (await preview(text, options)).id, { now }),
    /** Measures by store and day. */
    figures: async (sku = '') => {
      const rows = await db.execute<{ slug: string; day: string; m: Record<string, number> }>(sql`
        select s.slug, t.day, t.m from metric_day t join stores s on s.id = t.store_id where t.sku = ${sku} order by 1, 2`)
      return Object.fromEntries(rows.map(row => [`${row.slug} ${row.day}`, row.m]))
    },
    clear: () =>
      truncate(
        db,
        `metric_day, dirty_days, stores, sources, skus, imports, import_changes, import_lines, import_rows, order_lines,
          import_mappings, people restart identity cascade`,
      ),
  }
}
