import { followPerson } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { nextRun } from '#src/platform/jobs/cron-times.ts'
import { listSchedules, moveSchedule } from '#src/platform/jobs/schedules.ts'

/** In a schedule's params: it keeps its time of day on the clock of whoever ordered it. */
export const ownClock = 'ownClock'

/**
 * What a person gets in their own conversations follows their language and zone: 08:30 stays 08:30 where they are now.
 * Posts for which a zone was named, and those of groups, stay where they are.
 */
export async function personMoved(
  db: Db,
  person: { readonly id: number; readonly timeZone: string | null },
  now: Date,
): Promise<void> {
  await followPerson(db, person.id)
  const { timeZone } = person
  if (timeZone === null) return
  for (const schedule of await listSchedules(db, {})) {
    if (schedule.createdBy !== person.id || schedule.params[ownClock] !== true || schedule.timeZone === timeZone)
      continue
    const next = nextRun(schedule.cron, timeZone, now)
    if (next) await moveSchedule(db, schedule.id, timeZone, next)
  }
}
