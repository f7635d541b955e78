import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Big } from 'big.js'
import { monthOf } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { readFigures } from '#src/features/imports/index.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Month } from './reconcile.ts'
import { putStated, type Stated } from './store/stated.ts'
import { texts } from './texts.ts'

/**
 * Keeps what a file of the marketplace says of a month of a store, day by day, to compare ours with it. Nothing of the file
 * becomes a figure of ours. Answers how many days it tells.
 * @throws UserError where the file is not there, makes no sense or tells nothing of the month
 */
async function stateFile(
  db: Db,
  { store, month, path }: { readonly store: StoredStore; readonly month: Month; readonly path: string },
  context: { readonly by: number | null; readonly now: Date },
): Promise<number> {
  const file = { name: basename(path), path: resolve(path) }
  const found = await stat(file.path).catch(() => null)
  if (!found?.isFile()) throw new UserError(fill(texts.noFile, { path: verbatim(path) }))
  const { slug, market } = store
  const rows = (await readFigures(db, file, { store: slug, market }, context)).filter(
    ({ day }) => day >= month.from && day <= month.to,
  )
  const stated = storeDays(rows)
  if (stated.length === 0) throw new UserError(fill(texts.nothingInFile, { store: verbatim(store.name) }))
  await putStated(db, { storeId: store.id, month: month.from, origin: 'file', by: context.by }, stated, context.now)
  return new Set(stated.map(one => one.day)).size
}

/** What a file says of a store, a SKU or `''`, and a day. */
export type FileRow = Awaited<ReturnType<typeof readFigures>>[number]

/** Days of the store: as it is told itself, else the sum of its SKUs, which for orders would count twice. */
export function storeDays(rows: readonly FileRow[]): readonly Stated[] {
  const sums = new Map<string, Stated & { readonly own: boolean }>()
  for (const { day, sku, measures } of rows) {
    for (const [measure, value] of Object.entries(measures)) {
      const key = `${day} ${measure}`
      const known = sums.get(key)
      const own = sku === ''
      if (!own && (known?.own || measure === 'orders')) continue
      const sum = own || !known ? value : new Big(known.value).plus(value).toFixed()
      sums.set(key, { measure, day, value: sum, own })
    }
  }
  return [...sums.values()].map(({ measure, day, value }) => ({ measure, day, value }))
}

/**
 * The same from a shell, by the words `STORE 2026-10`. Answers how many days of how many the file tells.
 * @throws UserError also where there is no such store or month
 */
export async function stateFileOf(
  db: Db,
  { store: name, month, path }: { readonly store: string; readonly month: string; readonly path: string },
  now: Date,
): Promise<{ readonly days: number; readonly of: number }> {
  const wanted = name.toLowerCase()
  const store = (await listStores(db)).find(one => [one.slug, one.name.toLowerCase()].includes(wanted))
  if (!store) throw new UserError(fill(texts.noStore, { store: verbatim(name) }))
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new UserError(fill(texts.noMonth, { month: verbatim(month) }))
  const { from, to } = monthOf(`${month}-01`)
  const days = await stateFile(db, { store, month: { from, to }, path }, { by: null, now })
  return { days, of: Number(to.slice(8)) }
}
