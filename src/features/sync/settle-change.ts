import { localDay } from '#src/domain/days.ts'
import { UserError } from '#src/errors.ts'
import { updateStore } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { replayDays } from './replay.ts'
import { type Counting, changedStores, settleChange } from './store/changed-stores.ts'
import { letStoreGo } from './store/feed-states.ts'
import { forgetLines } from './store/ledger.ts'
import { firstPlannedDay } from './store/pulls.ts'
import { texts } from './texts.ts'

/** What a store counted in and what its marketplace counts in now. */
export interface Settled {
  readonly before: Counting
  readonly after: Counting
  /** Whether its feeds go on. */
  readonly goesOn: boolean
}

/**
 * The store counts as its marketplace does now: all days that can be had are fetched anew; amounts in another currency
 * are forgotten before, so that none of both stand beside each other. @throws UserError where nothing changed
 */
export async function adoptChange(db: Db, storeId: number, now: Date): Promise<Settled> {
  return db.transaction(async tx => {
    const changes = await changedStores(tx, storeId)
    const [first] = changes
    if (!first) throw new UserError(texts.nothingChanged)
    const { before, after } = first
    await updateStore(tx, storeId, after)
    for (const { id } of changes) {
      await settleChange(tx, id, { counts: after })
      await letStoreGo(tx, id)
      const from = await firstPlannedDay(tx, id)
      if (before.currency !== after.currency) await forgetLines(tx, storeId)
      if (from !== null) await replayDays(tx, storeId, { from, to: localDay(now, after.timeZone) }, now)
    }
    return { before, after, goesOn: true }
  })
}

/**
 * The store goes on to count as it did. Days are cut in its own zone then; amounts in another currency are not written
 * while the marketplace tells those. It is not asked about the same change again. @throws UserError where nothing changed
 */
export async function keepCounting(db: Db, storeId: number): Promise<Settled> {
  return db.transaction(async tx => {
    const changes = await changedStores(tx, storeId)
    const [first] = changes
    if (!first) throw new UserError(texts.nothingChanged)
    const { before, after } = first
    const goesOn = before.currency === after.currency
    for (const { id } of changes) {
      await settleChange(tx, id, { keptAgainst: after })
      if (goesOn) await letStoreGo(tx, id)
    }
    return { before, after, goesOn }
  })
}
