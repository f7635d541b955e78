import type { Alert } from '#src/domain/alerts/alert.ts'
import { marketOfZone, type WorkTime } from '#src/domain/business-hours.ts'
import { calendarMarkets } from '#src/domain/calendar/index.ts'
import { storesOf } from '#src/features/alerts/announce/demo-or-real.ts'
import { findPerson } from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** When a person works: in their zone, by the calendar of its country; what they have not said, their stores say. */
export async function workTimeOf(
  db: Db,
  personId: number | null,
  alert: Pick<Alert, 'rule' | 'place'>,
): Promise<WorkTime> {
  const person = personId === null ? null : await findPerson(db, { id: personId })
  const [store] = storesOf(alert, await listStores(db))
  const timeZone = person?.timeZone ?? store?.timeZone ?? 'UTC'
  const ofZone = person?.timeZone ? marketOfZone(timeZone) : null
  const ofScope = person?.scope.map(key => key.replace('market:', '')).find(market => calendarMarkets.includes(market))
  return { timeZone, market: ofZone ?? ofScope ?? store?.market ?? '' }
}
