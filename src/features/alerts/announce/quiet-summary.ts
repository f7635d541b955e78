import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { quietSummaryCard } from '#src/features/alerts/cards/quiet-summary-card.ts'
import { beginEscalation } from '#src/features/alerts/escalate/next-step.ts'
import type { ClockParts } from '#src/features/alerts/lifecycle/expire.ts'
import { findAlerts } from '#src/features/alerts/store/alerts.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import { namedAt } from '#src/features/figures/index.ts'
import { directChannels, takeHeldNotices } from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { overNothing } from './over-nothing.ts'

/**
 * After quiet hours: one summary of what was kept back and still waits. What nobody heard of until now is waited for
 * from then on. Answers to how many people.
 */
export async function sumUpQuiet({ db, figures, now }: ClockParts): Promise<number> {
  const catalog = await figures.catalog()
  const stores = await listStores(db)
  return db.transaction(async tx => {
    let told = 0
    for (const [personId, ids] of await takeHeldNotices(tx, now)) {
      const waiting = (await findAlerts(tx, ids)).filter(alert => alert.state === 'open' && alert.snoozedUntil === null)
      const [channel] = waiting.length === 0 ? [] : await directChannels(tx, [personId])
      if (!channel) continue
      const sorted = [...waiting].sort((a, b) => a.id - b.id)
      const listed = await listedOf(tx, sorted, { catalog, stores, now })
      await sumUp(tx, { personId, channelId: channel.id, now }, listed)
      for (const alert of sorted.filter(isUnasked)) await beginEscalation(tx, [alert], now)
      told++
    }
    return told
  })
}

/** Nobody was asked about it until now: it was said in person only, to somebody in their quiet hours. */
function isUnasked({ escalation, escalateAt }: Alert): boolean {
  return escalation === 0 && escalateAt === null
}

type Listed = Parameters<typeof quietSummaryCard>[0]

async function listedOf(
  db: Db,
  alerts: readonly Alert[],
  { catalog, stores, now }: { readonly catalog: Catalog; readonly stores: readonly Store[]; readonly now: Date },
): Promise<Listed> {
  const endless = await overNothing(db, alerts, now)
  const listed = alerts.flatMap(alert => {
    const kpi = catalog.findKpi(alert.kpiId)
    return kpi ? [{ alert, kpi, unbounded: endless.get(alert.id), place: placeLabel(alert.place, stores) }] : []
  })
  return namedAt(db, { stores, placesOf: ({ alert }) => [alert.place] }, listed)
}

async function sumUp(
  db: Db,
  { personId, channelId, now }: { readonly personId: number; readonly channelId: number; readonly now: Date },
  listed: Listed,
): Promise<void> {
  const subject = `quiet/${personId}/${now.toISOString()}`
  await planDelivery(db, {
    key: subject,
    channelId,
    subject,
    card: quietSummaryCard(listed, now.toISOString().slice(0, 10)),
    urgency: 1,
    notBefore: now,
  })
}
