import { localDay } from '#src/domain/days.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { listImprovements } from './store/improvements.ts'

/**
 * The share of somebody's improvements due in a period that were done by their day (in the team's zone), 0–1; `null` where
 * none was due. Dropped ones with a reason do not count; open ones count once their day is over.
 */
export async function completionOf(
  db: Db,
  ownerId: number,
  period: Period,
  at: { readonly demo: boolean; readonly now: Date; readonly timeZone: string },
): Promise<number | null> {
  const due = await listImprovements(db, { demo: at.demo, ownerId, due: { from: period.from, to: period.end } })
  const today = localDay(at.now, at.timeZone)
  const counted = due.filter(({ state, dueDay }) => state === 'done' || (state === 'open' && dueDay < today))
  const kept = counted.filter(({ closedAt, dueDay }) => closedAt && localDay(closedAt, at.timeZone) <= dueDay)
  return counted.length === 0 ? null : kept.length / counted.length
}
