import { type Connector, SourceFault } from '#src/contracts/connector.ts'
import { asListed } from '#src/contracts/listed-id.ts'
import { earlier, localDay } from '#src/domain/days.ts'
import { type Day, shiftDays } from '#src/domain/period/index.ts'
import { findReason } from '#src/domain/reconciliation/find-reason.ts'
import { UserError } from '#src/errors.ts'
import type { StoredStore } from '#src/features/stores/index.ts'
import { type ConnectedStore, listConnectedStores, openSession, type SyncParts } from '#src/features/sync/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { evidenceOf } from './evidence.ts'
import { putDifference } from './store/differences.ts'
import { listStated, putStated, type Stated } from './store/stated.ts'
import { texts } from './texts.ts'

/** A month, by its first day. */
export interface Month {
  readonly from: Day
  readonly to: Day
}

/** Somebody waits in chat. */
const askMs = 20_000

/**
 * Compares our figures of a month with the marketplace's own, or with what was stated, measure by measure, tests why they
 * differ and keeps the differences. Answers why the marketplace could not be asked; `null`: it was, or was not needed.
 * `ask`: the marketplace is asked, else what was stated counts. @throws UserError where there is nothing to compare with
 */
export async function reconcile(
  parts_: SyncParts,
  store: StoredStore,
  month: Month,
  { ask = true }: { readonly ask?: boolean } = {},
): Promise<Localized | null> {
  const { db, now } = parts_
  const connected = (await listConnectedStores(db)).find(one => one.storeId === store.id)
  const connector = parts_.connectors.find(one => one.id === connected?.connector)
  const trouble = ask && connected && connector?.totals ? await askTotals(parts_, connector, connected, month) : null
  const stated = await listStated(db, store.id, month.from)
  if (stated.length === 0) throw new UserError(trouble ?? texts.nothingToCompare)
  const of = { store, month, connected, connector }
  let compared = 0
  for (const measure of new Set(stated.map(one => one.measure))) {
    const evidence = await evidenceOf(parts_, of, measure, stated)
    if (!evidence) continue
    compared += 1
    const { ours, theirs, covered } = evidence
    const reason = findReason(evidence)
    await putDifference(db, { storeId: store.id, month: month.from, measure, ours, theirs, reason, covered }, now())
  }
  if (compared === 0) throw new UserError(trouble ?? texts.noDay)
  return trouble
}

/** What the marketplace tells of the days of the month that are over, day by day; typed figures of the same measures stay. */
async function askTotals(
  parts_: SyncParts,
  connector: Connector,
  store: ConnectedStore,
  month: Month,
): Promise<Localized | null> {
  const { db, now } = parts_
  const to = earlier(month.to, shiftDays(localDay(now(), store.found.timeZone), -1))
  if (to < month.from) return null
  const of = { connectionId: store.connectionId, storeId: store.id }
  try {
    const { context } = await openSession(parts_, connector, of, AbortSignal.timeout(askMs))
    const told =
      (await connector.totals?.({ store: asListed(store.found), window: { from: month.from, to } }, context)) ?? []
    const typed = new Set(
      (await listStated(db, store.storeId, month.from))
        .filter(one => one.origin !== 'platform')
        .map(one => one.measure),
    )
    const rows = told
      .filter(one => one.day === null || (one.day >= month.from && one.day <= to))
      .flatMap(({ day, measures }) =>
        Object.entries(measures).map(([measure, value]): Stated => ({ measure, day: day ?? '', value })),
      )
      .filter(row => !typed.has(row.measure))
    const stated = { storeId: store.storeId, month: month.from, origin: 'platform', by: null } as const
    if (rows.length > 0) await putStated(db, stated, rows, now())
    return null
  } catch (error) {
    if (error instanceof SourceFault) return texts.notAsked(connector.label, error.text)
    throw error
  }
}
