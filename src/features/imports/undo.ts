import { UserError } from '#src/errors.ts'
import { findLaterChange, forgetChanges, storesChanged } from '#src/features/imports/store/import-changes.ts'
import { findImport, removeUnusedStores, setImportState } from '#src/features/imports/store/imports.ts'
import { lockStores, restoreBefore } from '#src/features/ingest/index.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { ApplyContext } from './apply.ts'
import type { ImportSummary } from './describe-file.ts'
import { findLaterOrders, forgetOrderLines } from './store/order-lines.ts'
import { texts } from './texts.ts'

/** What undoing an import did. */
export interface UndoResult {
  readonly id: number
  /** Rows of figures that were put back or taken away. */
  readonly restored: number
  /** Stores that the import had made and that nothing else uses. */
  readonly removedStores: readonly string[]
}

/**
 * Puts all figures of an import back exactly as they stood before it, as a whole or not at all: it is refused when one
 * of them was changed since, naming the later import that did.
 * @throws UserError
 */
export async function undoImport(db: Db, id: number, context: ApplyContext): Promise<UndoResult> {
  return db.transaction(async tx => {
    const found = await findImport(tx, id, true)
    if (!found) throw new UserError(fill(texts.unknownImport, { id }))
    if (found.state !== 'applied') throw new UserError(fill(texts.notApplied, { id }))
    await lockStores(tx, await storesChanged(tx, id))
    const later = await findLaterChange(tx, id)
    if (later?.importId) {
      throw new UserError(fill(texts.changedByImport, { later: later.importId, file: later.fileName ?? '' }))
    }
    if (later) throw new UserError(fill(texts.changedSince, { id }))
    // what a later file says of the same orders would go with it, although its figures came out alike
    const orders = await findLaterOrders(tx, id)
    if (orders) throw new UserError(fill(texts.changedByImport, { later: orders.id, file: orders.fileName }))
    const restored = await restoreBefore(tx, id, context.now)
    await forgetChanges(tx, id)
    await forgetOrderLines(tx, id)
    await setImportState(tx, id, 'undone', context.now)
    await context.onObservations?.(tx)
    const { stores } = found.summary as ImportSummary // written by the preview
    const made = stores.filter(store => store.isNew).map(store => store.slug)
    return { id, restored, removedStores: await removeUnusedStores(tx, made) }
  })
}
