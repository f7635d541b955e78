import { auditCard } from '#src/features/delivery/cards/outbox-card.ts'
import { auditDeliveries, type DeliveryAudit } from '#src/features/delivery/store/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { tellAdministrators } from './tell-administrators.ts'

/** What watching needs. */
export interface WatchParts {
  readonly db: Db
  readonly now: Date
  /** Called when all is well; `null`: nobody outside waits for it. */
  readonly heartbeatUrl: string | null
  readonly fetch: (url: string, options: { readonly signal: AbortSignal }) => Promise<{ readonly ok: boolean }>
}

/** What was found, and whether the heartbeat was heard; `null` when it was not sent. */
export interface Watched {
  readonly audit: DeliveryAudit
  readonly clean: boolean
  readonly heard: boolean | null
}

const heartbeatMs = 10_000

/**
 * Compares what was planned with what was delivered. Tells the administrators once a day for each kind of trouble; calls
 * the heartbeat only when there is none, so that whoever waits for it outside also notices when nothing runs any more.
 */
export async function watch({ db, now, heartbeatUrl, fetch }: WatchParts): Promise<Watched> {
  const audit = await auditDeliveries(db, now)
  const troubles = Object.entries(audit).flatMap(([name, count]) => (count > 0 ? [name] : []))
  if (troubles.length > 0) {
    const key = `watchdog/${now.toISOString().slice(0, 10)}/${troubles.join('+')}`
    await db.transaction(tx => tellAdministrators(tx, key, auditCard(audit), now))
    return { audit, clean: false, heard: null }
  }
  if (heartbeatUrl === null) return { audit, clean: true, heard: null }
  const heard = await fetch(heartbeatUrl, { signal: AbortSignal.timeout(heartbeatMs) }).then(
    answer => answer.ok,
    () => false,
  )
  return { audit, clean: true, heard }
}
