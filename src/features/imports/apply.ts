import { UserError } from '#src/errors.ts'
import { rememberAfter, rememberBefore } from '#src/features/imports/store/import-changes.ts'
import { countImportRows, importRowPages, storeSkuNames } from '#src/features/imports/store/import-rows.ts'
import {
  dropReading,
  dropRows,
  dropStaged,
  findApplied,
  findImport,
  type Import,
  setImportState,
} from '#src/features/imports/store/imports.ts'
import {
  addResults,
  ensureSource,
  lockStores,
  nothingWritten,
  type WriteResult,
  writeInTransaction,
} from '#src/features/ingest/index.ts'
import { ensureStore } from '#src/features/stores/index.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { ImportSummary } from './describe-file.ts'
import { addUpOrders } from './store/add-up-orders.ts'
import { keepMapping } from './store/import-mappings.ts'
import { keepOrderLines, orderFilesInEffect } from './store/order-lines.ts'
import { texts } from './texts.ts'

/** What applying an import did. Counts are of rows per store, SKU and day. */
export interface ApplyResult extends WriteResult {
  readonly id: number
  /** The import was in effect before: nothing happened. */
  readonly alreadyApplied: boolean
  readonly stores: readonly string[]
  readonly newStores: readonly string[]
  readonly rowsRead: number
  readonly rowsSkipped: number
  readonly from: string | null
  readonly to: string | null
}

/** When it is done, and what else belongs into the same transaction. */
export interface ApplyContext {
  readonly now: Date
  /** Hears how many rows of figures were written, of how many. */
  readonly onProgress?: ((written: number, of: number) => void) | undefined
  readonly onObservations?: ((tx: Db) => Promise<void>) | undefined
}

/**
 * Stores what a preview promised, in one transaction that `undoImport` can take back. The days of an order file are
 * made of its lines and of what earlier files know of other orders; a file of daily figures adds to what is known.
 * @throws UserError when the preview is gone
 */
export async function applyImport(db: Db, id: number, context: ApplyContext): Promise<ApplyResult> {
  return db.transaction(async tx => {
    const found = await findImport(tx, id, true)
    if (!found) throw new UserError(fill(texts.unknownImport, { id }))
    const summary = found.summary as ImportSummary | null // written by the preview, at its end
    const inEffect = async () => (found.state === 'applied' ? found : await findApplied(tx, found.contentHash))
    const before = await inEffect()
    if (before) return resultOf(before, before.summary as ImportSummary, nothingWritten, true)
    if (!summary || found.state !== 'preview' || (await countImportRows(tx, id)) !== summary.staged) {
      throw new UserError(fill(texts.readAgain, { id }))
    }
    const stores = await lockedStores(tx, summary)
    const twin = await inEffect() // whoever held the stores may have stored the same file
    if (twin) return resultOf(twin, twin.summary as ImportSummary, nothingWritten, true)
    await bringUpToDate(tx, id, summary)
    const written = await write(tx, found, summary, stores, context)
    if (summary.orders) await keepOrderLines(tx, id, summary.orders.shape, summary.orders.numbered)
    if (summary.said) await keepMapping(tx, summary.said)
    await setImportState(tx, id, 'applied', context.now)
    await dropStaged(tx, id)
    await dropReading(tx, id)
    await context.onObservations?.(tx)
    return resultOf(found, summary, written, false)
  })
}

/**
 * The ids of the stores of a file by slug, made where they are new, and locked: what other files know of them is looked at only
 * when nobody else writes it any more. Two files that were stored at the same time would each forget the other. A store
 * that vanished while its lock was waited for, with the file that had made it, is made again.
 */
async function lockedStores(tx: Db, { stores }: ImportSummary): Promise<ReadonlyMap<string, number>> {
  let locked = new Map<string, number>()
  for (;;) {
    const ids = new Map<string, number>()
    for (const { slug, name, platform, market, currency, timeZone } of stores) {
      ids.set(slug, (await ensureStore(tx, { slug, name, platform, market, currency, timeZone })).id)
    }
    if ([...ids].every(([slug, id]) => locked.get(slug) === id)) return ids
    await lockStores(tx, [...ids.values()])
    locked = ids
  }
}

/** Another order file came into effect, or was undone, since the preview: what is known of the days has changed. */
async function bringUpToDate(tx: Db, id: number, { orders }: ImportSummary): Promise<void> {
  if (!orders || orders.basis === (await orderFilesInEffect(tx))) return
  await dropRows(tx, id)
  await addUpOrders(tx, id, orders)
}

async function write(
  tx: Db,
  found: Import,
  summary: ImportSummary,
  ids: ReadonlyMap<string, number>,
  context: ApplyContext,
): Promise<WriteResult> {
  const source = await ensureSource(tx, summary.source ?? `file/${found.kind}`) // previews of an earlier version say none
  await storeSkuNames(tx, found.id)
  const standing = await rememberBefore(tx, found.id, source.id)
  // where nothing stands there is nothing to replace, and new rows go in at several times the speed
  const mode = found.kind === 'orders' && standing > 0 ? 'replace-days' : 'merge'
  let total = nothingWritten
  let done = 0
  for await (const page of importRowPages(tx, found.id)) {
    const rows = page.flatMap(row => {
      const storeId = ids.get(row.store)
      return storeId === undefined ? [] : [{ storeId, sku: row.sku, day: row.day, measures: row.measures }]
    })
    const { now } = context
    total = addResults(total, await writeInTransaction(tx, { sourceId: source.id, rows, mode, now }))
    done += rows.length
    context.onProgress?.(done, summary.staged)
  }
  await rememberAfter(tx, found.id, source.id)
  return total
}

function resultOf(found: Import, summary: ImportSummary, written: WriteResult, alreadyApplied: boolean): ApplyResult {
  const { stores, from, to } = summary
  return {
    ...written,
    id: found.id,
    alreadyApplied,
    stores: stores.map(store => store.slug),
    newStores: alreadyApplied ? [] : stores.filter(store => store.isNew).map(store => store.slug),
    rowsRead: found.rowsRead,
    rowsSkipped: found.rowsSkipped,
    from,
    to,
  }
}
