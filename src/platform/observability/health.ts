import type { HealthReport } from '#src/contracts/command.ts'
import { deliveryBacklog } from '#src/platform/database/backlog.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A message that waits longer than that shows that nobody sends. Judgement: well above every back-off. */
const lateMinutes = 15

/** Asks the parts of the service how they are. A check that throws counts as failed; none takes the service down. */
export function createHealth(parts: { readonly db: Db; readonly now: () => Date }): () => Promise<HealthReport> {
  return async () => {
    try {
      const backlog = await deliveryBacklog(parts.db, parts.now())
      const late = backlog.oldestMinutes > lateMinutes
      const checks = [
        { name: 'database', ok: true, detail: `PostgreSQL ${backlog.version}` },
        { name: 'migrations', ok: true, detail: `${backlog.migrations} applied` },
        {
          name: 'deliveries',
          ok: !late,
          detail: `${backlog.waiting} waiting, ${backlog.failed} failed in the last day, oldest ${backlog.oldestMinutes} min`,
        },
      ]
      return { ready: true, checks }
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
      return { ready: false, checks: [{ name: 'database', ok: false, detail }] }
    }
  }
}
