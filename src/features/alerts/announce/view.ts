import type { Alert } from '#src/domain/alerts/alert.ts'
import type { AlertView } from '#src/features/alerts/cards/alert-card.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type AlertParts, alertViews, withProcedures } from './views.ts'

export type { AlertParts } from './views.ts'

/**
 * Everything a card says about an alert; `null` when its KPI or its place is no more. Read before a transaction begins,
 * so that no lock waits for it.
 */
export async function alertView(parts: AlertParts, alert: Alert, now: Date): Promise<AlertView | null> {
  const [view] = await alertViews(parts, [alert], now)
  return view ?? null
}

/** The view of an alert that nobody has taken on with how its KPI is worked on. */
export async function withProcedure(db: Db, view: AlertView): Promise<AlertView> {
  return (await withProcedures(db, [view]))[0] ?? view
}

/** The notes around an alert with one that was written just now, by day. */
export function notesWith(notes: AlertView['notes'], written: AlertView['notes'][number]): AlertView['notes'] {
  return [...notes, written].sort((a, b) => (a.fromDay < b.fromDay ? -1 : a.fromDay > b.fromDay ? 1 : 0))
}
