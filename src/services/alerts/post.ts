import { type AlertView, alertCard } from '#src/cards/alert-card.ts'
import type { Alert } from '#src/domain/alert.ts'
import { planDelivery } from '#src/services/deliver.ts'
import type { Db } from '#src/storage/db.ts'
import { channelsOfSubject } from '#src/storage/deliveries.ts'
import { listStores } from '#src/storage/stores.ts'
import { channelsFor } from './routing.ts'

/**
 * Plans what is said about an alert in the transaction that changed it: edits of the messages that stand, or new ones
 * where it was not said anywhere yet. Without a view (its KPI or store is gone) nothing can be said.
 */
export async function postAlert(db: Db, alert: Alert, view: AlertView | null, now: Date): Promise<number> {
  if (view === null) return 0
  const subject = `alert/${alert.id}`
  const standing = await channelsOfSubject(db, subject)
  const channels = standing.length > 0 ? standing : await channelsFor(db, alert, await listStores(db))
  const card = alertCard({ ...view, alert })
  for (const channelId of channels) {
    const key = `${subject}/rev/${alert.revision}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now })
  }
  return channels.length
}
